"""No text of the course is cut, covered or off the page, and no page asks outside."""

import json

import pytest

from course.content.decisions import decisions
from course.content.notebooks import notebooks
from course.progress.answers import progress
from course.widgets.rehearsal import Rehearsal

pytestmark = [pytest.mark.browser, pytest.mark.slow]

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
    """Every decision has an answer and two meetings were led, so that pages show all they can."""
    for asked in decisions():
        progress().record(asked.id, "D")
    rehearsal = Rehearsal(progress())
    rehearsal.lead("b D b c+b c c b a b c+a d c c")
    rehearsal.lead("c D c b d b d c b b c d c c")


def read_to_the_end(page, findings, holder):
    page.get_by_role("heading", name="What you can now do").wait_for(timeout=90_000)
    # Feedback, pictures and frames settle.
    page.wait_for_timeout(1000)
    assert findings(page, holder, f"{holder} .jp-OutputArea-output") == []


def test_reader_mode_on_a_phone(reader, watched, findings):
    """At 420 px every page fits, in both themes, axe finds nothing, and nobody outside is asked."""
    with watched(viewport={"width": 420, "height": 900}) as page:
        for room in notebooks():
            page.goto(reader(room.filename), timeout=120_000)
            page.get_by_text("This page is ready.").wait_for(state="attached")
            page.wait_for_load_state("networkidle")
            for theme in THEMES:
                page.emulate_media(color_scheme=theme)
                read_to_the_end(page, findings, "body")
            page.evaluate(OPEN_ALL)
            assert page.evaluate(IN_THE_HAND) == [], room.slug
            assert page.evaluate("document.documentElement.scrollWidth") <= 420, room.slug


@pytest.mark.parametrize("setting", [("lab", 1280, "dark"), ("doc", 420, "light")])
def test_jupyterlab(server, run_in_lab, watched, findings, setting):
    """In JupyterLab, and in its form for one document on a phone, the same."""
    form, width, theme = setting
    chosen = server.folder / "settings" / "@jupyterlab" / "apputils-extension"
    chosen.mkdir(parents=True, exist_ok=True)
    (chosen / "themes.jupyterlab-settings").write_text(json.dumps({"theme": THEMES[theme]}))
    # High enough for all cells: JupyterLab leaves out those that are out of sight.
    with watched(viewport={"width": width, "height": 9000}) as page:
        for room in notebooks():
            run_in_lab(page, server, room.filename, form)
            page.get_by_text("You have answered 4 of 4 decisions.").first.wait_for(timeout=15_000)
            shown = ".jp-NotebookPanel:not(.lm-mod-hidden) .jp-WindowedPanel-outer"
            read_to_the_end(page, findings, shown)
        assert page.get_by_text("Would you like to").count() == 0
