// What the kernel says about an incident, and whom it is about.

function render({ model, el, signal }) {
  const whose = element("p", { class: "course-whose" });
  const body = element("div");
  function show() {
    whose.textContent = model.get("whose");
    el.classList.toggle("course-about", Boolean(model.get("whose")));
    body.innerHTML = model.get("html");
  }
  listen(model, signal, { "change:whose": show, "change:html": show });
  el.classList.add("course-control", "course-pane");
  el.replaceChildren(whose, body);
  show();
}

export default { render };
