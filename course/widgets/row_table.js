// The rows of a timeline, to be edited: a table where there is room, cards where there is not.
// The text is what is kept; whatever is done here is written into it at once.

const MAIN = ["timestamp", "event", "phase"];
const MORE = ["actor_role", "evidence"];
const PHASES = ["introduced", "started", "detected", "acknowledged", "mitigated", "resolved", "follow_up"];
// More rows at once are slow to draw and long to scroll.
const MOST_SHOWN = 50;
const LONGEST_BRIEF = 90;

// `changed` gets the new text, what has been done for "undo", and whether it goes on from the last.
function openRows({ words: all, changed, say, undo }) {
  const words = all.row;
  const box = element("div", { class: "course-rows" });
  let table = { header: ["timestamp", "event", "phase"], names: ["timestamp", "event", "phase"], rows: [] };
  let first = 0;
  let invalid = [];
  // The rows whose fields a card shows, and those that show all of their columns.
  let edited = new Set();
  let opened = new Set();

  const placeIn = (name) => table.names.indexOf(name);
  const read = (row, name) => row.cells[placeIn(name)] ?? "";
  const numberOf = (row) => table.rows.indexOf(row) + 1;
  const others = () => [...new Set([...MORE, ...table.names.filter((name) => name && !MAIN.includes(name))])];
  const labelOf = (name) => words[name] ?? table.header[placeIn(name)] ?? name;
  const partOf = (row, selector) => box.querySelector(`[data-row="${numberOf(row)}"] ${selector}`);

  function write(row, name, value) {
    if (placeIn(name) < 0) {
      table.names.push(name);
      table.header.push(name);
    }
    while (row.cells.length <= placeIn(name)) row.cells.push("");
    row.cells[placeIn(name)] = value;
  }
  const announce = (what, on) => changed(textOf(table), what, on);

  function edit(row, name, value) {
    write(row, name, value);
    announce(fill(words.edited, { row: numberOf(row) }), `${numberOf(row)} ${name}`);
    brief(row);
  }
  function mark(row, phases) {
    edit(row, "phase", phases.join("+"));
    say(fill(words.marked, { row: numberOf(row), phase: phases.join(" + ") || words.nothing }));
  }
  const marksOf = (row) => read(row, "phase").split(/[+/;]/).map((mark) => mark.trim()).filter(Boolean);

  function note(after, text) {
    box.querySelector(".course-row-note")?.remove();
    const cell = element("td", { colspan: 5, role: "cell" }, element("span", {}, text), undo());
    const line = element("tr", { class: "course-row-note", role: "row" }, cell);
    const body = box.querySelector("tbody");
    if (after) after.after(line);
    else body.prepend(line);
    say(text);
    return line;
  }
  const bringIntoView = (part) => part.scrollIntoView({ block: "nearest" });

  function add(after) {
    const row = { cells: table.names.map(() => ""), number: 0 };
    const place = after ? table.rows.indexOf(after) + 1 : table.rows.length;
    if (after) write(row, "timestamp", read(after, "timestamp"));
    table.rows.splice(place, 0, row);
    edited.add(row);
    turnTo(place);
    const text = fill(words.added, { row: numberOf(row) });
    announce(text);
    draw();
    say(text);
    const field = partOf(row, "[data-column=timestamp]");
    bringIntoView(field.closest("tr"));
    field.focus();
    field.select();
  }
  function remove(row) {
    const text = fill(words.removed, { row: numberOf(row) });
    const place = table.rows.indexOf(row);
    table.rows.splice(place, 1);
    announce(text);
    turnTo(Math.max(0, place - 1));
    draw();
    const before = table.rows[place - 1];
    const line = note(before && lastLine(before), text);
    bringIntoView(line);
    line.querySelector("button").focus({ preventScroll: true });
  }
  function move(row, by) {
    const place = table.rows.indexOf(row);
    const to = place + by;
    if (to < 0 || to >= table.rows.length) return;
    const text = fill(words.moved, { row: place + 1, now: to + 1 });
    table.rows.splice(place, 1);
    table.rows.splice(to, 0, row);
    announce(text);
    turnTo(to);
    draw();
    const line = note(lastLine(row), text);
    bringIntoView(line);
    (partOf(row, by < 0 ? ".course-row-up" : ".course-row-down") ?? line.querySelector("button")).focus({ preventScroll: true });
  }
  const lastLine = (row) => [...box.querySelectorAll(`[data-row="${numberOf(row)}"]`)].at(-1);

  function fieldOf(row, name) {
    const label = labelOf(name);
    const attributes = { "data-column": name, "aria-label": `${label}, ${fill(words.number, { row: numberOf(row) })}`, autocomplete: "off", ...QUIET };
    let field;
    if (name === "phase") {
      field = milestoneOf(row, attributes);
    } else {
      const isLong = name === "event";
      field = isLong ? element("textarea", { ...attributes, rows: 2 }) : element("input", { ...attributes, type: "text" });
      field.value = read(row, name);
      field.addEventListener("input", () => edit(row, name, field.value));
    }
    showValidity(field, row);
    return element("div", { class: `course-row-${name}` }, element("span", { class: "course-row-label", "aria-hidden": "true" }, label), field);
  }
  function showValidity(field, row) {
    const isFound = invalid.some(({ number, column }) => number === row.number && column === field.dataset.column);
    if (isFound) field.setAttribute("aria-invalid", "true");
    else field.removeAttribute("aria-invalid");
  }
  // Several milestones of one row, or a word that is none, stay until something else is chosen.
  function milestoneOf(row, attributes) {
    const value = marksOf(row).join("+");
    const select = element("select", attributes, element("option", { value: "" }, words.nothing));
    for (const phase of PHASES) select.append(element("option", { value: phase }, phase.replace("_", "-")));
    if (value && !PHASES.includes(value)) {
      const isKnown = marksOf(row).every((mark) => PHASES.includes(mark));
      select.append(element("option", { value }, isKnown ? value.replaceAll("+", " + ") : fill(words.unknown, { found: value })));
    }
    select.value = value;
    select.addEventListener("change", () => {
      mark(row, select.value ? select.value.split("+") : []);
      redraw(row, "[data-column=phase]");
    });
    return select;
  }
  function marksBox(row) {
    const group = element("fieldset", { class: "course-row-marks" }, element("legend", {}, words.marks));
    for (const phase of PHASES) {
      const tick = element("input", { type: "checkbox", value: phase, ...QUIET });
      tick.checked = marksOf(row).includes(phase);
      tick.addEventListener("change", () => {
        const ticked = [...group.querySelectorAll("input:checked")].map(({ value }) => value);
        mark(row, ticked);
        redraw(row, `input[value=${phase}]`);
      });
      group.append(element("label", {}, tick, all.milestone[phase]));
    }
    return group;
  }
  const briefOf = (row) => {
    const text = read(row, "event").trim() || words.unwritten;
    return {
      when: read(row, "timestamp").trim(),
      text: text.length > LONGEST_BRIEF ? `${text.slice(0, LONGEST_BRIEF)}…` : text,
      marks: marksOf(row),
    };
  };
  function brief(row) {
    const place = partOf(row, ".course-row-brief");
    if (!place) return;
    const { when, text, marks } = briefOf(row);
    if (edited.has(row)) place.replaceChildren(element("strong", {}, fill(words.number, { row: numberOf(row) })));
    else place.replaceChildren(element("strong", {}, when), ` ${text} `, element("em", {}, marks.join(" + ")));
  }

  function linesOf(row) {
    const number = numberOf(row);
    const isEdited = edited.has(row);
    const isOpen = opened.has(row);
    const about = { "data-row": number, role: "row" };
    const toggle = (set, selector) => () => {
      if (!set.delete(row)) set.add(row);
      redraw(row, selector);
      bringIntoView(partOf(row, selector).closest("tr"));
    };
    const fold = button("", toggle(edited, ".course-row-fold"), {
      class: "course-row-fold",
      "aria-expanded": isEdited,
      "aria-label": fill(isEdited ? words.done_of : words.edit, { row: number }),
    }, element("span", { class: "course-row-brief" }), element("span", { class: "course-row-do" }, isEdited ? words.done : fill(words.edit, { row: number })));
    const more = button(words.more, toggle(opened, ".course-row-open"), {
      class: "course-row-open",
      "aria-expanded": isOpen,
      "aria-label": fill(words.more_of, { row: number }),
    });
    const main = element("tr", { ...about, class: isEdited ? "course-row course-row-edited" : "course-row" },
      element("th", { scope: "row", role: "rowheader" }, element("span", { class: "course-row-number" }, String(number)), fold),
      ...MAIN.map((name) => element("td", { role: "cell" }, fieldOf(row, name))),
      element("td", { role: "cell" }, more));
    const lines = [main];
    if (isOpen) {
      const rows = table.rows;
      const ways = [
        button(words.below, () => add(row)),
        rows[0] !== row && button(words.up, () => move(row, -1), { class: "course-row-up" }),
        rows.at(-1) !== row && button(words.down, () => move(row, 1), { class: "course-row-down" }),
        button(words.remove, () => remove(row)),
      ];
      const cell = element("td", { colspan: 5, role: "cell" }, element("div", { class: "course-row-others" }, ...others().map((name) => fieldOf(row, name))), marksBox(row), actionRow(...ways));
      lines.push(element("tr", { ...about, class: isEdited ? "course-row-more course-row-edited" : "course-row-more" }, cell));
    }
    return lines;
  }
  // Draws one row anew, with the focus where it was.
  function redraw(row, focus) {
    const lines = [...box.querySelectorAll(`[data-row="${numberOf(row)}"]`)];
    lines[0].before(...linesOf(row));
    for (const line of lines) line.remove();
    brief(row);
    partOf(row, focus)?.focus({ preventScroll: true });
  }

  function turnTo(place) {
    if (place < first || place >= first + MOST_SHOWN) first = Math.floor(place / MOST_SHOWN) * MOST_SHOWN;
  }
  function draw() {
    const shown = table.rows.slice(first, first + MOST_SHOWN);
    const heading = (text, attributes = {}) => element("th", { scope: "col", role: "columnheader", ...attributes }, text);
    const head = element("thead", { role: "rowgroup" }, element("tr", { role: "row" }, heading(words.row), ...MAIN.map((name) => heading(words[name])), heading(words.more)));
    const body = element("tbody", { role: "rowgroup" });
    for (const row of shown) body.append(...linesOf(row));
    const grid = element("table", { role: "table", "aria-label": words.table }, head, body);
    const parts = [grid];
    if (table.rows.length > shown.length) {
      const [last, rows] = [first + shown.length, table.rows.length];
      const turn = (label, by) => button(label, () => {
        first += by;
        draw();
        box.querySelector(".course-row-pages").scrollIntoView({ block: "start" });
        // A card has a button, a row of a table has its fields.
        for (const part of box.querySelector(".course-row").querySelectorAll(".course-row-fold, [data-column=timestamp]")) {
          if (part.offsetParent) part.focus({ preventScroll: true });
        }
        say(box.querySelector(".course-row-pages span").textContent);
      });
      const count = fill(words.shown, { first: first + 1, last, rows });
      parts.unshift(element("div", { class: "course-actions course-row-pages" }, element("span", {}, count),
        first > 0 && turn(words.earlier, -MOST_SHOWN), last < rows && turn(words.later, MOST_SHOWN)));
    }
    box.replaceChildren(...parts);
    for (const row of shown) brief(row);
  }

  // Shows a text; tells whether it is a table that can be shown.
  function put(text) {
    const found = tableOf(text);
    const isNew = Boolean(found);
    if (isNew) {
      table = found;
      edited = new Set();
      opened = new Set();
      first = Math.min(first, Math.max(0, table.rows.length - 1));
      first -= first % MOST_SHOWN;
      draw();
    }
    return isNew;
  }
  // Leads to what a finding is about; the row is the one that had this number when it was found.
  function goTo(number, column) {
    const row = table.rows.find((known) => known.number === number) ?? table.rows[0];
    if (!row) return;
    edited.add(row);
    if (column && !MAIN.includes(column)) opened.add(row);
    turnTo(table.rows.indexOf(row));
    draw();
    const field = partOf(row, `[data-column=${column || "timestamp"}]`) ?? partOf(row, "[data-column=timestamp]") ?? lastLine(row).querySelector("[data-column]");
    field.closest("tr").scrollIntoView({ block: "center" });
    field.focus({ preventScroll: true });
  }
  // What is found counts the rows as they stand now. Somebody may be writing in one meanwhile:
  // nothing is drawn anew.
  function judge(findings) {
    for (const row of table.rows) row.number = numberOf(row);
    invalid = findings.filter(({ row }) => row).map(({ row, column }) => ({ number: row, column }));
    for (const field of box.querySelectorAll("[data-column]")) {
      showValidity(field, table.rows[field.closest("[data-row]").dataset.row - 1]);
    }
  }
  function markRow(number, phase) {
    for (const row of table.rows) {
      const isIt = row.number === number;
      const marks = marksOf(row).filter((mark) => mark !== phase);
      if (isIt) marks.push(phase);
      if (marks.join("+") !== marksOf(row).join("+")) {
        write(row, "phase", PHASES.filter((mark) => marks.includes(mark)).join("+"));
      }
    }
    announce(fill(words.marked, { row: number || "–", phase }));
    draw();
  }
  const briefs = () => table.rows.map((row) => ({ number: row.number, ...briefOf(row) }));
  return { element: box, put, add: () => add(), goTo, judge, markRow, briefs, count: () => table.rows.length };
}
