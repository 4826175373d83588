// Finds text that leaves the page, is cut by what holds it, a field as well, or lies on other text,
// and words that are broken in the narrow column of a table.
(holder) => {
  const faults = new Set();
  const drawn = [];
  const page = holder.getBoundingClientRect();
  const walker = document.createTreeWalker(holder, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const element = walker.currentNode.parentElement;
    const words = walker.currentNode.textContent.trim().slice(0, 60);
    if (!words || element.closest("style, script, option, .jp-Toolbar, .jp-Placeholder")) continue;
    if (!element.checkVisibility({ opacityProperty: true, visibilityProperty: true })) continue;
    const range = document.createRange();
    range.selectNodeContents(walker.currentNode);
    let isHeardOnly = false;
    for (let at = element; at !== holder; at = at.parentElement) {
      const box = at.getBoundingClientRect();
      isHeardOnly ||= box.width <= 1 || box.height <= 1;
    }
    const isCell = element.closest("td, th") && !isHeardOnly;
    const whole = isCell ? walker.currentNode.textContent : "";
    for (const word of whole.matchAll(/\p{L}+/gu)) {
      range.setStart(walker.currentNode, word.index);
      range.setEnd(walker.currentNode, word.index + word[0].length);
      const tops = new Set([...range.getClientRects()].map((part) => Math.round(part.top)));
      if (tops.size > 1) faults.add(`broken: ${word[0]}`);
    }
    range.selectNodeContents(walker.currentNode);
    let lines = [...range.getClientRects()].filter((line) => line.width > 1 && line.height > 1);
    for (let at = element; at !== holder; at = at.parentElement) {
      const box = at.getBoundingClientRect();
      const flow = getComputedStyle(at).overflowX;
      // Drawn for a screen reader alone.
      if (box.width <= 1 || box.height <= 1) lines = [];
      const out = lines.filter((line) => line.right > box.right + 1 || line.left < box.left - 1);
      if (out.length && ["hidden", "clip"].includes(flow)) faults.add(`cut: ${words}`);
      // What lies outside a frame that scrolls is reached by scrolling, and covers nothing.
      if (["auto", "scroll"].includes(flow)) lines = lines.filter((line) => !out.includes(line));
    }
    for (const line of lines) {
      const out = line.right > page.right + 1 || line.left < page.left - 1;
      if (out) faults.add(`off the page: ${words}`);
      drawn.push({ line, words, element });
    }
  }
  for (const field of holder.querySelectorAll('textarea:not([readonly], [wrap="off"])'))
    if (field.checkVisibility() && field.scrollHeight > field.clientHeight + 1) faults.add(`cut: ${field.value}`);
  drawn.sort((one, other) => one.line.top - other.line.top);
  drawn.forEach(({ line, words, element }, index) => {
    for (const below of drawn.slice(index + 1)) {
      if (below.line.top >= line.bottom - 3) break;
      if (below.element === element) continue;
      const wide = Math.min(line.right, below.line.right) - Math.max(line.left, below.line.left);
      const high = Math.min(line.bottom, below.line.bottom) - below.line.top;
      if (wide > 3 && high > 3) faults.add(`overlap: ${words} | ${below.words}`);
    }
  });
  return [...faults];
}
