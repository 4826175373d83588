// How a control asks its kernel. Each request carries an id and each answer names it. A session
// that is gone, a fault of our own and an answer that takes long are told as three things; what
// was chosen or written and not sent yet is kept meanwhile.

// Everything that a view listens to ends with the view.
function listen(model, signal, heard) {
  for (const [event, hear] of Object.entries(heard)) {
    model.on(event, hear);
    signal.addEventListener("abort", () => model.off(event, hear));
  }
}

// What is under the finger stays there while something above it comes or goes.
const holdInPlace = (() => {
  let holds = 0;
  return function holdInPlace(held, change) {
    const holder = held.closest(".jp-WindowedPanel-outer") ?? document.scrollingElement;
    const before = held.getBoundingClientRect().top;
    const hold = ++holds;
    // Until this is drawn the browser leaves it alone: it must not be done twice.
    holder.style.overflowAnchor = "none";
    change();
    holder.scrollTop += held.getBoundingClientRect().top - before;
    const release = () => hold === holds && holder.style.removeProperty("overflow-anchor");
    requestAnimationFrame(() => requestAnimationFrame(release));
  };
})();

// What this browser keeps for a control: on a host where other copies of the course share it, each
// name begins with the place of this one. Any use of it may be denied.
function storeOf(kind, model) {
  const place = model.host?.place ?? "";
  const store = () => window[kind];
  return {
    get: (name) => store().getItem(place + name),
    set: (name, value) => store().setItem(place + name, value),
    remove: (name) => store().removeItem(place + name),
    names: () => Object.keys(store()).map(nameOf).filter(Boolean),
    nameOf,
  };
  function nameOf(key) {
    return key?.startsWith(place) ? key.slice(place.length) : null;
  }
}

