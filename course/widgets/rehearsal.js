// The meeting, led move by move. What can be said, who sits how and what was said comes from the
// kernel; nothing of what a move does, or of what has not come out, is here before.

let group = 0;
// From here on a press is seen to be waiting.
const LATE_MS = 150;

function render({ model, el, signal }) {
  const words = model.get("words");
  const name = `course-move-${Date.now()}-${++group}`;

  const rulesPart = element("div");
  rulesPart.innerHTML = model.get("rules");
  const rules = rulesPart.querySelector("details");
  const start = button(words.start, () => ask("start"), { class: "course-main" });
  const startRow = actionRow(start);

  // What everybody sees: the room, the clock, and what was just said.
  const minutes = element("p", { class: "course-minutes" });
  const room = element("div");
  room.innerHTML = model.get("room");
  const mine = element("p", { class: "course-mine" });
  const status = statusRegion("div", { class: "course-said" });
  const source = element("p", { class: "course-note course-source" });

  const text = element("textarea", { rows: "2", maxlength: "500", ...QUIET });
  const prompt = element("span");
  const keptWords = statusRegion("p", { class: "course-note" });
  const keep = button(words.own_words_keep, () => {
    const own = unsaved() ?? { moment: state().own.moment, text: text.value };
    session.ask({ type: "write", ...own }, { done: ({ kept = "" }) => (keptWords.textContent = kept) });
  });
  const label = element("label", {}, element("strong", {}, `${words.own_words_label}: `), prompt, text);
  const own = element("div", { class: "course-own" }, label, keptWords, actionRow(keep));
  text.addEventListener("input", () => (keptWords.textContent = ""));

  const title = element("h3", { class: "course-title", tabindex: "-1" });
  const scene = element("p", { class: "course-scene" });
  const note = element("p", { class: "course-note course-moment-note" });
  const legend = element("legend");
  const moves = element("div");
  const stay = element("details", { class: "course-disclosure" });
  const stayTitle = element("summary", QUIET);
  const second = element("div");
  stay.append(stayTitle, second);
  const fieldset = element("fieldset", {}, legend, moves, stay);
  const asks = element("p", { class: "course-asks" });
  const people = element("div", { class: "course-people" });
  const say = button("", () => make(""), { class: "course-say" });
  const next = element("div", { class: "course-next" }, title, scene, note, fieldset, asks, people, actionRow(say));

  const back = button(words.back, () => ask("back", { at: state().at }));
  const rest = button(words.rest, () => ask("rest"), { class: "course-rest" });
  const kept = element("p", { class: "course-note course-kept" });
  const { wall, showWall } = onTheWall(words);

  const see = element("div", { class: "course-see" }, minutes, room, wall);
  const talk = element("div", { class: "course-talk" }, mine, status, source, own, next);
  const meeting = element("section", { class: "course-meeting" }, see, talk);

  // With a room: hands, a projector view, and a guide that stays beside it.
  const isRoom = () => "guide" in state();
  const hands = countedHands({ next, asks, chose, simulated: () => state().simulated, words });
  const look = button(words.room.look, () => session.ask({ type: "look" }, { byItself: true, done: ({ say = "" }) => (say ? session.say(say) : showLook()) }), { class: "course-look" });
  const { project, turn, wallView, ...onWall } = projecting({
    meeting,
    after: rulesPart,
    label: words.room_label,
    words: words.room,
    isSaid: () => !mine.hidden,
    isChosen: () => Boolean(chosen()),
    choose: () => {
      next.querySelector(`input[name="${name}"]:checked`).checked = false;
      chose();
    },
  });
  const guide = element("aside", { class: "course-guide", "aria-label": words.room.for_you });
  function showLook() {
    report.focus({ preventScroll: true });
    report.scrollIntoView({ block: "start" });
  }
  const report = element("div", { class: "course-debrief", tabindex: "-1" });
  const again = element("section", { class: "course-again" });
  const earlier = element("div");

  const session = openSession({
    model,
    signal,
    status,
    name: words.kept_under,
    pending: () => JSON.stringify({ at: state().at, move: chosen(), text: unsaved() ? text.value : "" }),
    settle: () => busy(false),
  });
  const state = () => model.get("shown");
  const chosen = () => next.querySelector(`input[name="${name}"]:checked`)?.value ?? "";
  const pressable = () => [...people.children, say, back, rest, start];
  // One press at a time. An answer that comes at once changes no look meanwhile: that would be
  // a flicker, and would draw the page twice.
  let isAsking = false;
  let seen;
  function busy(isBusy) {
    isAsking = isBusy;
    clearTimeout(seen);
    const look = () => pressable().forEach((each) => setBusy(each, isBusy));
    if (isBusy) seen = setTimeout(look, LATE_MS);
    else look();
  }
  function unsaved() {
    const { own: asked, writes } = state();
    if (!asked || !writes || text.value.trim() === asked.text) return null;
    return { moment: asked.moment, text: text.value };
  }
  function ask(type, more = {}) {
    if (isAsking) return;
    const before = state();
    busy(true);
    session.ask({ type, ...more }, { done: (answer) => arrived(before, answer) });
  }
  function make(expected) {
    const move = chosen();
    if (!move) return chooseFirst(expected);
    return ask("make", { move, at: state().at, expected, words: unsaved() });
  }
  // Whoever pressed sees why nothing was said, and stands on the first sentence.
  function chooseFirst(expected) {
    const pressed = [...people.children].find(({ dataset }) => dataset.role === expected) ?? say;
    asks.textContent = fill(words.choose_first, { pressed: pressed.textContent });
    asks.classList.add("course-trouble");
    next.querySelector("input")?.focus({ preventScroll: true });
  }
  // The picture, what was said and what comes next are in view together, and the focus stays
  // where it is unless what had it is gone.
  function arrived(before, { say: sentence = "" }) {
    const { over, moment } = state();
    if (sentence) session.say(sentence);
    else showSaid();
    const isGone = !el.contains(document.activeElement) || !document.activeElement.offsetParent;
    if (over && !before.over) {
      report.focus({ preventScroll: true });
      return report.scrollIntoView({ block: "start" });
    }
    if (isGone && moment) (wallView.open ? turn : title).focus({ preventScroll: true });
    return meeting.scrollIntoView({ block: "start" });
  }

  function chose() {
    const { moment } = state();
    const isChosen = Boolean(chosen());
    asks.classList.remove("course-trouble");
    const [guess, without] = isRoom() ? [words.room.guess, words.room.say] : [words.guess, words.guess_or];
    asks.textContent = isChosen ? (moment.guesses ? guess : "") : words.no_choice;
    say.textContent = moment.guesses ? without : words.say;
    say.classList.toggle("course-main", !moment.guesses && !isRoom());
    people.hidden = !moment.guesses;
    next.classList.toggle("course-chosen", isChosen);
    onWall.look();
    // On a phone what comes next is below four long sentences.
    if (isChosen && next.contains(document.activeElement)) say.scrollIntoView({ block: "nearest" });
  }

  function showSaid() {
    const { last } = state();
    status.classList.remove("course-trouble");
    const [move, ...replies] = last.lines;
    mine.textContent = move?.line ?? "";
    mine.hidden = !move;
    status.replaceChildren(
      ...replies.map(({ line }) => element("p", { class: "course-reply" }, line)),
      ...[last.looks, last.expected].filter(Boolean).map((line) => element("p", { class: "course-note" }, line)),
    );
  }
  function showNext({ moment }) {
    next.hidden = !moment;
    if (!moment) return;
    title.textContent = moment.title;
    scene.textContent = moment.scene;
    note.textContent = moment.note;
    note.hidden = !moment.note;
    legend.textContent = moment.question;
    const cards = { name, chose, isRoom: isRoom(), hands: words.room.hands };
    showMoves(moves, moment.moves, { ...cards, withHands: isRoom() });
    stay.hidden = !moment.second.length;
    stay.open = false;
    stayTitle.textContent = moment.stay;
    showMoves(second, moment.second, cards);
    if (moment.moves.length === 1) moves.querySelector("input").checked = true;
    chose();
  }
  function showOwn({ own: asked, writes }) {
    own.hidden = !asked || !writes;
    if (own.hidden) return;
    prompt.textContent = asked.prompt;
    if (document.activeElement !== text) text.value = asked.text;
  }
  function showSource(found) {
    source.replaceChildren();
    source.hidden = !found.length;
    if (!found.length) return;
    source.append(words.source);
    for (const { name: label, title: whole, address } of found) {
      const link = address && element("a", { href: address, target: "_blank", rel: "noopener", title: whole, ...QUIET }, label);
      source.append(source.childNodes.length > 1 ? ", " : " ", link || label);
    }
  }
  function show() {
    const shown = state();
    const isOn = "at" in shown;
    meeting.hidden = !isOn;
    startRow.hidden = isOn;
    rules.open = !isOn;
    if (!isOn) {
      return;
    }
    // The line may be there before its move is kept: whoever reads fast can go on.
    const isNew = meeting.dataset.step !== String(shown.at);
    if (isNew) busy(false);
    meeting.dataset.step = shown.at;
    minutes.textContent = shown.minutes;
    for (const part of [hands.row, wallRow, hands.note]) part.hidden = !isRoom();
    guide.hidden = !shown.guide;
    guide.innerHTML = shown.guide ?? "";
    hands.note.textContent = "";
    kept.textContent = shown.kept;
    showRoom(room, shown.room);
    if (!status.classList.contains("course-trouble")) showSaid();
    showSource(shown.source);
    showOwn(shown);
    showNext(shown);
    showWall(shown.wall);
    if (isNew) onWall.show("said");
    backRow.hidden = !shown.back;
    rest.hidden = !shown.rest;
    // Once: a button that is put back would lose the focus.
    if (people.children.length) return;
    people.append(...shown.room.people.map(({ role, name: called }) => button(called, () => make(role), { "data-role": role })));
  }
  function showDebrief() {
    report.innerHTML = model.get("debrief");
    report.hidden = !model.get("debrief");
    const others = model.get("others");
    again.hidden = !others.length;
    again.replaceChildren(
      element("h3", {}, words.again),
      element("p", {}, words.again_words),
      element("h4", {}, words.again_other),
      ...others.map(({ id, say: sentence }) => button(`${id}: ${sentence}`, () => ask("start", { opening: id }), { class: "course-sentence" })),
      actionRow(button(words.again_fresh, () => ask("start"))),
    );
  }
  function showEarlier() {
    earlier.innerHTML = model.get("earlier");
  }

  const backRow = actionRow(back, rest);
  const wallRow = actionRow(turn, project, look);
  talk.append(wallRow, backRow, kept);
  fieldset.after(hands.row, hands.note);
  listen(model, signal, {
    "change:shown": show,
    "change:debrief": showDebrief,
    "change:others": showDebrief,
    "change:earlier": showEarlier,
  });
  el.classList.add("course-control", "course-rehearsal");
  el.append(rulesPart, startRow, meeting, guide, report, again, earlier, wallView);
  show();
  showDebrief();
  showEarlier();
  // What was chosen and typed when the last session was lost.
  const lost = JSON.parse(session.kept() || "{}");
  if (lost.at === state().at && lost.at !== undefined) {
    const radio = [...next.querySelectorAll("input")].find(({ value }) => value === lost.move);
    if (radio) radio.checked = true;
    if (lost.text) text.value = lost.text;
    chose();
  }
}

export default { render };
