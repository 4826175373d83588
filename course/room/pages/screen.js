"use strict";

function hear(snapshot) {
  const before = current;
  current = snapshot;
  const { decision, phase } = snapshot;
  say("joined", String(snapshot.joined));
  showRehearsal(snapshot.rehearsal);
  say("voted", String(snapshot.voted));
  show("voted-count", ["open", "closed", "discuss"].includes(phase));
  if (before && before.version === snapshot.version) return;
  const isWelcome = phase === "lobby" && decision.number === 1;
  document.body.className = `screen ${isWelcome ? "welcome" : phase}`;
  say("number", phase === "ended" ? "" : `Decision ${decision.number} of ${decision.of} · ${decision.title}`);
  say("heading", snapshot.heading);
  say("line", phase === "revealed" ? "" : snapshot.line);
  say("refused", "");
  show("join", phase !== "ended");
  setClock(snapshot.timer_seconds);
  find("asked").replaceChildren(...asked(snapshot));
}

function asked({ decision, phase, results }) {
  if (phase === "ended") return [];
  if (phase === "lobby") {
    return decision.number === 1 ? [] : [element("div", { class: "situation" }, ...paragraphs(decision.situation))];
  }
  const question = element("h2", {}, decision.question);
  if (phase === "revealed") {
    return [element("div", { class: "asked" }, question, shift(results)), answers(decision, results)];
  }
  return [
    question,
    element(
      "ol",
      { class: "answers" },
      ...decision.options.map((option) =>
        element("li", { class: "card answer" }, element("div", { class: "answer-text" }, element("b", {}, option.id), element("span", {}, option.text))),
      ),
    ),
  ];
}

showJoin();
const line = openLine({ socket: "screen-socket", state: "screen-state", hear, gone, alive, enter });
rememberKeys();
