// The learner's progress as a list, and three buttons: download, bring back, begin anew.

function render({ model, el, signal }) {
  const words = model.get("words");
  const question = { question: words.sure, yes: words.yes, no: words.no };
  const list = element("div");
  const status = statusRegion();
  const file = element("input", { type: "file", accept: ".json,application/json" });
  file.hidden = true;
  const session = openSession({ model, signal, status });
  const ask = (message, done) => session.ask(message, { meanwhile: "One moment…", done });

  const save = button("Download my answers", () =>
    ask({ type: "export" }, ({ file: text, say }) => {
      download(text, "blameless-answers.json", "application/json");
      session.say(say);
    }),
  );
  const bring = button("Bring back answers", () => file.click());
  file.addEventListener("change", async () => {
    if (file.files.length) ask({ type: "import", text: await file.files[0].text() });
    file.value = "";
  });
  const sure = confirmation();
  const anew = button("Start as a new learner", () => sure.ask(question, anew, () => ask({ type: "start_over" })));

  function show() {
    list.innerHTML = model.get("html");
  }
  listen(model, signal, { "change:html": show });
  show();
  el.classList.add("course-control", "course-standing");
  const moving = [actionRow(save, bring, anew, file), sure.element];
  el.append(list, ...(model.get("can_move") ? moving : []), status);
}

export default { render };
