// The way into a live room: two fields and a button, and in a room one line with the way out.

function render({ model, el, signal }) {
  const words = model.get("words");
  const id = freshId("course-join");
  const plain = { autocomplete: "off", autocapitalize: "off", spellcheck: "false", ...QUIET };

  const address = element("input", { id: `${id}-address`, type: "text", inputmode: "url", ...plain });
  const code = element("input", { id: `${id}-code`, type: "text", class: "course-code", ...plain });
  address.setAttribute("aria-describedby", `${id}-hint`);
  const join = button("Join the room", null, { type: "submit" });
  const form = element(
    "form",
    { novalidate: "", "aria-label": "Join a live room" },
    element(
      "p",
      { class: "course-field" },
      element("label", { for: address.id }, "Address"),
      address,
      element("span", { id: `${id}-hint` }, words.hint),
    ),
    element("p", { class: "course-field" }, element("label", { for: code.id }, "Code"), code),
    join,
  );

  const door = element("details", {}, element("summary", QUIET, words.door), form);
  const inRoom = element("span");
  const leave = button("Leave the room", () => ask({ type: "leave" }, words.leaving), { class: "course-quiet" });
  const joined = element("div", { class: "course-joined" }, inRoom, leave);
  const status = statusRegion();
  const way = element("div", { class: "course-way" });

  const session = openSession({ model, signal, status, name: "join", pending: () => address.value });
  const ask = (message, meanwhile) => session.ask(message, { about: "room", meanwhile });
  const enter = () =>
    ask({ type: "join", address: address.value, code: code.value }, words.looking);
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

  function show() {
    const room = model.get("room");
    const hadFocus = el.contains(document.activeElement);
    const [before, after] = words.in_room.split("{code}");
    inRoom.replaceChildren(before, element("b", {}, room), after);
    door.hidden = Boolean(room);
    joined.hidden = !room;
    way.innerHTML = model.get("way");
    linkNotebooks(way);
    // Focus must not fall off the page with what is no longer there.
    if (!room && hadFocus) door.open = true;
    if (hadFocus) (room ? leave : address).focus();
  }
  listen(model, signal, { "change:room": show, "change:way": show });
  el.classList.add("course-control", "course-join");
  el.append(door, status, way, joined);
  show();
  address.value = session.kept();
  // Whoever was just about to join finds the fields open.
  door.open = Boolean(address.value);
}

export default { render };
