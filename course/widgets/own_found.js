// What was found in an incident: each thing to mend leads to its place, and where no row marks a
// milestone, each is asked for.

// `facts` and `timeline` are where the places are; `check` has all of it checked again.
function openFound({ model, words, id, status, facts, timeline, check }) {
  const findings = element("ol", { class: "course-findings" });
  const notices = element("ul");
  const which = openWhichRow({ words, id, rows: timeline.briefs, set: timeline.rows.markRow, check });

  let ledBy = "";
  function lead(row, column, text) {
    ledBy = text;
    timeline.goTo(row, column, text);
  }
  function lineOf({ text, row, field, column }) {
    const item = element("li", {}, element("span", {}, text));
    if (row) item.append(button(fill(words.go_row, { row }), () => lead(row, column, text)));
    else if (facts.has(field)) item.append(button(words.go_field, () => facts.goTo(field)));
    return item;
  }
  function show() {
    const toMend = model.get("findings");
    if (!toMend.some(({ text }) => text === ledBy)) timeline.unsay(ledBy);
    findings.replaceChildren(...toMend.map(lineOf));
    notices.replaceChildren(...model.get("notices").map((text) => element("li", {}, text)));
    findings.hidden = toMend.length === 0;
    notices.hidden = model.get("notices").length === 0;
    facts.judge(toMend);
    timeline.rows.judge(toMend);
    ask();
  }
  function ask(isChanged = false) {
    which.show(timeline.isTable() ? model.get("milestones") : [], isChanged);
  }
  return { element: element("div", {}, status, findings, notices, which.element), show, ask };
}
