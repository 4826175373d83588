// The way through the course. What is answered on this page is told by an event of the page.

function render({ model, el, signal }) {
  const way = element("div");
  const status = statusRegion("p", { class: "course-unseen" });
  const session = openSession({ model, signal, status });
  function show() {
    way.innerHTML = model.get("html");
    linkNotebooks(way);
  }
  const look = () => session.ask({ type: "look" }, { byItself: true, done: () => {} });
  document.addEventListener("course:answered", look, { signal });
  listen(model, signal, { "change:html": show });
  show();
  el.classList.add("course-control", "course-trail");
  el.append(way, status);
}

export default { render };
