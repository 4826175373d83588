"""No text of the course is cut, covered or off the page, and no page asks outside."""

import json
from pathlib import Path

import pytest

from course.content.decisions import decisions
from course.content.notebooks import notebooks
from course.progress.answers import progress
from course.widgets.rehearsal import Rehearsal
from tests.accessibility import axe_findings

pytestmark = [pytest.mark.browser, pytest.mark.slow]

LAYOUT = Path(__file__).with_name("layout.js").read_text("utf-8")

#: On a phone: what scrolls sideways and is no code, a table whose rows are no cards, type that is
#: smaller than body text should be, terms in a column, and what is too small for a thumb.
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
    if (one.matches("dt, dd") && style.float !== "none") faults.add(`in a column: ${words(one)}`);
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

#: Tables of which a part is out of sight until somebody scrolls sideways.
CUT_TABLES = """() => [...document.querySelectorAll(".course-table")]
  .filter((one) => one.checkVisibility() && one.scrollWidth > one.clientWidth + 1)
  .map((one) => one.ariaLabel)"""

#: How far our controls reach to the right.
REACH = """() => Math.max(0, ...[...document.querySelectorAll(
  ".course-decision, .course-reveal, .course-standing")].map(
  (one) => one.getBoundingClientRect().right))"""

#: Whether the page is darker than half of white.
IS_DARK = """() => getComputedStyle(document.body).backgroundColor
  .match(/\\d+/g).slice(0, 3).every((part) => part < 128)"""

#: Opens a notebook in the JupyterLab that is there, as a link from page to page does.
OPEN_BESIDE = "(path) => { window.jupyterapp.commands.execute('docmanager:open', { path }); }"

OPEN_ALL = "() => document.querySelectorAll('details').forEach((one) => { one.open = true; })"

#: Feedback, pictures and frames have come, and what moves or fades has ended.
SETTLED = """() => new Promise((resolve) => {
  let height = -1, since = 0;
  const look = (now) => {
    const fades = document.getAnimations().some(
      (one) => one.playState === "running" && one.effect.getComputedTiming().endTime < Infinity);
    if (fades || document.body.scrollHeight !== height) {
      height = document.body.scrollHeight;
      since = now;
    }
    if (now - since > 300) resolve();
    else requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
})"""

THEMES = {"light": "JupyterLab Light", "dark": "JupyterLab Dark"}


@pytest.fixture(autouse=True)
def _an_answered_course():
    """Every decision has an answer and two meetings were led, so that pages show all they can."""
    for asked in decisions():
        progress().record(asked.id, "D")
    rehearsal = Rehearsal(progress())
    rehearsal.lead("b D b c+b c c b a b c+a d c c")
    rehearsal.lead("c D c b d b d c b b c d c c")


def assert_framed(page, room):
    """The page has its title and language, one first heading and its landmarks."""
    assert page.title() == f"{room.title} · Blameless"
    assert page.locator("html").get_attribute("lang") == "en-NZ"
    assert page.get_by_role("heading", level=1).all_inner_texts() == [room.title]
    assert page.get_by_role("main").count() == 1


def assert_all_fits(page, room):
    """Nothing is off the page, covered or cut."""
    page.evaluate(SETTLED)
    assert page.locator("body").evaluate(LAYOUT) == [], room.slug
    width = page.viewport_size["width"]
    assert page.evaluate("document.documentElement.scrollWidth") <= width, room.slug
    assert page.evaluate(REACH) <= width, room.slug
    assert page.evaluate(CUT_TABLES) == [], room.slug


@pytest.mark.parametrize(
    "settings",
    [
        [(420, "light")],
        pytest.param([(1280, "dark"), (420, "dark")], marks=pytest.mark.deployment),
    ],
    ids=["light", "dark"],
)
def test_reader_mode(reader, watched, settings):
    """Each page is framed and fits, in both themes, axe finds nothing, nobody outside is asked."""
    with watched(viewport={"width": 420, "height": 900}) as page:
        for room in notebooks():
            page.goto(reader(room.filename), timeout=120_000)
            page.get_by_text("This page is ready.").wait_for(state="attached")
            assert_framed(page, room)
            for width, scheme in settings:
                page.set_viewport_size({"width": width, "height": 900})
                page.emulate_media(color_scheme=scheme)
                assert_all_fits(page, room)
                assert page.evaluate(IS_DARK) == (scheme == "dark"), room.slug
                if scheme == "light":
                    # Some fonts have letters that are higher than their line.
                    page.add_style_tag(content="main :is(h1, h2, h3) { line-height: 0.8 }")
                assert axe_findings(page) == [], room.slug
            page.evaluate(OPEN_ALL)
            assert page.evaluate(IN_THE_HAND) == [], room.slug
            assert page.evaluate("document.documentElement.scrollWidth") <= 420, room.slug


# On a phone it is second best: reader mode is what is meant there.
@pytest.mark.deployment
@pytest.mark.parametrize("setting", [("lab", 1280, "dark"), ("doc", 420, "light")])
def test_jupyterlab(server, open_in_lab, started, watched, findings, setting):  # noqa: PLR0913, PLR0917 - pytest gives them
    """In JupyterLab, and in its form for one document on a phone, the same."""
    form, width, theme = setting
    chosen = server.folder / "settings" / "@jupyterlab" / "apputils-extension"
    chosen.mkdir(parents=True, exist_ok=True)
    (chosen / "themes.jupyterlab-settings").write_text(json.dumps({"theme": THEMES[theme]}))
    # High enough for all cells: JupyterLab leaves out those that are out of sight.
    with watched(viewport={"width": width, "height": 9000}) as page:
        for room in notebooks():
            if room == notebooks()[0]:
                panel = open_in_lab(page, server, room.filename, form)
            else:
                page.evaluate(OPEN_BESIDE, f"notebooks/{room.filename}")
                panel = started(page, room.filename)
            panel.get_by_text("You have answered 4 of 4 decisions.").first.wait_for(timeout=15_000)
            shown = ".jp-NotebookPanel:not(.lm-mod-hidden) .jp-WindowedPanel-outer"
            page.get_by_role("heading", name="What you can now do").wait_for(timeout=90_000)
            page.evaluate(SETTLED)
            assert findings(page, shown, f"{shown} .jp-OutputArea-output") == []
        assert page.get_by_text("Would you like to get notified").all_inner_texts() == []
