// What the kernel says about an incident, and whom it is about.

function render({ model, el, signal }) {
  const whose = element("p", { class: "course-whose" });
  const body = element("div");
  const offer = button("", () => document.dispatchEvent(new CustomEvent("course-add-count")));
  function show() {
    whose.textContent = model.get("whose");
    el.classList.toggle("course-about", Boolean(model.get("whose")));
    body.innerHTML = model.get("html");
    offer.textContent = model.get("offer");
    // Visitors have no desk, and nothing to add to.
    offer.hidden = !model.get("offer") || !document.querySelector(".course-own");
  }
  listen(model, signal, { "change:whose": show, "change:html": show, "change:offer": show });
  el.classList.add("course-control", "course-pane");
  el.replaceChildren(whose, body, offer);
  show();
}

export default { render };
