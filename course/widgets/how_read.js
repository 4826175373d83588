// How a document was read, and what a person can say instead: other columns, a date, the order of
// day and month, roles for those who are named. `again` gets what was said.

const CHOSEN = ["timestamp", "event", "phase", "actor_role", "evidence"];

function openHowRead({ words: all, id, again }) {
  const words = all.read;
  const box = element("details", { class: "course-how-read" });
  box.hidden = true;
  const status = statusRegion("p", { class: "course-read-said" });

  function labelled(text, field) {
    return element("div", { class: "course-field" }, element("label", { for: field.id }, text), field);
  }
  function listOf(name, options) {
    const select = element("select", { id: `${id}-read-${name}`, ...QUIET });
    for (const [value, text] of options) select.append(element("option", { value }, text));
    return select;
  }
  function columnOf(target, { names, columns }) {
    const taken = columns[target];
    const keep = taken ? taken.map((name) => `“${name}”`).join(" + ") : "–";
    const rest = names.filter((name) => !(taken?.length === 1 && taken[0] === name));
    return listOf(target, [["", keep], ...rest.map((name) => [name, `“${name}”`])]);
  }

  // `chosen` is what a person has said so far.
  function show(read, chosen) {
    box.hidden = !read;
    if (!read) return;
    const choices = { columns: {}, roles: {}, ...chosen };
    const parts = [];
    const lists = {};
    const needed = [];
    if (read.asks.includes("date")) {
      const day = element("input", { id: `${id}-read-day`, type: "date", ...QUIET });
      day.value = read.day.day ?? "";
      lists.day = () => day.value && { day: day.value };
      needed.push([day, words.day]);
      const field = labelled(words.day, day);
      if (read.day.day) {
        const hint = element("p", { id: `${day.id}-hint`, class: "course-hint" }, fill(words.day_proposed, read.day));
        day.setAttribute("aria-describedby", hint.id);
        field.append(hint);
      }
      parts.push(field);
    }
    if (read.asks.includes("dates")) {
      const order = listOf("dates", [["", "–"], ["day", fill(words.day_first, read.order)], ["month", fill(words.month_first, read.order)]]);
      lists.order = () => order.value && { day_first: order.value === "day" };
      needed.push([order, fill(words.dates, read.order)]);
      parts.push(labelled(fill(words.dates, read.order), order));
    }
    if (read.names.length > 2) {
      const selects = CHOSEN.map((target) => [target, columnOf(target, read)]);
      lists.columns = () => ({
        columns: { ...choices.columns, ...Object.fromEntries(selects.filter(([, { value }]) => value).map(([target, { value }]) => [target, value])) },
      });
      parts.push(...selects.map(([target, select]) => labelled(fill(words.change, { target: all.row[target] }), select)));
    }
    if (read.people.length) {
      const fields = read.people.map(({ name, role }, place) => {
        const field = element("input", { id: `${id}-read-role-${place}`, type: "text", autocomplete: "off", ...QUIET });
        field.value = choices.roles[name] ?? "";
        field.placeholder = role;
        return [name, field];
      });
      lists.roles = () => ({ roles: Object.fromEntries(fields.map(([name, { value }]) => [name, value.trim()]).filter(([, value]) => value)) });
      parts.push(element("p", {}, words.people), ...fields.map(([name, field]) => labelled(name, field)));
    }
    const said = () => Object.assign({ ...choices }, ...Object.values(lists).map((list) => list() || {}));
    const before = JSON.stringify({ ...choices, ...lists.columns?.(), ...lists.roles?.() });
    const press = button(words.again, () => {
      for (const [field] of needed) field.removeAttribute("aria-invalid");
      const missing = needed.find(([field]) => !field.value);
      if (missing) {
        status.textContent = fill(words.missing, { asked: missing[1] });
        missing[0].setAttribute("aria-invalid", "true");
        goTo(missing[0]);
      } else if (JSON.stringify(said()) === before) {
        status.textContent = words.unchanged;
        goTo(box.querySelector("input, select"));
      } else {
        status.textContent = "";
        again(said());
      }
    });
    status.textContent = "";
    box.replaceChildren(element("summary", QUIET, words.title), ...parts, actionRow(press), status);
    box.hidden = !parts.length;
    // What has to be said stands open.
    box.open = read.asks.length > 0;
  }
  // What is asked is in view, together with what is said below it.
  function goTo(field) {
    field.focus({ preventScroll: true });
    status.scrollIntoView({ block: "nearest" });
    field.closest(".course-field").scrollIntoView({ block: "nearest" });
  }
  return { element: box, show, unsay: () => (status.textContent = "") };
}
