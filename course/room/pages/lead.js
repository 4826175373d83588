"use strict";

function hear(snapshot) {
  const before = current;
  current = snapshot;
  const { decision, phase } = snapshot;
  say("number", snapshot.place);
  say("heading", snapshot.heading);
  say("line", snapshot.line);
  showDryRun(snapshot.dry_run);
  say("voted", String(snapshot.voted));
  say("joined", String(snapshot.joined));
  showNeverVoted(snapshot.never_voted);
  say("counts-title", phase === "revealed" ? words.everyone_sees : words.only_you);
  if (!before || before.version !== snapshot.version) {
    setClock(snapshot.timer_seconds);
    showSteps(snapshot);
    showGuide(snapshot);
    show("join", phase !== "ended");
    // Before the first vote everyone still comes in; later somebody may come late.
    if (!before || before.phase !== phase) find("join").open = phase === "lobby" && decision.number === 1 && !snapshot.meeting;
    say("refused", "");
  }
  showSuggestion(snapshot);
  if (!snapshot.meeting) find("figure").replaceChildren(...figure(snapshot));
  else if (!before?.meeting || before.version !== snapshot.version) find("figure").replaceChildren(...meetingNow(snapshot));
  if (snapshot.meeting) countMoves(snapshot);
}

/** What was said, the scene, and what can be said now: its buttons stay while votes come in. */
function meetingNow(snapshot) {
  const { decision, phase, meeting, choices } = snapshot;
  if (phase === "ended") return [];
  if (snapshot.came) return lightOf(snapshot);
  const choice = ({ id, text, cost }) =>
    element(
      "li",
      { class: "card answer" },
      element("div", { class: "answer-text" }, element("b", {}, id.replace("+", "")), choiceOf({ text, cost })),
      element("div", { class: "bars", "data-move": id }),
      button(fill(words.meeting.say_this, { option: id.replace("+", "") }), () => takeStep("say", null, id), { "data-say": id }),
    );
  const list = (options) => element("ol", { class: "answers" }, ...options.map(choice));
  const { second, stay } = choices;
  return [
    ...(phase === "lobby" && meeting.lines.length ? [element("div", { class: "card" }, element("h2", {}, words.meeting.said), ...spoken(meeting), sourcesOf(snapshot))] : []),
    element("p", { class: "lead" }, meeting.minutes),
    element("div", { class: "card" }, element("h2", {}, decision.title), ...paragraphs(decision.situation)),
    element("h2", {}, words.meeting.would),
    list(decision.options),
    ...(second.length && phase === "lobby" ? [element("details", {}, element("summary", {}, stay), list(second))] : []),
    element("details", {}, element("summary", {}, meeting.wall.title), ...wallOf(meeting).slice(1)),
  ];
}

/** Where the sentence that was said comes from, to open. */
function sourcesOf({ sources }) {
  const links = sources.map(({ name, title, address }) =>
    address ? element("a", { href: address, target: "_blank", rel: "noopener", title }, name) : element("span", {}, name),
  );
  return element("p", { class: "lead" }, words.meeting.source, ...links.flatMap((link) => [" ", link]));
}

function countMoves({ choices: { votes, most }, phase }) {
  for (const place of find("figure").querySelectorAll("[data-move]")) {
    const id = place.dataset.move;
    const isCounted = phase !== "lobby" && id in votes.counts;
    place.replaceChildren(...(isCounted ? [bar(votes, id, words.meeting.votes)] : []));
    place.closest(".answer").classList.toggle("key", isCounted && id === most);
  }
}

function figure({ decision, phase, results }) {
  if (phase === "ended") return [];
  if (phase === "lobby") {
    return [
      element("div", { class: "card" }, element("h2", {}, words.situation), ...paragraphs(decision.situation), element("h2", {}, decision.question)),
      element(
        "ol",
        { class: "answers" },
        ...decision.options.map((option) =>
          element("li", { class: "card answer answer-text" }, element("b", {}, option.id), element("span", {}, option.text)),
        ),
      ),
    ];
  }
  const question = element("h2", {}, decision.question);
  if (phase === "revealed") {
    return [shift(results), question, answers(decision, results), ...argument(results)];
  }
  return [question, answers(decision, results, { closed: true })];
}

/** The step that each suggestion leads to: its button stands out, and the others work as well. */
const SUGGESTED = { explain: "vote-again", discuss: "discuss", "move-on": "reveal" };

/** Minutes to discuss, as the facilitator last planned them. */
let minutes = 3;

