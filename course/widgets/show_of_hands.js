// A decision for the person at the front: what the room sees, the hands that were counted,
// and the guide. Key, bars and guide come from the kernel when they are asked for.

const ROUNDS = { 1: "First round", 2: "Second round" };

function render({ model, el }) {
  const { eyebrow, situation, question, options } = model.get("question");
  // It has to stand on each control: on the fieldset it does nothing.
  const quiet = { "data-lm-suppress-shortcuts": "true" };

  const stage = element("section", { class: "course-stage", "aria-label": eyebrow });
  const scene = element("details", { open: "" });
  scene.append(element("summary", quiet, "The situation"), element("div"));
  scene.lastChild.innerHTML = situation;
  const list = element("ol", { class: "course-options" });
  for (const { id: letter, text } of options) {
    const item = element("li");
    item.append(element("strong", {}, letter), element("span", {}, text.replaceAll(" %", "\u00a0%")));
    list.append(item);
  }
  stage.append(element("p", { class: "course-eyebrow" }, eyebrow), scene, element("h3", {}, question), list);

  const fields = {};
  const totals = {};
  const counting = element("div", { class: "course-counting" });
  for (const [round, name] of Object.entries(ROUNDS)) {
    const group = element("fieldset");
    group.append(element("legend", {}, `${name}: hands`));
    const row = element("div", { class: "course-row" });
    for (const { id: letter } of options) {
      const label = element("label", {}, letter);
      const field = element("input", {
        type: "number", min: "0", max: "5000", step: "1", inputmode: "numeric",
        "aria-label": `${name}: hands for ${letter}`, ...quiet,
      });
      field.addEventListener("change", () => {
        const number = field.value === "" ? 0 : Number(field.value);
        ask({ type: "count", round: Number(round), option: letter, number });
      });
      label.append(field);
      row.append(label);
      fields[`${round}${letter}`] = field;
    }
    totals[round] = element("p", { class: "course-total" });
    row.append(totals[round]);
    group.append(row);
    counting.append(group);
  }

  function button(text, message, attributes = {}) {
    const made = element("button", { type: "button", ...attributes, ...quiet }, text);
    made.addEventListener("click", () => ask(message()));
    return made;
  }
  const isRevealed = () => model.get("result") !== "";
  const reveal = button("Reveal", () => ({ type: isRevealed() ? "hide" : "reveal" }), { class: "course-main" });
  const project = element("button", { type: "button", ...quiet }, "Show on the projector");
  const actions = element("div", { class: "course-actions" });
  actions.append(reveal, project);

  // One live region from the start: a region that is added with its text is not announced.
  const status = element("p", { role: "status", class: "course-status" });
  const simulated = element("p", { class: "course-simulated" });
  const result = element("div", { class: "course-result" });
  stage.append(counting, actions, status, simulated, result);

  const aside = element("aside", { class: "course-aside", "aria-label": `For you: ${eyebrow}` });
  const own = element("div", { class: "course-actions" });
  const advice = element("div", { class: "course-advice", "aria-live": "polite" });
  const open = button("I lead the session: open the guide", () => ({ type: "guide" }));
  const guide = element("div", { tabindex: "-1" });
  own.append(
    button("How do I go on?", () => ({ type: "advise" })),
    button("Fill in simulated hands", () => ({ type: "simulate" })),
    button("Clear", () => ({ type: "clear" })),
  );
  const closed = element("p", {}, "The guide to this decision gives the answer away. ");
  aside.append(element("p", { class: "course-eyebrow" }, "For you"), own, advice, closed, open, guide);

  const session = openSession(model, {
    name: `hands-${eyebrow}`,
    pending: () => JSON.stringify(Object.entries(fields).map(([place, { value }]) => [place, value])),
  });
  let wasAsked = "";
  function ask(message) {
    wasAsked = message.type;
    session.ask(message, (notice) => status.replaceChildren(notice));
  }
  // A dialog covers the whole window in every browser; filling the screen may be refused.
  const wall = element("dialog", { class: "course-wall", "aria-label": eyebrow });
  project.addEventListener("click", () => {
    if (wall.open) return wall.close();
    wall.append(stage);
    scene.open = false;
    project.textContent = "Leave the projector view";
    wall.showModal();
    project.focus();
    document.documentElement.requestFullscreen?.().catch(() => {});
  });
  wall.addEventListener("close", () => {
    sides.prepend(stage);
    project.textContent = "Show on the projector";
    project.focus();
    if (document.fullscreenElement) document.exitFullscreen();
  });

  function showCounts() {
    for (const [round, counted] of Object.entries(model.get("counts"))) {
      let n = 0;
      for (const [letter, number] of Object.entries(counted)) {
        const field = fields[`${round}${letter}`];
        n += number;
        // What is being typed is left alone.
        if (field && document.activeElement !== field) field.value = number || (field.value === "0" ? "0" : "");
      }
      totals[round].textContent = `n = ${n}`;
    }
    simulated.textContent = model.get("simulated");
  }
  function showResult() {
    result.innerHTML = model.get("result");
    reveal.textContent = isRevealed() ? "Hide again" : "Reveal";
    stage.classList.toggle("course-revealed", isRevealed());
  }
  function showAdvice() {
    advice.innerHTML = model.get("advice");
  }
  function showGuide() {
    guide.innerHTML = model.get("guide");
    const isOpen = model.get("guide") !== "";
    closed.hidden = isOpen;
    // Focus must not fall off the page with the button.
    if (isOpen && document.activeElement === open) guide.focus();
    open.hidden = isOpen;
  }
  function done(message) {
    if (message.type !== "done") return;
    session.answered();
    if (wasAsked === "clear") for (const field of Object.values(fields)) field.value = "";
    status.textContent = message.said;
    if (wasAsked === "clear" || wasAsked === "simulate") showCounts();
  }
  const listeners = {
    "change:counts": showCounts,
    "change:simulated": showCounts,
    "change:result": showResult,
    "change:advice": showAdvice,
    "change:guide": showGuide,
    "msg:custom": done,
  };
  for (const [name, listener] of Object.entries(listeners)) model.on(name, listener);
  showCounts();
  showResult();
  showAdvice();
  showGuide();
  el.classList.add("course-control", "course-hands");
  const sides = element("div", { class: "course-sides" });
  sides.append(stage, aside);
  el.append(sides, wall);
  ask({ type: "look" });
  // Hands that were counted while nobody was there to keep them.
  for (const [place, number] of JSON.parse(session.kept() || "[]")) {
    if (!number) continue;
    fields[place].value = number;
    fields[place].dispatchEvent(new Event("change"));
  }

  return () => {
    session.close();
    for (const [name, listener] of Object.entries(listeners)) model.off(name, listener);
  };
}

export default { render };
