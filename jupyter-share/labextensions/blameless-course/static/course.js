// What the course changes in JupyterLab, written by hand in the form in which JupyterLab loads
// an extension that was built: a container that gives its modules.

(() => {
  const config = JSON.parse(document.getElementById("jupyter-config-data").textContent);
  let shared;

  // JupyterLab opens its file browser when it has no layout from an earlier day.
  function closeSideBar(app) {
    Promise.all([app.shell.restored, app.restored]).then(([layout]) => {
      if (layout?.fresh) app.shell.collapseLeft();
    });
  }

  // The same notebook in reader mode: a link, so that it opens beside this page if wanted.
  async function offerReaderMode(app) {
    const [{ get }] = Object.values(shared["@lumino/widgets"]);
    const { Widget } = (await get())();
    app.docRegistry.addWidgetExtension("Notebook", {
      createNew(panel, context) {
        const link = document.createElement("a");
        link.textContent = "Read without code";
        link.style.cssText = "color: var(--jp-content-link-color); padding: 0 8px; white-space: nowrap;";
        const item = new Widget({ node: document.createElement("div") });
        item.node.append(link);
        const aim = () => {
          const path = context.path.split("/").map(encodeURIComponent).join("/");
          link.href = `${config.baseUrl}voila/render/${path}`;
        };
        aim();
        context.pathChanged.connect(aim);
        // First, since a narrow toolbar hides what is last.
        panel.toolbar.insertItem(0, "course-reader", item);
        return item;
      },
    });
  }

  const plugins = [
    { id: "blameless-course:side-bar", autoStart: true, activate: closeSideBar },
    { id: "blameless-course:reader", autoStart: true, activate: offerReaderMode },
  ];
  window._JUPYTERLAB ??= {};
  window._JUPYTERLAB["blameless-course"] = {
    init: (scope) => (shared = scope),
    get: async () => () => ({ __esModule: true, default: plugins }),
  };
})();
