"use strict";

let seen = null; // the last snapshot
let wanted = null; // a choice that is not saved yet
let saving = false;
let line = null;

const MOMENTS_TO_VOTE = ["open", "closed", "discuss"];

function hear(snapshot) {
  const before = seen;
  seen = snapshot;
  const { decision, phase, round } = snapshot;
  if (wanted && (phase !== "open" || wanted.decision !== decision.id || wanted.round !== round)) {
    wanted = null;
    tellSaved(words.closed_before, true);
  }
  const moved = !before || before.version !== snapshot.version;
  if (moved) {
    const hadFocus = find("ballot").contains(document.activeElement);
    say("number", phase === "ended" ? "" : snapshot.place);
    say("heading", snapshot.heading);
    say("line", snapshot.line);
    setClock(snapshot.timer_seconds);
    showSituation(decision, phase, round, before);
    show("ballot", MOMENTS_TO_VOTE.includes(phase));
    showResults(snapshot);
    showSaid(snapshot);
    if (before) say("announced", announcement(snapshot));
    if (MOMENTS_TO_VOTE.includes(phase)) showBallot(snapshot);
    // A vote that closes under the keyboard must not leave it nowhere.
    if (hadFocus && phase !== "open") find("heading").focus();
  }
  if (MOMENTS_TO_VOTE.includes(phase)) showChoice(snapshot);
}

function showSituation(decision, phase, round, before) {
  show("situation", phase !== "ended" && phase !== "over" && !seen.came);
  if (!before || before.decision.id !== decision.id) {
    find("situation-text").replaceChildren(...paragraphs(decision.situation));
  }
  find("situation").open = phase === "lobby" || (phase === "open" && round === 1);
}

/** What was said in the rehearsal stands before what comes next, until that is voted on. */
function showSaid({ meeting, phase }) {
  const isShown = Boolean(meeting?.lines.length) && phase === "lobby";
  show("said", isShown);
  find("said").replaceChildren(...(isShown ? spoken(meeting) : []));
}

function announcement({ heading, line: sentence, meeting, phase }) {
  const [, ...replies] = (phase === "lobby" && meeting?.lines) || [];
  return [`${heading}.`, ...replies.map((reply) => reply.line), replies.length ? meeting.looks : sentence].join(" ");
}

function showBallot({ decision, phase, round }) {
  const choices = find("choices");
  const ballot = `${decision.id} ${round}`;
  if (choices.dataset.ballot !== ballot) {
    choices.dataset.ballot = ballot;
    tellSaved("");
    choices.replaceChildren(
      element("legend", {}, decision.question),
      ...decision.options.map((option) =>
        element(
          "label",
          { class: "choice" },
          element("input", { type: "radio", name: "option", value: option.id }),
          element("b", {}, option.id),
          choiceOf(option),
        ),
      ),
    );
  }
  choices.disabled = phase !== "open";
}

function showChoice({ mine, phase, round }) {
  if (wanted) return;
  const chosen = mine[round];
  for (const radio of find("choices").querySelectorAll("input")) radio.checked = radio.value === chosen;
  if (chosen && phase === "open") {
    tellSaved(fill(seen.meeting ? words.meeting.saved : words.saved, { option: chosen }));
  } else if (phase === "open") {
    tellSaved(mine[1] && round === 2 ? fill(words.chose_first, { option: mine[1] }) : "");
  } else if (!find("saved").classList.contains("not-yet")) {
    tellSaved(chosen ? fill(words.your_vote, { option: chosen }) : words.no_vote);
  }
}

function showResults({ decision, phase, results, mine, came }) {
  const place = find("results");
  place.hidden = phase !== "revealed" && phase !== "over";
  if (place.hidden) return place.replaceChildren();
  if (came) return place.replaceChildren(...lightOf(seen));
  place.replaceChildren(
    shift(results),
    element("h2", {}, decision.question),
    answers(decision, results, { mine }),
    ...argument(results),
  );
}

function tellSaved(text, notYet = false) {
  find("saved").classList.toggle("not-yet", notYet);
  say("saved", text);
}

async function save() {
  if (saving) return;
  saving = true;
  while (wanted) {
    const sent = wanted;
    tellSaved(words.saving);
    try {
      const answer = await post("vote", sent);
      if (answer.ok || answer.status === 409) {
        if (wanted === sent) wanted = null;
        line.take(await answer.json());
      } else if (answer.status === 401) {
        await join();
      } else if (answer.status === 404) {
        line.finish();
      } else {
        tellSaved(`${words.not_saved} ${(await answer.json()).error}`, true);
        await wait(around(2000));
      }
    } catch {
      alive(false);
      if (wanted) tellSaved(`${words.not_saved} ${words.trying_again}`, true);
      await wait(around(1500));
    }
  }
  saving = false;
}

async function join() {
  for (;;) {
    try {
      const answer = await fetch("join", { method: "POST" });
      if (answer.ok) return await answer.json();
      if (answer.status === 404) return { gone: true };
      say("line", (await answer.json()).error);
    } catch {
      alive(false);
    }
    await wait(around(2000));
  }
}

function gone() {
  wanted = null;
  say("heading", words.gone);
  say("line", words.gone_phone);
  show("another", true);
  for (const id of ["situation", "said", "ballot", "results", "timer"]) show(id, false);
  say("number", "");
  setClock(undefined);
  say("announced", words.gone);
  say("line-state", words.not_connected);
  find("line-state").classList.add("away");
}

function alive(isAlive) {
  find("line-state").classList.toggle("away", !isAlive);
  say("line-state", isAlive ? words.connected : words.looking);
}

find("ballot").addEventListener("submit", (event) => event.preventDefault());
find("choices").addEventListener("change", (event) => {
  wanted = { decision: seen.decision.id, round: seen.round, option: event.target.value };
  save();
});

async function begin() {
  const first = await join();
  if (first.gone) return gone();
  line = openLine({
    socket: "socket",
    state: "state",
    hear,
    gone,
    alive,
    enter: async () => line.take(await join()),
  });
  line.take(first);
}

begin();
