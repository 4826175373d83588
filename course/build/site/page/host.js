// Carries the course's controls in a page without a server: what anywidget's front end gives a
// control, over a worker that runs Python. The page is whole before this runs; Python starts when
// the page has nothing else to do, or with the first press, which waits its turn.

const site = JSON.parse(document.getElementById("course-site").textContent);
const words = site.words;
const scope = new URL(".", location.href).pathname;
const stored = `blameless ${scope} standing`;

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
let begun;
// What a control asks by itself waits for somebody's press: with data saving on, nothing is fetched before.
let isPressed = false;
let isKept = true;
const views = new Map();

// What a control of anywidget sees of its kernel.
class Model {
  constructor({ id, state }) {
    this.id = id;
    this.state = state;
    this.unsent = {};
    this.hearers = new Map();
    // Python in this page is neither asleep nor gone: whoever waits learns how it fares. What a
    // control keeps in this browser goes by the site's path: copies on one host share an origin.
    this.host = { state: () => python, place: `${scope} ` };
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
    if (isPressed) start();
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
  begun = tellStart({ words, parts: site.parts, again: startAgain });
  const mine = (worker = new Worker(site.worker, { type: "module" }));
  // One that was ended may have spoken before.
  const from = (listen) => (event) => mine === worker && listen(event);
  worker.addEventListener("error", from(fail));
  worker.addEventListener("message", from(({ data }) => hear[data.type](data)));
  const addresses = ["core", "archive", "runs", "runner", "tests"].map((name) => [name, new URL(site[name], document.baseURI).href]);
  worker.postMessage({ type: "start", ...Object.fromEntries(addresses), slug: site.slug, scope, figures: site.figures });
}

// What had no answer is asked once more: a worker may be ended by a browser that is short of memory.
function startAgain() {
  end();
  waiting.push(...unanswered);
  unanswered = [];
  start();
}

function fail() {
  end();
  say(words.failed, button(words.again, start));
}

function end() {
  worker.terminate();
  begun.end();
  python = "asleep";
  atHand();
}

const hear = {
  step: (step) => begun.heard(step),
  ready({ cells, kept }) {
    begun.end();
    python = "idle";
    for (const [cell, tree] of Object.entries(cells)) roots.get(cell)?.awaken(tree);
    if (!kept) hear.lost();
    if (Object.keys(site.trees).some((cell) => !cells[cell])) say(words.fault);
    else if (resting.length) say("");
    else {
      say(words.ready);
      setTimeout(() => speaker.textContent === words.ready && say(""), 4_000);
    }
    for (const [model, message] of waiting.splice(0)) post(model, message);
    worker.postMessage({ type: "standing" });
    atHand();
    document.documentElement.dataset.python = "ready";
  },
  failed: fail,
  lost() {
    isKept = false;
    rest(words.not_kept, button(words.download, () => worker.postMessage({ type: "export" })));
  },
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

// All that was done is kept, or nothing was.
const isSettled = () => !waiting.length && !unanswered.length;
async function settled() {
  while (!isSettled()) await new Promise((done) => setTimeout(done, 100));
}

// The rest of the site is fetched once Python is there or has been ended: both share a line and a computer.
let isAtHand = false;
function atHand() {
  if (isAtHand) return;
  isAtHand = true;
  // Without it the course works as long as there is a network.
  keepAtHand({ address: site.service_worker, words, settled, mayOffer: () => isKept }).catch(() => {});
}
for (const event of ["click", "input", "change"]) {
  document.addEventListener(
    event,
    ({ isTrusted, target }) => (isPressed ||= isTrusted && Boolean(target.closest?.(".course-part")) && !target.closest("summary, a")),
    { capture: true },
  );
}

await Promise.allSettled([...views.values(), ...roots.values()].map(({ shown }) => shown));
performance.mark("course-shown");
if (!navigator.connection?.saveData) (window.requestIdleCallback ?? setTimeout)(start);
