// JupyterLab opens a link that carries its command in a tab, without loading itself anew.
function openInLab(link) {
  link.dataset.lmSuppressShortcuts = "true";
  const [, tree] = decodeURIComponent(location.pathname).split("/tree/");
  if (tree === undefined || !document.querySelector(".jp-NotebookPanel")) return;
  const folder = tree.includes("/") ? tree.slice(0, tree.lastIndexOf("/") + 1) : "";
  link.dataset.commandlinkerCommand = "docmanager:open";
  link.dataset.commandlinkerArgs = JSON.stringify({ path: folder + link.getAttribute("href") });
}

function linkNotebooks(place) {
  for (const link of place.querySelectorAll("a[href$='.ipynb']")) openInLab(link);
}
