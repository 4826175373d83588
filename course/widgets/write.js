// A labelled field whose text is kept. Where it is met again, the text comes first, and the field
// opens when somebody wants to change it.

function render({ model, el, signal }) {
  const words = model.get("words");
  const id = freshId("course-write");
  const rows = model.get("rows");
  const field = element("textarea", { id, class: "course-written", rows, "aria-describedby": `${id}-note`, ...QUIET });
  const label = element("label", { for: id }, words.label);
  const note = element("p", { id: `${id}-note`, class: "course-written-note" }, model.get("writing").private);

  const quote = element("blockquote");
  const change = button(words.change, () => {
    isOpen = true;
    show();
    field.focus();
  });
  const earlier = element("div", {}, element("p", {}, words.earlier), quote, change);
  const nothing = element("p", {}, words.not_yet);
  const place = element("div", {}, label, field, note);
  let isOpen = !model.get("is_recalled");

  function show() {
    quote.textContent = field.value;
    earlier.hidden = isOpen;
    place.hidden = !isOpen;
    nothing.hidden = !isOpen || !model.get("is_recalled") || Boolean(field.value.trim());
  }
  // What is written elsewhere, on this page too, comes first here as well, unless somebody types.
  function changed() {
    if (model.get("is_recalled") && field.value.trim() && field !== document.activeElement) isOpen = false;
    show();
  }
  const { state, others } = openWritten({ model, signal, field, changed });
  isOpen ||= !field.value.trim();
  field.addEventListener("input", show);

  el.classList.add("course-control", "course-write");
  el.replaceChildren(earlier, nothing, place, state, others);
  show();
}

export default { render };
