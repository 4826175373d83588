"use strict";

/**
 * The figure of what came out of a decision, on phones, on the projector and in notebooks. A page gives its
 * `words`.
 */

/** Texts with blank lines between their paragraphs. */
function paragraphs(text) {
  return text.split(/\n\s*\n/).map((part) => element("p", {}, part.trim()));
}

const share = (percent) => (percent === null ? "n/a" : `${percent}\u00a0%`);

/** One bar with its number beside it. The number is the text equivalent of the bar. */
function bar(round, option, label = words.rounds[round.round]) {
  const percent = round.percent[option];
  const fill = element("span", { class: percent ? "fill" : "fill none" });
  fill.style.setProperty("--share", percent ?? 0);
  return element(
    "p",
    { class: `bar ${round.round === 1 ? "first" : "second"}` },
    element("span", {}, label),
    element("span", { class: "track", "aria-hidden": "true" }, fill),
    element(
      "span",
      { class: "value" },
      share(percent),
      element("span", { class: "n" }, ` (${round.counts[option]})`),
    ),
  );
}

/** What became of the option that the course argues for, as the room tells it: “31 % → 82 %”. */
function shift({ shift: { headline, line } }) {
  return element("p", { class: "shift" }, headline ? element("b", {}, unbroken(headline)) : null, unbroken(line));
}

/** What can be chosen, and in a rehearsal how many minutes it takes. */
function choiceOf({ text, cost }) {
  return element("span", {}, text, ...(cost ? [" ", element("small", {}, unbroken(cost))] : []));
}

function letter(id, explain) {
  if (!explain) return element("b", {}, id);
  const attributes = { class: "letter", "aria-expanded": "false", "aria-controls": "effect" };
  return button(id, () => explain(id), attributes);
}

/**
 * Both rounds, option by option. `mine` marks one's own choices; `closed` leaves out the
 * feedback and the key, for the facilitator before the reveal. `explain` is told which letter
 * was pressed, where the feedback stands elsewhere.
 */
function answers(decision, results, { mine = {}, closed = false, explain = null } = {}) {
  return element(
    "ol",
    { class: "answers" },
    ...results.options.map((option, at) => {
      const isKey = !closed && option.id === results.key;
      const marks = [];
      if (isKey) marks.push(element("span", { class: "mark is-key" }, `✓ ${words.argues_for}`));
      for (const round of Object.keys(mine)) {
        if (mine[round] === option.id) {
          marks.push(element("span", { class: "mark" }, fill(words.you, { round: words.rounds[round].toLowerCase() })));
        }
      }
      if (!closed && !isKey) marks.push(element("span", { class: "mark" }, option.label));
      return element(
        "li",
        { class: isKey ? "card answer key" : "card answer" },
        element("div", { class: "answer-text" }, letter(option.id, explain), element("span", {}, decision.options[at].text)),
        marks.length ? element("p", { class: "marks" }, ...marks) : null,
        element("div", { class: "bars" }, ...results.rounds.map((round) => bar(round, option.id))),
        closed || explain ? null : element("p", { class: "feedback" }, option.feedback),
      );
    }),
  );
}

/** Why the course argues for its option, under a heading of the level that the page needs. */
function argument(results, level = "h2") {
  return [element(level, { class: "why" }, fill(words.why, results)), ...paragraphs(results.why)];
}
