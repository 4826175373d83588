// What stands before a closed gate: a notice, and mostly a button that looks again. What is behind
// it is no part of this; the kernel makes it when the gate opens.

function render({ model, el }) {
  const body = document.createElement("div");
  const button = document.createElement("button");
  button.type = "button";
  button.textContent = "Check again";
  button.dataset.lmSuppressShortcuts = "true";
  const status = document.createElement("p");
  status.setAttribute("role", "status");
  status.tabIndex = -1;

  const session = openSession(model);
  button.addEventListener("click", () => {
    status.textContent = "Looking…";
    session.ask({ type: "check" }, (notice) => status.replaceChildren(notice));
  });
  function show() {
    body.innerHTML = model.get("html");
    button.hidden = model.get("is_open") || !model.get("looks_again");
    // Whatever was said of a closed gate no longer holds.
    status.textContent = "";
    el.classList.toggle("course-gate-open", model.get("is_open"));
    for (const link of body.querySelectorAll("a[href$='.ipynb']")) openInLab(link);
  }
  function done(message) {
    session.answered();
    status.textContent = message.say;
    // Focus must not fall off the page with the button; what has opened follows from here.
    if (message.open) status.focus();
  }
  model.on("change:html", show);
  model.on("change:is_open", show);
  model.on("msg:custom", done);
  show();
  el.classList.add("course-control", "course-gate");
  el.append(body, button, status);
  return () => {
    session.close();
    model.off("change:html", show);
    model.off("change:is_open", show);
    model.off("msg:custom", done);
  };
}

// JupyterLab opens a link that carries its command in a tab, without loading itself anew.
function openInLab(link) {
  link.dataset.lmSuppressShortcuts = "true";
  const [, tree] = decodeURIComponent(location.pathname).split("/tree/");
  if (tree === undefined || !document.querySelector(".jp-NotebookPanel")) return;
  const folder = tree.includes("/") ? tree.slice(0, tree.lastIndexOf("/") + 1) : "";
  link.dataset.commandlinkerCommand = "docmanager:open";
  link.dataset.commandlinkerArgs = JSON.stringify({ path: folder + link.getAttribute("href") });
}

export default { render };
