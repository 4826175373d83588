// One sentence at a time: a field or marks, what the course says, and the next one. All answers are
// one draft, which is kept as text, as any other text of the learner's own is.

function render({ model, el, signal }) {
  const words = model.get("words");
  const items = model.get("items");
  const base = freshId("course-practice");

  // What is kept as it is typed: the whole draft, in a field that nobody sees.
  const carrier = element("textarea", { hidden: "", "aria-hidden": "true" });
  const panel = element("div", { class: "course-practice-panel", tabindex: "-1" });
  const answer = statusRegion("div", { class: "course-practice-answer" });
  const note = writtenNote(model, carrier);
  const compared = { ...model.get("compared") };
  let draft = {};
  let current = 0;
  let nudged = false;
  let isReady = false;

  const compare = button(words.button, press, { class: "course-main" });
  const take = button(words.take, () => {
    const { key, most } = model.get("takes");
    keepsHere(key, own().slice(0, most));
    session.ask({ type: "take", own: own() }, { done: ({ say }) => put(say) });
  });
  const next = button(words.next, () => go(current + 1), { class: "course-main" });
  const back = button(words.back, () => go(current - 1), { class: "course-quiet" });
  const comment = element("p", { class: "course-practice-said" });
  const actions = actionRow(compare, take, next, back);

  const { session, state, others } = openWritten({
    model,
    signal,
    field: carrier,
    status: answer,
    changed: () => isReady && load(),
    seen: () => [answer, actions],
    settle: () => setBusy(compare, false),
  });
  const item = () => items[current];
  const ownOf = ({ id }) => (draft[id] || "").trim();
  const own = () => ownOf(item());
  const isDone = (one) => compared[one.id]?.own === ownOf(one);
  // What the course says stays while something else is said of it.
  function put(sentence) {
    comment.textContent = sentence;
    answer.append(comment);
  }
  function write(text) {
    draft[item().id] = text;
    carrier.value = JSON.stringify(draft);
    carrier.dispatchEvent(new Event("input"));
  }
  function press() {
    const { id, marks } = item();
    const text = own();
    if (!text && (marks.length || !nudged)) {
      nudged = true;
      session.nudge(marks.length ? words.choose : words.nudge);
      return;
    }
    setBusy(compare, true);
    session.ask({ type: "compare", name: id, own: text }, {
      done: ({ html }) => {
        setBusy(compare, false);
        compared[id] = { own: text, html };
        tell();
      },
    });
  }
  function tell() {
    answer.innerHTML = unbroken(compared[item().id].html);
    comment.textContent = "";
    if (current === items.length - 1 && items.length > 1) put(words.end);
    show(true);
  }
  // Which buttons there are: one leads on, and that is the last thing to do or the next one.
  function show(isCompared) {
    const isLast = current === items.length - 1;
    compare.hidden = isCompared;
    take.hidden = !isCompared || !model.get("takes").key || !own() || item().marks.length > 0;
    next.hidden = !isCompared || isLast;
    back.hidden = current === 0;
    actions.hidden = [...actions.children].every(({ hidden }) => hidden);
  }
  function ask() {
    const { id, html, marks } = item();
    const question = element("div", { id: `${base}-question` });
    question.innerHTML = unbroken(html);
    const counted = element("p", { class: "course-practice-note" },
      fill(words.counted, { number: current + 1, all: items.length }));
    counted.hidden = items.length < 2;
    nudged = false;
    session.say("");
    // What was kept is what was typed before.
    state.textContent = "";
    panel.replaceChildren(counted, question, marks.length ? markers(id, marks) : field());
    show(false);
    if (isDone(item())) tell();
  }
  // Another answer is compared anew.
  function changed(text) {
    write(text);
    if (compare.hidden) {
      session.say("");
      show(false);
    }
  }
  function field() {
    const id = `${base}-${current}`;
    const made = element("textarea", { id, class: "course-written", rows: "3", "aria-describedby": note.id, ...QUIET });
    made.value = draft[item().id] || "";
    made.addEventListener("input", () => changed(made.value));
    return element("div", {}, element("label", { for: id }, words.own), made);
  }
  function markers(name, marks) {
    const group = element("fieldset", { "aria-labelledby": `${base}-question` });
    for (const { id, text } of marks) {
      const radio = element("input", { type: "radio", name: `${base}-${name}`, value: id, ...QUIET });
      radio.checked = draft[name] === id;
      radio.addEventListener("change", () => changed(id));
      group.append(element("label", { class: "course-option" }, radio, element("span", {}, text)));
    }
    return group;
  }
  function go(to) {
    current = to;
    ask();
    panel.focus({ preventScroll: true });
    if (panel.getBoundingClientRect().top < 0) panel.scrollIntoView({ block: "start" });
  }
  function load() {
    try {
      draft = JSON.parse(carrier.value || "{}");
    } catch {
      draft = {};
    }
    ask();
  }

  isReady = true;
  el.classList.add("course-control", "course-practice");
  el.replaceChildren(panel, note, state, others, answer, actions);
  // Whoever comes back goes on with the first one that is not compared yet.
  load();
  const open = items.findIndex((one) => !isDone(one));
  current = open < 0 ? items.length - 1 : open;
  ask();
}

export default { render };
