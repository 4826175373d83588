// Runs the course's Python beside the page. What is done is kept before the page hears of it, and
// one tab of a site works at a time.

const HOME = "/course-home";

let py;
let inPage;
let toJson;
let canKeep = true;
let lock;
let queued = 0;
let running = 0;
// The page counts what it asks: it knows by this whether it still waits.
let answered = 0;
let site;

const post = (message) => postMessage(message);
// Whoever waits for a start learns what it is at.
const postStep = (step) => post({ type: "step", step });
const sync = (load) => new Promise((done, failed) => py.FS.syncfs(load, (error) => (error ? failed(error) : done())));

// Other tabs of this site work on the same answers: each takes its turn, and reads what is there.
async function inTurn(work) {
  postStep("turn");
  const turn = async () => {
    postStep("opening");
    if (canKeep) await sync(true).catch(loseStorage);
    const result = work();
    if (canKeep) await sync(false).catch(loseStorage);
    return result;
  };
  return navigator.locks ? navigator.locks.request(lock, turn) : turn();
}
function loseStorage() {
  canKeep = false;
  post({ type: "lost" });
}

const plain = (value) => JSON.parse(toJson(value));

// The files of an archive, as they stand in it.
function* filesIn(archive) {
  const read = new DataView(archive);
  const begins = 0x04034b50;
  for (let at = 0; read.getUint32(at, true) === begins; ) {
    const [size, name, extra] = [read.getUint32(at + 18, true), read.getUint16(at + 26, true), read.getUint16(at + 28, true)];
    const from = at + 30 + name + extra;
    yield [new TextDecoder().decode(new Uint8Array(archive, at + 30, name)), new Uint8Array(archive, from, size)];
    at = from + size;
  }
}

// The archive has one file, which is compressed: an archive of all others, which are not.
async function fetchWhole(address) {
  const answer = await fetch(address);
  if (!answer.ok) throw new Error(`${address}: ${answer.status}`);
  const [[, packed]] = filesIn(await answer.arrayBuffer());
  return new Response(new Blob([packed]).stream().pipeThrough(new DecompressionStream("deflate-raw"))).arrayBuffer();
}

function write(archive, folder) {
  const made = new Set();
  for (const [name, content] of filesIn(archive)) {
    const path = `${folder}/${name}`;
    const parent = path.slice(0, path.lastIndexOf("/"));
    if (!made.has(parent)) py.FS.mkdirTree(parent);
    made.add(parent);
    py.FS.writeFile(path, content);
  }
}

async function start(given) {
  site = given;
  const { core, archive, slug, scope, figures = [] } = given;
  lock = `blameless ${scope}`;
  const isPart = ({ name }) => name === archive || name.startsWith(core);
  const fetched = new PerformanceObserver((seen) => post({ type: "step", more: seen.getEntries().filter(isPart).length }));
  fetched.observe({ type: "resource", buffered: true });
  const packed = fetchWhole(archive);
  packed.catch(() => {}); // thrown where it is waited for
  const { loadPyodide } = await import(`${core}pyodide.mjs`);
  // The folder names the database of IndexedDB: forks of the course on one host keep apart.
  const home = `${HOME}${scope}`;
  py = await loadPyodide({ indexURL: core, env: { HOME: "/home/pyodide", COURSE_HOME: home } });
  const whole = await packed;
  postStep("opening");
  write(whole, "/lib/course");
  py.runPython("import sys; sys.path[:0] = ['/lib/course', '/lib/course/tzdata.zip']");
  // Without them words stand in the place of charts, as where the site carries none.
  if (figures.length) await py.loadPackage(figures).catch((error) => console.error(error));
  py.FS.mkdirTree(home);
  py.FS.mount(py.FS.filesystems.IDBFS, {}, home);
  toJson = py.runPython("import json; json.dumps");
  inPage = py.pyimport("in_page");
  const cells = await inTurn(() => plain(inPage.run(slug)));
  for (const { error } of cells) if (error) console.error(error);
  const trees = Object.fromEntries(cells.map(({ tree }, cell) => [cell, tree]).filter(([, tree]) => tree));
  inPage.take_outbox();
  fetched.disconnect();
  post({ type: "ready", cells: trees, kept: canKeep });
}

async function answer({ results = [], ...message }) {
  let jobs = [];
  try {
    const outbox = await inTurn(() => {
      jobs = plain(inPage.hear(py.toPy(message), py.toPy(results)));
      return plain(inPage.take_outbox());
    });
    outbox.forEach(post);
  } finally {
    // What failed is not waited for.
    if (jobs.length) run(message, jobs);
    else answered += 1;
    postStanding();
  }
}

// What has to run first runs beside this Python, which meanwhile answers the rest of the page.
async function run(message, jobs) {
  running += 1;
  const { runJobs } = await import(site.runs).catch(() => ({ runJobs: unreachable }));
  const results = await runJobs(jobs, site);
  running -= 1;
  enqueue(() => answer({ ...message, results }));
}
const unreachable = (jobs) => jobs.map((job) => ({ job, why: "unreachable" }));

// What the next page shows before its own Python is there. It takes longer than a press, which
// would wait for it: it is told when nothing else is left to do.
function postStanding() {
  post({ type: "done", standing: queued + running ? null : plain(inPage.standing()), answered, isRunning: running > 0 });
}

let line = Promise.resolve();
function enqueue(work) {
  queued += 1;
  line = line.then(async () => {
    queued -= 1;
    await work().catch((error) => console.error(error));
  });
}
const handled = {
  start: (given) =>
    start(given).catch((error) => {
      console.error(error);
      post({ type: "failed" });
    }),
  // Asked for after all that was pressed meanwhile.
  standing: async () => postStanding(),
  // Where nothing can be kept, a file is what stays.
  export: async () => post({ type: "file", text: inPage.exported() }),
};
addEventListener("message", ({ data }) => enqueue(() => (handled[data.type] ?? answer)(data)));
