// The rules of the meeting.

function render({ model, el }) {
  el.classList.add("course-control");
  el.innerHTML = model.get("html");
}

export default { render };
