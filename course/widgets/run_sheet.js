// The run sheet: shown, printed, and taken along as a page or as Markdown.

function render({ model, el, signal }) {
  const words = model.get("words");
  const sheet = element("div", { class: "course-run-sheet-page" });
  const status = statusRegion();
  const session = openSession({ model, signal, status });

  // A frame of its own is printed: the page around stays off the paper.
  const print = button(words.print, () => {
    const frame = element("iframe", { class: "course-run-sheet-print", title: words.print, tabindex: "-1" });
    frame.addEventListener("load", () => {
      frame.contentWindow.addEventListener("afterprint", () => frame.remove());
      frame.contentWindow.print();
    });
    el.querySelector("iframe")?.remove();
    frame.srcdoc = model.get("page");
    el.append(frame);
    session.say(words.printing);
  }, { class: "course-main" });
  function take(trait, ending, type) {
    const name = `${words.name}.${ending}`;
    download(model.get(trait), name, type);
    session.say(words.downloaded.replace("{name}", name));
  }
  const page = button(words.html, () => take("page", "html", "text/html"));
  const markdown = button(words.markdown, () => take("markdown", "md", "text/markdown"));

  const asked = element("div", { "aria-live": "polite", class: "course-run-sheet-asked" });
  function show() {
    sheet.innerHTML = model.get("html");
    asked.innerHTML = model.get("asked");
  }
  // Another page may have written a line meanwhile.
  function look() {
    if (!document.hidden) session.ask({ type: "look" }, { byItself: true, done: () => {} });
  }
  listen(model, signal, { "change:html": show, "change:asked": show });
  document.addEventListener("visibilitychange", look, { signal });
  show();
  el.classList.add("course-control", "course-run-sheet");
  el.append(sheet, asked, actionRow(print, page, markdown), status);
}

export default { render };
