"use strict";

// What controls and the pages of a room make their elements with. Nothing here knows of a kernel
// or of a room. Texts become text nodes: nothing that is sent is ever read as HTML.

// JupyterLab takes letters for commands; it has to stand on each element that takes the focus.
const QUIET = { "data-lm-suppress-shortcuts": "true" };

function element(tag, attributes = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  made.append(...children.filter(Boolean));
  return made;
}

// An id that nothing else in the document has. Each control has scripts of its own, and in
// JupyterLab several notebooks stand in one document: they count together.
function freshId(name) {
  window.courseIds = (window.courseIds ?? 0) + 1;
  return `${name}-${window.courseIds}`;
}

// A button does nothing while it is busy. It is not `disabled` then: that would take the focus
// away from whoever pressed it.
function button(label, press, attributes = {}, ...children) {
  const made = element("button", { type: "button", ...QUIET, ...attributes }, label, ...children);
  made.addEventListener("click", (event) => {
    if (made.getAttribute("aria-disabled") !== "true") press?.(event);
  });
  return made;
}

function setBusy(made, isBusy) {
  if (isBusy) made.setAttribute("aria-disabled", "true");
  else made.removeAttribute("aria-disabled");
}

// Takes whoever pressed what is gone now to where they go on: else the page begins anew for them.
function focusOn(part) {
  part.tabIndex = -1;
  part.focus({ preventScroll: true });
}

// A live region is there from the start: one that is added with its text is not announced.
function statusRegion(tag = "p", attributes = {}) {
  return element(tag, { role: "status", ...attributes });
}

function actionRow(...buttons) {
  return element("div", { class: "course-actions" }, ...buttons);
}

// A question beside the button that it is about. The focus goes to the answer that changes
// nothing, as which Escape counts, and then back to that button. `asks` hears of it first, and takes
// away what was said before. Who presses something else in the control has left the question.
function confirmation(asks) {
  const question = element("p");
  const yes = button("", () => close(true));
  const no = button("", () => close(false));
  const group = element("div", { role: "group", class: "course-sure" }, question, yes, no);
  group.hidden = true;
  group.addEventListener("keydown", ({ key }) => key === "Escape" && close(false));
  let about;
  let around;
  const leave = ({ target }) => group.contains(target) || !target.closest("button") || close();

  function close(isAgreed) {
    if (!about) return;
    const { beside, action } = about;
    about = undefined;
    group.hidden = true;
    around.removeEventListener("click", leave, { capture: true });
    if (isAgreed !== undefined) beside.focus();
    if (isAgreed) action();
  }

  // `beside` is the button; `action` is what happens if the answer is yes.
  function ask(words, beside, action) {
    asks();
    about = { beside, action };
    question.textContent = words.question;
    yes.textContent = words.yes;
    no.textContent = words.no;
    group.setAttribute("aria-label", words.question);
    beside.parentElement.after(group);
    group.hidden = false;
    around = group.closest(".course-control") ?? document;
    around.addEventListener("click", leave, { capture: true });
    no.focus();
  }
  return { element: group, ask, close: () => close() };
}

function download(text, name, type) {
  const link = element("a", { download: name });
  link.href = URL.createObjectURL(new Blob([text], { type }));
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 1000);
}

// Texts with {placeholders} filled.
const fill = (text, values) => text.replace(/\{(\w+)\}/g, (_, name) => values[name]);

// A line does not break between a number and its sign or unit.
const unbroken = (text) =>
  text
    .replaceAll(" %", "\u00a0%")
    .replaceAll(" = ", "\u00a0=\u00a0")
    .replaceAll(" →", "\u00a0→")
    .replace(/(\d) (d|h|min|s)\b/g, "$1\u00a0$2");
