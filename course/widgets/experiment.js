// A question, what one may expect as native radios, a button that runs it, and the result.
// The result comes from the kernel once it has run; nothing of it is here before.

let count = 0;

// A line does not break between a number and its sign.
const unbroken = (text) => text.replaceAll(" %", "\u00a0%");

function render({ model, el }) {
  const words = model.get("words");
  const group = `course-experiment-${Date.now()}-${++count}`;
  // It has to stand on each control: on the fieldset it does nothing.
  const quiet = { "data-lm-suppress-shortcuts": "true" };

  const question = element("div");
  question.innerHTML = unbroken(model.get("question"));
  const fieldset = element("fieldset");
  fieldset.append(element("legend", {}, words.legend));
  const radios = model.get("choices").map((choice) => {
    const label = element("label");
    const radio = element("input", { type: "radio", name: group, value: choice, ...quiet });
    label.append(radio, element("span", {}, unbroken(choice)));
    fieldset.append(label);
    return radio;
  });
  fieldset.hidden = !radios.length;
  const button = element("button", { type: "button", ...quiet });
  // One live region from the start: a region that is added with its text is not announced.
  const status = element("p", { role: "status" });
  const bar = element("div", { class: "course-experiment-bar", "aria-hidden": "true" });
  const report = element("div");

  const chosen = () => radios.find((radio) => radio.checked)?.value ?? "";
  const busy = () => button.getAttribute("aria-disabled") === "true";
  const session = openSession(model, { name: model.get("question"), pending: chosen });
  function settle(text) {
    session.answered();
    status.replaceChildren(text);
    bar.hidden = true;
    button.removeAttribute("aria-disabled");
    show();
  }
  function run() {
    if (busy()) return;
    if (radios.length && !chosen()) {
      status.textContent = words.choose;
      return;
    }
    // Not `disabled`: that would take the focus away from whoever pressed it.
    button.setAttribute("aria-disabled", "true");
    fieldset.disabled = true;
    status.textContent = words.running;
    bar.hidden = false;
    session.ask({ type: "run", expected: chosen() }, settle);
  }
  function show() {
    for (const radio of radios) radio.checked ||= radio.value === model.get("expected");
    const shown = model.get("report");
    report.innerHTML = unbroken(shown);
    button.textContent = shown && radios.length ? words.again : words.button;
    // What was expected stays as it was, once there is something to compare it with.
    fieldset.disabled = Boolean(shown) || busy();
  }
  function showStatus() {
    // The kernel empties it first, so that the same words twice are announced twice.
    if (model.get("status")) settle(model.get("status"));
  }

  button.addEventListener("click", run);
  model.on("change:status", showStatus);

  el.classList.add("course-control", "course-experiment");
  el.replaceChildren(question, fieldset, button, status, bar, report);
  bar.hidden = true;
  const unsent = session.kept();
  for (const radio of radios) radio.checked = radio.value === unsent;
  show();

  return () => {
    session.close();
    model.off("change:status", showStatus);
  };
}

export default { render };
