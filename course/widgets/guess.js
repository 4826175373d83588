// A question with native radios or one field, and two ways on: with a guess, or without one. What
// it was comes from the kernel afterwards; nothing of it is here before. It may turn to another
// incident, with another question.

function render({ model, el, signal }) {
  const words = model.get("words");
  const id = freshId("course-guess");
  const options = () => model.get("options");

  const whose = element("p", { class: "course-whose" });
  const group = element("fieldset");
  const field = element("input", { id, type: "text", autocomplete: "off", "aria-describedby": `${id}-example`, ...QUIET });
  let radios = [];
  function build() {
    whose.textContent = model.get("whose");
    el.classList.toggle("course-about", Boolean(model.get("whose")));
    group.replaceChildren(element("legend", {}, model.get("question")));
    radios = options().map((option) => {
      const radio = element("input", { type: "radio", name: id, value: option, ...QUIET });
      group.append(element("label", { class: "course-option" }, radio, element("span", {}, option)));
      return radio;
    });
    if (options().length) return;
    const { label = "", example = "" } = model.get("field");
    group.append(
      element("label", { for: id }, label),
      field,
      element("p", { id: `${id}-example`, class: "course-guess-hint" }, example),
    );
  }
  const guessed = () => (options().length ? radios.find((radio) => radio.checked)?.value ?? "" : field.value.trim());
  const see = button(words.see, () => {
    if (guessed()) {
      guess(guessed());
      return;
    }
    session.nudge(options().length ? words.choose : words.type);
  }, { class: "course-main" });
  const skip = button(words.skip, () => guess(""), { class: "course-quiet" });
  const actions = actionRow(see, skip);
  const status = statusRegion("p", { class: "course-guess-verdict", tabindex: "-1" });
  const report = element("div", { class: "course-guess-report" });
  const session = openSession({
    model,
    signal,
    status,
    name: `guess:${model.get("question")}`,
    pending: guessed,
    settle: () => setBusy(see, false),
  });

  function guess(text) {
    setBusy(see, true);
    session.ask({ type: "guess", guess: text }, {
      meanwhile: words.looking,
      done: ({ say }) => {
        show();
        session.say(unbroken(say));
        status.focus({ preventScroll: true });
      },
    });
  }
  function show() {
    const given = model.get("given");
    const waits = model.get("waits");
    report.innerHTML = unbroken(model.get("report"));
    group.disabled = !waits;
    actions.hidden = !waits;
    for (const radio of radios) radio.checked ||= radio.value === given;
    if (!options().length && given) field.value = given;
    // Without a verdict the incident does not tell: then there is nothing to guess.
    group.hidden = !waits && !model.get("verdict");
    el.hidden = group.hidden && !model.get("report");
    session.say(unbroken(model.get("verdict")));
  }
  function turn() {
    field.value = "";
    build();
    show();
  }

  field.addEventListener("keydown", (event) => {
    if (event.key === "Enter") see.click();
  });
  listen(model, signal, {
    "change:report": show,
    "change:waits": show,
    "change:question": turn,
    "change:options": turn,
    "change:whose": turn,
  });
  el.classList.add("course-control", "course-guess");
  el.replaceChildren(whose, group, actions, status, report);
  build();
  const unsent = session.kept();
  for (const radio of radios) radio.checked = radio.value === unsent;
  if (!options().length) field.value = unsent;
  show();
}

export default { render };
