"use strict";

// What has come out, and what was put off until later, one press away.
function onTheWall(words) {
  const title = element("summary", QUIET);
  const lines = element("div");
  const list = (sentences) => element("ul", {}, ...sentences.map((sentence) => element("li", {}, sentence)));

  function showWall({ title: heading, out, parked }) {
    title.textContent = heading;
    lines.replaceChildren(
      ...(out.length ? [list(out)] : [element("p", {}, words.wall_empty)]),
      ...(parked.length ? [element("p", {}, words.parked), list(parked)] : []),
    );
  }
  return { wall: element("details", { class: "course-disclosure" }, title, lines), showWall };
}
