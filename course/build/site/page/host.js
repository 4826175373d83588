// Carries the course's controls in a page without a server: what anywidget's front end gives a
// control, over a worker that runs Python. The page is whole before this runs; Python starts when
// the page has nothing else to do, or with the first press, which waits its turn.

const site = JSON.parse(document.getElementById("course-site").textContent);
const words = site.words;
const stored = `blameless ${new URL(".", location.href).pathname} standing`;
const speaker = document.getElementById("course-status");

// How long Python may be at one thing before the page offers to start it again.
const PATIENCE_MS = 20_000;
// The same, while what it waits for runs beside it and is ended by a deadline of its own.
const PATIENCE_RUNNING_MS = 120_000;

let worker;
let python = "asleep";
const waiting = [];
let unanswered = [];
let asked = 0;
let patience;
const views = new Map();

function say(text, ...buttons) {
  speaker.replaceChildren(text, ...buttons);
  speaker.hidden = !text;
}

function button(label, press) {
  const made = document.createElement("button");
  made.type = "button";
  made.textContent = label;
  made.addEventListener("click", press);
  return made;
}

// What a control of anywidget sees of its kernel.
class Model {
  constructor({ id, state }) {
    this.id = id;
    this.state = state;
    this.unsent = {};
    this.hearers = new Map();
    // Python in this page is neither asleep nor gone: whoever waits learns how it fares.
    this.host = { state: () => python };
  }
  get(name) {
    return this.state[name];
  }
  set(name, value) {
    this.state = { ...this.state, [name]: value };
    this.unsent[name] = value;
    this.tell(`change:${name}`);
  }
  save_changes() {
    const state = this.unsent;
    this.unsent = {};
    if (Object.keys(state).length) post(this, { type: "state", state });
  }
  send(content) {
    post(this, { type: "message", content });
  }
  on(event, hear) {
    if (!this.hearers.has(event)) this.hearers.set(event, new Set());
    this.hearers.get(event).add(hear);
  }
  off(event, hear) {
    this.hearers.get(event)?.delete(hear);
  }
  tell(event, ...what) {
    for (const hear of new Set(this.hearers.get(event))) hear(...what);
  }
  merge(state) {
    const changed = Object.keys(state).filter((name) => JSON.stringify(this.state[name]) !== JSON.stringify(state[name]));
    this.state = { ...this.state, ...state };
    for (const name of changed) this.tell(`change:${name}`);
  }
  // What was chosen before Python was there holds against what it begins with.
  awaken({ id, state }) {
    const mine = new Set(waiting.filter(([model, { type }]) => model === this && type === "state").flatMap(([, { state: set }]) => Object.keys(set)));
    this.id = id;
    this.merge(Object.fromEntries(Object.entries(state).filter(([name]) => !mine.has(name))));
  }
}

function post(model, message) {
  document.documentElement.dataset.kept = "not yet";
  if (python === "idle" || python === "busy") {
    python = "busy";
    unanswered.push([model, message]);
    asked += 1;
    worker.postMessage({ ...message, id: model.id });
    wait(PATIENCE_MS);
  } else {
    waiting.push([model, message]);
    start();
  }
}

function wait(longest) {
  clearTimeout(patience);
  patience = setTimeout(() => say(words.stuck, button(words.start_again, startAgain)), longest);
}

// A control, or a box of them, at its place on the page.
class View {
  constructor(tree, element) {
    this.element = element;
    this.ended = new AbortController();
    if (tree.children) {
      this.parts = [];
      element.replaceChildren();
      this.fill(tree.children);
    } else {
      this.model = new Model(tree);
      this.shown = this.show(site.kinds[tree.kind]);
    }
  }
  async show({ script, style }) {
    if (!document.querySelector(`link[href="${style}"]`)) {
      const link = Object.assign(document.createElement("link"), { rel: "stylesheet", href: style });
      const loaded = new Promise((resolve) => link.addEventListener("load", resolve));
      document.head.append(link);
      await loaded;
    }
    const { default: control } = await import(new URL(script, document.baseURI).href);
    const place = document.createElement("div");
    await control.initialize?.({ model: this.model, signal: this.ended.signal });
    await control.render({ model: this.model, el: place, signal: this.ended.signal });
    if (!this.ended.signal.aborted) this.element.replaceChildren(place);
  }
  fill(trees) {
    for (const gone of this.parts.splice(trees.length)) gone.end();
    trees.forEach((tree, at) => {
      if (this.parts[at]) {
        this.parts[at].awaken(tree);
        return;
      }
      const place = document.createElement("div");
      this.element.append(place);
      this.parts[at] = new View(tree, place);
      if (python !== "asleep") this.parts[at].awaken(tree);
    });
  }
  awaken(tree) {
    views.set(tree.id, this);
    if (tree.children) this.fill(tree.children);
    else this.model.awaken(tree);
  }
  end() {
    this.ended.abort();
    this.element.remove();
  }
}

