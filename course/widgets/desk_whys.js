// The editor of the whys: one field a line, how deep it stands, and the tree that they make, drawn
// as it is typed. A change of the tree can be taken back; typing is taken back by the browser.

function openWhys({ words, step, most, events, heard, read, change, say }) {
  const list = element("ol", { class: "course-desk-whys" });
  const drawing = element("div", { class: "course-desk-tree" });
  const before = [];
  const options = element("datalist", { id: `course-desk-rests-${Math.random().toString(36).slice(2)}` });
  options.append(...events.map((event) => element("option", { value: event })));
  const undo = button(words.undo, () => {
    if (!before.length) return say(words.nothing_to_undo);
    change(before.pop());
    paint();
    say(words.undone);
  });

  // The place of each line, as 1, 1.1, 1.2: siblings are counted.
  function placesOf(lines) {
    const counted = [];
    return lines.map(({ depth }) => {
      counted.length = depth + 1;
      for (let at = 0; at < depth; at += 1) counted[at] ||= 1;
      counted[depth] = (counted[depth] || 0) + 1;
      return counted.join(".");
    });
  }
  // Where the lines below a line end.
  function endOf(lines, at) {
    let end = at + 1;
    while (end < lines.length && lines[end].depth > lines[at].depth) end += 1;
    return end;
  }
  function reshape(lines, focus, sentence) {
    before.push(read().map((line) => ({ ...line })));
    change(lines);
    paint();
    say(sentence);
    // Where one looks as well: the status stands below all of the lines.
    const there = list.children[focus]?.querySelector("textarea");
    there?.before(element("p", { class: "course-note", "aria-hidden": "true" }, sentence));
    there?.focus();
  }
  function insert(at, depth) {
    const lines = read();
    if (lines.length >= most) return say(words.full.replace("{count}", most));
    const made = [...lines.slice(0, at), { text: "", rests_on: "", depth }, ...lines.slice(at)];
    reshape(made, at, step.added.replace("{place}", placesOf(made)[at]));
  }
  // The line beside which one can go, up or down: one of the same depth under the same line.
  function neighbour(lines, at, down) {
    const { depth } = lines[at];
    let beside = down ? endOf(lines, at) : at - 1;
    while (!down && lines[beside]?.depth > depth) beside -= 1;
    return lines[beside]?.depth === depth ? beside : null;
  }
  // Two neighbours change places, each with what stands below it.
  function move(at, down) {
    const lines = read();
    const beside = neighbour(lines, at, down);
    const [first, second] = down ? [at, beside] : [beside, at];
    const end = endOf(lines, second);
    const made = [...lines.slice(0, first), ...lines.slice(second, end), ...lines.slice(first, second), ...lines.slice(end)];
    reshape(made, down ? first + end - second : first, step.moved);
  }
  function moving(at, down, label, named) {
    const isOffered = at > 0 && neighbour(read(), at, down) !== null;
    return isOffered && button(label, () => move(at, down), named(label));
  }
  function line(entry, at, place) {
    const label = at === 0 ? step.first : step.text.replace("{place}", place);
    const text = element("textarea", { class: "course-written", rows: "2", "aria-label": label, ...QUIET });
    text.value = entry.text || "";
    text.addEventListener("input", () => {
      read()[at].text = text.value;
      change(read());
      draw();
    });
    const rests = element("input", {
      class: "course-written",
      list: options.id,
      "aria-label": `${step.rests_on}, ${place}`,
      ...QUIET,
    });
    rests.value = entry.rests_on || "";
    rests.addEventListener("input", () => {
      read()[at].rests_on = rests.value;
      change(read());
    });
    const named = (word) => ({ "aria-label": `${word} (${place})` });
    const depth = entry.depth || 0;
    const buttons = actionRow(
      button(step.deeper, () => insert(endOf(read(), at), depth + 1), named(step.deeper)),
      at > 0 && button(step.beside, () => insert(endOf(read(), at), depth), named(step.beside)),
      moving(at, false, step.up, named),
      moving(at, true, step.down, named),
      at > 0 &&
        button(
          step.remove,
          () => {
            const lines = read();
            reshape([...lines.slice(0, at), ...lines.slice(endOf(lines, at))], at - 1, step.removed);
          },
          named(step.remove),
        ),
    );
    const item = element(
      "li",
      { "data-place": `whys.${at}` },
      element("span", { class: "course-desk-place", "aria-hidden": "true" }, at === 0 ? step.first : place),
      text,
      element("span", { class: "course-desk-place", "aria-hidden": "true" }, step.rests_on),
      rests,
      buttons,
    );
    item.style.setProperty("--depth", Math.min(depth, 6));
    return item;
  }
  // Drawn as a list in a list: its lines are borders, and it reads as what it is.
  function draw() {
    const top = element("ul", {});
    const stack = [[-1, top]];
    for (const { text, depth = 0 } of read()) {
      while (stack.at(-1)[0] >= depth) stack.pop();
      const item = element("li", {}, element("span", {}, text?.trim() || step.empty));
      const below = element("ul", {});
      item.append(below);
      stack.at(-1)[1].append(item);
      stack.push([depth, below]);
    }
    for (const empty of top.querySelectorAll("ul:empty")) empty.remove();
    drawing.replaceChildren(element("p", {}, element("strong", {}, step.drawn)), top);
  }
  function paint() {
    const lines = read();
    const named = placesOf(lines.map(({ depth = 0 }) => ({ depth })));
    list.replaceChildren(...lines.map((entry, at) => line(entry, at, named[at])));
    draw();
  }
  paint();
  const lines = element("ul", {}, ...heard.map((line) => element("li", {}, line)));
  const summary = element("summary", QUIET, step.heard.replace("{count}", String(heard.length)));
  const rehearsed = heard.length ? element("details", { class: "course-disclosure" }, summary, lines) : "";
  return element("div", {}, rehearsed, list, options, actionRow(undo), drawing);
}
