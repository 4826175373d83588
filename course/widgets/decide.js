// A question with native radios. What is right, and why, comes from the kernel once an
// answer is committed; nothing of it is here before.

// How often a room is asked whether it has opened the feedback.
const LOOK_MS = 4_000;

let count = 0;

function render({ model, el }) {
  const { situation, legend, options } = model.get("question");
  const group = `course-decision-${Date.now()}-${++count}`;
  // It has to stand on each control: on the fieldset it does nothing.
  const quiet = { "data-lm-suppress-shortcuts": "true" };

  const scene = element("div", { class: "course-scene" });
  scene.innerHTML = situation;

  const fieldset = element("fieldset");
  fieldset.append(element("legend", {}, legend));
  const radios = options.map(({ id, text }) => {
    const label = element("label", { class: "course-option" });
    const radio = element("input", { type: "radio", name: group, value: id, ...quiet });
    radio.addEventListener("change", () => {
      model.set("selected", id);
      model.save_changes();
    });
    const letter = element("span", { class: "course-letter" }, id);
    label.append(radio, letter, element("span", { class: "course-text" }, text.replaceAll(" %", "\u00a0%")));
    fieldset.append(label);
    return radio;
  });

  const check = element("button", { type: "button", class: "course-main", ...quiet }, "Check answer");
  const explain = element("button", { type: "button", ...quiet }, "Show the explanation");
  // One live region from the start: a region that is added with its text is not announced.
  const status = element("div", { role: "status", class: "course-status" });
  const explanation = element("div", { class: "course-explanation" });
  const actions = element("div", { class: "course-actions" });
  actions.append(check, explain);
  const code = element("b");
  const leave = element("button", { type: "button", ...quiet }, "Leave the room");
  const inRoom = element("div", { class: "course-in-room" });
  const votes = element("span");
  votes.append("In room ", code, ": “Check answer” also votes.");
  inRoom.append(votes, leave);

  const chosen = () => radios.find((radio) => radio.checked)?.value ?? null;
  const session = openSession(model, { name: legend, pending: chosen });
  function ask(message) {
    session.ask(message, (notice) => {
      status.className = "course-status course-trouble";
      status.replaceChildren(notice);
    });
  }
  check.addEventListener("click", () => ask({ type: "check", option: chosen() }));
  explain.addEventListener("click", () => ask({ type: "explain" }));

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
  function alive(message) {
    if (message.type !== "done") return;
    session.answered();
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
    if (model.get("outcome").waits) looking = setTimeout(() => ask({ type: "look" }), delay);
  }
  const wake = () => document.hidden || lookAgain(0);
  leave.addEventListener("click", () => ask({ type: "leave" }));

  model.on("change:selected", showSelected);
  model.on("change:outcome", showOutcome);
  model.on("change:room", showRoom);
  model.on("msg:custom", alive);
  document.addEventListener("visibilitychange", wake);
  showSelected();
  showOutcome();
  showRoom();
  lookAgain(0);

  el.classList.add("course-control", "course-decision");
  el.append(scene, fieldset, actions, inRoom, status, explanation);
  const unsent = session.kept();
  if (unsent) {
    model.set("selected", unsent);
    model.save_changes();
    showSelected();
  }
  return () => {
    session.close();
    clearTimeout(looking);
    document.removeEventListener("visibilitychange", wake);
    model.off("change:selected", showSelected);
    model.off("change:outcome", showOutcome);
    model.off("change:room", showRoom);
    model.off("msg:custom", alive);
  };
}

export default { render };
