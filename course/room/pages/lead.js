"use strict";

function hear(snapshot) {
  const before = current;
  current = snapshot;
  const { decision, phase } = snapshot;
  say("number", `Decision ${decision.number} of ${decision.of} · ${decision.title}`);
  say("heading", snapshot.heading);
  say("line", snapshot.line);
  showRehearsal(snapshot.rehearsal);
  say("voted", String(snapshot.voted));
  say("joined", String(snapshot.joined));
  say("counts-title", phase === "revealed" ? "Everyone sees the votes" : "Only you see the votes");
  if (!before || before.version !== snapshot.version) {
    setClock(snapshot.timer_seconds);
    showSteps(snapshot);
    show("join", phase !== "ended");
    say("refused", "");
  }
  showSuggestion(snapshot.suggestion);
  find("figure").replaceChildren(...figure(snapshot));
}

function figure({ decision, phase, results }) {
  if (phase === "ended") return [];
  if (phase === "lobby") {
    return [
      element("div", { class: "card" }, element("h2", {}, "The situation"), ...paragraphs(decision.situation), element("h2", {}, decision.question)),
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
    const why = element("h2", { class: "why" }, `Why ${results.key}`);
    return [shift(results), question, answers(decision, results), why, ...paragraphs(results.why)];
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

function showSteps({ phase, steps, suggestion }) {
  const hadFocus = find("steps").contains(document.activeElement);
  const others = Object.keys(steps).filter((name) => name !== "end");
  // After the last reveal nothing is left but to end.
  const names = others.length ? others : Object.keys(steps);
  const usual = SUGGESTED[suggestion?.id] ?? names[0];
  const controls = names.map((name) => {
    const button = element(
      "button",
      { type: "button", class: name === usual ? "main" : "" },
      phase === "discuss" && name === "discuss" ? "Start the timer anew" : steps[name].label,
      element("kbd", {}, steps[name].key),
    );
    button.addEventListener("click", () => takeStep(name, chosenSeconds()));
    return button;
  });
  if (names.includes("discuss")) {
    const field = element("input", { id: "minutes", class: "field", type: "number", min: "1", max: "60", step: "any", value: minutes });
    field.addEventListener("change", planMinutes);
    controls.push(element("label", {}, "Minutes to discuss ", field));
  }
  find("steps").replaceChildren(...controls);
  show("end", "end" in steps && !names.includes("end"));
  if (hadFocus) (find("steps").querySelector("button") ?? find("heading")).focus();
}

function showSuggestion(suggestion) {
  show("suggestion", suggestion !== null);
  if (suggestion) {
    say("suggestion-label", `Suggestion: ${suggestion.label}`);
    say("suggestion-line", suggestion.line);
  }
}

find("end").addEventListener("click", () => takeStep("end"));
find("delete").addEventListener("click", async () => {
  const sure = await confirmed(
    "This deletes the room, everyone in it and every vote, now and for good.",
    "Delete all data",
  );
  if (!sure) return;
  if (await ask("delete", { delete: document.body.dataset.code })) line.finish();
});

showJoin();
const line = openLine({ socket: "socket", state: "state", hear, gone, alive, enter });
rememberKeys();
