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
    const { Widget } = await moduleOf("@lumino/widgets");
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

  const moduleOf = async (name) => {
    const [{ get }] = Object.values(shared[name]);
    return (await get())();
  };

  // Whether a notebook is a page of the course, and its code if all of it is the course's own.
  async function ask(path) {
    const where = path.split("/").map(encodeURIComponent).join("/");
    const answer = await fetch(`${config.baseUrl}blameless-course/page/${where}`);
    return answer.ok ? answer.json() : {};
  }
  // Asked at once, before JupyterLab begins a session for the notebook that it opens.
  async function hasSession(path) {
    const answer = await fetch(`${config.baseUrl}api/sessions`, { cache: "no-store" });
    return !answer.ok || (await answer.json()).some((session) => session.path === path);
  }
  const sources = (model) => JSON.stringify([...model.cells].map((cell) => cell.sharedModel.getSource()));
  const isSame = (code, model) => {
    const cells = [...model.cells].filter(({ type }) => type === "code");
    return (
      code?.length === cells.length &&
      cells.every((cell, number) => cell.sharedModel.getSource() === code[number])
    );
  };
  function inFront(app, panel) {
    if (app.shell.currentWidget === panel) return Promise.resolve();
    return new Promise((done) => {
      const look = () => {
        if (app.shell.currentWidget !== panel) return;
        app.shell.currentChanged.disconnect(look);
        done();
      };
      app.shell.currentChanged.connect(look);
    });
  }

  // JupyterLab notes in a notebook which Python it found, whenever it finds one: nobody has changed
  // anything, and nobody has to save that.
  function stayClean({ model }) {
    model.metadataChanged.connect((_, { key }) => {
      if (!["kernelspec", "language_info"].includes(key) || model.dirty) return;
      setTimeout(() => (model.dirty = false));
    });
  }
  // For the links of its controls, which are opened from its folder whatever the address bar says.
  function tellPath(panel, context) {
    const tell = () => (panel.node.dataset.coursePath = context.path);
    tell();
    context.pathChanged.connect(tell);
  }

  // Whether a page has run to its end or waits for somebody, for whoever drives it from outside.
  const mark = (panel, state) => (panel.node.dataset.courseStart = state);

  // All cells, with the view where it is and nothing to be saved: nobody has changed anything.
  async function start(panel, context, NotebookActions) {
    const { content: notebook, sessionContext } = panel;
    await sessionContext.ready;
    if (sessionContext.session?.kernel) await sessionContext.session.kernel.info;
    await NotebookActions.runCells(notebook, notebook.widgets, sessionContext);
    notebook.activeCellIndex = 0;
    context.model.dirty = false;
    mark(panel, "ended");
  }

  // A page of the course comes to life by itself, once, when it is opened without a session. One
  // that somebody has changed waits, with one large button before everything else.
  async function startPages(app) {
    const { Widget } = await moduleOf("@lumino/widgets");
    const { NotebookActions } = await moduleOf("@jupyterlab/notebook");
    // What a page's controls bring: without them these names say nothing, and nothing changes.
    const style = document.createElement("style");
    style.textContent = `
      .course-lab-page, .course-lab-page .jp-Notebook { background: var(--course-paper, var(--jp-layout-color0)); }
      .course-lab-page .jp-RenderedHTMLCommon { color: var(--course-ink, var(--jp-content-font-color1)); }
      .course-lab-page :is(.jp-MarkdownOutput, .jp-RenderedHTML) { font-size: var(--course-text); line-height: 1.55; }
      .course-lab-page .jp-RenderedHTMLCommon :is(h1, h2, h3, h4) { font-weight: 600; line-height: 1.25; }
      .course-lab-page .jp-RenderedHTMLCommon h1 { font-size: var(--course-title); }
      .course-lab-page .jp-RenderedHTMLCommon h2 { font-size: var(--course-heading); }
      .course-lab-page .jp-RenderedHTMLCommon h3 { font-size: var(--course-subheading); }
      .course-lab-page .jp-OutputArea .course-start { display: none; }
      .course-lab-page .jp-RenderedHTML > :is(p, ul, ol, dl, blockquote, h1, h2, h3, h4),
      .course-lab-page .jp-MarkdownOutput > * { box-sizing: border-box; max-width: var(--course-measure); }
      .course-lab-page .jp-RenderedHTMLCommon table { color: inherit; }
      .course-lab-page .jp-RenderedHTMLCommon table :is(caption, th, td) { text-align: start; }
      .course-lab-page .jp-RenderedHTML details > p { max-width: var(--course-measure); }
      :where(.course-lab-page .course-spots) { display: none; }
      .course-lab-page .course-chart { margin-inline: 0; max-width: var(--course-wide, 50rem); }
      .course-lab-page .jp-MarkdownOutput table { max-width: var(--course-wide); }
      .course-lab-page .jp-RenderedHTMLCommon a:is(:link, :visited) { color: var(--course-accent, var(--jp-content-link-color)); }
      .course-lab-page .jp-MarkdownOutput details { border-top: 1px solid var(--course-rule); }
      .course-example-waits .course-lab-page .course-about-own { display: none; }`;
    document.head.append(style);
    // What is about an incident of one's own comes when there is one, as in reader mode.
    function tellOwn(notebook) {
      for (const cell of notebook.widgets) {
        if (cell.model.getMetadata("tags")?.includes("about-own")) cell.addClass("course-about-own");
      }
    }
    function offer(panel, context) {
      const button = document.createElement("button");
      button.textContent = "Start this page";
      button.className = "course-start jp-mod-styled jp-mod-accept";
      button.style.cssText = "font-size: 18px; height: auto; line-height: 1.4; margin: 12px; padding: 10px 24px;";
      const bar = new Widget({ node: document.createElement("div") });
      // JupyterLab gives it as much room as it asks for, and no more.
      bar.node.style.minHeight = "76px";
      bar.node.append(button);
      const gone = () => bar.dispose();
      // However it was started.
      NotebookActions.executionScheduled.connect((_, { notebook }) => {
        if (notebook === panel.content && !bar.isDisposed) gone();
      });
      button.addEventListener("click", () => {
        gone();
        start(panel, context, NotebookActions);
      });
      panel.contentHeader.addWidget(bar);
      mark(panel, "waits");
    }
    app.docRegistry.addWidgetExtension("Notebook", {
      createNew(panel, context) {
        const name = context.path.split("/").pop();
        if (!/^[0-9]{2}_[a-z_]+\.ipynb$/.test(name)) return undefined;
        const session = hasSession(context.path);
        tellPath(panel, context);
        context.ready.then(() => stayClean(context));
        (async () => {
          const [{ code, is_page: isPage }, isAlive] = await Promise.all([ask(context.path), session]);
          if (!isPage) return;
          panel.addClass("course-lab-page");
          await Promise.all([context.ready, panel.revealed, inFront(app, panel)]);
          if (panel.isDisposed) return;
          tellOwn(panel.content);
          const isUntouched = !context.model.dirty;
          if (isAlive) {
            // What lives already comes back by itself; what somebody has never run does not.
            const before = sources(context.model);
            await new Promise((done) => setTimeout(done, 4000));
            if (panel.isDisposed) return;
            if (panel.node.querySelector(".course-control")) mark(panel, "ended");
            else offer(panel, context);
            if (isUntouched && before === sources(context.model)) context.model.dirty = false;
            return;
          }
          if (isUntouched && isSame(code, context.model)) {
            await start(panel, context, NotebookActions);
            return;
          }
          offer(panel, context);
        })();
        return undefined;
      },
    });
  }

  const plugins = [
    { id: "blameless-course:side-bar", autoStart: true, activate: closeSideBar },
    { id: "blameless-course:reader", autoStart: true, activate: offerReaderMode },
    { id: "blameless-course:start", autoStart: true, activate: startPages },
    { id: "blameless-course:session", autoStart: true, activate: offerNewSession },
  ];
  window._JUPYTERLAB ??= {};
  window._JUPYTERLAB["blameless-course"] = {
    init: (scope) => (shared = scope),
    get: async () => () => ({ __esModule: true, default: plugins }),
  };
})();
