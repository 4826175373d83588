"use strict";

function hear(snapshot) {
  const before = current;
  current = snapshot;
  const { decision, phase } = snapshot;
  say("joined", String(snapshot.joined));
  showDryRun(snapshot.dry_run);
  say("voted", String(snapshot.voted));
  show("voted-count", ["open", "closed", "discuss"].includes(phase));
  if (before && before.version === snapshot.version) return;
  sure.close();
  const isWelcome = phase === "lobby" && decision.number === 1 && !snapshot.meeting;
  document.body.className = `screen ${isWelcome ? "welcome" : phase}${snapshot.meeting ? " meeting" : ""}`;
  say("number", phase === "ended" ? "" : snapshot.place);
  say("heading", snapshot.heading);
  say("line", phase === "revealed" && !snapshot.meeting ? "" : snapshot.line);
  say("refused", "");
  show("join", phase !== "ended");
  const isTold = phase === "lobby" && Boolean(snapshot.meeting?.lines.length);
  show("situation", !isWelcome && !isTold && !["revealed", "over", "ended"].includes(phase));
  find("situation").replaceChildren(...paragraphs(decision.situation));
  showTable(snapshot);
  setClock(snapshot.timer_seconds);
  find("asked").replaceChildren(...asked(snapshot));
  fit();
}

/** The room of the rehearsal: who sits how, the clock, and what stands on the wall. */
function showTable({ meeting, phase }) {
  show("table", Boolean(meeting) && ["lobby", "open", "closed"].includes(phase));
  if (!meeting) return;
  showRoom(find("table"), meeting.room);
  say("minutes-left", meeting.minutes);
  // What can be said needs the place while it is voted on.
  find("on-wall").replaceChildren(...(phase === "lobby" && meeting.lines.length ? newestOf(meeting) : []));
}

/** What stands on the wall, the newest first: it is shown as far as there is room. */
function newestOf({ wall: { out, ...more } }) {
  const [title, notes] = wallOf({ wall: { ...more, out: out.toReversed() } });
  for (const note of notes.children) note.dataset.ifRoom = "";
  return [title, notes];
}

function asked(snapshot) {
  const { decision, phase, results, meeting } = snapshot;
  if (phase === "ended" || (phase === "lobby" && !meeting)) return [];
  if (snapshot.came) return [element("div", { class: "light" }, ...lightOf(snapshot, { whole: false }))];
  if (phase === "lobby") return spoken(meeting);
  const question = element("h2", {}, decision.question);
  if (phase === "revealed") {
    return [
      element("div", { class: "asked" }, question, shift(results)),
      answers(decision, results, { explain: chooseOption }),
      statusRegion("div", { class: "effect", id: "effect" }),
    ];
  }
  return [
    question,
    element(
      "ol",
      { class: "answers" },
      ...decision.options.map((option) =>
        element("li", { class: "card answer" }, element("div", { class: "answer-text" }, element("b", {}, option.id), choiceOf(option))),
      ),
    ),
  ];
}

/** What one answer does, under all four: the letters stay large enough to be read. */
function chooseOption(letter) {
  if (current?.phase !== "revealed") return;
  const isShown = find("effect").dataset.option === letter;
  find("effect").dataset.option = isShown ? "" : letter;
  const option = current.results.options.find(({ id }) => id === letter);
  find("effect").replaceChildren(
    ...(isShown ? [] : [element("p", { class: "feedback" }, element("b", {}, `${letter}. `), option.feedback)]),
  );
  for (const press of document.querySelectorAll(".letter")) {
    const isOpen = !isShown && press.textContent === letter;
    press.setAttribute("aria-expanded", String(isOpen));
    press.closest(".answer").classList.toggle("chosen", isOpen);
  }
  fit();
}

// The panel may be another window of this browser.
window.addEventListener("storage", ({ key, newValue }) => {
  if (key === "room-option" && newValue) chooseOption(JSON.parse(newValue).letter);
});

showJoin();
const line = openLine({ socket: "screen-socket", state: "screen-state", hear, gone, alive, enter });
rememberKeys();
