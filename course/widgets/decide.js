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
  const leave = button("Leave the room", () => ask("leave"), { class: "course-quiet" });
  const state = statusRegion("div", { class: "course-room-state" });
  // A vote that opens while somebody reads elsewhere on the page shows at its lower edge.
  const toVote = button("Go to the vote", () => (radios.find((radio) => radio.checked) ?? radios[0]).focus());
  const bar = element("div", { class: "course-room-bar", hidden: "" }, element("span"), toVote);
  let isSeen = true;
  function showBar() {
    const asks = state.querySelector(".course-room-asks strong");
    bar.hidden = isSeen || !asks;
    if (asks) bar.firstChild.textContent = asks.textContent;
  }
  const watcher = new IntersectionObserver((entries) => {
    isSeen = entries.at(-1).isIntersecting;
    showBar();
  });
  watcher.observe(fieldset);
  const votes = element("span", {}, "In room ", code, ": your answer is also your vote.");
  const inRoom = element("div", { class: "course-in-room" }, votes, leave);

  const chosen = () => radios.find((radio) => radio.checked)?.value ?? null;
  const session = openSession({ model, signal, status, name: legend, pending: chosen });
  const ask = (type, more = {}) =>
    session.ask({ type, ...more }, { done: alive, byItself: type === "look" });

  function showSelected() {
    for (const radio of radios) radio.checked = radio.value === model.get("selected");
  }
  function linkRooms(place) {
    for (const link of place.querySelectorAll("a[href$='.ipynb']")) openInLab(link);
  }
  function showOutcome() {
    const { html = "", explanation: why = "", option, correct, waits } = model.get("outcome");
    status.innerHTML = html;
    linkRooms(status);
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
    inRoom.hidden = state.hidden = !room;
    check.textContent = room ? "Check answer and vote" : "Check answer";
    showState();
  }
  function showState() {
    const said = model.get("room") ? model.get("room_said") : "";
    // A live region speaks when it changes, not each time that it is asked for.
    if (state.dataset.said === said) return;
    state.dataset.said = said;
    state.innerHTML = said;
    linkRooms(state);
    showBar();
  }
  // Where the room is, whoever has answered or not, as long as somebody looks at this page. It is
  // asked for without an id: nobody waits for the answer, so a busy kernel is no matter.
  let isWatching = false;
  let watching;
  function watchRoom() {
    clearTimeout(watching);
    if (isWatching || document.hidden || !model.get("room")) return;
    isWatching = performance.now();
    try {
      model.send({ type: "watch" });
    } catch {
      // A connection that is gone is told when somebody asks for something.
    }
  }
  function watchAgain(answer) {
    if (answer.id != null || !isWatching) return;
    // A room that is slow to answer is asked less often: the kernel waits with it.
    const took = performance.now() - isWatching;
    isWatching = false;
    clearTimeout(watching);
    watching = setTimeout(watchRoom, Math.max(LOOK_MS * (0.75 + Math.random() / 2), 10 * took));
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
    "change:room": () => {
      showRoom();
      watchRoom();
    },
    "change:room_said": showState,
    "msg:custom": watchAgain,
  });
  document.addEventListener("visibilitychange", () => document.hidden || lookAgain(0), { signal });
  document.addEventListener("visibilitychange", watchRoom, { signal });
  signal.addEventListener("abort", () => {
    clearTimeout(looking);
    clearTimeout(watching);
    watcher.disconnect();
  });
  showSelected();
  showOutcome();
  showRoom();
  lookAgain(0);
  watchRoom();

  el.classList.add("course-control", "course-decision");
  el.append(scene, state, fieldset, actionRow(check, explain), inRoom, status, explanation, bar);
  const unsent = session.kept();
  if (unsent) {
    model.set("selected", unsent);
    model.save_changes();
    showSelected();
  }
}

export default { render };
