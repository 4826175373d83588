// The way on from a control: to the next part of its page, or from the last part to the next
// notebook. The last heading of a page sums it up, so nothing is left to do there.
function wayOn(el, next) {
  const headings = () =>
    [...(el.closest(".jp-Notebook") ?? document).querySelectorAll(".jp-MarkdownOutput h2")].filter(
      (heading) => el.compareDocumentPosition(heading) & Node.DOCUMENT_POSITION_FOLLOWING,
    );
  const words = (heading) =>
    [...heading.childNodes].filter((part) => part.nodeName !== "A").map((part) => part.textContent).join("").trim();
  const goOn = button("", () => {
    const [part, ...later] = headings();
    if (!later.length) return link.click();
    part.tabIndex = -1;
    part.focus({ preventScroll: true });
    part.scrollIntoView({ block: "start" });
  }, { class: "course-main" });
  const link = element("a", { class: "course-button course-main", href: next?.href ?? "" });
  if (next) openInLab(link);

  // The page around may still be growing: what comes next is looked up each time.
  function show(isOffered) {
    const [part, ...later] = headings();
    goOn.textContent = part ? `Continue to “${words(part)}”` : "";
    link.textContent = next ? `Continue to “${next.title}”` : "";
    goOn.hidden = !isOffered || !later.length;
    link.hidden = !isOffered || Boolean(later.length) || !next;
  }
  show(false);
  return { buttons: [goOn, link], show };
}
