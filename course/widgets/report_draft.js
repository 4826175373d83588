// The draft as a page shows it, and the ways to take it along.

function render({ model, el, signal }) {
  const words = model.get("words");

  const whose = element("p", { class: "course-whose" });
  const body = element("div");
  const status = statusRegion();
  const sure = confirmation(() => session.say(""));
  const session = openSession({ model, signal, status });
  const take = button(words.draft_download, () => {
    download(model.get("markdown"), words.file, "text/markdown;charset=utf-8");
    session.say(words.draft_taken);
    status.scrollIntoView({ block: "nearest" });
  });
  const save = button(words.draft_save, () => write(false));
  const text = element("textarea", { readonly: "", rows: 12, "aria-label": words.draft_text, ...QUIET });
  const details = element("details", {}, element("summary", QUIET, words.draft_text), text);
  // Many screens on a phone: a draft that can be read waits, what keeps it closed does not.
  const read = element("details", {}, element("summary", QUIET, words.draft_read));
  const actions = actionRow(take, save);

  function write(over) {
    sure.close();
    session.ask({ type: "save", over }, { done });
  }
  function done({ say = "", ask: question }) {
    session.say(say);
    const answers = { question, yes: words.yes_replace, no: words.no };
    if (question) sure.ask(answers, save, () => write(true));
  }
  function show() {
    whose.textContent = model.get("whose");
    el.classList.toggle("course-about", Boolean(model.get("whose")));
    body.innerHTML = model.get("html");
    text.value = model.get("markdown");
    const open = Boolean(model.get("markdown"));
    actions.hidden = details.hidden = read.hidden = !open;
    if (open) read.append(body);
    else read.before(body);
    save.hidden = !model.get("can_save");
    session.say("");
    sure.close();
  }
  listen(model, signal, { "change:whose": show, "change:html": show, "change:markdown": show });
  el.classList.add("course-control", "course-report-draft");
  el.replaceChildren(whose, actions, sure.element, status, details, body, read);
  show();
}

export default { render };
