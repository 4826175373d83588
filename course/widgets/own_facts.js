// The fields for the facts of an incident: what is needed, and below it what is good to know.

const LONG = new Set(["summary"]);

function openFacts({ words, id, fields }) {
  const inputs = {};
  let zone;
  const labels = Object.fromEntries(fields.map(({ name, label }) => [name, label]));

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
    inputs[name] = input;
    row.append(title, input);
    if (hint) row.append(element("p", { id: `${key}-hint`, class: "course-hint" }, hint));
    if (name === "timezone") {
      zone = openZone({ words: words.zone, id: key, input });
      row.append(...zone.parts);
    }
    return row;
  }

  const box = element("fieldset", {}, element("legend", {}, words.about));
  const more = element("details", {}, element("summary", QUIET, words.more));
  for (const field of fields) (field.needed ? box : more).append(fieldOf(field));
  box.append(more);

  const read = () => Object.fromEntries(Object.entries(inputs).map(([name, input]) => [name, input.value]));
  function put(values) {
    if (values) for (const [name, input] of Object.entries(inputs)) input.value = values[name] ?? "";
    for (const input of Object.values(inputs)) input.removeAttribute("aria-invalid");
    if (!inputs.timezone.value) zone.assume();
    else if (values) zone.put();
  }
  // What nobody has said is not kept as if they had.
  const kept = () => (zone.isAssumed() ? { ...read(), timezone: "" } : read());
  // What somebody filled in stays.
  function propose(values) {
    for (const [name, value] of Object.entries(values)) if (value && !inputs[name].value.trim()) inputs[name].value = value;
  }
  function judge(findings) {
    for (const input of Object.values(inputs)) input.removeAttribute("aria-invalid");
    for (const { field } of findings) inputs[field]?.setAttribute("aria-invalid", "true");
  }
  function goTo(name) {
    const input = inputs[name];
    if (more.contains(input)) more.open = true;
    input.focus({ preventScroll: true });
    input.scrollIntoView({ block: "center" });
  }
  return { element: box, inputs: Object.values(inputs), has: (name) => name in inputs, labelOf: (name) => labels[name], read, kept, isAssumed: () => zone.isAssumed(), put, propose, judge, goTo };
}
