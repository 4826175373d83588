// A question with native radios. What is right, and why, comes from the kernel once an
// answer is committed; nothing of it is here before.

let count = 0;

function render({ model, el, signal }) {
  const { situation, legend, options } = model.get("question");
  const group = `course-decision-${Date.now()}-${++count}`;

  const scene = element("div", { class: "course-scene" });
  scene.innerHTML = situation;

  const fieldset = element("fieldset");
  fieldset.append(element("legend", {}, legend));
  const radios = options.map(({ id, text }) => {
    const label = element("label", { class: "course-option" });
    const radio = element("input", { type: "radio", name: group, value: id, ...QUIET });
    radio.addEventListener("change", () => {
      model.set("selected", id);
      model.save_changes();
    });
    const letter = element("span", { class: "course-letter" }, id);
    label.append(radio, letter, element("span", { class: "course-text" }, unbroken(text)));
    fieldset.append(label);
    return radio;
  });

  const check = button("Check answer", () => ask("check", { option: chosen() }), { class: "course-main" });
  const explain = button("Show the explanation", () => ask("explain"));
  const status = statusRegion("div", { class: "course-status" });
  const explanation = element("div", { class: "course-explanation" });
  const chosen = () => radios.find((radio) => radio.checked)?.value ?? null;
  const session = openSession({ model, signal, status, name: legend, pending: chosen });
  const ask = (type, more = {}) =>
    session.ask({ type, ...more }, { done: alive, byItself: type === "look" });
  const goTo = () => radios.find((radio) => radio.checked) ?? radios[0];
  const companion = accompany({ model, signal, ask, question: fieldset, goTo, out: check });

  function showSelected() {
    for (const radio of radios) radio.checked = radio.value === model.get("selected");
  }
  function showOutcome() {
    const { html = "", explanation: why = "", option, correct, waits } = model.get("outcome");
    status.innerHTML = html;
    linkNotebooks(status);
    status.className = "course-status";
    if (option) status.classList.add(correct ? "course-correct" : "course-look-again");
    explanation.innerHTML = why;
    explanation.hidden = !why;
    const offered = Boolean(option) && !why;
    // Focus must not fall off the page with the button.
    if (!offered && document.activeElement === explain) check.focus();
    explain.hidden = !offered;
    // The page around may say how many are answered.
    if (option || waits) document.dispatchEvent(new CustomEvent("course:answered"));
  }
  function alive() {
    // It was slow and not gone, and has nothing new to say.
    if (status.classList.contains("course-trouble")) showOutcome();
    companion.lookAgain();
  }
  function showLabel() {
    check.textContent = model.get("companion").check ?? "Check answer";
  }
  listen(model, signal, {
    "change:selected": showSelected,
    "change:outcome": showOutcome,
    "change:companion": showLabel,
  });
  showSelected();
  showOutcome();
  showLabel();

  el.classList.add("course-control", "course-decision");
  const { present, state, bar } = companion;
  el.append(scene, state, fieldset, actionRow(check, explain), present, status, explanation, bar);
  const unsent = session.kept();
  if (unsent) {
    model.set("selected", unsent);
    model.save_changes();
    showSelected();
  }
}

export default { render };
