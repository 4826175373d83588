// The learner's progress as a list, and three buttons: download, bring back, begin anew.

function control(name) {
  const made = document.createElement("button");
  made.type = "button";
  made.textContent = name;
  made.dataset.lmSuppressShortcuts = "true";
  return made;
}

function download(text) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([text], { type: "application/json" }));
  link.download = "blameless-answers.json";
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 1000);
}

function render({ model, el }) {
  const list = document.createElement("div");
  const status = document.createElement("p");
  status.setAttribute("role", "status");
  const file = document.createElement("input");
  file.type = "file";
  file.accept = ".json,application/json";
  file.hidden = true;
  const save = control("Download my answers");
  const bring = control("Bring back answers");
  const anew = control("Start as a new learner");
  const yes = control("Yes, put my answers aside");
  const no = control("No, keep going");
  const sure = document.createElement("div");
  sure.setAttribute("role", "group");
  sure.setAttribute("aria-label", "Start as a new learner?");
  sure.hidden = true;
  sure.append("Your answers will be put aside in a file, and the course begins anew. ", yes, no);

  const session = openSession(model);
  function ask(message) {
    status.textContent = "One moment…";
    session.ask(message, (notice) => status.replaceChildren(notice));
  }
  function close() {
    sure.hidden = true;
    anew.focus();
  }
  save.addEventListener("click", () => ask({ type: "export" }));
  bring.addEventListener("click", () => file.click());
  file.addEventListener("change", async () => {
    if (file.files.length) ask({ type: "import", text: await file.files[0].text() });
    file.value = "";
  });
  anew.addEventListener("click", () => {
    sure.hidden = false;
    no.focus();
  });
  no.addEventListener("click", close);
  yes.addEventListener("click", () => {
    close();
    ask({ type: "start-over" });
  });
  function done(message) {
    session.answered();
    if (message.file) download(message.file);
    status.textContent = message.say ?? "";
  }
  function show() {
    list.innerHTML = model.get("html");
  }
  model.on("change:html", show);
  model.on("msg:custom", done);
  show();
  const actions = document.createElement("div");
  actions.className = "course-actions";
  actions.append(save, bring, anew, file);
  el.classList.add("course-control", "course-standing");
  el.append(list, ...(model.get("can_move") ? [actions, sure] : []), status);
  return () => {
    session.close();
    model.off("change:html", show);
    model.off("msg:custom", done);
  };
}

export default { render };
