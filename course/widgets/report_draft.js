// The draft as a page shows it, and the ways to take it along.

function download(text, name) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([text], { type: "text/markdown;charset=utf-8" }));
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 1000);
}

function render({ model, el }) {
  const words = model.get("words");
  const quiet = { "data-lm-suppress-shortcuts": "true" };
  const button = (name) => element("button", { type: "button", ...quiet }, name);

  const whose = element("p", { class: "course-whose" });
  const body = element("div");
  const take = button(words.draft_download);
  const save = button(words.draft_save);
  const status = element("p", { role: "status" });
  const sure = element("div", { role: "group", "aria-label": words.draft_save });
  const question = element("p");
  const yes = button(words.yes_replace);
  const no = button(words.no);
  sure.append(question, yes, no);
  sure.hidden = true;
  const text = element("textarea", { readonly: "", rows: 12, "aria-label": words.draft_text, ...quiet });
  const details = element("details");
  details.append(element("summary", quiet, words.draft_text), text);
  const actions = element("div", { class: "course-actions" });
  actions.append(take, save);

  const session = openSession(model);
  function ask(over) {
    sure.hidden = true;
    session.ask({ type: "save", over }, (notice) => status.replaceChildren(notice));
  }
  function done(message) {
    if (message.type !== "done") return;
    session.answered();
    status.textContent = message.say ?? "";
    question.textContent = message.ask ?? "";
    sure.hidden = !message.ask;
    if (message.ask) no.focus();
  }
  take.addEventListener("click", () => download(model.get("markdown"), words.file));
  save.addEventListener("click", () => ask(false));
  yes.addEventListener("click", () => {
    save.focus();
    ask(true);
  });
  no.addEventListener("click", () => {
    sure.hidden = true;
    save.focus();
  });
  function show() {
    whose.textContent = model.get("whose");
    body.innerHTML = model.get("html");
    text.value = model.get("markdown");
    actions.hidden = details.hidden = !model.get("markdown");
    save.hidden = !model.get("can_save");
    status.textContent = "";
    sure.hidden = true;
  }
  for (const name of ["whose", "html", "markdown"]) model.on(`change:${name}`, show);
  model.on("msg:custom", done);
  el.classList.add("course-control", "course-report-draft");
  el.replaceChildren(whose, actions, sure, status, details, body);
  show();
  return () => {
    session.close();
    for (const name of ["whose", "html", "markdown"]) model.off(`change:${name}`, show);
    model.off("msg:custom", done);
  };
}

export default { render };
