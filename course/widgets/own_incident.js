// A form for an incident. What is typed is kept in this browser and nowhere else, until the
// kernel is asked to check it or to write it into a folder.

const KEPT = "blameless-own-incident";
const LARGEST = 5_000_000;
const NUMBERS = new Set(["population", "affected", "support_calls"]);
const LONG = new Set(["summary"]);
const NEEDED = new Set(["title", "organisation", "timezone"]);
const QUIET = { "data-lm-suppress-shortcuts": "true" };

let count = 0;

function kept() {
  try {
    return JSON.parse(localStorage.getItem(KEPT));
  } catch {
    return null;
  }
}

function keep(form) {
  try {
    if (form) localStorage.setItem(KEPT, JSON.stringify(form));
    else localStorage.removeItem(KEPT);
  } catch {
    // A browser that keeps nothing still lets people type.
  }
}

// Where a row of a spreadsheet stands in the text: a line break inside quotation marks
// begins no row.
function placeOf(row, text) {
  let quoted = false;
  let number = 1;
  let start = 0;
  for (let at = 0; at <= text.length; at++) {
    if (text[at] === '"') quoted = !quoted;
    if (at === text.length || (text[at] === "\n" && !quoted)) {
      if (number === row) return [start, at];
      number += 1;
      start = at + 1;
    }
  }
  return [0, 0];
}

