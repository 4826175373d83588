// A page that the kernel has written.

function render({ model, el }) {
  el.classList.add("course-control", "course-reveal");
  el.innerHTML = model.get("html");
}

export default { render };
