// Texts that are kept in this browser, each under the tab in which it was typed: what one tab
// keeps is never written over by another one.

function openTexts(name, signal, { mine, changed }) {
  const newTab = () => `${name}:${Math.random().toString(36).slice(2)}`;
  let tab = newTab();
  try {
    // A tab keeps this over a reload.
    tab = sessionStorage.getItem(name) ?? tab;
    sessionStorage.setItem(name, tab);
  } catch {
    // Then a reload begins anew, and offers what was typed before it.
  }

  function read(id) {
    try {
      return JSON.parse(localStorage.getItem(id));
    } catch {
      return null;
    }
  }
  function keep(form) {
    try {
      if (form) localStorage.setItem(tab, JSON.stringify({ ...form, at: Date.now() }));
      else localStorage.removeItem(tab);
    } catch {
      // A browser that keeps nothing still lets people type.
    }
  }
  function others() {
    const own = written(mine());
    try {
      return Object.keys(localStorage)
        .filter((id) => id.startsWith(name) && id !== tab)
        .map((id) => ({ id, form: read(id), at: read(id)?.at ?? Date.now() }))
        .filter(({ form }) => form && written(form) !== own)
        .sort((first, second) => second.at - first.at);
    } catch {
      return [];
    }
  }
  // A tab that is still open keeps its text: it puts it there again.
  function take(id) {
    const form = read(id);
    localStorage.removeItem(id);
    return form;
  }

  window.addEventListener(
    "storage",
    ({ key, newValue }) => {
      if (key === tab) {
        // A tab that was duplicated goes by the name of this one: from now on this has its own.
        if (newValue !== null) {
          tab = newTab();
          sessionStorage.setItem(name, tab);
        }
        if (isWritten(mine())) keep(mine());
      }
      if (key === null || key.startsWith(name)) changed();
    },
    { signal },
  );
  return { own: () => read(tab), keep, others, take };
}

// What somebody wrote: a time zone and a folder are there by themselves.
function written({ fields = {}, timeline = "" }) {
  const { timezone, ...rest } = fields;
  return JSON.stringify([Object.entries(rest).filter(([, value]) => value.trim()), timeline]);
}

function isWritten(form) {
  return written(form) !== written({});
}
