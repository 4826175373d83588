// A labelled text field, a button and a live region. Keys are left to the browser: Tab moves
// on, and no key reaches the notebook while one of the controls has the focus.

let count = 0;

function render({ model, el }) {
  const words = model.get("words");
  const id = `course-editor-${++count}`;

  const prompt = element("div", { class: "course-editor-prompt" });
  prompt.innerHTML = model.get("prompt");

  const label = element("label", { for: id }, words.label);
  const keys = element("p", { id: `${id}-keys`, class: "course-editor-note" }, words.keys);
  const field = element("textarea", {
    id,
    "aria-describedby": `${id}-keys ${id}-sandbox`,
    autocapitalize: "off",
    autocomplete: "off",
    autocorrect: "off",
    "data-lm-suppress-shortcuts": "true",
    spellcheck: "false",
    wrap: "soft",
  });
  const button = element(
    "button",
    { type: "button", "data-lm-suppress-shortcuts": "true" },
    words.button,
  );
  const status = element("p", { role: "status", class: "course-editor-status" });
  const report = element("div", { class: "course-editor-report" });
  const sandbox = element("p", { id: `${id}-sandbox`, class: "course-editor-note" }, words.sandbox);

  // Where `field-sizing` is not known yet, as many rows as lines come close.
  function fit() {
    field.rows = Math.max(10, field.value.split("\n").length + 1);
  }
  function showSource() {
    if (field.value !== model.get("source")) field.value = model.get("source");
    fit();
  }
  const session = openSession(model, { name: words.label, pending: () => field.value });
  function say(text, { seen }) {
    status.replaceChildren(text);
    status.classList.toggle("course-editor-said", !seen);
  }
  function settle(text, { seen }) {
    session.answered();
    say(text, { seen });
    button.removeAttribute("aria-disabled");
  }
  function send() {
    model.set("source", field.value);
    model.save_changes();
  }
  function run() {
    // Not `disabled`: that would take the focus away from whoever pressed it.
    if (button.getAttribute("aria-disabled") === "true") return;
    button.setAttribute("aria-disabled", "true");
    say(words.running, { seen: true });
    report.replaceChildren();
    send();
    session.ask({ type: "run" }, (notice) => settle(notice, { seen: true }));
  }
  function showStatus() {
    // The kernel empties it first, so that the same verdict twice is announced twice.
    if (!model.get("status")) return;
    settle(model.get("status"), { seen: false });
    report.innerHTML = model.get("report");
  }

  field.addEventListener("input", fit);
  field.addEventListener("change", send);
  button.addEventListener("click", run);
  model.on("change:source", showSource);
  model.on("change:status", showStatus);

  el.classList.add("course-control", "course-editor");
  el.replaceChildren(prompt, label, field, keys, button, status, report, sandbox);
  showSource();
  showStatus();
  const unsent = session.kept();
  if (unsent) {
    field.value = unsent;
    fit();
    send();
  }

  return () => {
    session.close();
    model.off("change:source", showSource);
    model.off("change:status", showStatus);
  };
}

export default { render };
