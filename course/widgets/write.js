// A labelled field whose text is kept. Where it is met again, the text comes first, and the field
// opens when somebody wants to change it. Where there is none yet, it opens for whoever writes one.

function render({ model, el, signal }) {
  const words = model.get("words");
  const id = freshId("course-write");
  const rows = model.get("rows");
  const field = element("textarea", { id, class: "course-written", rows, ...QUIET });
  const label = element("label", { for: id }, words.label);
  const note = writtenNote(model, field);

  const quote = element("blockquote");
  const opening = (name) => button(name, () => {
    isOpen = true;
    show();
    field.focus();
  });
  const earlier = element("div", {}, element("p", {}, words.earlier), quote, opening(words.change));
  const nothing = element("div", {}, element("p", {}, words.not_yet), opening(words.now));
  let isOpen = !model.get("is_recalled");

  function show() {
    quote.textContent = field.value;
    const isWritten = Boolean(field.value.trim());
    earlier.hidden = isOpen || !isWritten;
    nothing.hidden = isOpen || isWritten;
    label.hidden = !earlier.hidden;
    for (const part of [field, note]) part.hidden = !isOpen;
  }
  // What is written elsewhere, on this page too, comes first here as well, unless somebody types.
  function changed() {
    if (model.get("is_recalled") && field.value.trim() && field !== document.activeElement) isOpen = false;
    show();
  }
  const { state, heard, others } = openWritten({ model, signal, field, changed });
  field.addEventListener("input", show);

  el.classList.add("course-control", "course-write");
  el.replaceChildren(earlier, label, nothing, field, note, state, heard, others);
  show();
}

export default { render };
