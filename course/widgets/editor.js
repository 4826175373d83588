// A labelled text field, a button and a live region. Keys are left to the browser: Tab moves
// on, and no key reaches the notebook while one of the controls has the focus.

function render({ model, el, signal }) {
  const words = model.get("words");
  const id = freshId("course-editor");

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
    spellcheck: "false",
    wrap: "soft",
    ...QUIET,
  });
  const start = button(words.button, run);
  const status = statusRegion("p", { class: "course-editor-status" });
  const report = element("div", { class: "course-editor-report" });
  const sandbox = element("p", { id: `${id}-sandbox`, class: "course-editor-note" }, words.sandbox);

  // Where `field-sizing` is not known yet, as many rows as lines come close.
  function fit() {
    field.rows = Math.max(10, field.value.split("\n").length + 1);
  }
  const note = writtenNote(model, field);
  const written = openWritten({ model, signal, field, status, changed: fit, settle: () => setBusy(start, false) });
  const { session } = written;
  function send() {
    model.set("source", field.value);
    model.save_changes();
  }
  function run() {
    setBusy(start, true);
    status.classList.remove("course-editor-said");
    report.replaceChildren();
    written.send();
    send();
    session.ask({ type: "run", source: field.value }, { meanwhile: words.running, done: ({ say }) => showReport(say) });
  }
  // The verdict stands in the report as well: what is announced need not be seen.
  function showReport(verdict) {
    session.say(verdict);
    status.classList.add("course-editor-said");
    report.innerHTML = model.get("report");
  }

  field.addEventListener("input", fit);
  field.addEventListener("change", send);
  el.classList.add("course-control", "course-editor");
  el.replaceChildren(prompt, label, field, note, written.state, written.others, keys, start, status, report, sandbox);
  fit();
  if (model.get("status")) showReport(model.get("status"));
}

export default { render };
