// What is typed at the desk is kept in this browser, and with all else that the learner writes.
// A timeline is kept only as rows in which roles stand in the place of names: until then it is on
// this page and nowhere else, and the page says so.

// From which part of it on it is said that the room comes to its end.
const NEARLY = 0.8;
// How long nothing is typed before it is kept.
const PAUSE_MS = 300;
// `read` gives the form, `bring` fills it with another text, `unlessTyped` asks first where that
// would take something away; `next` has the focus where a button is gone that was pressed.
function openKept({ model, words, signal, session, names, read, bring, unlessTyped, askFirst, next }) {
  // An incident that the notebook was given is on disk already.
  const keeps = model.get("given").fields === undefined && model.get("given").timeline === undefined;
  const notice = statusRegion("p", { class: "course-hint" });
  const noNames = button(words.no_names, () => {
    for (const name of looked) cleared.add(name);
    remember();
    notice.textContent = words.kept_now;
    next.focus();
  });
  const ways = actionRow(noNames);
  ways.hidden = true;
  const room = element("div", {}, notice, ways);
  const others = element("div", { class: "course-others", "aria-live": "polite" });
  let keeper;
  // The last timeline that could be kept.
  let timeline = "";
  // What looks like a name in it, and what somebody said to be none.
  let looked = [];
  const cleared = new Set();

  // One at a time for each tab, and the last text of it: nobody waits for the answer.
  const unsent = new Map();
  let isSending = false;
  function send(tab, text) {
    if (text && sizeOf(text) > model.get("most")) return;
    unsent.set(tab, text);
    sendNext();
  }
  function sendNext() {
    const [next] = unsent;
    if (isSending || !next) return;
    const [tab, text] = next;
    unsent.delete(tab);
    isSending = true;
    session.ask({ type: "keep", tab, form: text }, {
      byItself: true,
      done: () => {},
      settled: () => {
        isSending = false;
        sendNext();
      },
    });
  }
  const form = () => ({ ...read(), timeline });
  const kept = () => (keeps ? model.get("kept") : {});
  const texts = openTexts("blameless-own-incident", signal, { model, mine: form, changed: offer, kept, send });

  const left = () => looked.filter((name) => !cleared.has(name) && read().timeline.includes(name));
  // Why the timeline is not kept as it stands, or nothing.
  function held() {
    const text = keeps ? read().timeline : "";
    if (!text.trim()) return "";
    const contact = tableOf(text) && names.contact(text);
    if (contact) return fill(words.held_contact, { word: contact });
    if (!tableOf(text) || names.may(text)) return words.held;
    return left().length ? fill(words.held_names, { names: left().map((name) => `“${name}”`).join(", ") }) : "";
  }
  function showWhy(why) {
    const size = keeps ? sizeOf(form()) : 0;
    const rest = model.get("most") - size;
    const full = size < NEARLY * model.get("most") ? "" : rest < 0 ? words.large : fill(words.nearly, { left: rest.toLocaleString("en") });
    if (notice.textContent !== (why || full)) notice.textContent = why || full;
    ways.hidden = !why || !tableOf(read().timeline) || !left().length;
  }
  function remember() {
    clearTimeout(keeper);
    keeper = undefined;
    const why = held();
    if (!why) ({ timeline } = read());
    showWhy(why);
    if (keeps) texts.keep(isWritten(form()) ? form() : null);
  }
  // Told at once: a line that came with the next press would move what is being pressed.
  function soon() {
    if (!keeper) showWhy(held());
    clearTimeout(keeper);
    keeper = setTimeout(remember, PAUSE_MS);
  }
  // What comes back was kept like this, or by a course that kept more.
  function resume() {
    if (held()) return remember();
    ({ timeline } = read());
    showWhy("");
  }
  // Another text stands in the form: what was kept of the one before is not of it.
  function begin() {
    timeline = "";
    looked = [];
    cleared.clear();
  }
  // What was typed in other tabs stays theirs, and can be brought here.
  function offer() {
    const found = keeps ? texts.others().filter(({ form: text }) => isWritten(text)) : [];
    const list = element("ul");
    for (const { id: other, form: text, at } of found) {
      const title = text.fields?.title || words.others_untitled;
      const when = new Date(at).toLocaleString([], { dateStyle: "medium", timeStyle: "short" });
      const take = button(words.others_bring, () => unlessTyped(take, () => {
        bring(texts.take(other));
        remember();
        offer();
      }));
      const drop = button(words.others_forget, () =>
        askFirst(words.ask_forget, words.yes_forget, drop, () => {
          texts.take(other);
          offer();
          (others.querySelector("button") ?? next).focus();
        }),
      );
      const name = fill(words.others_text, { title, when });
      list.append(element("li", {}, element("span", {}, name), actionRow(take, drop)));
    }
    others.replaceChildren(...(found.length ? [element("p", {}, words.others), list] : []));
  }

  listen(model, signal, { "change:kept": offer });
  window.addEventListener("pagehide", () => keeper && remember(), { signal });
  signal.addEventListener("abort", () => keeper && remember());
  window.addEventListener("beforeunload", (event) => held() && event.preventDefault(), { signal });

  return {
    room, others, remember, resume, soon, begin, offer,
    own: () => (keeps ? texts.own() : null),
    share: () => keeps && texts.share(),
    look: (found) => {
      looked = found;
      remember();
    },
  };
}

// As many bytes as it takes where it is kept: what is no ASCII is written as six.
function sizeOf(text) {
  return JSON.stringify(text).replace(/[\u0080-\uffff]/g, "......").length;
}
