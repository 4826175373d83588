// A question, what one may expect as native radios, a button that runs it, and the result.
// The result comes from the kernel once it has run; nothing of it is here before.

function render({ model, el, signal }) {
  const words = model.get("words");
  const group = freshId("course-experiment");

  const question = element("div");
  question.innerHTML = unbroken(model.get("question"));
  const fieldset = element("fieldset");
  fieldset.append(element("legend", {}, words.legend));
  const radios = model.get("choices").map((choice) => {
    const label = element("label", { class: "course-option" });
    const radio = element("input", { type: "radio", name: group, value: choice, ...QUIET });
    radio.addEventListener("change", () => expect(choice));
    label.append(radio, element("span", {}, unbroken(choice)));
    fieldset.append(label);
    return radio;
  });
  fieldset.hidden = !radios.length;
  const start = button(words.button, run);
  const status = statusRegion();
  const bar = element("div", { class: "course-experiment-bar", "aria-hidden": "true" });
  const report = element("div");

  const chosen = () => radios.find((radio) => radio.checked)?.value ?? "";
  const session = openSession({
    model,
    signal,
    status,
    name: model.get("question"),
    pending: chosen,
    seen: () => [start, report.querySelectorAll(":scope > p")[radios.length ? 1 : 0] ?? status],
    settle: () => setRunning(false),
  });
  function setRunning(isRunning) {
    setBusy(start, isRunning);
    bar.hidden = !isRunning;
    // What was expected stays as it was, once there is something to compare it with.
    fieldset.disabled = isRunning || Boolean(model.get("report"));
  }
  // What is expected is kept when it is chosen, and not only when it is run. Nobody waits for it.
  function expect(choice) {
    try {
      model.send({ type: "expect", expected: choice });
    } catch {
      // A connection that is gone is told when somebody presses the button.
    }
  }
  function run() {
    if (radios.length && !chosen()) {
      session.nudge(words.choose);
      return;
    }
    setRunning(true);
    session.ask({ type: "run", expected: chosen() }, { meanwhile: words.running });
  }
  function show() {
    for (const radio of radios) radio.checked ||= radio.value === model.get("expected");
    const shown = model.get("report");
    report.innerHTML = unbroken(shown);
    start.textContent = shown && radios.length ? words.again : words.button;
    fieldset.disabled = Boolean(shown);
  }

  listen(model, signal, { "change:report": show });
  el.classList.add("course-control", "course-experiment");
  el.replaceChildren(question, fieldset, start, status, bar, report);
  bar.hidden = true;
  const unsent = session.kept();
  for (const radio of radios) radio.checked = radio.value === unsent;
  show();
  if (model.get("report")) session.say(model.get("status"));
}

export default { render };
