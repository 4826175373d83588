// Which session to look back on, and the figure of what moved in it.

let count = 0;

function render({ model, el }) {
  const id = `course-debrief-${++count}`;
  const quiet = { "data-lm-suppress-shortcuts": "true" };
  const row = element("div", { class: "course-actions" });
  const choice = element("select", { id, ...quiet });
  const show = element("button", { type: "button", ...quiet }, "Show what moved");
  const status = element("p", { role: "status" });
  const body = element("div");
  row.append(element("label", { for: id }, "Session"), choice, show);

  const session = openSession(model, { name: "debrief", pending: () => choice.value });
  const ask = (message) => session.ask(message, (notice) => status.replaceChildren(notice));
  show.addEventListener("click", () => {
    status.textContent = "Drawing…";
    ask({ type: "draw", session: choice.value });
  });
  // A room that was led meanwhile is in the list by the time somebody opens it.
  choice.addEventListener("focus", () => ask({ type: "look" }));

  function list() {
    const kept = choice.value || session.kept() || model.get("chosen");
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
    session.answered();
    status.textContent = message.said ?? "";
  }
  model.on("change:sessions", list);
  model.on("change:html", draw);
  model.on("msg:custom", done);
  list();
  draw();
  el.classList.add("course-control", "course-debrief");
  el.append(row, status, body);
  return () => {
    session.close();
    model.off("change:sessions", list);
    model.off("change:html", draw);
    model.off("msg:custom", done);
  };
}

export default { render };
