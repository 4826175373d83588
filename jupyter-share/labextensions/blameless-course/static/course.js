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

  // For the button that a control shows when its session has gone to sleep: whatever is left of
  // the old kernel, a new one runs the notebook.
  function offerNewSession(app) {
    app.commands.addCommand("blameless-course:run-again", {
      label: "Start a new session and run all cells",
      execute: async () => {
        const session = app.shell.currentWidget.sessionContext;
        const name = session.prevKernelName || "python3";
        // What is gone already cannot be shut down.
        await session.shutdown().catch(() => {});
        await session.changeKernel({ name });
        await app.commands.execute("notebook:run-all-cells");
      },
    });
  }

  const plugins = [
    { id: "blameless-course:side-bar", autoStart: true, activate: closeSideBar },
    { id: "blameless-course:reader", autoStart: true, activate: offerReaderMode },
    { id: "blameless-course:session", autoStart: true, activate: offerNewSession },
  ];
  window._JUPYTERLAB ??= {};
  window._JUPYTERLAB["blameless-course"] = {
    init: (scope) => (shared = scope),
    get: async () => () => ({ __esModule: true, default: plugins }),
  };
})();
