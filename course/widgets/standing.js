// The learner's progress as a list, and what can be done with it: download, bring back, begin
// anew and undo that, go on as somebody who was put aside, delete.

// What this browser holds of incidents of one's own: whoever is put aside takes it along.
function typedHere(model) {
  const found = {};
  const store = storeOf("localStorage", model);
  try {
    for (const id of store.names()) {
      if (id.startsWith("blameless-own-incident")) found[id] = JSON.parse(store.get(id));
    }
  } catch {
    // A browser that keeps nothing, or not what we wrote, has nothing to give.
  }
  return found;
}

// What this browser holds for a control until its kernel has it.
function forgetTyped(model) {
  for (const kind of ["sessionStorage", "localStorage"]) {
    const store = storeOf(kind, model);
    try {
      for (const id of store.names()) if (/^(course:|blameless-)/.test(id)) store.remove(id);
    } catch {
      // A browser that keeps nothing has nothing to forget.
    }
  }
}

function render({ model, el, signal }) {
  const words = model.get("words");
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
  const sure = confirmation(() => session.say(""));
  const anew = button("Start as a new learner", () =>
    sure.ask({ question: words.sure, yes: words.yes, no: words.no }, anew, () =>
      ask({ type: "start_over", typed: typedHere(model) }, ({ say, undo }) => {
        forgetTyped(model);
        if (undo) session.say(element("span", {}, say, " ", button(words.undo, () => takeUp(undo))));
        else session.say(say);
      }),
    ),
  );
  const remove = button(
    words.delete,
    () =>
      sure.ask({ question: words.sure_delete, yes: words.yes_delete, no: words.no_delete }, remove, () =>
        ask({ type: "delete" }, ({ say }) => {
          forgetTyped(model);
          session.say(say);
        }),
      ),
    { class: "course-quiet" },
  );

  const aside = element("ul", { class: "course-aside" });
  const others = element("details", {}, element("summary", QUIET, words.aside), aside);
  // The button that was pressed is gone with its learner: the focus goes to who is here now.
  const takeUp = (name) =>
    ask({ type: "take_up", name, typed: typedHere(model) }, ({ say }) => {
      forgetTyped(model);
      session.say(say);
      anew.focus();
    });
  function showLearner({ name, at_utc: at, answers, texts }) {
    const when = new Date(at).toLocaleString([], { dateStyle: "long", timeStyle: "short" });
    const about = words.learner
      .replace("{when}", when)
      .replace("{answers}", answers)
      .replace("{texts}", texts);
    return element("li", {}, element("span", {}, about), button(words.take_up, () => takeUp(name)));
  }

  function show() {
    list.innerHTML = model.get("html");
    linkNotebooks(list);
    const learners = model.get("learners");
    aside.replaceChildren(...learners.map(showLearner));
    others.hidden = learners.length === 0;
  }
  // The way through the course counts answers as well.
  function follow() {
    show();
    document.dispatchEvent(new CustomEvent("course:answered"));
  }
  listen(model, signal, { "change:html": follow, "change:learners": show });
  show();
  el.classList.add("course-control", "course-standing");
  const moving = [actionRow(save, bring, anew, file), others, actionRow(remove), sure.element];
  el.append(list, ...(model.get("can_move") ? moving : []), status);
}

export default { render };
