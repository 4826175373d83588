// A room in the Jupyter server behind this page: looked for, started, and led from here.

const KEPT = "blameless-room";

/** Where rooms are served, as this browser reaches it; null where no Jupyter server is. */
function roomsAddress() {
  try {
    const { baseUrl } = JSON.parse(document.getElementById("jupyter-config-data").textContent);
    return new URL("room/", new URL(baseUrl, location.origin)).href;
  } catch {
    return null;
  }
}

async function answers(url) {
  try {
    const answer = await fetch(url, { cache: "no-store" });
    // Read to its end: one that is not keeps its connection.
    await answer.text();
    return answer.ok;
  } catch {
    return false;
  }
}

function render({ model, el, signal }) {
  const words = model.get("words");
  const rooms = roomsAddress();
  const status = statusRegion();
  const session = openSession({ model, signal, status });
  const offers = actionRow(
    button("Start a room", () => start(false), { class: "course-main" }),
    button("Start a dry run with simulated people", () => start(true)),
  );
  const room = element("section", { "aria-label": "The room" });
  offers.hidden = room.hidden = true;

  function start(isDryRun) {
    const done = (admission) => enter(admission, isDryRun);
    session.ask({ type: "start" }, { meanwhile: words.starting, done });
  }

  function again(admission) {
    if (admission.gone) localStorage.removeItem(KEPT);
    else enter(admission, false);
  }

  async function enter({ code, token }, isDryRun) {
    const lead = `${rooms}${code}/lead/`;
    try {
      const entered = await post(`${lead}enter`, { token });
      if (!entered.ok) throw new Error((await entered.json()).error);
      if (isDryRun) {
        const simulated = await post(`${lead}dry-run`, {});
        if (!simulated.ok) throw new Error((await simulated.json()).error);
      }
      localStorage.setItem(KEPT, code);
      show(code);
    } catch (error) {
      session.say(`${fill(words.not_opened, { error: error.message })} ${words.elsewhere}`);
    }
  }

  function show(code) {
    const lead = `${rooms}${code}/lead/`;
    const whole = `${rooms}${code}/`;
    const join = element("div", { class: "course-join" });
    const text = element("div");
    text.append(
      element("p", {}, words.join_at),
      element("p", { class: "course-address" }, rooms.replace(/^https?:\/\//, "").replace(/\/$/, "")),
      element("p", {}, words.with_code),
      element("p", { class: "course-code" }, `${code.slice(0, 3)} ${code.slice(3)}`),
    );
    join.append(
      element("img", {
        src: `${lead}qr.svg?address=${encodeURIComponent(whole)}`,
        alt: words.qr, width: "176", height: "176",
      }),
      text,
    );
    const links = element("div", { class: "course-actions" });
    for (const [label, address] of [["Open the projector view", `${lead}screen`], ["Lead in a tab of its own", lead]]) {
      links.append(element("a", { href: address, class: "course-button", target: "_blank", rel: "noopener", ...QUIET }, label));
    }
    const panel = element("details");
    panel.append(element("summary", QUIET, "Lead from here"));
    panel.addEventListener("toggle", () => {
      if (panel.open && panel.children.length === 1) {
        panel.append(element("iframe", { src: lead, title: words.panel, ...QUIET }));
      }
    });
    room.replaceChildren(join);
    const host = new URL(rooms).hostname;
    if (host === "localhost" || host === "[::1]" || host.startsWith("127.")) {
      room.append(element("p", { class: "course-note" }, words.this_computer));
    }
    room.append(links, panel);
    room.hidden = false;
    session.say(fill(words.opened, { code }));
  }

  async function look() {
    if (!rooms || !(await answers(rooms))) {
      session.say(`${words.no_server} ${words.elsewhere}`);
      return;
    }
    offers.hidden = false;
    session.say("");
    // A kernel that was lost, or a page loaded again, loses no room.
    const code = localStorage.getItem(KEPT);
    if (!code || !/^[0-9A-Z]{6}$/.test(code)) localStorage.removeItem(KEPT);
    else if (await answers(`${rooms}${code}/lead/state`)) show(code);
    // Each link works once: where the cookie is gone, the kernel gives a fresh one.
    else session.ask({ type: "link", code }, { done: again, byItself: true });
  }

  el.classList.add("course-control", "course-door");
  el.append(offers, status, room);
  session.say(words.looking);
  look();
}

export default { render };
