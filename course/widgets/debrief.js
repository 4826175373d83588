// Which session to look back on, and the figure of what moved in it.

function render({ model, el, signal }) {
  const words = model.get("words");
  const id = freshId("course-debrief");
  const choice = element("select", { id, ...QUIET });
  const status = statusRegion();
  const body = element("div");
  const session = openSession({ model, signal, status, name: "debrief", pending: () => choice.value });
  const show = button("Show what moved", () =>
    session.ask({ type: "draw", session: choice.value }, { meanwhile: words.drawing }),
  );
  // A room that was led meanwhile is in the list by the time somebody opens it.
  choice.addEventListener("focus", () => session.ask({ type: "look" }, { byItself: true }));

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
  listen(model, signal, { "change:sessions": list, "change:html": draw });
  list();
  draw();
  el.classList.add("course-control", "course-debrief");
  el.append(actionRow(element("label", { for: id }, words.session), choice, show), status, body);
}

export default { render };
