// What the kernel says about an incident, and whom it is about.

function render({ model, el }) {
  const whose = document.createElement("p");
  whose.className = "course-whose";
  const body = document.createElement("div");
  const show = () => {
    whose.textContent = model.get("whose");
    body.innerHTML = model.get("html");
  };
  model.on("change:whose", show);
  model.on("change:html", show);
  el.classList.add("course-pane");
  el.replaceChildren(whose, body);
  show();
  return () => {
    model.off("change:whose", show);
    model.off("change:html", show);
  };
}

export default { render };
