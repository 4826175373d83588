// JupyterLab opens a link that carries its command in a tab, without loading itself anew. Where it
// leads is known when it is pressed: from the notebook that it stands in.
function openInLab(link) {
  link.dataset.lmSuppressShortcuts = "true";
  link.addEventListener("click", () => {
    const panel = link.closest(".jp-NotebookPanel");
    const tree = panel?.dataset.coursePath ?? decodeURIComponent(location.pathname).split("/tree/")[1];
    if (!panel || tree === undefined) return;
    const folder = tree.includes("/") ? tree.slice(0, tree.lastIndexOf("/") + 1) : "";
    link.dataset.commandlinkerCommand = "docmanager:open";
    link.dataset.commandlinkerArgs = JSON.stringify({ path: folder + link.getAttribute("href") });
  });
}

function linkNotebooks(place) {
  for (const link of place.querySelectorAll("a[href$='.ipynb']")) openInLab(link);
}
