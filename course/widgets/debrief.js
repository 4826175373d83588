// Which session to look back on, and the figure of what moved in it.

const SILENCE_MS = 15_000;

let count = 0;

function element(tag, attributes = {}, text = "") {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  if (text) made.textContent = text;
  return made;
}

function render({ model, el }) {
  const id = `course-debrief-${++count}`;
  const quiet = { "data-lm-suppress-shortcuts": "true" };
  const row = element("div", { class: "course-actions" });
  const choice = element("select", { id, ...quiet });
  const show = element("button", { type: "button", ...quiet }, "Show what moved");
  const status = element("p", { role: "status" });
  const body = element("div");
  row.append(element("label", { for: id }, "Session"), choice, show);

  let waiting;
  function ask(message) {
    clearTimeout(waiting);
    waiting = setTimeout(() => {
      status.textContent =
        "The session behind this page has gone to sleep. What was voted is kept: run this " +
        "notebook again, or reload this page in reader mode.";
    }, SILENCE_MS);
    try {
      model.send(message);
    } catch {
      // A closed connection is told like a silent one.
    }
  }
  show.addEventListener("click", () => {
    status.textContent = "Drawing…";
    ask({ type: "draw", session: choice.value });
  });
  // A room that was led meanwhile is in the list by the time somebody opens it.
  choice.addEventListener("focus", () => ask({ type: "look" }));

  function list() {
    const kept = choice.value || model.get("chosen");
    choice.replaceChildren(
      ...model.get("sessions").map(({ id: value, title }) => element("option", { value }, title)),
    );
    choice.value = kept;
    if (choice.selectedIndex < 0) choice.selectedIndex = 0;
  }
  function draw() {
    body.innerHTML = model.get("html");
    for (const summary of body.querySelectorAll("summary")) summary.dataset.lmSuppressShortcuts = "true";
  }
  function done(message) {
    clearTimeout(waiting);
    status.textContent = message.said ?? "";
  }
  model.on("change:sessions", list);
  model.on("change:html", draw);
  model.on("msg:custom", done);
  list();
  draw();
  el.classList.add("course-debrief");
  el.append(row, status, body);
  return () => {
    clearTimeout(waiting);
    model.off("change:sessions", list);
    model.off("change:html", draw);
    model.off("msg:custom", done);
  };
}

export default { render };
