// A form for an incident. What is typed is kept in this browser, and with all else that the learner
// writes, until the kernel is asked to check it or to write it into a folder.

const LARGEST = 5_000_000;
const LONG = new Set(["summary"]);
// From which part of it on it is said that the room comes to its end.
const NEARLY = 0.8;

// The text in a file, or null where it is none.
function textIn(bytes) {
  try {
    const text = new TextDecoder("utf-8", { fatal: true }).decode(bytes);
    return text.includes("\0") ? null : text;
  } catch {
    return null;
  }
}
function inBase64(bytes) {
  let signs = "";
  for (let at = 0; at < bytes.length; at += 30_000) signs += String.fromCharCode(...bytes.subarray(at, at + 30_000));
  return btoa(signs);
}

function render({ model, el, signal }) {
  const words = model.get("words");
  const id = freshId("course-own");
  const inputs = {};

  function fieldOf({ name, label, hint, needed, counts }) {
    const row = element("div", { class: "course-field" });
    const key = `${id}-${name}`;
    const title = element("label", { for: key }, label);
    const attributes = { id: key, autocomplete: "off", ...QUIET };
    if (needed) {
      title.append(element("span", { class: "course-needed" }, ` (${words.required})`));
      attributes["aria-required"] = "true";
    }
    if (counts) attributes.inputmode = "numeric";
    if (hint) attributes["aria-describedby"] = `${key}-hint`;
    const input = LONG.has(name)
      ? element("textarea", { ...attributes, rows: 3 })
      : element("input", { ...attributes, type: "text" });
    if (name === "timezone") {
      const zones = element("datalist", { id: `${key}-zones` });
      for (const zone of Intl.supportedValuesOf?.("timeZone") ?? []) {
        zones.append(element("option", { value: zone }));
      }
      input.setAttribute("list", zones.id);
      row.append(zones);
    }
    inputs[name] = input;
    row.append(title, input);
    if (hint) row.append(element("p", { id: `${key}-hint`, class: "course-hint" }, hint));
    return row;
  }

  const about = element("fieldset");
  about.append(element("legend", {}, words.about));
  const more = element("details");
  more.append(element("summary", QUIET, words.more));
  for (const field of model.get("fields")) {
    (field.needed ? about : more).append(fieldOf(field));
  }
  about.append(more);

  const happened = element("fieldset");
  const timeline = element("textarea", {
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
  const room = statusRegion("p", { class: "course-hint" });
  const file = element("input", { type: "file", accept: ".csv,.tsv,.txt,.md,.markdown,.json,.jsonl,.zip,text/*" });
  file.hidden = true;
  const example = button(words.fill, () =>
    unlessTyped(example, () => {
      put(model.get("template"));
      remember();
      say(words.filled);
    }),
  );
  const pick = button(words.file, () => file.click());
  const clear = button(words.clear, () =>
    askFirst(words.ask_clear, words.yes_clear, clear, () => {
      put({ fields: {}, timeline: "" });
      remember();
      session.say("");
      say(words.cleared);
    }),
  );

  // Rows and text are two views of one timeline; the text is what is kept.
  const rows = openRows({ words, changed: setTimeline, say, undo: () => button(words.undo, undo) });
  const toRows = button(words.view_rows, () => look("rows"));
  const toText = button(words.view_text, () => look("text"));
  const takeBack = button(words.undo, undo);
  const said = element("p", { class: "course-rows-said", "aria-live": "polite" });
  const strip = element("div", { class: "course-rows-strip" },
    element("div", { class: "course-actions", role: "group", "aria-label": words.view }, toRows, toText, takeBack), said);
  const empty = element("p", {}, words.empty);
  const paste = button(words.paste, () => {
    look("text");
    say(words.paste_here);
  });
  const asRows = element("div", {}, element("p", { class: "course-hint" }, words.rows_hint), empty, rows.element, actionRow(button(words.add, rows.add), paste));
  const asText = element("div", {},
    element("label", { for: timeline.id }, words.timeline_label),
    element("p", { id: `${id}-timeline-hint`, class: "course-hint" }, words.timeline_hint),
    timeline,
    actionRow(button(words.show_rows, () => look("rows"))));
  const howRead = openHowRead({ words, id, again: (choices) => askRows({ ...source, choices }) });
  happened.append(element("legend", {}, words.happened), strip, asRows, asText, room, actionRow(example, pick, clear, file), howRead.element);

  const check = button(words.check, () => {
    say("");
    send("check");
  }, { class: "course-main" });
  const status = statusRegion("p", { class: "course-status" });
  const onward = wayOn(el);
  const findings = element("ol", { class: "course-findings" });
  const notices = element("ul");
  const which = openWhichRow({ words, id, rows: rows.briefs, set: rows.markRow });
  const found = element("div", {}, status, findings, notices, which.element);

  const folder = element("input", { id: `${id}-folder`, type: "text", autocomplete: "off", spellcheck: "false", "aria-describedby": `${id}-folder-hint`, ...QUIET });
  const open = button(words.open, () => unlessTyped(open, () => send("open")));
  const write = button(words.write_template, () => unlessTyped(write, () => send("template")));
  const save = button(words.save, () => send("save"));
  const keeping = element("details");
  keeping.append(
    element("summary", QUIET, words.keep),
    element("label", { for: folder.id }, words.folder_label),
    folder,
    element("p", { id: `${id}-folder-hint`, class: "course-hint" }, words.folder_hint),
    actionRow(open, write, save),
  );

  const sure = confirmation();
  // What was typed since the form was last filled from elsewhere would be lost by filling it.
  let typed = false;
  let keeper;
  let seen = [status, found];
  const session = openSession({ model, signal, status, settle: () => setBusy(check, false), seen: () => seen });
  // What the timeline was before each thing that was done to it, and what its rows were read from.
  let history = [];
  let current = "";
  let source = {};
  // An incident that the notebook was given is on disk already.
  const keeps = model.get("given").fields === undefined && model.get("given").timeline === undefined;
  // One at a time for each tab, and the last text of it: nobody waits for the answer.
  const unsent = new Map();
  const keepElsewhere = (tab, text) => {
    if (text && sizeOf(text) > model.get("most")) return;
    unsent.set(tab, text);
    sendNext();
  };
  function tellRoom() {
    const size = keeps ? sizeOf(form()) : 0;
    const left = model.get("most") - size;
    const said = size < NEARLY * model.get("most") ? "" : left < 0 ? words.large : fill(words.nearly, { left: left.toLocaleString("en") });
    if (room.textContent !== said) room.textContent = said;
  }
  let isSending = false;
  function sendNext() {
    const [next] = unsent;
    if (isSending || !next) return;
    const [tab, text] = next;
    unsent.delete(tab);
    isSending = true;
    session.ask({ type: "keep", tab, form: text }, {
      byItself: true,
      done: () => {},
      settled: () => {
        isSending = false;
        sendNext();
      },
    });
  }
  const kept = () => (keeps ? model.get("kept") : {});
  const texts = openTexts("blameless-own-incident", signal, { mine: form, changed: offer, kept, send: keepElsewhere });
  const others = element("div", { class: "course-others", "aria-live": "polite" });

  function form() {
    const fields = {};
    for (const [name, input] of Object.entries(inputs)) fields[name] = input.value;
    return { fields, timeline: timeline.value, folder: folder.value };
  }
  function put({ fields, timeline: text, folder: name }) {
    if (fields) for (const [key, input] of Object.entries(inputs)) input.value = fields[key] ?? "";
    if (text !== undefined) {
      timeline.value = current = text;
      history = [];
      howRead.show(null);
      view(text && !tableOf(text) ? "text" : "rows");
    }
    if (name !== undefined) folder.value = name;
    for (const input of Object.values(inputs)) input.removeAttribute("aria-invalid");
    if (!inputs.timezone.value) {
      inputs.timezone.value = Intl.DateTimeFormat().resolvedOptions().timeZone ?? "";
    }
    typed = false;
  }
  function remember() {
    clearTimeout(keeper);
    keeper = undefined;
    tellRoom();
    if (keeps) texts.keep(isWritten(form()) ? form() : null);
  }
  function bring(id) {
    put(texts.take(id));
    typed = true;
    remember();
    offer();
    session.say(words.back);
    check.focus();
  }
  // What was typed in other tabs stays theirs, and can be brought here.
  function offer() {
    const found = keeps ? texts.others().filter(({ form: text }) => isWritten(text)) : [];
    const list = element("ul");
    for (const { id: other, form: text, at } of found) {
      const title = text.fields?.title || words.others_untitled;
      const when = new Date(at).toLocaleString([], { dateStyle: "medium", timeStyle: "short" });
      const take = button(words.others_bring, () => unlessTyped(take, () => bring(other)));
      const drop = button(words.others_forget, () =>
        askFirst(words.ask_forget, words.yes_forget, drop, () => {
          texts.take(other);
          offer();
          (others.querySelector("button") ?? check).focus();
        }),
      );
      const name = fill(words.others_text, { title, when });
      list.append(element("li", {}, element("span", {}, name), actionRow(take, drop)));
    }
    others.replaceChildren(...(found.length ? [element("p", {}, words.others), list] : []));
  }
  function say(text) {
    said.textContent = text;
  }
  // Shows one of the two; rows only if there are any.
  function view(name) {
    const isRows = name === "rows" && (rows.put(timeline.value) || !timeline.value.trim());
    if (isRows && !timeline.value.trim()) rows.put("timestamp,event,phase\n");
    asRows.hidden = !isRows;
    asText.hidden = isRows;
    toRows.setAttribute("aria-pressed", isRows);
    toText.setAttribute("aria-pressed", !isRows);
    showState();
    return isRows;
  }
  function showState() {
    empty.hidden = rows.count() > 0;
    rows.element.hidden = rows.count() === 0;
    paste.hidden = Boolean(timeline.value.trim());
    takeBack.hidden = history.length === 0;
  }
  // What somebody pressed: what cannot be shown as rows yet is read first.
  function look(name) {
    if (name === "rows" && timeline.value.trim() && !tableOf(timeline.value)) {
      askRows({ timeline: timeline.value });
      return;
    }
    view(name);
    if (name === "text") {
      say(words.now_text);
      timeline.focus({ preventScroll: true });
    } else {
      say(countOf());
      toRows.focus({ preventScroll: true });
    }
    strip.scrollIntoView({ block: "nearest" });
  }
  const countOf = () => (rows.count() === 1 ? words.now_row : fill(words.now_rows, { rows: rows.count() }));
  // `on` is what goes on from the last change, such as typing in one field.
  function setTimeline(text, what, on) {
    if (!on || history.at(-1)?.on !== on) history.push({ text: current, what, on });
    timeline.value = current = text;
    typed = true;
    clearTimeout(keeper);
    keeper = setTimeout(remember, 300);
    showState();
  }
  function undo() {
    const last = history.pop();
    if (!last) return;
    timeline.value = current = last.text;
    remember();
    view(last.text && !tableOf(last.text) ? "text" : "rows");
    which.show(tableOf(last.text) ? model.get("milestones") : [], true);
    say(fill(words.undone, { what: last.what }));
    strip.scrollIntoView({ block: "nearest" });
    (takeBack.hidden ? toRows : takeBack).focus({ preventScroll: true });
  }
  function askRows(from) {
    const { fields } = form();
    say(words.checking);
    send("rows", { timeline: "", ...from, fields }, [happened, happened], () => takeRows(from));
  }
  // Rows take the place of what they were read from, which can be brought back.
  function takeRows(from) {
    return (answer) => {
      const { form: { timeline: text } = {}, read } = answer;
      if (text !== undefined && text !== timeline.value) {
        setTimeline(text, words.read_as_rows);
        remember();
      }
      if (read) {
        source = from;
        howRead.show(read, from.choices);
      }
      if (text !== undefined) view("rows");
      show();
    };
  }
  function send(type, rest = {}, pressed = [status, found], take = () => done) {
    const message = { type, ...form(), ...rest };
    if (JSON.stringify(message).length > LARGEST) {
      session.say(words.too_large);
      return;
    }
    seen = pressed;
    setBusy(check, true);
    session.ask(message, { about: "form", meanwhile: type === "rows" ? "" : words.checking, done: (answer) => {
      if (type === "rows") say(answer.say);
      take()(answer);
    } });
  }
  function askFirst(question, yes, beside, action) {
    sure.ask({ question, yes, no: words.no }, beside, action);
  }
  function unlessTyped(beside, action) {
    if (typed) askFirst(words.ask_discard, words.yes_discard, beside, action);
    else action();
  }

  function show() {
    for (const input of Object.values(inputs)) input.removeAttribute("aria-invalid");
    const told = model.get("findings");
    findings.replaceChildren(
      ...told.map(({ text, row, field, column }) => {
        const item = element("li");
        item.append(element("span", {}, text));
        const input = inputs[field];
        if (row || input) {
          const label = row ? fill(words.go_row, { row }) : words.go_field;
          item.append(button(label, () => (row ? goTo(row, column) : goToField(input))));
        }
        input?.setAttribute("aria-invalid", "true");
        return item;
      }),
    );
    notices.replaceChildren(...model.get("notices").map((text) => element("li", {}, text)));
    findings.hidden = told.length === 0;
    onward.show(told.length === 0 && !model.get("is_example"));
    notices.hidden = model.get("notices").length === 0;
    rows.judge(told);
    which.show(tableOf(timeline.value) ? model.get("milestones") : []);
  }
  function goTo(row, column) {
    if (asRows.hidden && tableOf(timeline.value)) view("rows");
    if (!asRows.hidden) {
      rows.goTo(row, column);
      return;
    }
    const [first, last] = placeOf(row, timeline.value);
    timeline.focus();
    timeline.setSelectionRange(first, last);
    const line = timeline.value.slice(0, first).split("\n").length - 1;
    const height = parseFloat(getComputedStyle(timeline).lineHeight) || 20;
    timeline.scrollTop = Math.max(0, (line - 3) * height);
    timeline.scrollLeft = 0;
    timeline.scrollIntoView({ block: "center" });
  }
  function goToField(input) {
    if (more.contains(input)) more.open = true;
    input.focus({ preventScroll: true });
    input.scrollIntoView({ block: "center" });
  }
  document.addEventListener("course-add-count", () => goToField(inputs.affected), { signal });

  for (const input of [...Object.values(inputs), timeline, folder]) {
    input.addEventListener("input", () => {
      if (input === timeline) setTimeline(timeline.value, words.typed_text, "text");
      if (input !== folder) typed = true;
      clearTimeout(keeper);
      keeper = setTimeout(remember, 300);
    });
    input.addEventListener("change", remember);
  }
  file.addEventListener("change", async () => {
    const [chosen] = file.files;
    const bytes = chosen && chosen.size <= LARGEST ? new Uint8Array(await chosen.arrayBuffer()) : null;
    file.value = "";
    if (bytes === null) {
      session.say(chosen ? words.too_large : "");
      return;
    }
    unlessTyped(pick, () => {
      const text = textIn(bytes);
      put({ timeline: text ?? "" });
      remember();
      if (text !== null && tableOf(text)) say(countOf());
      else askRows(text === null ? { file: inBase64(bytes) } : { timeline: text });
    });
  });

  function done(answer) {
    session.say(answer.say ?? "");
    if (answer.form && "read" in answer) {
      takeRows({ timeline: timeline.value })(answer);
    } else if (answer.form) {
      put(answer.form);
      remember();
    }
    if (answer.ask) {
      askFirst(answer.ask, words.yes_replace, save, () => send("save", { over: true }));
    }
    show();
  }

  // Until an incident is checked, the course's own case shows only to whoever asks for it.
  const around = button(words.look_around, () => {
    setBack(false);
    session.say(words.shown_around);
    status.scrollIntoView({ block: "nearest" });
  });
  const waiting = element("div", { class: "course-own-waiting" }, element("p", {}, words.waits), around);
  function setBack(isBack) {
    document.body.classList.toggle("course-example-waits", isBack);
    waiting.hidden = !isBack;
  }
  const tellExample = () => model.get("is_example") || setBack(false);
  setBack(model.get("is_example"));
  signal.addEventListener("abort", () => document.body.classList.remove("course-example-waits"));
  listen(model, signal, { "change:is_example": tellExample });

  listen(model, signal, { "change:findings": show, "change:notices": show, "change:milestones": show, "change:kept": offer });
  window.addEventListener("pagehide", () => keeper && remember(), { signal });
  signal.addEventListener("abort", () => keeper && remember());

  const privacy = element("p", { class: "course-hint" }, words.private);
  el.classList.add("course-control", "course-own");
  el.replaceChildren(others, about, happened, actionRow(check), found, actionRow(...onward.buttons), waiting, keeping, privacy);

  const before = keeps ? texts.own() : null;
  put({ timeline: "", ...(before ?? model.get("given")) });
  if (keeps) texts.share();
  show();
  offer();
  session.say(model.get("status"));
  if (before && !model.get("status")) {
    typed = true;
    session.say(words.back);
  }
}

// As many bytes as it takes where it is kept: what is no ASCII is written as six.
function sizeOf(text) {
  return JSON.stringify(text).replace(/[\u0080-\uffff]/g, "......").length;
}

export default { render };
