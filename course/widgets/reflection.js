// A prompt, a text field, and a button that opens a model answer. The learner's text never
// leaves the field.

let count = 0;

// A line does not break between a number and its sign.
const unbroken = (text) => text.replaceAll(" %", "\u00a0%");

function render({ model, el }) {
  const words = model.get("words");
  const id = `course-reflection-${++count}`;

  const prompt = element("div");
  prompt.innerHTML = unbroken(model.get("prompt"));
  const label = element("label", { for: id }, words.label);
  const field = element("textarea", {
    id,
    "aria-describedby": `${id}-private`,
    "data-lm-suppress-shortcuts": "true",
    rows: "3",
  });
  const note = element("p", { id: `${id}-private`, class: "course-reflection-note" }, words.private);
  const button = element(
    "button",
    { type: "button", "data-lm-suppress-shortcuts": "true" },
    words.button,
  );
  // One live region from the start: a region that is added with its text is not announced.
  const answer = element("div", { role: "status", class: "course-reflection-answer" });

  let nudged = false;
  const session = openSession(model, { name: words.label, pending: () => field.value });
  field.value = session.kept();
  function open() {
    if (!field.value.trim() && !nudged) {
      nudged = true;
      answer.textContent = words.nudge;
      return;
    }
    session.ask({ type: "open" }, (notice) => answer.replaceChildren(notice));
  }
  function showAnswer() {
    if (!model.get("answer")) return;
    session.answered();
    answer.innerHTML = unbroken(model.get("answer"));
    answer.classList.add("course-reflection-open");
  }

  button.addEventListener("click", open);
  model.on("change:answer", showAnswer);

  el.classList.add("course-control", "course-reflection");
  el.replaceChildren(prompt, label, field, note, button, answer);
  showAnswer();

  return () => {
    session.close();
    model.off("change:answer", showAnswer);
  };
}

export default { render };
