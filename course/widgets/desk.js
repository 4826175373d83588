// The desk: one step at a time, all of it one draft. The draft is kept as text, as any other text
// of the learner's own is; its fields are read from there and written back there.

function render({ model, el, signal }) {
  const words = model.get("words");
  const steps = model.get("steps");
  const events = model.get("events");
  const heard = model.get("heard");
  const sections = model.get("sections");
  const most = model.get("rooms");
  const hasStrong = sections.length > 0;
  const base = freshId("course-desk");

  // What is kept as it is typed: the whole draft, in a field that nobody sees.
  const carrier = element("textarea", { hidden: "", "aria-hidden": "true" });
  const panel = element("div", { class: "course-desk-panel", tabindex: "-1" });
  const answer = statusRegion("p", { class: "course-desk-said" });
  const nav = element("ol", { class: "course-desk-steps" });
  let draft = {};
  let current = 0;
  let numbered = 0;

  // What was asked for stands before the sentence that tells of it, and has the focus.
  const seen = () => [panel.contains(document.activeElement) ? document.activeElement : answer, answer];
  const session = openSession({ model, signal, status: answer, name: "", seen });
  const say = (sentence) => session.say(sentence);
  const text = () => carrier.value;
  function save() {
    carrier.value = JSON.stringify(draft);
    carrier.dispatchEvent(new Event("input"));
  }
  function load() {
    try {
      draft = JSON.parse(carrier.value || "{}");
    } catch {
      draft = {};
    }
    const at = steps.findIndex(({ id }) => id === draft.step);
    if (at >= 0) current = at;
    show();
  }
  const listOf = (name) => (Array.isArray(draft[name]) ? draft[name] : (draft[name] = []));
  function entry(name, at) {
    const list = listOf(name);
    while (list.length <= at) list.push({});
    return list[at];
  }

  // A labelled field of the draft, with a count of words where that is all that helps.
  function field(label, value, put, { rows = 2, counts = false, place = "", input = false } = {}) {
    const id = `${base}-${++numbered}`;
    const shape = input ? { type: "text" } : { rows: String(rows) };
    const made = element(input ? "input" : "textarea", { id, class: "course-written", ...shape, ...QUIET });
    made.value = value || "";
    const counted = element("p", { class: "course-written-note" });
    const tally = () => {
      const number = made.value.split(/\s+/).filter(Boolean).length;
      counted.textContent = number === 1 ? words.one_word : words.words.replace("{count}", number);
    };
    made.addEventListener("input", () => {
      put(made.value);
      if (counts) tally();
      save();
    });
    if (counts) tally();
    const attributes = place ? { "data-place": place, class: "course-desk-field" } : { class: "course-desk-field" };
    return element("div", attributes, element("label", { for: id }, label), made, counts ? counted : "");
  }
  const own = (name) => (value) => {
    draft[name] = value;
  };

  const panels = {
    repair: (step) => model.get("sentences").map(({ id, sentence }) => {
      const mine = (draft.repair ||= {});
      const verdict = statusRegion("p");
      const found = element("ul", {});
      const model_ = element("p", { class: "course-desk-model", hidden: "" });
      const check = button(step.check, () =>
        session.ask({ type: "repair", name: id, text: mine[id] || "" }, {
          about: `repair ${id}`,
          done: (reply) => {
            verdict.textContent = reply.say || "";
            found.replaceChildren(
              ...(reply.findings || []).map(({ text, ask }) => element("li", {}, `${text} `, element("strong", {}, ask))),
            );
            model_.hidden = !reply.model;
            if (reply.model) model_.replaceChildren(element("strong", {}, step.model), ` ${reply.model}`);
          },
        }),
      { "aria-label": `${step.check}: ${sentence}` });
      return element(
        "section",
        {},
        element("blockquote", {}, sentence),
        field(step.own, mine[id], (value) => {
          mine[id] = value;
        }),
        actionRow(check),
        verdict,
        found,
        model_,
      );
    }).concat(element("p", {}, step.done)),
    summary: (step) => {
      const known = element("div", {});
      known.innerHTML = model.get("facts");
      return [
        field(step.label, draft.summary, own("summary"), { rows: 4, counts: true, place: "summary" }),
        element("details", {}, element("summary", QUIET, step.facts), known),
      ];
    },
    rows: (step) => Array.from({ length: most.rows }, (_, at) => {
      const row = entry("rows", at);
      const id = `${base}-row-${at}`;
      const choose = element("select", { id, class: "course-written", ...QUIET }, element("option", { value: "" }, step.none));
      choose.append(...events.map((event, number) => element("option", { value: String(number) }, event)));
      choose.value = row.row ?? "";
      choose.addEventListener("change", () => {
        row.row = choose.value;
        save();
      });
      return element(
        "fieldset",
        { "data-place": `rows.${at}` },
        element("legend", {}, step.choose.replace("{number}", at + 1)),
        element("label", { for: id, class: "course-desk-hidden" }, step.choose.replace("{number}", at + 1)),
        choose,
        field(step.looked_like, row.looked_like, (value) => {
          row.looked_like = value;
        }),
      );
    }),
    whys: (step) => [
      openWhys({
        words,
        step,
        most: most.whys,
        events: [...events, ...heard],
        heard,
        read: () => {
          if (!listOf("whys").length) draft.whys = [{ text: "", rests_on: "", depth: 0 }];
          return draft.whys;
        },
        change: (lines) => {
          draft.whys = lines;
          save();
        },
        say,
      }),
      field(step.root_cause, draft.root_cause, own("root_cause"), { place: "root_cause", counts: true }),
    ],
    review: (step) => ["well", "poorly", "lucky"].map((name) =>
      field(step[name], draft[name], own(name), { place: name, counts: true }),
    ),
    actions: (step) => [
      field(step.date, draft.date, own("date"), { input: true, place: "date" }),
      ...Array.from({ length: most.actions }, (_, at) => {
        const action = entry("actions", at);
        const put = (name) => (value) => {
          action[name] = value;
        };
        const label = at < model.get("given") ? step.given : step.own;
        return element(
          "fieldset",
          { "data-place": `actions.${at}` },
          element("legend", {}, label.replace("{number}", at + 1)),
          field(step.action, action.action, put("action")),
          field(step.owner, action.owner, put("owner"), { input: true }),
          field(step.due, action.due, put("due"), { input: true }),
          field(step.end_state, action.end_state, put("end_state")),
          field(step.witness, action.witness, put("witness"), { input: true }),
        );
      }),
      field(step.not_doing, draft.not_doing, own("not_doing"), { place: "not_doing" }),
      field(step.because, draft.because, own("because")),
    ],
    read: (step) => [openReading({ words, step, session, text, goTo, meant, titleOf, mean, say })],
    compare: (step) => [openComparing({ step, sections, session, text, putDown, say })],
  };

  const homes = { root_cause: "whys", not_doing: "actions", date: "actions", well: "review", poorly: "review", lucky: "review" };
  const inSection = { summary: "summary", timeline: "rows", factors: "whys", review: "review", actions: "actions" };
  function stepOf(place) {
    const [name, part] = place.split(".");
    const id = name === "section" ? inSection[part] : homes[name] || name;
    return steps.findIndex((step) => step.id === id);
  }
  const titleOf = (place) => steps[stepOf(place)]?.title || place;
  // A finding leads to its field, in whatever step that stands.
  function goTo(place) {
    move(stepOf(place));
    const there = panel.querySelector(`[data-place="${place}"]`);
    (there?.querySelector("textarea, input, select") || panel).focus();
    there?.scrollIntoView({ block: "center" });
  }
  const meant = () => (draft.meant ||= {});
  function mean(check, place, reason) {
    if (reason) meant()[`${check}|${place}`] = reason;
    else delete meant()[`${check}|${place}`];
    save();
  }
  // When a section was put down; with a moment, that it is now.
  function putDown(section, at) {
    const moments = (draft.put_down ||= {});
    if (at) {
      moments[section] = at;
      save();
    }
    return moments;
  }
  function move(to) {
    current = to;
    draft.step = steps[to].id;
    save();
    show();
    say("");
    panel.focus();
    panel.scrollIntoView({ block: "start" });
  }
  function show() {
    const step = steps[current];
    const title = words.step_of.replace("{number}", current + 1).replace("{all}", steps.length).replace("{title}", step.title);
    const following = steps[current + 1];
    panel.replaceChildren(
      element("h3", {}, title),
      element("p", {}, (!hasStrong && step.lead_own) || step.lead),
      ...panels[step.id](step),
    );
    intro.hidden = current > 0;
    nav.replaceChildren(
      ...steps.map(({ title: name }, at) =>
        element("li", {}, button(`${at + 1}`, () => move(at), {
          "aria-label": `${at + 1}. ${name}`,
          title: name,
          ...(at === current ? { "aria-current": "step" } : {}),
        })),
      ),
    );
    ways.replaceChildren(
      current > 0 ? button(words.back, () => move(current - 1)) : "",
      following ? button(words.next.replace("{title}", following.title), () => move(current + 1), { class: "course-main" }) : "",
    );
  }

  const intro = element("p", {}, words.intro);
  const ways = element("div", { class: "course-actions" });
  const { state, others } = openWritten({ model, signal, field: carrier, changed: load });
  el.classList.add("course-control", "course-desk");
  el.replaceChildren(
    intro,
    element("nav", { "aria-label": words.title }, nav),
    panel,
    answer,
    ways,
    writtenNote(model, carrier),
    state,
    others,
  );
  load();
}

export default { render };
