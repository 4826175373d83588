// The way through the course. What is answered on this page is told by an event of the page; so is
// what the way says then, to a page that has one of its own.

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
  function follow() {
    show();
    const detail = { list: way.querySelector("ol").cloneNode(true), standing: model.get("standing") };
    document.dispatchEvent(new CustomEvent("course:way", { detail }));
  }
  listen(model, signal, { "change:html": follow });
  show();
  el.classList.add("course-control", "course-trail");
  el.append(way, status);
}

export default { render };
