// What was found in an incident: each thing to mend leads to its place, and where no row marks a
// milestone, each is asked for.

// `facts` and `timeline` are where the places are; `check` has all of it checked again.
function openFound({ model, words, id, status, facts, timeline, check }) {
  const findings = element("ol", { class: "course-findings" });
  const notices = element("ul");
  const doubts = element("section", { class: "course-asked", "aria-label": words.doubts });
  const heard = element("section", { class: "course-asked", "aria-label": words.heard });
  const silences = element("details", { class: "course-asked" });
  const which = openWhichRow({ words, id, rows: timeline.briefs, set: timeline.rows.markRow, check });

  let ledBy = "";
  function lead(row, column, text, counts) {
    ledBy = text;
    timeline.goTo(row, column, text, counts);
  }
  function lineOf({ text, row, field, column, counts }) {
    const item = element("li", {}, element("span", {}, text));
    if (row) item.append(button(fill(counts === "line" ? words.go_line : words.go_row, { row }), () => lead(row, column, text, counts)));
    else if (facts.has(field)) item.append(button(words.go_field, () => facts.goTo(field)));
    return item;
  }
  function wayTo({ row, column, field }, text) {
    if (row) return button(fill(words.go_row, { row }), () => lead(row, column, text));
    return button(fill(words.go_named, { label: facts.labelOf(field) }), () => facts.goTo(field));
  }
  function questionOf({ text, why, places }) {
    return element("li", {}, element("span", {}, text), element("p", { class: "course-hint" }, why),
      actionRow(...places.map((place) => wayTo(place, text))));
  }
  // What to ask stays until the next check, as what is to mend does.
  function showQuestions(box, questions, ...head) {
    box.hidden = questions.length === 0;
    box.replaceChildren(...head, element("ul", {}, ...questions.map(questionOf)));
  }
  function show() {
    showQuestions(doubts, model.get("doubts"), element("h3", {}, words.doubts), element("p", {}, words.doubts_about));
    showQuestions(heard, model.get("heard"), element("h3", {}, words.heard), element("p", {}, words.heard_about));
    const silent = model.get("silences");
    showQuestions(silences, silent, element("summary", QUIET, fill(words.silences, { number: silent.length })));
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
  return { element: element("div", {}, status, findings, notices, doubts, heard, silences, which.element), show, ask };
}
