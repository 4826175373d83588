// Runs the lab's jobs, each in a worker of its own that is ended when its job is done or its time
// is up. Whatever a test does, there is nothing of it left then.

const AT_ONCE = 2;

export async function runJobs(jobs, given) {
  const results = [];
  let next = 0;
  const lane = async () => {
    while (next < jobs.length) {
      const at = next++;
      results[at] = { job: jobs[at], ...(await runJob(jobs[at], given)) };
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, lane));
  return results;
}

function runJob(job, { runner, core, tests }) {
  return new Promise((resolve) => {
    const worker = new Worker(runner, { type: "module" });
    let output = "";
    let deadline;
    const end = (how) => {
      clearTimeout(deadline);
      worker.terminate();
      resolve({ code: null, left: {}, folder: "/run/work", output, ...how });
    };
    const hear = {
      // Its time begins when everything that a run needs is there.
      ready() {
        deadline = setTimeout(() => end({ why: "time" }), job.seconds * 1_000);
        worker.postMessage({ type: "run", job: JSON.stringify(job) });
      },
      printed: ({ text }) => (output += text),
      done: ({ result }) => end({ why: "itself", ...JSON.parse(result) }),
      unreachable: () => end({ why: "unreachable" }),
      broken: ({ text }) => end({ why: /memory/i.test(text) ? "memory" : "itself", output: `${output}${text}` }),
    };
    worker.addEventListener("message", ({ data }) => hear[data.type](data));
    worker.addEventListener("error", () => end({ why: deadline ? "itself" : "unreachable" }));
    worker.postMessage({ type: "start", core, tests });
  });
}
