// What stands before a closed gate: a notice, and mostly a button that looks again. What is behind
// it is no part of this; the kernel makes it when the gate opens.

function render({ model, el, signal }) {
  const body = element("div");
  const status = statusRegion("p", { tabindex: "-1" });
  const session = openSession({ model, signal, status });
  const look = button("Check again", () =>
    session.ask({ type: "check" }, { meanwhile: "Looking…", done }),
  );
  function show() {
    body.innerHTML = model.get("html");
    look.hidden = model.get("is_open") || !model.get("looks_again");
    // Whatever was said of a closed gate no longer holds.
    session.say("");
    el.classList.toggle("course-gate-open", model.get("is_open"));
    // Where another one speaks for it, a closed gate takes no room.
    el.hidden = !model.get("html") && !model.get("is_open");
    linkNotebooks(body);
  }
  function done({ say, open }) {
    session.say(say);
    // Focus must not fall off the page with the button; what has opened follows from here.
    if (open) status.focus();
  }
  listen(model, signal, { "change:html": show, "change:is_open": show });
  show();
  el.classList.add("course-control", "course-gate");
  el.append(body, look, status);
}

export default { render };
