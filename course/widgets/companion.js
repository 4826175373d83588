// Whoever accompanies a decision: who is there, the way out, and what they say by themselves. Its
// words come from the kernel; without them nothing of it is on the page.

// How often it is asked whether there is something new.
const LOOK_MS = 4_000;

// `question` is what is answered, `goTo` gives what takes the focus in it, and `out` gives
// what takes the focus when the way out is gone.
function accompany({ model, signal, ask, question, goTo, out }) {
  const line = element("span");
  const leave = button("", () => ask("leave"), { class: "course-quiet" });
  const present = element("div", { class: "course-companion" }, line, leave);
  const state = statusRegion("div", { class: "course-companion-state" });
  // What is asked while somebody reads elsewhere on the page shows at its lower edge.
  const go = button("", () => goTo().focus());
  const bar = element("div", { class: "course-companion-bar", hidden: "" }, element("span"), go);

  const isThere = () => Boolean(model.get("companion").line);
  let isSeen = true;
  function showBar() {
    const asks = state.querySelector(".course-asks strong");
    bar.hidden = isSeen || !asks;
    if (asks) bar.firstChild.textContent = asks.textContent;
  }
  const watcher = new IntersectionObserver((entries) => {
    isSeen = entries.at(-1).isIntersecting;
    showBar();
  });
  watcher.observe(question);

  function showState() {
    const html = isThere() ? model.get("companion_word") : "";
    // A live region speaks when it changes, not each time that it is asked for.
    if (state.dataset.shown === html) return;
    state.dataset.shown = html;
    state.innerHTML = html;
    linkNotebooks(state);
    showBar();
  }
  function show() {
    const words = model.get("companion");
    line.innerHTML = words.line ?? "";
    leave.textContent = words.leave ?? "";
    go.textContent = words.go ?? "";
    if (!isThere() && document.activeElement === leave) out().focus();
    present.hidden = state.hidden = !isThere();
    showState();
  }

  // What it says, whoever has answered or not, as long as somebody looks at this page. It is
  // asked for without an id: nobody waits for the answer, so a busy kernel is no matter.
  let isWatching = false;
  let watching;
  function watch() {
    clearTimeout(watching);
    if (isWatching || document.hidden || !isThere()) return;
    isWatching = performance.now();
    try {
      model.send({ type: "watch" });
    } catch {
      // A connection that is gone is told when somebody asks for something.
    }
  }
  function watchAgain(answer) {
    if (answer.id != null || !isWatching) return;
    // One that is slow to answer is asked less often: the kernel waits with it.
    const took = performance.now() - isWatching;
    isWatching = false;
    clearTimeout(watching);
    watching = setTimeout(watch, Math.max(LOOK_MS * (0.75 + Math.random() / 2), 10 * took));
  }
  // The next look waits for the answer to the one before: a busy kernel is not pressed.
  let looking;
  function lookAgain(delay = LOOK_MS * (0.75 + Math.random() / 2)) {
    clearTimeout(looking);
    if (model.get("outcome").waits) looking = setTimeout(() => ask("look"), delay);
  }

  listen(model, signal, {
    "change:companion": () => {
      show();
      watch();
    },
    "change:companion_word": showState,
    "msg:custom": watchAgain,
  });
  function wake() {
    if (!document.hidden) lookAgain(0);
    watch();
  }
  document.addEventListener("visibilitychange", wake, { signal });
  signal.addEventListener("abort", () => {
    clearTimeout(looking);
    clearTimeout(watching);
    watcher.disconnect();
  });
  show();
  wake();
  return { present, state, bar, lookAgain };
}
