// What every control shares: how it makes its elements, and how it asks the kernel. When none is
// there to answer, it says so, with the one thing to do; what was chosen or written and not sent
// yet is kept meanwhile.

function element(tag, attributes = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  made.append(...children.filter(Boolean));
  return made;
}

const openSession = (() => {
  // An answer usually takes milliseconds; after this long it is worth asking for the kernel.
  const LOOK_MS = 1_000;
  const LOOK_AGAIN_MS = 5_000;
  // How long one that is there and has nothing to do may be silent.
  const PATIENCE_MS = 12_000;
  const LOST = new Set(["restarting", "autorestarting", "terminating", "dead"]);

  const ASLEEP = "The session behind this page has gone to sleep. Your answers are kept.";
  const SILENT = "No answer has come back: the session behind this page may have gone to sleep. Your answers are kept.";
  const GONE = "The server behind this page has stopped. Your answers are kept where it ran: start it again, and open the address that it tells you.";
  const GONE_ON_A_HUB = "The server behind this page has stopped. Open the link again that brought you here. If your answers are not there, bring them back from the file that you downloaded.";

  function button(name, press) {
    const made = document.createElement("button");
    made.type = "button";
    made.textContent = name;
    made.dataset.lmSuppressShortcuts = "true";
    made.addEventListener("click", press);
    return made;
  }

  // One thing to do: in reader mode a reload starts a session, in JupyterLab a command does.
  function remedy(keep) {
    if (document.body.dataset.voila) {
      return button("Reload this page", () => {
        keep();
        location.reload();
      });
    }
    const made = button("Run this notebook again", keep);
    // JupyterLab does it, by the course's own command or else by the one that asks first.
    const own = window._JUPYTERLAB?.["blameless-course"];
    made.dataset.commandlinkerCommand = own ? "blameless-course:run-again" : "notebook:restart-run-all";
    made.dataset.commandlinkerArgs = "{}";
    return made;
  }

  // A page may be denied the storage of its tab: then nothing is kept.
  function stored(use) {
    try {
      return use(sessionStorage);
    } catch {
      return null;
    }
  }

  // `name` is what unsent input is kept under, and `pending` gives that input.
  return function openSession(model, { name, pending = () => "" } = {}) {
    const kernel = model.widget_manager?.kernel;
    const address = kernel && `${kernel.serverSettings.baseUrl}api/kernels/${kernel.id}`;
    const store = `course:${name}`;
    let restarted = false;
    let asked = 0;

    const watch = (_, status) => (restarted ||= LOST.has(status));
    kernel?.statusChanged.connect(watch);

    const answered = () => (asked += 1);
    const keep = () => name && pending() && stored((kept) => kept.setItem(store, pending()));

    // What to say of the session; empty while it is worth waiting for.
    async function look(milliseconds) {
      let busy = false;
      if (address) {
        try {
          const answer = await fetch(address, { cache: "no-store" });
          const told = await answer.json();
          // Only a Jupyter server says in JSON that it knows no such kernel.
          if (restarted || answer.status === 404) return ASLEEP;
          if (!answer.ok) throw new Error(answer.statusText);
          busy = told.execution_state === "busy";
        } catch {
          return address.includes("/user/") ? GONE_ON_A_HUB : GONE;
        }
      }
      return !busy && milliseconds > PATIENCE_MS ? SILENT : "";
    }

    // Sends a message; `tell` gets what to show if nobody is there to answer it.
    function ask(message, tell) {
      const mine = (asked += 1);
      const began = performance.now();
      async function check() {
        if (mine !== asked) return;
        const words = await look(performance.now() - began);
        if (mine !== asked) return;
        if (!words) {
          setTimeout(check, LOOK_AGAIN_MS);
          return;
        }
        answered();
        keep();
        const notice = document.createElement("span");
        notice.append(`${words} `);
        if (words === ASLEEP || words === SILENT) notice.append(remedy(keep));
        tell(notice);
      }
      setTimeout(check, restarted ? 0 : LOOK_MS);
      try {
        model.send(message);
      } catch {
        // A closed connection is told like a silent one.
      }
    }

    // What was not sent when the last session was lost; it is given once.
    function kept() {
      const found = name && stored((kept) => kept.getItem(store));
      if (found) stored((kept) => kept.removeItem(store));
      return found || "";
    }

    function close() {
      answered();
      kernel?.statusChanged.disconnect(watch);
    }

    return { ask, answered, kept, close };
  };
})();

