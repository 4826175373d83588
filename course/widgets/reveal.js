// The reveal: parts that open one after the other, and three actions to finish before ours shows.

function render({ model, el, signal }) {
  const words = model.get("words");
  const view = freshId("course-reveal");
  const intro = element("div");
  intro.innerHTML = model.get("intro");

  // One part: its title opens it, and at its end one button opens the next.
  function part(title, ...content) {
    const summary = element("summary", QUIET, element("h2", {}, title));
    const onward = element("p");
    const details = element("details", { class: "course-reveal-part" }, summary, ...content, onward);
    return { title, details, summary, onward };
  }
  const written = (html) => {
    const place = element("div", { class: "course-reveal-text" });
    place.innerHTML = html;
    return place;
  };
  const all = model.get("parts").map(({ title, html, after }) => {
    const cards = after ? model.get("actions").map(card) : [];
    return part(title, written(html), ...cards, after && written(after));
  });

  const status = statusRegion();
  const session = openSession({ model, signal, status });
  const report = element("div", { class: "course-reveal-strong" });
  const show = button(words.show, () => session.ask({ type: "show" }, { done: () => session.say("") }));
  const waits = element("div", {}, element("p", {}, words.waits), actionRow(show));
  const strong = part(words.strong, waits, status, report);
  all.push(strong);
  all.forEach(({ onward }, place) => {
    const next = all[place + 1];
    if (!next) return;
    const label = words.onward.replace("{title}", next.title);
    onward.append(button(label, () => {
      next.details.open = true;
      next.summary.focus({ preventScroll: true });
      next.summary.scrollIntoView({ block: "start" });
    }, { class: "course-main" }));
  });
  all[0].details.open = true;

  function showStrong() {
    const html = model.get("strong");
    const hadFocus = waits.contains(document.activeElement);
    report.innerHTML = html;
    waits.hidden = Boolean(html);
    // Focus must not fall off the page with the button.
    if (hadFocus && html) strong.summary.focus({ preventScroll: true });
  }

  // One action: what is given, three fields, and what came of checking them.
  function card({ number, action, given, unfinished, values, ...came }) {
    const fields = {};
    const field = (name, made) => {
      const id = `${view}-${number}-${name}`;
      Object.assign(made, { id, value: values[name], maxLength: words.most });
      made.addEventListener("change", keep);
      fields[name] = made;
      return element("p", { class: "course-field" }, element("label", { for: id }, words[name]), made);
    };
    const typed = () => Object.fromEntries(Object.entries(fields).map(([name, box]) => [name, box.value]));
    const status = statusRegion("div", { class: "course-reveal-said" });
    const place = element("div", { class: "course-reveal-ours" });
    const check = button("Check this action", () => own.ask({ type: "check", number, values: typed() }, { done: showChecked }), { class: "course-main" });
    const plain = { type: "text", autocomplete: "off", ...QUIET };
    const legend = words.title.replace("{number}", number + 1).replace("{count}", model.get("actions").length);
    const list = element("ul", {}, ...unfinished.map((lack) => element("li", {}, lack)));
    const group = element(
      "fieldset",
      { class: "course-reveal-action" },
      element("legend", {}, legend),
      element("p", { class: "course-reveal-given" }, action),
      element("p", { class: "course-note" }, given),
      element("p", {}, words.unfinished),
      list,
      field("owner", element("input", plain)),
      field("due", element("input", plain)),
      field("end", element("textarea", { rows: 3, ...QUIET })),
      actionRow(check),
      status,
      place,
    );
    const own = openSession({ model, signal, status, name: `action-${number}`, pending, seen: () => [check, place.hidden ? status : place] });
    function pending() {
      return Object.entries(typed()).some(([name, value]) => value !== values[name]) ? JSON.stringify(typed()) : "";
    }
    function keep() {
      const now = typed();
      own.ask({ type: "keep", number, values: now }, { byItself: true, done: () => { values = now; } });
    }
    function showChecked({ findings: found, ours: html, heard, opened }) {
      values = typed();
      place.innerHTML = html;
      place.hidden = !html;
      group.classList.toggle("course-reveal-finished", Boolean(html));
      if (html) {
        const sign = element("span", { "aria-hidden": "true" }, "✓ ");
        const more = opened ? element("p", {}, words.all_done) : null;
        status.replaceChildren(element("p", {}, sign, element("strong", {}, words.done)), ...(more ? [more] : []));
      } else if (found.length) {
        const sign = element("span", { "aria-hidden": "true" }, "↺ ");
        const lines = found.map(({ text, ask }) => element("li", {}, `${text} `, element("strong", {}, ask)));
        status.replaceChildren(element("p", {}, sign, element("strong", {}, words.lacking)), element("ul", {}, ...lines));
      }
      if (heard) status.append(element("p", {}, heard));
    }
    showChecked(came);
    const unsent = own.kept();
    if (unsent) for (const [name, value] of Object.entries(JSON.parse(unsent))) fields[name].value = value;
    return group;
  }

  listen(model, signal, { "change:strong": showStrong });
  showStrong();
  el.classList.add("course-control", "course-reveal");
  el.append(intro, ...all.map(({ details }) => details));
}

export default { render };
