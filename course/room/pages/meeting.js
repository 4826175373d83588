"use strict";

/** The rehearsal that a room plays, as phones, panel and projector tell it. */

/** What was said last, by whom, and who opened up. */
function spoken({ lines, looks, votes }) {
  const notes = [looks, votes].filter(Boolean).map((text) => element("p", { class: "lead" }, text));
  return [...lines.map(({ line: text, kind }) => element("p", { class: `said ${kind}` }, text)), ...(lines.length ? notes : [])];
}

/** What has come out and what is parked, one under the other. */
function wallOf({ wall: { title, out, parked } }) {
  const list = (lines, kind) => lines.map((text) => element("li", { class: kind }, text));
  return [element("h2", {}, title), element("ul", { class: "notes" }, ...list(out, "out"), ...list(parked, "parked"))];
}

/** What came to light, what would have after another first sentence, and what is missing. */
function lightOf({ came }, { whole = true } = {}) {
  const lines = (texts) => element("ul", {}, ...texts.map((text) => element("li", {}, text)));
  const facts = came.out.map(({ line: text, action }) =>
    element("li", {}, text, element("br"), element("small", {}, fill(words.meeting.leads_to, { action }))),
  );
  return [
    element("p", { class: "shift" }, came.counted),
    element("section", {}, element("h2", {}, came.beside_title), ...came.beside.map(beside)),
    element("section", {}, element("h2", {}, came.missing_title), lines(came.missing)),
    ...(whole
      ? [
          element("section", {}, element("h2", {}, came.title), element("ul", {}, ...facts)),
          element("section", {}, element("h2", {}, came.limits_title), ...paragraphs(came.limits)),
        ]
      : []),
  ];
}

function beside({ label, out, of }) {
  const track = element("span", { class: "fill" });
  track.style.setProperty("--share", (100 * out) / of);
  return element(
    "p",
    { class: "bar second" },
    element("span", {}, label),
    element("span", { class: "track", "aria-hidden": "true" }, track),
    element("span", { class: "value" }, `${out}`, element("span", { class: "n" }, ` / ${of}`)),
  );
}
