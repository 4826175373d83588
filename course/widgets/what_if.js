// Sliders over a picture that the kernel draws. One picture is asked for at a time, and always
// the one for where the sliders stand then: dragging never builds up a queue.

// Under it letters of a wide picture would be under 11 pixels.
const NARROW_BELOW = 734;

function render({ model, el, signal }) {
  const words = model.get("words");
  const id = freshId("course-what-if");

  const whose = element("p", { class: "course-whose" });
  const group = element("fieldset");
  const status = statusRegion("p", { class: "course-said" });
  // What stays lies below and is no news; what changes lies over it.
  const scene = element("img", { alt: "" });
  const answer = element("img");
  // Over both lie the places that answer a tap or a key by themselves.
  const places = element("div");
  const picture = element("div", { class: "course-picture" }, scene, answer, places);
  const caption = element("figcaption");
  const table = element("div");
  const details = element("details", {}, element("summary", QUIET, words.table), table);
  const figure = element("figure", {}, picture, caption, details);

  let sliders = [];
  let asked = false;
  const settle = () => {
    asked = false;
  };
  const session = openSession({ model, signal, status: status, settle });

  const drawnNow = () => model.get("drawn");
  // What stands on the page; where nothing draws, its picture has no address to know it by.
  let shown;
  let { narrow = false } = drawnNow().for;
  function wanted() {
    const now = { narrow };
    for (const slider of sliders) now[slider.name] = Number(slider.value);
    return now;
  }
  function ask() {
    const now = wanted();
    const drawn = drawnNow().for;
    if (asked || Object.keys(drawn).every((name) => drawn[name] === (now[name] ?? 0))) return;
    asked = true;
    const done = () => shown === drawnNow() && ask();
    session.ask({ type: "move", ...now }, { byItself: true, done });
  }
  function lay(html) {
    const chosen = () => [...places.querySelectorAll("input")];
    const before = chosen().findIndex((place) => place.checked);
    places.innerHTML = html;
    // Whoever asked about a moment is told about it again while a slider moves.
    const again = before > 0 && chosen()[before];
    if (again) again.checked = true;
  }
  async function show() {
    const drawn = drawnNow();
    const next = new Image();
    next.src = drawn.src;
    // Only a picture that is ready takes the place of another: nothing flickers.
    await next.decode().catch(() => {});
    if (drawn !== drawnNow()) return;
    figure.hidden = !drawn.caption;
    // Where nothing draws, what stays is shown without what changes, or nothing is.
    picture.hidden = !drawn.src && !model.get("scene");
    answer.hidden = !drawn.src;
    picture.classList.toggle("course-narrow", drawn.for.narrow);
    answer.src = drawn.src;
    answer.alt = drawn.answer;
    if (scene.src !== model.get("scene")) scene.src = model.get("scene");
    session.say(drawn.answer);
    lay(drawn.places);
    caption.textContent = drawn.caption;
    table.innerHTML = drawn.table;
    shown = drawn;
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
      ...QUIET,
    });
    slider.value = lever.value;
    const where = element("span", { class: "course-where", "aria-hidden": "true" });
    const most = element(
      "span",
      { class: "course-most" },
      fill(words.most, { length: inWords(lever.most) }),
    );
    function showLength() {
      const length = inWords(Number(slider.value));
      const text = length ? fill(words.moved, { length }) : words.none;
      where.textContent = text;
      slider.setAttribute("aria-valuetext", text);
    }
    slider.addEventListener("input", () => {
      showLength();
      ask();
    });
    showLength();
    made.append(label, where, slider, most);
    return [made, slider];
  }
  function build() {
    const rows = model.get("levers").map(row);
    sliders = rows.map(([, slider]) => slider).filter(Boolean);
    group.replaceChildren(element("legend", {}, words.group), ...rows.map(([made]) => made));
    group.hidden = rows.length === 0;
  }
  const tellWaiting = () => {
    el.hidden = model.get("waits");
  };
  function tellWhose() {
    whose.textContent = model.get("whose");
    whose.hidden = !model.get("whose");
    el.classList.toggle("course-about", Boolean(model.get("whose")));
  }

  // Its height changes with what is status, and that asks for no other picture.
  const resized = new ResizeObserver(() => {
    const isNarrow = el.clientWidth > 0 ? el.clientWidth < NARROW_BELOW : narrow;
    if (isNarrow === narrow) return;
    narrow = isNarrow;
    ask();
  });
  resized.observe(el);
  // Somebody is about to come by: what draws is loaded meanwhile.
  const near = new IntersectionObserver(([{ isIntersecting }]) => {
    if (!isIntersecting) return;
    near.disconnect();
    session.ask({ type: "near" }, { byItself: true, done() {} });
  }, { rootMargin: "100%" });
  near.observe(el);
  signal.addEventListener("abort", () => [resized, near].forEach((watcher) => watcher.disconnect()));
  listen(model, signal, {
    "change:levers": build,
    "change:drawn": show,
    "change:whose": tellWhose,
    "change:waits": tellWaiting,
  });
  el.classList.add("course-control", "course-what-if");
  el.replaceChildren(whose, group, status, figure);
  build();
  tellWhose();
  tellWaiting();
  show();
}

export default { render };