const openSession = (() => {
  // An answer usually takes milliseconds; after this long it is worth asking for the kernel.
  const LOOK_MS = 1_000;
  const LOOK_AGAIN_MS = 5_000;
  // How long an answer may take before something is said of it.
  const PATIENCE_MS = 12_000;
  const LOST = new Set(["restarting", "autorestarting", "terminating", "dead"]);


  // One thing to do: in reader mode a reload starts a session, in JupyterLab a command does.
  function remedy(keep) {
    if (document.body.dataset.voila) {
      return button("Reload this page", () => {
        keep();
        location.reload();
      });
    }
    // JupyterLab does it, by the course's own command or else by the one that asks first.
    const own = window._JUPYTERLAB?.["blameless-course"];
    return button("Run this notebook again", keep, {
      "data-commandlinker-command": own ? "blameless-course:run-again" : "notebook:restart-run-all",
      "data-commandlinker-args": "{}",
    });
  }

  // A page may be denied the storage of its tab: then nothing is kept.
  function stored(model, use) {
    try {
      return use(storeOf("sessionStorage", model));
    } catch {
      return null;
    }
  }

  // `status` is where it speaks, `name` is what unsent input is kept under, `pending` gives that
  // input, `settle` is called when nothing more is waited for, and `seen` gives the first and the
  // last element that whoever pressed is to see.
  return function openSession({ model, signal, status, name = "", pending = () => "", settle = () => {}, seen = () => [status, status] }) {
    const kernel = model.widget_manager?.kernel;
    const address = kernel && `${kernel.serverSettings.baseUrl}api/kernels/${kernel.id}`;
    const silence = model.get("silence");
    const store = `course:${name}`;
    const view = Math.random().toString(36).slice(2);
    // The last request for each thing. An answer to any other one is old, or not for this view.
    const waiting = new Map();
    let number = 0;
    let restarted = false;
    let began = 0;
    let idle = 0;
    let timer;
    let notice;

    const keep = () => name && pending() && stored(model, (kept) => kept.set(store, pending()));
    const forget = () => name && stored(model, (kept) => kept.remove(store));

    function show(content, isTrouble) {
      status.classList.toggle("course-trouble", isTrouble);
      status.replaceChildren(content);
    }
    const say = (text) => show(text, false);
    // Asks for what is missing, where whoever pressed sees it, until it is given.
    function nudge(text) {
      say(text);
      bringIntoView();
      const met = () => status.textContent === text && say("");
      const asked = status.closest(".course-control");
      for (const given of ["change", "input"]) asked.addEventListener(given, met, { once: true, signal });
    }
    const showAnswer = ({ say: sentence = "" }) => say(sentence);

    function showTrouble(words, ...more) {
      keep();
      notice = element("span", {}, words, " ", ...more);
      show(notice, true);
    }
    function giveUp(words, ...more) {
      const wasPressed = isPressed();
      for (const asked of waiting.values()) {
        asked.isWatched = false;
        asked.settled();
      }
      settle();
      showTrouble(words, ...more);
      if (wasPressed) bringIntoView();
    }
    // Whoever pressed sees what came of it, also under four long answers on a phone.
    function bringIntoView() {
      if (!status.textContent) return;
      const [first, last] = seen();
      const { top } = first.getBoundingClientRect();
      const { bottom } = last.getBoundingClientRect();
      if (top >= 0 && bottom <= innerHeight) return;
      if (top < 0 || bottom - top > innerHeight) first.scrollIntoView({ block: "start" });
      else last.scrollIntoView({ block: "nearest" });
    }
    // Where the answer hid what was pressed, one goes on at the answer, not at the top of the page.
    function keepFocus(pressed) {
      const { activeElement: now, body } = document;
      if (pressed === body || (now !== body && now !== pressed) || pressed.checkVisibility()) return;
      focusOn(seen()[0]);
    }
    const isPressed = () => [...waiting.values()].some((asked) => asked.isWatched && !asked.byItself);

    // How the kernel fares, as its server sees it.
    async function look() {
      if (model.host) return model.host.state();
      if (!address) return "unknown";
      try {
        const answer = await fetch(address, { cache: "no-store" });
        const kernelState = await answer.json();
        // Only a Jupyter server says in JSON that it knows no such kernel.
        if (restarted || answer.status === 404) return "lost";
        if (!answer.ok) throw new Error(answer.statusText);
        return LOST.has(kernelState.execution_state) ? "lost" : kernelState.execution_state;
      } catch {
        return "gone";
      }
    }
    async function watch() {
      const state = await look();
      if (signal.aborted || ![...waiting.values()].some(({ isWatched }) => isWatched)) return;
      const isLate = performance.now() - began > PATIENCE_MS;
      // An answer may be on its way when the kernel has just become idle.
      idle = state === "idle" ? idle + 1 : 0;
      if (state === "lost") return giveUp(silence.asleep, remedy(keep));
      if (state === "gone") return giveUp(address.includes("/user/") ? silence.gone_on_a_hub : silence.gone);
      if (isLate && idle > 1) return giveUp(silence.stranger, remedy(keep));
      if (isLate && state === "unknown") return giveUp(silence.unsure);
      // Where nothing has begun, it waits for a press and nobody waits for it.
      if (isLate && state !== "idle" && state !== "asleep" && !notice?.isConnected) {
        showTrouble(silence.slow);
        if (isPressed()) bringIntoView();
      }
      clearTimeout(timer);
      timer = setTimeout(watch, LOOK_AGAIN_MS);
    }

    // Asks the kernel; `done` gets its answer. A later request about the same takes its place.
    // What the page asks `byItself`, without a press, moves nothing under anybody's eyes. `settled`
    // is for a request that something else waits for than for the others.
    function ask(message, { about = message.type, meanwhile, byItself = false, done = showAnswer, settled = settle } = {}) {
      const id = `${view}-${++number}`;
      waiting.set(about, { id, about, done, byItself, settled, isWatched: true, pressed: document.activeElement });
      if (meanwhile !== undefined) say(meanwhile);
      began = performance.now();
      idle = 0;
      clearTimeout(timer);
      timer = setTimeout(watch, restarted ? 0 : LOOK_MS);
      try {
        model.send({ ...message, id });
      } catch {
        // A closed connection is told like a silent one.
      }
    }
    function hear(answer) {
      const asked = [...waiting.values()].find(({ id }) => id === answer.id);
      if (answer.type !== "answer" || !asked) return;
      waiting.delete(asked.about);
      asked.settled();
      if (answer.trouble) {
        showTrouble(answer.say);
      } else {
        forget();
        asked.done(answer);
        if (notice?.isConnected) say("");
      }
      if (asked.byItself) return;
      keepFocus(asked.pressed);
      bringIntoView();
    }

    // What was not sent when the last session was lost; it is given once.
    function kept() {
      const found = name && stored(model, (all) => all.get(store));
      if (found) forget();
      return found || "";
    }

    const heed = (_, status) => (restarted ||= LOST.has(status));
    kernel?.statusChanged.connect(heed);
    listen(model, signal, { "msg:custom": hear });
    signal.addEventListener("abort", () => {
      clearTimeout(timer);
      kernel?.statusChanged.disconnect(heed);
    });
    // `hold` is for a control that would lose something if its page went now.
    return { ask, say, nudge, kept, hold: keep };
  };
})();