const roots = new Map(
  Object.entries(site.trees).map(([cell, tree]) => [cell, new View(remembered(cell, tree), document.getElementById(`cell-${cell}`))]),
);

// What this learner has done on other pages is shown before Python can tell.
function remembered(cell, tree) {
  const standing = recall()[site.remembered[cell]];
  return standing ? { ...tree, state: { ...tree.state, ...standing } } : tree;
}
function recall() {
  try {
    const { version, standing } = JSON.parse(localStorage.getItem(stored)) ?? {};
    return (version === site.version && standing) || {};
  } catch {
    return {};
  }
}
function remember(standing) {
  try {
    localStorage.setItem(stored, JSON.stringify({ version: site.version, standing }));
  } catch {
    // Then the next page waits for Python.
  }
}

function start() {
  if (python !== "asleep") return;
  python = "starting";
  asked = 0;
  say(words.starting);
  worker = new Worker(site.worker, { type: "module" });
  worker.addEventListener("error", () => fail());
  worker.addEventListener("message", ({ data }) => hear[data.type](data));
  const addresses = ["core", "archive", "runs", "runner", "tests"].map((name) => [name, new URL(site[name], document.baseURI).href]);
  worker.postMessage({ type: "start", ...Object.fromEntries(addresses), slug: site.slug, scope: new URL(".", location.href).pathname });
}

// What had no answer is asked once more: a worker may be ended by a browser that is short of memory.
function startAgain() {
  worker.terminate();
  waiting.push(...unanswered);
  unanswered = [];
  python = "asleep";
  start();
}

function fail() {
  worker.terminate();
  python = "asleep";
  say(words.failed, button(words.again, start));
}

const hear = {
  ready({ cells, kept }) {
    python = "idle";
    for (const [cell, tree] of Object.entries(cells)) roots.get(cell)?.awaken(tree);
    if (!kept) hear.lost();
    else if (Object.keys(site.trees).some((cell) => !cells[cell])) say(words.fault);
    else {
      say(words.ready);
      setTimeout(() => speaker.textContent === words.ready && say(""), 4_000);
    }
    for (const [model, message] of waiting.splice(0)) post(model, message);
    document.documentElement.dataset.python = "ready";
  },
  failed: fail,
  lost: () => say(words.not_kept, button(words.download, () => worker.postMessage({ type: "export" }))),
  file({ text }) {
    const href = URL.createObjectURL(new Blob([text], { type: "application/json" }));
    Object.assign(document.createElement("a"), { href, download: "blameless-answers.json" }).click();
    setTimeout(() => URL.revokeObjectURL(href), 60_000);
  },
  done({ standing, answered, isRunning }) {
    const isLast = answered === asked;
    if (!isLast) wait(isRunning ? PATIENCE_RUNNING_MS : PATIENCE_MS);
    else {
      clearTimeout(patience);
      python = "idle";
      unanswered = [];
      if (speaker.textContent.startsWith(words.stuck)) say("");
    }
    if (standing) remember(standing);
    document.documentElement.dataset.kept = isLast && !waiting.length ? "yes" : "not yet";
  },
  state: ({ id, state }) => views.get(id)?.model.merge(state),
  message: ({ id, content }) => views.get(id)?.model.tell("msg:custom", content, []),
  children: ({ id, children }) => views.get(id)?.fill(children),
};

// The course's links name notebooks; here each is a page.
for (const event of ["click", "auxclick", "contextmenu"]) {
  document.addEventListener(
    event,
    ({ target }) => {
      const link = target.closest?.("a[href*='.ipynb']");
      if (link) link.href = link.getAttribute("href").replace(/\.ipynb(?=$|[#?])/, ".html");
    },
    { capture: true },
  );
}

// A newer site waits until whoever reads says so: never in the middle of a sentence.
async function keepAtHand() {
  const registration = await navigator.serviceWorker?.register(site.service_worker, { updateViaCache: "none" });
  if (!registration) return;
  const offer = () => {
    if (!registration.waiting || !navigator.serviceWorker.controller) return;
    const use = button(words.newer_use, () => registration.waiting.postMessage("take over"));
    say(words.newer, use, button(words.newer_later, () => say("")));
  };
  offer();
  registration.addEventListener("updatefound", () => registration.installing?.addEventListener("statechange", offer));
  let hadOne = Boolean(navigator.serviceWorker.controller);
  navigator.serviceWorker.addEventListener("controllerchange", () => {
    if (hadOne) location.reload();
    hadOne = true;
  });
}

await Promise.allSettled([...views.values(), ...roots.values()].map(({ shown }) => shown));
performance.mark("course-shown");
keepAtHand().catch(() => {}); // Without it the course works as long as there is a network.
if (!navigator.connection?.saveData) (window.requestIdleCallback ?? setTimeout)(start);
