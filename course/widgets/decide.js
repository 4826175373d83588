// A question with native radios. What is right, and why, comes from the kernel once an
// answer is committed; nothing of it is here before.

// What a second click of a double click would hit has moved there just now.
const SETTLING_MS = 400;

function render({ model, el, signal }) {
  const { situation, question, options, next } = model.get("question");
  const group = freshId("course-decision");

  const scene = element("div", { class: "course-scene" });
  scene.innerHTML = situation;

  const fieldset = element("fieldset");
  fieldset.append(element("legend", {}, question));
  const cards = options.map(({ id, text }, place) => {
    const radio = element("input", { type: "radio", name: group, value: id, ...QUIET });
    const letter = element("span", { class: "course-letter" }, id);
    const mark = element("span", { class: "course-mark" });
    const words = element("span", { class: "course-text" }, unbroken(text), mark);
    const label = element("label", { class: "course-option" }, radio, letter, words);
    label.style.order = 2 * place;
    radio.addEventListener("change", () => choose(id));
    fieldset.append(label);
    return { id, radio, label, mark, place };
  });

  const check = button("Check answer", () => ask("check", { option: chosen()?.id ?? null }), { class: "course-main" });
  const explain = button("Show the explanation", () => ask("explain"));
  const again = button("Choose again", chooseAgain, { class: "course-main" });
  const onward = wayOn(el, next);
  const actions = actionRow(check, again, explain, ...onward.buttons);
  const status = statusRegion("div", { class: "course-status" });
  const explanation = element("div", { class: "course-explanation", tabindex: "-1" });
  const chosen = () => cards.find(({ radio }) => radio.checked);
  const session = openSession({ model, signal, status, name: question, pending: () => chosen()?.id ?? null, seen });
  const ask = (type, more = {}) =>
    session.ask({ type, ...more }, { done: () => done(type), byItself: type === "look" });
  const goTo = () => (chosen() ?? cards[0]).radio;
  const companion = accompany({ model, signal, ask, question: fieldset, goTo, out: () => (check.hidden ? goTo() : check) });

  // What came of the last press, from its first line to what there is to do next.
  let isExplaining = false;
  function seen() {
    if (isExplaining) return [explanation, explanation];
    if (!judged()) return [status, check];
    return [chosen().label, explanation.hidden ? actions : status];
  }
  // The feedback belongs to the option that it is about, as long as that one is chosen.
  function judged() {
    const { option } = model.get("outcome");
    return Boolean(option) && option === chosen()?.id;
  }
  function choose(id) {
    // What was chosen stays under the finger, although feedback above it goes.
    holdInPlace(chosen().label, () => {
      model.set("selected", id);
      model.save_changes();
      isExplaining = false;
      showOutcome();
    });
  }

  // What was tried keeps its mark; one that was not is next.
  function chooseAgain() {
    const { radio, label } = cards.find((card) => !card.label.classList.contains("course-tried")) ?? cards[0];
    model.set("selected", null);
    model.save_changes();
    showSelection();
    radio.focus({ preventScroll: true });
    label.scrollIntoView({ block: "nearest" });
  }

  function showSelected() {
    for (const { id, radio } of cards) radio.checked = id === model.get("selected");
  }
  function showMarks(tried) {
    for (const { id, label, mark } of cards) {
      const of = tried[id];
      label.classList.toggle("course-tried", Boolean(of));
      label.classList.toggle("course-right", Boolean(of?.correct));
      mark.replaceChildren(...(of ? [element("span", { "aria-hidden": "true" }, of.sign), ` ${of.words}`] : []));
    }
  }
  let shown;
  function showOutcome() {
    const { html = "", explanation: why = "", option, correct, tried = {}, waits, asks } = model.get("outcome");
    const isJudged = judged();
    // An answer to another option than the one that is chosen now says nothing of this one.
    // What asks for a choice has got it.
    const words = (option && !isJudged) || (asks && chosen()) ? "" : html;
    // A live region speaks when it changes, not each time that it is looked at.
    if (words !== shown || status.classList.contains("course-trouble")) {
      status.innerHTML = shown = words;
      linkNotebooks(status);
    }
    status.className = "course-status";
    if (isJudged) status.classList.add(correct ? "course-correct" : "course-look-again");
    showMarks(tried);
    explanation.innerHTML = why;
    explanation.hidden = !why;
    showActions();
    // The page around may say how many are answered.
    if (option || waits) document.dispatchEvent(new CustomEvent("course:answered"));
  }
  // Feedback opens right under the option that it is about, and what to do next right under it.
  function showActions() {
    const isJudged = judged();
    const here = isJudged ? 2 * chosen().place + 1 : 2 * cards.length;
    const last = 2 * cards.length + 1;
    status.style.order = here;
    explanation.style.order = last;
    actions.style.order = isJudged && explanation.hidden ? here : last;
    const left = [check, again, explain].find((pressed) => pressed === document.activeElement);
    // In a room the same answer may be a vote once more.
    check.hidden = isJudged && !model.get("companion").check;
    check.classList.toggle("course-main", !isJudged);
    explain.hidden = !isJudged || !explanation.hidden;
    onward.show(isJudged);
    // The way on is the main one once the key was found or explained.
    again.hidden = !isJudged || model.get("outcome").correct || !explanation.hidden;
    for (const way of onward.buttons) way.classList.toggle("course-main", again.hidden);
    // Focus must not fall off the page with the button.
    if (left?.hidden) (left === explain ? explanation : goTo()).focus({ preventScroll: true });
  }
  function done(type) {
    isExplaining = type === "explain";
    // It was slow and not gone, and has nothing new to say.
    if (status.classList.contains("course-trouble")) showOutcome();
    companion.lookAgain();
    if (type !== "check" || !judged()) return;
    fieldset.classList.add("course-settling");
    setTimeout(() => fieldset.classList.remove("course-settling"), SETTLING_MS);
  }
  function showLabel() {
    check.textContent = model.get("companion").check ?? "Check answer";
    showActions();
  }
  function showSelection() {
    showSelected();
    showOutcome();
  }
  listen(model, signal, {
    "change:selected": showSelection,
    "change:outcome": showOutcome,
    "change:companion": showLabel,
  });
  el.classList.add("course-control", "course-decision");
  const { present, state, bar } = companion;
  fieldset.append(status, explanation, actions);
  el.append(scene, state, fieldset, present, bar);
  const unsent = session.kept();
  if (unsent) {
    model.set("selected", unsent);
    model.save_changes();
  }
  showSelection();
  showLabel();
}

export default { render };
