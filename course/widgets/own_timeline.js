// A timeline as rows and as text: two views of one thing, of which the text is what is kept.
// Whatever is done to it can be undone.

// `changed` hears of what is typed, `remember` of what is done; `ask` has what is no table yet
// read as rows; `undone` hears that the rows are what they were before.
function openTimeline({ words, id, names, changed, remember, ask, undone }) {
  const text = element("textarea", {
    id: `${id}-timeline`,
    "aria-describedby": `${id}-timeline-hint`,
    autocapitalize: "off",
    autocomplete: "off",
    class: "course-timeline",
    rows: 12,
    spellcheck: "false",
    wrap: "off",
    ...QUIET,
  });
  // What it was before each thing that was done to it.
  let history = [];
  let current = "";

  const rows = openRows({ words, changed: set, say, undo: () => button(words.undo, undo) });
  const toRows = button(words.view_rows, () => look("rows"));
  const toText = button(words.view_text, () => look("text"));
  const takeBack = button(words.undo, undo);
  const status = element("p", { class: "course-rows-said", "aria-live": "polite" });
  const strip = element("div", { class: "course-rows-strip" },
    element("div", { class: "course-actions", role: "group", "aria-label": words.view }, toRows, toText, takeBack), status);
  const empty = element("p", {}, words.empty);
  const paste = button(words.paste, () => {
    look("text");
    say(words.paste_here);
  });
  const asRows = element("div", {}, element("p", { class: "course-hint" }, words.rows_hint), empty, rows.element, actionRow(button(words.add, rows.add), paste));
  const asText = element("div", {},
    element("label", { for: text.id }, words.timeline_label),
    element("p", { id: `${id}-timeline-hint`, class: "course-hint" }, words.timeline_hint),
    text,
    actionRow(button(words.show_rows, () => look("rows"))));

  // What has been said since stays.
  function unsay(words) {
    if (status.textContent === words) say("");
  }
  function say(words) {
    status.textContent = words;
  }
  const isTable = () => Boolean(tableOf(text.value));
  const best = () => (text.value && !isTable() ? "text" : "rows");
  // Shows one of the two; rows only if there are any.
  function view(name) {
    const isRows = name === "rows" && (rows.put(text.value) || !text.value.trim());
    if (isRows && !text.value.trim()) rows.put("timestamp,event,phase\n");
    asRows.hidden = !isRows;
    asText.hidden = isRows;
    toRows.setAttribute("aria-pressed", isRows);
    toText.setAttribute("aria-pressed", !isRows);
    showState();
  }
  // Also while the text is what is shown.
  function briefs() {
    if (asRows.hidden) rows.put(text.value);
    return rows.briefs();
  }
  function showState() {
    empty.hidden = rows.count() > 0;
    rows.element.hidden = rows.count() === 0;
    paste.hidden = Boolean(text.value.trim());
    takeBack.hidden = history.length === 0;
  }
  // What somebody pressed: what cannot be shown as rows yet, or names people, is read first.
  function look(name) {
    if (name === "rows" && text.value.trim() && (!isTable() || names.may(text.value))) {
      ask({ timeline: text.value });
      return;
    }
    view(name);
    if (name === "text") {
      say(words.now_text);
      text.focus({ preventScroll: true });
      text.scrollIntoView({ block: "nearest" });
    } else {
      say(countOf());
      toRows.focus({ preventScroll: true });
    }
    strip.scrollIntoView({ block: "nearest" });
  }
  const countOf = () => (rows.count() === 1 ? words.now_row : fill(words.now_rows, { rows: rows.count() }));
  // `on` is what goes on from the last change, such as typing in one field.
  function set(now, what, on) {
    if (!on || history.at(-1)?.on !== on) history.push({ text: current, what, on });
    text.value = current = now;
    showState();
    changed();
  }
  // From elsewhere, with nothing to go back to.
  function put(now) {
    text.value = current = now;
    history = [];
    view(best());
  }
  // Rows take the place of what they were read from, which can be brought back.
  function take(now) {
    if (now !== text.value) {
      set(now, isTable() ? words.put_in_order : words.read_as_rows);
      remember();
    }
    const isFromText = asText.contains(document.activeElement);
    view("rows");
    if (isFromText) toRows.focus({ preventScroll: true });
  }
  function undo() {
    const last = history.pop();
    if (!last) return;
    text.value = current = last.text;
    remember();
    view(best());
    undone();
    say(fill(words.undone, { what: last.what }));
    strip.scrollIntoView({ block: "nearest" });
    (takeBack.hidden ? toRows : takeBack).focus({ preventScroll: true });
  }
  // What is to be mended there stands over it, as long as it is.
  function goTo(row, column, why, counts) {
    say(why);
    if (asRows.hidden && isTable()) view("rows");
    if (!asRows.hidden) {
      rows.goTo(row, column);
      return;
    }
    const [first, last] = placeOf(counts === "line" ? row : row + 1, text.value);
    text.focus();
    text.setSelectionRange(first, last);
    const line = text.value.slice(0, first).split("\n").length - 1;
    const height = parseFloat(getComputedStyle(text).lineHeight) || 20;
    text.scrollTop = Math.max(0, (line - 3) * height);
    text.scrollLeft = 0;
    text.scrollIntoView({ block: "center" });
  }
  text.addEventListener("input", () => set(text.value, words.typed_text, "text"));
  text.addEventListener("change", remember);
  return {
    parts: [strip, asRows, asText], rows, briefs, read: () => text.value, isTable, put, take, goTo, say, unsay, sayCount: () => say(countOf()),
  };
}
