// A prompt, a text field whose text is kept, and a button that opens a model answer.

function render({ model, el, signal }) {
  const words = model.get("words");
  const id = freshId("course-reflection");

  const prompt = element("div");
  prompt.innerHTML = unbroken(model.get("prompt"));
  const label = element("label", { for: id }, words.label);
  const field = element("textarea", { id, class: "course-written", rows: "3", ...QUIET });
  const note = writtenNote(model, field);
  const answer = statusRegion("div", { class: "course-reflection-answer" });

  let nudged = false;
  const { session, state, heard, others } = openWritten({ model, signal, field, status: answer });
  const open = button(words.button, () => {
    if (!field.value.trim() && !nudged) {
      nudged = true;
      session.nudge(words.nudge);
      return;
    }
    session.ask({ type: "open" }, { done: showAnswer });
  });
  function showAnswer() {
    if (!model.get("answer")) return;
    session.say("");
    answer.innerHTML = unbroken(model.get("answer"));
    answer.classList.add("course-reflection-open");
  }

  el.classList.add("course-control", "course-reflection");
  el.replaceChildren(prompt, label, field, note, state, heard, others, open, answer);
  showAnswer();
}

export default { render };
