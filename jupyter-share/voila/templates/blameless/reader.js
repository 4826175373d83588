// What a page of reader mode does besides its widgets: it puts each part that has run into its
// place, says how far it is, and keeps count of the decisions.

window.courseReader = (() => {
  const WAITING = 'script[type="application/vnd.voila.cell-output+json"]';
  const find = (id) => document.getElementById(id);
  const words = () => JSON.parse(find("course-words").textContent);

  // Called right behind the list of notebooks: on a wide screen it has room to stand open.
  function unfold() {
    const list = document.currentScript.previousElementSibling;
    list.open = window.matchMedia("(min-width: 52rem)").matches;
  }

  // How high each control was when this page was left, with what was written in it: it is so high
  // again while the page starts. What has been answered elsewhere since may have opened a part.
  // Called before there is any of them: a browser shows the beginning of a page that still comes.
  const ROOMS = `course:rooms:${location.pathname}`;
  const standing = () => `${innerWidth} ${document.querySelector(".course-how-far").textContent}`;
  function keepRooms() {
    try {
      const { as, heights } = JSON.parse(localStorage.getItem(ROOMS)) ?? {};
      if (as !== standing()) return;
      const rooms = document.head.appendChild(document.createElement("style"));
      for (const [id, height] of Object.entries(heights))
        rooms.append(`#${id}:not(:has(.course-control)) { min-height: ${height}px; }`);
    } catch {
      // A browser that keeps nothing gives each its usual room.
    }
  }
  function leave() {
    if (!find("course-starting").hidden) return;
    const drawn = [...document.querySelectorAll(".course-part:has(.course-control)")].filter((one) => one.offsetHeight);
    const heights = Object.fromEntries(drawn.map(({ id, offsetHeight }) => [id, offsetHeight]));
    try {
      localStorage.setItem(ROOMS, JSON.stringify({ as: standing(), heights }));
    } catch {
      // As above.
    }
  }

  // Called by the page right behind each part that the kernel has run.
  function place(number) {
    const script = document.currentScript;
    const part = script.previousElementSibling;
    if (part.firstElementChild) find(`course-part-${number}`).append(part.firstElementChild);
    else find(`course-part-${number}`).remove();
    part.remove();
    script.remove();
    const progress = find("course-parts");
    progress.value += 1;
    find("course-count").textContent = words()
      .parts.replace("{done}", progress.value)
      .replace("{all}", progress.max);
  }

  // Leaving the page ends its kernel, and only with a cookie that this page does not bring: the
  // list of files does.
  async function fetchCookie() {
    if (document.cookie.includes("_xsrf=")) return;
    const answer = await fetch(`${document.body.dataset.baseUrl}tree`);
    // Read to its end: one that is not keeps its connection.
    await answer.text();
  }

  // All of the page is here: what has run is drawn by Voila, and what has not run never will.
  function arrived() {
    const starting = find("course-starting");
    const progress = find("course-parts");
    if (progress.value < progress.max) {
      starting.textContent = `${words().stopped} `;
      starting.append(reloading());
      return;
    }
    const text = find("course-text");
    const isLoading = (output) => output.textContent === "Loading widget...";
    const drawn = () =>
      !document.querySelector(WAITING) && ![...text.querySelectorAll(".jp-OutputArea-output")].some(isLoading);
    const done = () => {
      starting.hidden = true;
      find("course-ready").textContent = words().ready;
    };
    if (drawn()) return done();
    find("course-count").textContent = words().nearly;
    new MutationObserver((_, observer) => {
      if (!drawn()) return;
      observer.disconnect();
      done();
    }).observe(text, { childList: true, subtree: true });
  }

  function reloading() {
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = "Reload this page";
    button.addEventListener("click", () => location.reload());
    return button;
  }

  // The decision of this page has an answer: what then holds came along with the page.
  function answered() {
    const now = find("course-answered")?.content.cloneNode(true);
    if (!now) return;
    document.querySelector(".course-steps ol").replaceWith(now.querySelector("ol"));
    document.querySelector(".course-how-far").textContent = now.querySelector("p").textContent;
    find("course-answered").remove();
  }

  // What the kernel knows of it, where answers were brought back or put aside.
  function followed({ detail: { list, standing } }) {
    document.querySelector(".course-steps ol").replaceWith(list);
    const count = document.querySelector(".course-how-far");
    if (count.textContent !== standing) count.textContent = standing;
  }

  // What opens under a line at the lower edge is out of sight: it comes up as far as it can.
  function opened({ target }) {
    const part = target.closest("summary")?.parentElement;
    if (!part) return;
    requestAnimationFrame(() => {
      const { bottom, height } = part.getBoundingClientRect();
      if (!part.open || bottom <= innerHeight) return;
      part.scrollIntoView({ block: height > innerHeight ? "start" : "nearest" });
    });
  }

  document.addEventListener("course:answered", answered);
  document.addEventListener("course:way", followed);
  document.addEventListener("click", opened);
  window.addEventListener("load", arrived);
  window.addEventListener("load", fetchCookie);
  window.addEventListener("pagehide", leave);
  // The kernel goes when a page is left: one that the browser kept would look alive and not be.
  window.addEventListener("pageshow", (event) => event.persisted && location.reload());
  // Voila calls this while a part takes long, so that no proxy hangs up.
  window.voila_heartbeat = () => {};
  return { keepRooms, place, unfold };
})();
