// Six short questions where no row marks a milestone: the likely rows first, with the words that
// suggest them. Nothing is chosen by itself.

// More would make a list that nobody reads to its end.
const MOST_OFFERED = 200;

function openWhichRow({ words: all, id, rows, set, check }) {
  const words = all.which;
  const box = element("fieldset", { class: "course-which" });
  const status = statusRegion("p", { class: "course-which-said" });
  const again = actionRow(button(words.check, check, { class: "course-main" }));
  box.hidden = true;

  let shown;

  // What was answered stays as long as the same is asked.
  function show(questions, isChanged = false) {
    box.hidden = !questions.length;
    const asked = JSON.stringify(questions);
    if (asked === shown && !isChanged) return;
    shown = asked;
    const all = rows();
    const parts = questions.map(({ phase, question, hints }) => {
      const field = element("select", { id: `${id}-which-${phase}`, ...QUIET }, element("option", { value: "" }, words.unsaid));
      const offered = new Map(hints.map(({ row, words: found }) => [row, ` ${fill(words.because, { words: found.join(", ") })}`]));
      const likely = hints.map(({ row }) => all.find(({ number }) => number === row)).filter(Boolean);
      for (const row of [...likely, ...all.filter(({ number }) => !offered.has(number)).slice(0, MOST_OFFERED)]) {
        const text = fill(words.option, { row: row.number, text: `${row.when} ${row.text}` });
        field.append(element("option", { value: row.number }, `${text}${offered.get(row.number) ?? ""}`));
      }
      field.value = all.find(({ marks }) => marks.includes(phase))?.number ?? "";
      field.addEventListener("change", () => {
        set(Number(field.value), phase);
        status.textContent = fill(field.value ? words.set : words.unset, { row: field.value, phase });
        field.parentElement.after(status);
      });
      return element("div", { class: "course-field" }, element("label", { for: field.id }, question), field);
    });
    status.textContent = "";
    box.replaceChildren(element("legend", {}, words.title), element("p", { class: "course-hint" }, words.about), ...parts, status, again);
  }
  return { element: box, show };
}
