// A field whose text is kept while somebody types. One request is under way at a time, and each
// says which text the page began with: what another page kept meanwhile is not written over.

// How long nobody has typed before it is kept.
const PAUSE_MS = 600;
// Who types on and on is kept as well.
const LONGEST_MS = 1500;
// How much of the room is left when it is said.
const NEARLY_FULL = 0.8;

// What this page asked to keep, in any of its controls: each has a script of its own.
const keptHere = (document.courseKept ??= new Set());
const keepsHere = (key, text) => keptHere.add(JSON.stringify([key, text]));

// What the page says of keeping stands right before the state, which takes its place.
function writtenNote(model, field) {
  const id = freshId("course-written");
  field.setAttribute("aria-describedby", `${field.getAttribute("aria-describedby") ?? ""} ${id}`.trim());
  return element("p", { id, class: "course-written-note" }, model.get("writing").private);
}

// `changed` is called when something else than typing has put a text into the field. A control
// with a status of its own gives it as `status`: trouble is told there. `settle` is called when
// nothing more is waited for.
function openWritten({ model, signal, field, status, changed = () => {}, settle = () => {}, seen: looksAt }) {
  const words = model.get("writing");
  const most = model.get("most");
  const state = status ? element("p", { class: "course-written-state" }) : statusRegion("p", { class: "course-written-state" });
  const heard = element("p", { class: "course-written-heard", "aria-live": "polite" });
  const others = element("details", { class: "course-written-others", hidden: "" });
  const session = openSession({
    model,
    signal,
    status: status ?? state,
    ...(looksAt ? { seen: looksAt } : {}),
    name: `written:${model.get("key")}`,
    pending: () => (isDirty() ? JSON.stringify({ text: field.value, seen }) : ""),
    settle,
  });
  const say = (text) => {
    if (status) state.textContent = text;
    else session.say(text);
  };
  let saved = model.get("text");
  let seen = model.get("seen");
  let isAsking = false;
  let timer;
  let hearing;
  let since = 0;

  const isDirty = () => field.value !== saved;
  const fill = (word, number) => words[word].replace("{left}", number).replace("{most}", most.toLocaleString());
  function put(text) {
    field.value = text;
    changed();
  }
  function sayWithRoomLeft(sentence) {
    const left = most - field.value.length;
    const isNear = field.value.length > NEARLY_FULL * most;
    say(isNear ? `${sentence} ${fill("left", left.toLocaleString())}` : sentence);
  }
  function send() {
    clearTimeout(timer);
    since = 0;
    if (isAsking || !isDirty() || !model.get("can_keep")) return;
    const text = field.value;
    if (text.length > most) {
      say(fill("long"));
      return;
    }
    isAsking = true;
    keepsHere(model.get("key"), text);
    session.ask({ type: "keep", text, seen }, {
      byItself: true,
      settled: () => {
        isAsking = false;
      },
      done: (answer) => {
        saved = text;
        seen = answer.seen;
        if (isDirty()) send();
        else sayWithRoomLeft(answer.say);
        showOthers();
      },
    });
  }
  function typed() {
    if (!model.get("can_keep")) return;
    clearTimeout(timer);
    if (!isDirty() && !isAsking) {
      sayWithRoomLeft(words.kept);
      return;
    }
    session.hold();
    since ||= Date.now();
    timer = setTimeout(send, Math.min(PAUSE_MS, since + LONGEST_MS - Date.now()));
    sayWithRoomLeft(words.keeping);
  }

  function showOthers() {
    const found = model.get("others");
    others.hidden = found.length === 0;
    if (!found.length) return;
    const items = found.map(({ text, at_utc: at }) => {
      const when = new Date(at).toLocaleString([], { dateStyle: "medium", timeStyle: "short" });
      const use = button(words.use, () => {
        keepsHere(model.get("key"), text);
        session.ask({ type: "use", at }, {
          done: (answer) => {
            if (answer.text !== undefined) {
              seen = answer.seen;
              saved = answer.text;
              put(answer.text);
            }
            say(answer.say);
            field.focus();
          },
        });
      });
      return element("li", {}, element("p", {}, when), element("blockquote", {}, text || words.empty), use);
    });
    const settle = button(words.settle, () =>
      session.ask({ type: "settle" }, {
        done: ({ say: sentence }) => {
          say(sentence);
          field.focus();
        },
      }),
    );
    const isOpen = others.open;
    others.replaceChildren(element("summary", QUIET, words.others), element("ul", {}, ...items), settle);
    others.open = isOpen;
  }
  // What another page kept is shown here as well, unless somebody is typing here.
  function arrived() {
    if (!isAsking && !isDirty() && model.get("seen") !== seen) {
      seen = model.get("seen");
      saved = model.get("text");
      put(saved);
      say(keptHere.has(JSON.stringify([model.get("key"), saved])) ? "" : words.elsewhere);
    }
    showOthers();
  }
  // What can be heard as blame is asked once nobody is about to press what it would move.
  function hear() {
    clearTimeout(hearing);
    hearing = setTimeout(() => (heard.textContent = model.get("asked_about")), PAUSE_MS);
  }
  function look() {
    if (document.hidden) send();
    else if (model.get("can_keep")) session.ask({ type: "look" }, { byItself: true, settled: () => {}, done: () => {} });
  }

  field.addEventListener("input", typed);
  field.addEventListener("change", send);
  listen(model, signal, { "change:seen": arrived, "change:others": arrived, "change:asked_about": hear });
  document.addEventListener("visibilitychange", look, { signal });
  window.addEventListener("focus", look, { signal });
  window.addEventListener("pagehide", send, { signal });
  signal.addEventListener("abort", () => [timer, hearing].forEach(clearTimeout));

  put(saved);
  heard.textContent = model.get("asked_about");
  showOthers();
  const unsent = session.kept();
  if (unsent) {
    const pending = JSON.parse(unsent);
    if (pending.text !== saved) {
      seen = pending.seen;
      put(pending.text);
      typed();
    }
  }
  return { session, state, heard, others, send };
}
