"""No text of the course is cut, covered or off the page, wherever it is read."""

import json

import pytest
from axe_playwright_python.sync_playwright import Axe

from course.content.decisions import decisions
from course.content.notebooks import notebooks
from course.progress.answers import progress

pytestmark = [pytest.mark.browser, pytest.mark.slow]

#: Finds text that leaves the page, is cut by what holds it, or lies on other text, and words that
#: are broken in the narrow column of a table.
FAULTS = """(holder) => {
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
    for (const word of whole.matchAll(/\\p{L}+/gu)) {
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
}"""

#: On a phone: what scrolls sideways and is no code, a table whose rows are no cards, type that is
#: smaller than body text should be, and what is too small for a thumb.
IN_THE_HAND = """() => {
  const faults = new Set();
  const words = (one) => one.textContent.trim().slice(0, 40);
  for (const one of document.querySelectorAll("main *, header *")) {
    if (!one.checkVisibility({ visibilityProperty: true }) || one.closest("svg")) continue;
    const style = getComputedStyle(one);
    const box = one.getBoundingClientRect();
    if (box.width <= 1 || box.height <= 1) continue;
    const scrolls = ["auto", "scroll"].includes(style.overflowX) && !one.matches("pre, textarea");
    if (scrolls && one.scrollWidth > one.clientWidth + 1) faults.add(`scrolls: ${words(one)}`);
    if (one.matches("tbody td") && style.display !== "block") faults.add(`no card: ${words(one)}`);
    if (one.matches("p, li, td, dd, label") && !one.closest(".course-note, .course-hint")) {
      const isSmall = parseFloat(style.fontSize) < 16 && !/note|hint/.test(one.className);
      if (isSmall) faults.add(`${style.fontSize}: ${words(one)}`);
    }
    if (parseFloat(style.fontSize) < 12) faults.add(`${style.fontSize}: ${words(one)}`);
    const isTarget = one.matches("button, summary, select, input, li > a, nav a");
    if (isTarget && !["radio", "checkbox", "range"].includes(one.type) && box.height < 43.5)
      faults.add(`${box.height} px: ${words(one)}`);
  }
  return [...faults];
}"""

OPEN_ALL = "() => document.querySelectorAll('details').forEach((one) => { one.open = true; })"

THEMES = {"light": "JupyterLab Light", "dark": "JupyterLab Dark"}


@pytest.fixture(autouse=True)
def _an_answered_course():
    """Every decision has an answer, so that pages show all they ever show."""
    for asked in decisions():
        progress().record(asked.id, "D")


def findings(page, holder):
    page.get_by_role("heading", name="What you can now do").wait_for(timeout=90_000)
    # Feedback, pictures and frames settle.
    page.wait_for_timeout(1000)
    assert page.locator(holder).evaluate(FAULTS) == []
    outputs = {"include": [[f"{holder} .jp-OutputArea-output"]]}
    found = Axe().run(page, context=outputs).response["violations"]
    assert [(one["id"], one["nodes"][0]["html"]) for one in found] == []


@pytest.mark.parametrize("theme", THEMES)
def test_reader_mode_on_a_phone(reader, browser, theme):
    """At 420 px every page fits, in both themes, and axe finds nothing."""
    page = browser.new_page(viewport={"width": 420, "height": 900}, color_scheme=theme)
    for room in notebooks():
        page.goto(reader(room.filename), timeout=120_000)
        findings(page, "body")
        page.evaluate(OPEN_ALL)
        assert page.evaluate(IN_THE_HAND) == [], room.slug
        assert page.evaluate("document.documentElement.scrollWidth") <= 420, room.slug
    page.close()


@pytest.mark.parametrize("setting", [("lab", 1280, "dark"), ("doc", 420, "light")])
def test_jupyterlab(server, run_in_lab, browser, tmp_path, setting):
    """In JupyterLab, and in its form for one document on a phone, the same."""
    form, width, theme = setting
    chosen = tmp_path / "settings" / "@jupyterlab" / "apputils-extension"
    chosen.mkdir(parents=True, exist_ok=True)
    (chosen / "themes.jupyterlab-settings").write_text(json.dumps({"theme": THEMES[theme]}))
    # High enough for all cells: JupyterLab leaves out those that are out of sight.
    page = browser.new_page(viewport={"width": width, "height": 9000})
    for room in notebooks():
        run_in_lab(page, server, room.filename, form)
        page.get_by_text("you had answered 4 of 4 decisions").first.wait_for(timeout=15_000)
        findings(page, ".jp-NotebookPanel:not(.lm-mod-hidden) .jp-WindowedPanel-outer")
    page.close()