/** Keep what was typed within what is possible, where it can be seen before it is used. */
function planMinutes({ target }) {
  minutes = Number.isNaN(target.valueAsNumber) ? 3 : Math.min(60, Math.max(1, target.valueAsNumber));
  target.value = minutes;
}

/** Those that lead on stand out and stay in sight; those that take something back stand below. */
function showSteps({ phase, steps, suggestion }) {
  const hadFocus = [find("steps"), find("back"), sure.element].some((place) => place.contains(document.activeElement));
  // What it asked was of a moment that is past.
  sure.close();
  // Before a vote there is no sentence that most chose.
  const on = Object.keys(steps).filter((name) => name !== "end" && !steps[name].is_back && !(name === "say" && phase === "lobby"));
  // After the last reveal nothing is left but to end.
  const names = on.length || !("end" in steps) ? on : ["end"];
  const usual = SUGGESTED[suggestion?.id] ?? names[0];
  const stepButton = (name) =>
    button(
      phase === "discuss" && name === "discuss" ? words.timer_anew : steps[name].label,
      () => takeStep(name, chosenSeconds()),
      { class: name === usual ? "main" : "", "data-step": name },
      element("kbd", {}, steps[name].key),
    );
  const controls = names.map(stepButton);
  if (names.includes("discuss")) {
    const field = element("input", { id: "minutes", class: "field", type: "number", min: "1", max: "60", step: "any", value: minutes });
    field.addEventListener("change", planMinutes);
    controls.push(element("label", {}, words.minutes, field));
  }
  find("steps").replaceChildren(...controls);
  find("back").replaceChildren(...Object.keys(steps).filter((name) => steps[name].is_back).map(stepButton));
  show("end", "end" in steps && !names.includes("end"));
  if (hadFocus) (find("steps").querySelector("button") ?? find("heading")).focus();
}

function showSuggestion({ suggestion, decision }) {
  show("suggestion", suggestion !== null);
  if (suggestion) {
    say("suggestion-label", fill(words.suggestion, suggestion));
    const { explain } = words.guides[decision.id];
    say("suggestion-line", suggestion.id === "explain" ? `${suggestion.line} ${explain}` : suggestion.line);
  }
}

/** What to say, ask and watch for here; what may come up, once the answers are on the wall. */
function showGuide({ decision, phase, meeting, guide: beside }) {
  show("guide", phase !== "ended" && (!meeting || Boolean(beside)));
  if (meeting) {
    const guidance = beside ? [element("b", {}, beside.minutes), ` ${beside.text} `, element("cite", {}, beside.sources.join(", "))] : [];
    return find("guide-text").replaceChildren(element("p", {}, ...guidance));
  }
  const guide = words.guides[decision.id];
  const list = (part) => [
    element("h2", {}, words[part]),
    element("ul", {}, ...guide[part].map((text) => element("li", {}, text))),
  ];
  const heard = ({ option, sounds, reply }) => [
    element("dt", {}, element("b", {}, fill(words.heard, { option })), ` ${sounds}`),
    element("dd", {}, reply),
  ];
  find("guide-text").replaceChildren(
    ...["say", "ask", "watch"].flatMap(list),
    ...(phase === "revealed" ? [element("dl", {}, ...guide.heard.flatMap(heard))] : []),
  );
}

/** A letter's key shows on the projector what that answer does; the time makes each press new. */
function chooseOption(letter) {
  localStorage.setItem("room-option", JSON.stringify({ letter, at: Date.now() }));
}

/** Who never voted is counted, and can be cleared where a room is filled. */
function showNeverVoted(count) {
  say("never-voted", String(count));
  show("clear", count > 0);
  say("clear", fill(words.clear.label, { count }));
}

async function clearThem() {
  const answer = await ask("clear", { clear: "never-voted" });
  if (!answer) return;
  say("cleared", fill(words.clear.done, { count: answer.cleared }));
  line.take(answer);
  if (find("clear").hidden) find("delete").focus();
}

find("clear").addEventListener("click", () => {
  const { never_voted: count, joined } = current;
  const counts = { count, joined };
  makeSure(fill(words.clear.ask, counts), fill(words.clear.yes, counts), find("clear"), clearThem);
});
find("end").addEventListener("click", () => takeStep("end"));
async function deleteAll() {
  if (await ask("delete", { delete: document.body.dataset.code })) line.finish();
}

find("delete").addEventListener("click", () => makeSure(words.delete.ask, words.delete.label, find("delete"), deleteAll));

// Beside the votes there is room for the guide; on a phone it would stand before them.
find("guide").open = matchMedia("(min-width: 60rem)").matches;
showJoin();
const line = openLine({ socket: "socket", state: "state", hear, gone, alive, enter });
rememberKeys();
