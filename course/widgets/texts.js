// Texts that are kept, each under the tab in which it was typed: what one tab keeps is never written
// over by another one. This browser keeps them, and `send` gives them to whoever keeps them with
// all else that a learner writes; `kept` gives what is there, also from other browsers.

function openTexts(name, signal, { model, mine, changed, kept = () => ({}), send = () => {} }) {
  const [inBrowser, inTab] = ["localStorage", "sessionStorage"].map((kind) => storeOf(kind, model));
  const newTab = () => `${name}:${Math.random().toString(36).slice(2)}`;
  try {
    // Of the days when all tabs had one text: it becomes one of the others.
    const before = inBrowser.get(name);
    if (before) inBrowser.set(`${name}:before`, before);
    inBrowser.remove(name);
  } catch {
    // Then there is none.
  }
  let tab = newTab();
  try {
    // A tab keeps this over a reload.
    tab = inTab.get(name) ?? tab;
    inTab.set(name, tab);
  } catch {
    // Then a reload begins anew, and offers what was typed before it.
  }

  function read(id) {
    try {
      return JSON.parse(inBrowser.get(id));
    } catch {
      return null;
    }
  }
  // What this tab took away: whoever keeps the rest may not have heard of it before a reload.
  function gone() {
    try {
      const ids = JSON.parse(inTab.get(`${name}:gone`)) ?? [];
      return ids.filter((id) => inBrowser.get(id) === null);
    } catch {
      return [];
    }
  }
  function remove(id) {
    try {
      inBrowser.remove(id);
      inTab.set(`${name}:gone`, JSON.stringify([...new Set([...gone(), id])]));
    } catch {
      // It was not kept here.
    }
    send(id, null);
  }
  function keep(form) {
    if (!form) {
      remove(tab);
      return;
    }
    send(tab, form);
    try {
      inBrowser.set(tab, JSON.stringify({ ...form, at: Date.now() }));
    } catch {
      // A browser that keeps nothing still lets people type.
    }
  }
  // Under their names: those of this browser, and those that are kept elsewhere. Of a text that is
  // in both places, the later one counts.
  function all() {
    const found = new Map();
    for (const [id, form] of Object.entries(kept())) found.set(id, { form, at: Date.parse(form.at_utc) });
    try {
      for (const id of inBrowser.names().filter((id) => id.startsWith(name))) {
        const form = read(id);
        if (form && !(found.get(id)?.at > form.at)) found.set(id, { form, at: form.at ?? Date.now() });
      }
    } catch {
      // A browser that keeps nothing offers what is kept elsewhere.
    }
    for (const id of gone()) found.delete(id);
    return found;
  }
  function others() {
    const own = written(mine());
    return [...all()]
      .map(([id, { form, at }]) => ({ id, form, at }))
      .filter(({ id, form }) => id !== tab && written(form) !== own)
      .sort((older, newer) => newer.at - older.at);
  }
  // What only this browser has, or took away, is told to whoever keeps the rest.
  function share() {
    for (const id of gone()) if (kept()[id]) send(id, null);
    for (const [id, { form }] of all()) if (isWritten(form) && form.at_utc === undefined) send(id, form);
  }
  // A tab that is still open keeps its text: it puts it there again.
  function take(id) {
    const form = all().get(id)?.form;
    remove(id);
    return form;
  }

  window.addEventListener(
    "storage",
    ({ key, newValue }) => {
      const changedName = inBrowser.nameOf(key);
      if (changedName === tab) {
        // A tab that was duplicated goes by the name of this one: from now on this has its own.
        if (newValue !== null) {
          tab = newTab();
          inTab.set(name, tab);
        }
        if (isWritten(mine())) keep(mine());
      }
      if (key === null || changedName?.startsWith(name)) changed();
    },
    { signal },
  );
  // Nobody else writes under the name of this tab: what this browser has of it is the latest, also
  // where an older text of it was on its way for longer.
  return { own: () => read(tab) ?? all().get(tab)?.form ?? null, keep, others, take, share };
}

// What somebody wrote: a time zone and a folder are there by themselves.
function written({ fields = {}, timeline = "" }) {
  const { timezone, ...rest } = fields;
  return JSON.stringify([Object.entries(rest).filter(([, value]) => value.trim()), timeline]);
}

function isWritten(form) {
  return written(form) !== written({});
}
