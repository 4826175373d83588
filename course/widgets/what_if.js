// Sliders over a picture that the kernel draws. One picture is asked for at a time, and always
// the one for where the sliders stand then: dragging never builds up a queue.

const NARROW_BELOW = 600;

let count = 0;

function inWords(minutes) {
  const parts = [
    [Math.floor(minutes / 1440), "d"],
    [Math.floor((minutes % 1440) / 60), "h"],
    [Math.floor(minutes % 60), "min"],
  ];
  return parts.filter(([number]) => number).map((part) => part.join(" ")).join(" ");
}

function render({ model, el }) {
  const words = model.get("words");
  const id = `course-what-if-${++count}`;
  // It has to stand on each control: on the group it does nothing.
  const quiet = { "data-lm-suppress-shortcuts": "true" };

  const whose = element("p", { class: "course-whose" });
  const group = element("fieldset");
  const said = element("p", { role: "status", class: "course-said" });
  // What stays lies below and is no news; what changes lies over it.
  const scene = element("img", { alt: "" });
  const answer = element("img");
  const picture = element("div", { class: "course-picture" });
  picture.append(scene, answer);
  const caption = element("figcaption");
  const table = element("div");
  const details = element("details");
  details.append(element("summary", quiet, words.table), table);
  const figure = element("figure");
  figure.append(picture, caption, details);

  let sliders = [];
  const session = openSession(model);
  let asked = false;

  function wanted() {
    const now = { narrow: el.clientWidth > 0 && el.clientWidth < NARROW_BELOW };
    for (const slider of sliders) now[slider.name] = Number(slider.value);
    return now;
  }
  function ask() {
    const now = wanted();
    const drawn = model.get("drawn").for;
    if (asked || Object.keys(drawn).every((name) => drawn[name] === (now[name] ?? 0))) return;
    asked = true;
    session.ask({ type: "move", ...now }, (notice) => {
      asked = false;
      said.replaceChildren(notice);
    });
  }
  async function show() {
    const drawn = model.get("drawn");
    const next = new Image();
    next.src = drawn.src;
    // Only a picture that is ready takes the place of another: nothing flickers.
    await next.decode().catch(() => {});
    if (drawn !== model.get("drawn")) return;
    session.answered();
    asked = false;
    answer.src = drawn.src;
    answer.alt = drawn.said;
    if (scene.src !== model.get("scene")) scene.src = model.get("scene");
    said.textContent = drawn.said;
    caption.textContent = drawn.caption;
    table.innerHTML = drawn.table;
    ask();
  }

  function row(lever, number) {
    const made = element("div", { class: "course-lever" });
    const name = `${id}-${number}`;
    const label = element("label", { for: name }, lever.label);
    if (lever.stuck) {
      made.append(element("p", { class: "course-lever-name" }, lever.label), element("p", {}, lever.stuck));
      return [made, null];
    }
    const slider = element("input", {
      id: name,
      name: lever.name,
      type: "range",
      min: 0,
      max: lever.most,
      step: lever.step,
      ...quiet,
    });
    slider.value = lever.value;
    const where = element("span", { class: "course-where", "aria-hidden": "true" });
    const most = element(
      "span",
      { class: "course-most" },
      words.most.replace("{length}", inWords(lever.most)),
    );
    function tell() {
      const length = inWords(Number(slider.value));
      const text = length ? words.moved.replace("{length}", length) : words.none;
      where.textContent = text;
      slider.setAttribute("aria-valuetext", text);
    }
    slider.addEventListener("input", () => {
      tell();
      ask();
    });
    tell();
    made.append(label, where, slider, most);
    return [made, slider];
  }
  function build() {
    const rows = model.get("levers").map(row);
    sliders = rows.map(([, slider]) => slider).filter(Boolean);
    group.replaceChildren(element("legend", {}, words.group), ...rows.map(([made]) => made));
    group.hidden = rows.length === 0;
  }
  function tellWhose() {
    whose.textContent = model.get("whose");
    whose.hidden = !model.get("whose");
  }

  const resized = new ResizeObserver(ask);
  resized.observe(el);
  model.on("change:levers", build);
  model.on("change:drawn", show);
  model.on("change:whose", tellWhose);
  el.classList.add("course-control", "course-what-if");
  el.replaceChildren(whose, group, said, figure);
  build();
  tellWhose();
  show();

  return () => {
    session.close();
    resized.disconnect();
    model.off("change:levers", build);
    model.off("change:drawn", show);
    model.off("change:whose", tellWhose);
  };
}

export default { render };