function render({ model, el }) {
  const words = model.get("words");
  const id = `course-own-${++count}`;
  const button = (name) => element("button", { type: "button", ...QUIET }, name);
  const inputs = {};

  function fieldOf({ name, label, hint }) {
    const row = element("div", { class: "course-field" });
    const key = `${id}-${name}`;
    const title = element("label", { for: key }, label);
    const attributes = { id: key, autocomplete: "off", ...QUIET };
    if (NEEDED.has(name)) {
      title.append(element("span", { class: "course-needed" }, ` (${words.required})`));
      attributes["aria-required"] = "true";
    }
    if (NUMBERS.has(name)) attributes.inputmode = "numeric";
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
    (NEEDED.has(field.name) ? about : more).append(fieldOf(field));
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
  const file = element("input", { type: "file", accept: ".csv,text/csv,text/plain" });
  file.hidden = true;
  const [fill, pick, clear] = [words.fill, words.file, words.clear].map(button);
  const start = element("div", { class: "course-actions" });
  start.append(fill, pick, clear, file);
  happened.append(
    element("legend", {}, words.happened),
    element("label", { for: timeline.id }, words.timeline_label),
    element("p", { id: `${id}-timeline-hint`, class: "course-hint" }, words.timeline_hint),
    timeline,
    start,
  );

  const check = element("button", { type: "button", class: "course-main", ...QUIET }, words.check);
  const status = element("p", { role: "status", class: "course-status" });
  const findings = element("ol", { class: "course-findings" });
  const notices = element("ul");

  const folder = element("input", { id: `${id}-folder`, type: "text", autocomplete: "off", spellcheck: "false", "aria-describedby": `${id}-folder-hint`, ...QUIET });
  const [open, write, save] = [words.open, words.write_template, words.save].map(button);
  const keeping = element("details");
  const folders = element("div", { class: "course-actions" });
  folders.append(open, write, save);
  keeping.append(
    element("summary", QUIET, words.keep),
    element("label", { for: folder.id }, words.folder_label),
    folder,
    element("p", { id: `${id}-folder-hint`, class: "course-hint" }, words.folder_hint),
    folders,
  );

  const sure = element("div", { role: "group", class: "course-sure" });
  const question = element("p", { id: `${id}-question` });
  const yes = button("");
  const no = button(words.no);
  sure.setAttribute("aria-labelledby", question.id);
  sure.append(question, yes, no);
  sure.hidden = true;

  // What was typed since the form was last filled from elsewhere would be lost by filling it.
  let typed = false;
  let later = null;
  const session = openSession(model);
  let keeper;

  function form() {
    const fields = {};
    for (const [name, input] of Object.entries(inputs)) fields[name] = input.value;
    return { fields, timeline: timeline.value, folder: folder.value };
  }
  function put({ fields, timeline: text, folder: name }) {
    if (fields) for (const [key, input] of Object.entries(inputs)) input.value = fields[key] ?? "";
    if (text !== undefined) timeline.value = text;
    if (name !== undefined) folder.value = name;
    for (const input of Object.values(inputs)) input.removeAttribute("aria-invalid");
    if (!inputs.timezone.value) {
      inputs.timezone.value = Intl.DateTimeFormat().resolvedOptions().timeZone ?? "";
    }
    typed = false;
  }
  // An incident that the notebook was given is on disk already.
  const keeps = model.get("given").fields === undefined && model.get("given").timeline === undefined;
  function remember() {
    clearTimeout(keeper);
    if (keeps) keep(form());
  }
  function say(told) {
    session.answered();
    status.replaceChildren(told);
    check.removeAttribute("aria-disabled");
  }
  function send(type, more = {}) {
    const message = { type, ...form(), ...more };
    if (JSON.stringify(message).length > LARGEST) {
      say(words.too_large);
      return;
    }
    say(words.checking);
    // Not `disabled`: that would take the focus away from whoever pressed it.
    check.setAttribute("aria-disabled", "true");
    session.ask(message, say);
  }
  function askFirst(text, agree, back, action) {
    question.textContent = text;
    yes.textContent = agree;
    later = { action, back };
    // Beside the button that was pressed, where eyes and fingers are.
    back.parentElement.after(sure);
    sure.hidden = false;
    no.focus();
  }
  function answered(agreed) {
    const { action, back } = later;
    sure.hidden = true;
    back.focus();
    if (agreed) action();
  }
  function unlessTyped(back, action) {
    if (typed) askFirst(words.ask_discard, words.yes_discard, back, action);
    else action();
  }

  function show() {
    for (const input of Object.values(inputs)) input.removeAttribute("aria-invalid");
    const found = model.get("findings");
    findings.replaceChildren(
      ...found.map(({ text, row, field }) => {
        const item = element("li");
        item.append(element("span", {}, text));
        const input = inputs[field];
        if (row || input) {
          const go = button(row ? words.go_row.replace("{row}", row) : words.go_field);
          go.addEventListener("click", () => (row ? goTo(row) : goToField(input)));
          item.append(go);
        }
        input?.setAttribute("aria-invalid", "true");
        return item;
      }),
    );
    notices.replaceChildren(...model.get("notices").map((text) => element("li", {}, text)));
    findings.hidden = found.length === 0;
    notices.hidden = model.get("notices").length === 0;
  }
  function goTo(row) {
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
    input.focus();
  }

  for (const input of [...Object.values(inputs), timeline, folder]) {
    input.addEventListener("input", () => {
      if (input !== folder) typed = true;
      clearTimeout(keeper);
      keeper = setTimeout(remember, 300);
    });
    input.addEventListener("change", remember);
  }
  check.addEventListener("click", () => {
    if (check.getAttribute("aria-disabled") !== "true") send("check");
  });
  fill.addEventListener("click", () =>
    unlessTyped(fill, () => {
      put(model.get("template"));
      remember();
    }),
  );
  clear.addEventListener("click", () =>
    askFirst(words.ask_clear, words.yes_clear, clear, () => {
      put({ fields: {}, timeline: "" });
      clearTimeout(keeper);
      if (keeps) keep(null);
      say("");
    }),
  );
  pick.addEventListener("click", () => file.click());
  file.addEventListener("change", async () => {
    const [chosen] = file.files;
    const text = chosen && chosen.size <= LARGEST ? await chosen.text() : null;
    file.value = "";
    if (text === null) say(chosen ? words.too_large : "");
    else {
      unlessTyped(pick, () => {
        put({ timeline: text });
        remember();
      });
    }
  });
  open.addEventListener("click", () => unlessTyped(open, () => send("open")));
  write.addEventListener("click", () => unlessTyped(write, () => send("template")));
  save.addEventListener("click", () => send("save"));
  yes.addEventListener("click", () => answered(true));
  no.addEventListener("click", () => answered(false));

  function done(message) {
    if (message.type !== "done") return;
    say(message.say ?? "");
    if (message.form) {
      put(message.form);
      remember();
    }
    if (message.ask) {
      askFirst(message.ask, words.yes_replace, save, () => send("save", { over: true }));
    }
    show();
  }

  model.on("change:findings", show);
  model.on("change:notices", show);
  model.on("msg:custom", done);

  const privacy = element("p", { class: "course-hint" }, words.private);
  const act = element("div", { class: "course-actions" });
  act.append(check);
  el.classList.add("course-control", "course-own");
  el.replaceChildren(about, happened, act, status, findings, notices, keeping, privacy);

  const before = keeps ? kept() : null;
  put(before ?? model.get("given"));
  show();
  status.textContent = model.get("said");
  if (before?.timeline && !model.get("said")) {
    typed = true;
    status.textContent = words.back;
  }

  return () => {
    session.close();
    if (keeper) remember();
    model.off("change:findings", show);
    model.off("change:notices", show);
    model.off("msg:custom", done);
  };
}

export default { render };
