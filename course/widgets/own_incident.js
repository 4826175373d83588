// A form for an incident. What is typed is kept in this browser, and with all else that the learner
// writes, until the kernel is asked to check it or to write it into a folder.

const LARGEST = 5_000_000;

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
  const names = openNames(model.get("authors"));
  // One thing is said at a time, beside the rows or below them.
  const sayBelow = (text) => {
    timeline.say("");
    session.say(text);
  };
  const sayThere = (text) => {
    session.say("");
    timeline.say(text);
  };
  const sure = confirmation(() => sayBelow(""));
  // What was typed since the form was last filled from elsewhere would be lost by filling it.
  let typed = false;
  // What its rows were read from.
  let source = {};

  const facts = openFacts({ words, id, fields: model.get("fields") });
  const timeline = openTimeline({
    words,
    id,
    names,
    changed: () => touched(),
    remember: () => kept.remember(),
    ask: askRows,
    undone: () => found.ask(true),
  });
  const howRead = openHowRead({ words, id, again: (choices) => askRows({ ...source, choices }) });

  const file = element("input", { type: "file", accept: ".csv,.tsv,.txt,.md,.markdown,.json,.jsonl,.zip,text/*" });
  file.hidden = true;
  const example = button(words.fill, () =>
    unlessTyped(example, () => {
      put(model.get("template"));
      kept.remember();
      sayThere(words.filled);
    }),
  );
  const pick = button(words.file, () => file.click());
  const clear = button(words.clear, () =>
    askFirst(words.ask_clear, words.yes_clear, clear, () => {
      put({ fields: {}, timeline: "" });
      kept.remember();
      sayThere(words.cleared);
    }),
  );
  function checkIt() {
    isWanted = isBusy;
    if (isBusy) session.say(words.checking);
    else send("check");
  }
  const check = button(words.check, checkIt, { class: "course-main" });
  const status = statusRegion("p", { class: "course-status" });
  const onward = wayOn(el);
  const found = openFound({ model, words, id, status, facts, timeline, check: checkIt });

  const folder = element("input", { id: `${id}-folder`, type: "text", autocomplete: "off", spellcheck: "false", "aria-describedby": `${id}-folder-hint`, ...QUIET });
  const open = button(words.open, () => unlessTyped(open, () => send("open")));
  const write = button(words.write_template, () => unlessTyped(write, () => send("template")));
  const save = button(words.save, () => send("save"));
  // One answer at a time: what is pressed meanwhile would say nothing of its own. A check is made
  // up for, of what stands in the form by then.
  let isBusy = false;
  let isWanted = false;
  function asBusy(isSo) {
    isBusy = isSo;
    [open, write, save].forEach((control) => setBusy(control, isBusy));
  }
  const keeping = element("details", {},
    element("summary", QUIET, words.keep),
    element("label", { for: folder.id }, words.folder_label),
    folder,
    element("p", { id: `${id}-folder-hint`, class: "course-hint" }, words.folder_hint),
    actionRow(open, write, save),
  );

  let seen = [status, found.element];
  const session = openSession({ model, signal, status, settle: () => asBusy(false), seen: () => seen });
  const kept = openKept({ model, words, signal, session, names, read: () => ({ ...form(), fields: facts.kept() }), bring, unlessTyped, askFirst, next: check });
  const happened = element("fieldset", {}, element("legend", {}, words.happened), ...timeline.parts, kept.room, actionRow(example, pick, clear, file), howRead.element);

  function form() {
    return { fields: facts.read(), timeline: timeline.read(), folder: folder.value };
  }
  function put({ fields, timeline: text, folder: name }) {
    facts.put(fields);
    if (text !== undefined) {
      kept.begin();
      howRead.show(null);
      timeline.put(text);
    }
    if (name !== undefined) folder.value = name;
    typed = false;
  }
  function bring(text) {
    put(text);
    typed = true;
    sayBelow(words.back);
    check.focus();
  }
  function touched() {
    typed = true;
    // What stands below is about what was checked before.
    onward.show(false);
    kept.soon();
  }
  function askRows(from) {
    sayThere(words.checking);
    send("rows", { timeline: "", ...from, fields: facts.read() }, [happened, happened], takeRows(from));
  }
  function takeRows(from) {
    return ({ form: { timeline: text } = {}, read, proposes, say }) => {
      facts.propose(proposes ?? {});
      if (read) {
        source = from;
        howRead.show(read, from.choices);
        kept.look(read.people.map(({ name }) => name));
      }
      if (text !== undefined) timeline.take(text);
      show();
      if (read && from.choices && !read.asks.length) goToCheck(say);
    };
  }
  // What closes above would leave a person somewhere below.
  function goToCheck(say) {
    sayBelow(say);
    check.focus({ preventScroll: true });
    seen = [check, status];
  }
  function send(type, rest = {}, pressed = [status, found.element], take = done) {
    const message = { type, ...form(), assumed: facts.isAssumed(), ...rest };
    if (JSON.stringify(message).length > LARGEST) {
      sayBelow(words.too_large);
      return;
    }
    seen = pressed;
    if (type !== "rows") {
      timeline.say("");
      howRead.unsay();
    }
    asBusy(true);
    isWanted = false;
    const before = JSON.stringify(form());
    session.ask(message, { about: "form", meanwhile: type === "rows" ? "" : words.checking, done: (answer) => {
      const isOld = type !== "check" || JSON.stringify(form()) !== before;
      if (type === "rows") timeline.say(answer.say);
      take(answer);
      if (isWanted && isOld) checkIt();
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
    found.show();
    onward.show(model.get("findings").length === 0 && !model.get("is_example"));
  }
  function done(answer) {
    session.say(answer.say ?? "");
    if (answer.form && "read" in answer) {
      takeRows({ timeline: timeline.read() })(answer);
    } else if (answer.form) {
      put(answer.form);
      kept.remember();
    }
    if (answer.ask) {
      askFirst(answer.ask, words.yes_replace, save, () => send("save", { over: true }));
    }
    show();
  }

  document.addEventListener("course-add-count", () => facts.goTo("affected"), { signal });
  for (const input of facts.inputs) input.addEventListener("input", touched);
  folder.addEventListener("input", () => kept.soon());
  for (const input of [...facts.inputs, folder]) input.addEventListener("change", () => kept.remember());
  file.addEventListener("change", async () => {
    const [chosen] = file.files;
    const bytes = chosen && chosen.size <= LARGEST ? new Uint8Array(await chosen.arrayBuffer()) : null;
    file.value = "";
    if (bytes === null) {
      sayBelow(chosen ? words.too_large : "");
      return;
    }
    unlessTyped(pick, () => {
      sayBelow("");
      const text = textIn(bytes);
      put({ timeline: text ?? "" });
      kept.remember();
      if (text !== null && tableOf(text) && !names.may(text)) timeline.sayCount();
      else askRows(text === null ? { file: inBase64(bytes) } : { timeline: text });
    });
  });

  // Until an incident is checked, the course's own case shows only to whoever asks for it.
  const around = button(words.look_around, () => {
    setBack(false);
    sayBelow(words.shown_around);
    focusOn(status);
    status.scrollIntoView({ block: "nearest" });
  });
  const waiting = element("div", { class: "course-own-waiting" }, element("p", {}, words.waits), around);
  function setBack(isBack) {
    document.body.classList.toggle("course-example-waits", isBack);
    waiting.hidden = !isBack;
  }
  // What is said where somebody waits for it, while it takes long.
  const tellHowFar = () => {
    const text = model.get("how_far");
    if (text) (seen[0] === happened ? sayThere : sayBelow)(text);
  };
  const tellExample = () => model.get("is_example") || setBack(false);
  setBack(model.get("is_example"));
  signal.addEventListener("abort", () => document.body.classList.remove("course-example-waits"));
  listen(model, signal, { "change:is_example": tellExample, "change:how_far": tellHowFar, "change:findings": show, "change:notices": show, "change:milestones": show, "change:doubts": show, "change:silences": show, "change:heard": show });

  const privacy = element("details", {}, element("summary", QUIET, words.private_title), element("p", { class: "course-hint" }, words.private));
  el.classList.add("course-control", "course-own");
  el.replaceChildren(kept.others, facts.element, happened, actionRow(check), found.element, actionRow(...onward.buttons), waiting, keeping, privacy);

  const before = kept.own();
  put({ timeline: "", ...(before ?? model.get("given")) });
  if (before) kept.resume();
  kept.share();
  show();
  kept.offer();
  session.say(model.get("status"));
  if (before && !model.get("status")) {
    typed = true;
    session.say(words.back);
  }
}

export default { render };
