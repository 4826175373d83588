// A Python that runs one job of the lab. It has pytest and coverage, and nothing of the course.

// What a run prints: its beginning is told as it comes, its end when it is done.
const KEPT = 10_000;
let free = KEPT;
let tail = "";
let isCut = false;
let py;

const post = (message) => postMessage(message);

function print(text) {
  const now = text.slice(0, free);
  free -= now.length;
  if (now) post({ type: "printed", text: now });
  tail += text.slice(now.length);
  isCut ||= tail.length > KEPT;
  tail = tail.slice(-KEPT);
}

const env = {
  HOME: "/run/home",
  COLUMNS: "80",
  NO_COLOR: "1",
  PYTEST_DISABLE_PLUGIN_AUTOLOAD: "1",
  PYTHONDONTWRITEBYTECODE: "1",
  PYTHONHASHSEED: "0",
  PYTHONNODEBUGRANGES: "1",
};

async function start({ core, tests }) {
  const [{ loadPyodide }, zip] = await Promise.all([import(`${core}pyodide.mjs`), fetch(tests)]);
  if (!zip.ok) throw new Error(`${tests}: ${zip.status}`);
  py = await loadPyodide({ indexURL: core, env });
  py.unpackArchive(await zip.arrayBuffer(), "zip", { extractDir: "/lib/tests" });
  const decoder = new TextDecoder();
  const write = (bytes) => {
    print(decoder.decode(bytes, { stream: true }));
    return bytes.length;
  };
  py.setStdout({ write });
  py.setStderr({ write });
  py.FS.mkdirTree("/run/home");
  // Loading pytest is no part of a run's time: a phone takes seconds for it.
  py.runPython("import sys; sys.path += ['/lib/tests', '/lib/tests/tzdata.zip']");
  py.pyimport("run_job").warm_up();
  post({ type: "ready" });
}

function run({ job }) {
  try {
    const result = py.pyimport("run_job").run(job);
    if (tail) post({ type: "printed", text: isCut ? `\n[... the middle of a long output is left out ...]\n${tail}` : tail });
    post({ type: "done", result });
  } catch (error) {
    post({ type: "broken", text: String(error) });
  }
}

addEventListener("message", async ({ data }) => {
  if (data.type === "run") run(data);
  else await start(data).catch((error) => { console.error(error); post({ type: "unreachable" }); });
});
