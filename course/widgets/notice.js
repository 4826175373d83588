// A sentence that the kernel has written.

function render({ model, el }) {
  el.classList.add("course-control", "course-notice");
  el.innerHTML = model.get("html");
}

export default { render };
