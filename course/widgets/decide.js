// A question with native radios. What is right, and why, comes from the kernel once an
// answer is committed; nothing of it is here before.

// How often a room is asked whether it has opened the feedback.
const LOOK_MS = 4_000;

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
  const code = element("b");
  const leave = button("Leave the room", () => ask("leave"));
  const votes = element("span", {}, "In room ", code, ": “Check answer” also votes.");
  const inRoom = element("div", { class: "course-in-room" }, votes, leave);

  const chosen = () => radios.find((radio) => radio.checked)?.value ?? null;
  const session = openSession({ model, signal, status, name: legend, pending: chosen });
  const ask = (type, more = {}) => session.ask({ type, ...more }, { done: alive });

  function showSelected() {
    for (const radio of radios) radio.checked = radio.value === model.get("selected");
  }
  function showOutcome() {
    const { html = "", explanation: why = "", option, correct, waits } = model.get("outcome");
    status.innerHTML = html;
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
    lookAgain(LOOK_MS * (0.75 + Math.random() / 2));
  }
  function showRoom() {
    const room = model.get("room");
    code.textContent = room;
    if (!room && document.activeElement === leave) check.focus();
    inRoom.hidden = !room;
  }
  // The next look waits for the answer to the one before: a busy kernel is not pressed.
  let looking;
  function lookAgain(delay) {
    clearTimeout(looking);
    if (model.get("outcome").waits) looking = setTimeout(() => ask("look"), delay);
  }

  listen(model, signal, {
    "change:selected": showSelected,
    "change:outcome": showOutcome,
    "change:room": showRoom,
  });
  document.addEventListener("visibilitychange", () => document.hidden || lookAgain(0), { signal });
  signal.addEventListener("abort", () => clearTimeout(looking));
  showSelected();
  showOutcome();
  showRoom();
  lookAgain(0);

  el.classList.add("course-control", "course-decision");
  el.append(scene, fieldset, actionRow(check, explain), inRoom, status, explanation);
  const unsent = session.kept();
  if (unsent) {
    model.set("selected", unsent);
    model.save_changes();
    showSelected();
  }
}

export default { render };
