// A decision for the person at the front: what the room sees, the hands that were counted,
// and the guide. Key, bars and guide come from the kernel when they are asked for.

// What the figure says, as the pages of a room say it.
const words = {};

function render({ model, el, signal }) {
  const { eyebrow, situation, question, options } = model.get("question");
  Object.assign(words, model.get("words"));

  const stage = element("section", { class: "course-stage", "aria-label": eyebrow });
  const scene = element("details", { open: "" });
  scene.append(element("summary", QUIET, "The situation"), element("div"));
  scene.lastChild.innerHTML = situation;
  const list = element("ol", { class: "course-options" });
  for (const { id: letter, text } of options) {
    const item = element("li");
    item.append(element("strong", {}, letter), element("span", {}, unbroken(text)));
    list.append(item);
  }
  stage.append(element("p", { class: "course-eyebrow" }, eyebrow), scene, element("h3", {}, question), list);

  const fields = {};
  // Where a number stands that no kernel has counted yet.
  const uncounted = new Set();
  const totals = {};
  const counting = element("div", { class: "course-counting" });
  for (const [round, name] of Object.entries(words.rounds)) {
    const group = element("fieldset");
    group.append(element("legend", {}, `${name}: hands`));
    const row = element("div", { class: "course-row" });
    for (const { id: letter } of options) {
      const label = element("label", {}, letter);
      const field = element("input", {
        type: "number", min: "0", max: "5000", step: "1", inputmode: "numeric",
        "aria-label": `${name}: hands for ${letter}`, ...QUIET,
      });
      const place = `${round}${letter}`;
      field.addEventListener("change", () => {
        const number = field.value === "" ? 0 : Number(field.value);
        const message = { type: "count", round: Number(round), option: letter, number };
        uncounted.add(place);
        const done = ({ say }) => {
          uncounted.delete(place);
          session.say(say);
        };
        // Each field is a thing of its own: what is said of one is not lost with the next.
        session.ask(message, { about: place, byItself: true, done });
      });
      label.append(field);
      row.append(label);
      fields[place] = field;
    }
    totals[round] = element("p", { class: "course-total" });
    row.append(totals[round]);
    group.append(row);
    counting.append(group);
  }

  const isRevealed = () => "key" in model.get("results");
  const press = (type, done) => () => session.ask({ type }, { done });
  const reveal = button("Reveal", () => press(isRevealed() ? "hide" : "reveal")(), { class: "course-main" });
  const project = button("Show on the projector", toWall);
  const actions = actionRow(reveal, project);

  const status = statusRegion("p", { class: "course-status" });
  const simulated = element("p", { class: "course-simulated" });
  const result = element("div", { class: "course-result course-figure" });
  stage.append(counting, actions, status, simulated, result);

  const aside = element("aside", { class: "course-aside", "aria-label": `For you: ${eyebrow}` });
  const advice = element("div", { class: "course-advice", "aria-live": "polite" });
  const open = button("I lead the session: open the guide", press("guide"));
  const guide = element("div", { tabindex: "-1" });
  const own = actionRow(
    button("How do I go on?", press("advise")),
    button("Fill in simulated hands", press("simulate", counted)),
    button("Clear", press("clear", (answer) => {
      for (const field of Object.values(fields)) field.value = "";
      counted(answer);
    })),
  );
  const closed = element("p", {}, `${words.guide_closed} `);
  aside.append(element("p", { class: "course-eyebrow" }, "For you"), own, advice, closed, open, guide);

  const session = openSession({
    model,
    signal,
    status,
    name: `hands-${eyebrow}`,
    pending: () => (uncounted.size ? JSON.stringify([...uncounted].map((place) => [place, fields[place].value])) : ""),
  });
  function counted({ say }) {
    session.say(say);
    showCounts();
  }
  // A dialog covers the whole window in every browser; filling the screen may be refused.
  const wall = element("dialog", { class: "course-wall", "aria-label": eyebrow });
  function toWall() {
    if (wall.open) return wall.close();
    wall.append(stage);
    scene.open = true;
    project.textContent = "Leave the projector view";
    wall.showModal();
    project.focus();
    return document.documentElement.requestFullscreen?.().catch(() => {});
  }
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
    const results = model.get("results");
    Object.assign(words, results.words);
    const shown = () => [shift(results), answers({ options }, results), ...argument(results, "h4")];
    result.replaceChildren(...(isRevealed() ? shown() : []));
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
  listen(model, signal, {
    "change:counts": showCounts,
    "change:simulated": showCounts,
    "change:results": showResult,
    "change:advice": showAdvice,
    "change:guide": showGuide,
  });
  showCounts();
  showResult();
  showAdvice();
  showGuide();
  el.classList.add("course-control", "course-hands");
  // Closed until somebody leads it: four of them are a long way by thumb.
  const sides = element("div", { class: "course-sides" }, stage, aside);
  const part = element("details", { class: "course-lead" }, element("summary", QUIET, words.lead), sides);
  part.open = Object.values(fields).some(({ value }) => value) || isRevealed();
  el.append(part, wall);
  session.ask({ type: "look" }, { byItself: true });
  // Hands that were counted while nobody was there to keep them.
  for (const [place, number] of JSON.parse(session.kept() || "[]")) {
    fields[place].value = number;
    fields[place].dispatchEvent(new Event("change"));
    part.open = true;
  }
}

export default { render };
