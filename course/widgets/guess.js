// A question with native radios or one field, and two ways on: with a guess, or without one. What
// it was comes from the kernel afterwards; nothing of it is here before.

let count = 0;

function render({ model, el, signal }) {
  const words = model.get("words");
  const id = `course-guess-${Date.now()}-${++count}`;
  const options = model.get("options");

  const group = element("fieldset");
  group.append(element("legend", {}, model.get("question")));
  const radios = options.map((option) => {
    const radio = element("input", { type: "radio", name: id, value: option, ...QUIET });
    group.append(element("label", { class: "course-option" }, radio, element("span", {}, option)));
    return radio;
  });
  const field = element("input", { id, type: "text", autocomplete: "off", "aria-describedby": `${id}-example`, ...QUIET });
  if (!options.length) {
    group.append(
      element("label", { for: id }, words.one_in),
      field,
      element("p", { id: `${id}-example`, class: "course-guess-hint" }, words.example),
    );
  }
  const said = () => (options.length ? radios.find((radio) => radio.checked)?.value ?? "" : field.value.trim());
  const see = button(words.see, () => {
    if (said()) guess(said());
    else session.say(options.length ? words.choose : words.type);
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
    pending: said,
    settle: () => setBusy(see, false),
  });

  function guess(text) {
    setBusy(see, true);
    session.ask({ type: "guess", said: text }, {
      meanwhile: words.looking,
      done: ({ say }) => {
        show();
        session.say(say);
        status.focus({ preventScroll: true });
      },
    });
  }
  function show() {
    const shown = model.get("report");
    const given = model.get("given");
    report.innerHTML = shown;
    group.disabled = Boolean(shown);
    actions.hidden = Boolean(shown);
    for (const radio of radios) radio.checked ||= radio.value === given;
    if (!options.length && given) field.value = given;
    // Without a verdict the incident does not tell: then there is nothing to guess.
    group.hidden = Boolean(shown) && !model.get("verdict");
    if (model.get("verdict")) session.say(model.get("verdict"));
  }

  field.addEventListener("keydown", (event) => {
    if (event.key === "Enter") see.click();
  });
  listen(model, signal, { "change:report": show });
  el.classList.add("course-control", "course-guess");
  el.replaceChildren(group, actions, status, report);
  const unsent = session.kept();
  for (const radio of radios) radio.checked = radio.value === unsent;
  if (!options.length) field.value = unsent;
  show();
}

export default { render };
