// A stand-in for the front end and its kernel: it renders a control into a page of its own.
async ({script, style, state, base}) => {
  document.documentElement.lang = "en";
  document.title = "a control";
  document.body.innerHTML = `<main><h1>A control</h1><style>${style}</style><div></div></main>`;
  document.body.dataset.voila = "voila";
  const settings = document.createElement("script");
  Object.assign(settings, {
    id: "jupyter-config-data", type: "application/json", text: JSON.stringify({baseUrl: base}),
  });
  document.body.append(settings);

  let listeners = [];
  const fire = (name, message) => {
    for (const [event, heard] of listeners) if (event === name) heard(message);
  };
  const statusChanged = {
    connect: (heard) => { window.change = (status) => heard(null, status); },
    disconnect: () => { window.change = null; },
  };
  const kernel = {id: "k", serverSettings: {baseUrl: base}, statusChanged};
  window.change = null;
  // What was sent, and what was asked, which is what was sent less its id.
  window.sent = [];
  window.asked = () => window.sent.map(({id, ...asked}) => asked);
  window.model = {
    get: (name) => state[name],
    set: (name, value) => { state[name] = value; },
    save_changes: () => window.sent.push({saved: state.source}),
    send: (message) => window.sent.push(message),
    on: (event, heard) => { listeners = [...listeners, [event, heard]]; },
    off: (...gone) => { listeners = listeners.filter((one) => one.some((part, place) => part !== gone[place])); },
    widget_manager: base && {kernel},
  };
  window.listening = () => listeners.length + (window.change ? 1 : 0);
  // As a kernel does: what has changed, then the answer, which names its request.
  window.traits = (values) => {
    for (const [name, value] of Object.entries(values)) {
      state[name] = value;
      fire(`change:${name}`);
    }
  };
  window.answer = (more = {}, id = window.sent.at(-1).id) =>
    fire("msg:custom", {type: "answer", id, ...more});
  window.view = new AbortController();

  const url = URL.createObjectURL(new Blob([script], {type: "text/javascript"}));
  const {default: control} = await import(url);
  const el = document.querySelector("main > div");
  control.render({model: window.model, el, signal: window.view.signal});
}
