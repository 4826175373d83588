// The way into a live room: two fields and a button, and in a room one line with the way out.

let count = 0;

function render({ model, el }) {
  const id = `course-join-${Date.now()}-${++count}`;
  // It has to stand on each control.
  const quiet = { "data-lm-suppress-shortcuts": "true" };
  const plain = { autocomplete: "off", autocapitalize: "off", spellcheck: "false", ...quiet };

  const address = element("input", { id: `${id}-address`, type: "text", inputmode: "url", ...plain });
  const code = element("input", { id: `${id}-code`, type: "text", class: "course-code", ...plain });
  address.setAttribute("aria-describedby", `${id}-hint`);
  const join = element("button", { type: "submit", ...quiet }, "Join the room");
  const form = element(
    "form",
    { novalidate: "", "aria-label": "Join a live room" },
    element(
      "p",
      { class: "course-field" },
      element("label", { for: address.id }, "Address"),
      address,
      element("span", { id: `${id}-hint` }, "As the facilitator shows it. A link with the code in it is enough."),
    ),
    element("p", { class: "course-field" }, element("label", { for: code.id }, "Code"), code),
    join,
  );

  const inRoom = element("span");
  const leave = element("button", { type: "button", ...quiet }, "Leave the room");
  const joined = element("div", { class: "course-joined" }, inRoom, leave);
  // One live region from the start: a region that is added with its text is not announced.
  const status = element("p", { role: "status" });

  const session = openSession(model, { name: "join", pending: () => address.value });
  function ask(message, meanwhile) {
    status.textContent = meanwhile;
    session.ask(message, (notice) => status.replaceChildren(notice));
  }
  const enter = () =>
    ask({ type: "join", address: address.value, code: code.value }, "Looking for the room…");
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    enter();
  });
  // JupyterLab keeps Enter in a field from submitting.
  form.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || event.isComposing || event.target === join) return;
    event.preventDefault();
    enter();
  });
  leave.addEventListener("click", () => ask({ type: "leave" }, "One moment…"));

  function show() {
    const room = model.get("room");
    const hadFocus = el.contains(document.activeElement);
    inRoom.replaceChildren("You are in room ", element("b", {}, room), ": “Check answer” also votes there.");
    form.hidden = Boolean(room);
    joined.hidden = !room;
    // Focus must not fall off the page with what is no longer there.
    if (hadFocus) (room ? leave : address).focus();
  }
  function done() {
    session.answered();
    status.textContent = model.get("said");
  }
  model.on("change:room", show);
  model.on("msg:custom", done);
  el.classList.add("course-control", "course-join");
  el.append(form, joined, status);
  show();
  address.value = session.kept();
  return () => {
    session.close();
    model.off("change:room", show);
    model.off("msg:custom", done);
  };
}

export default { render };
