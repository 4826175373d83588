// How a document was read, and what a person can say instead: other columns, a date, the order of
// day and month, roles for those who are named. `again` gets what was said.

const CHOSEN = ["timestamp", "event", "phase", "actor_role", "evidence"];

function openHowRead({ words: all, id, again }) {
  const words = all.read;
  const box = element("details", { class: "course-how-read" });
  box.hidden = true;

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
    if (read.asks.includes("date")) {
      const day = element("input", { id: `${id}-read-day`, type: "date", ...QUIET });
      lists.day = () => day.value && { day: day.value };
      parts.push(labelled(words.day, day));
    }
    if (read.asks.includes("dates")) {
      const order = listOf("dates", [["", "–"], ["day", fill(words.day_first, read.order)], ["month", fill(words.month_first, read.order)]]);
      lists.order = () => order.value && { day_first: order.value === "day" };
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
    const press = button(words.again, () => again(Object.assign({ ...choices }, ...Object.values(lists).map((list) => list() || {}))));
    box.replaceChildren(element("summary", QUIET, words.title), ...parts, actionRow(press));
    box.hidden = !parts.length;
    // What has to be said stands open.
    box.open = read.asks.length > 0;
  }
  return { element: box, show };
}
