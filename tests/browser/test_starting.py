"""In JupyterLab a page of the course starts by itself, and any other one waits."""

import json

import pytest
from playwright.sync_api import expect

from course.charts import callers_chart
from course.content.decisions import decisions
from course.content.notebooks import notebook, notebooks
from course.incident.guesses import fingerprint
from course.incident.loading import load_incident
from course.progress import progress

pytestmark = [pytest.mark.browser, pytest.mark.slow]

PAGE = notebook("open_the_meeting").filename
OWN = notebook("your_own_incident").filename
NEXT = notebook("fix_the_system")

CURRENT = "window.jupyterapp.shell.currentWidget"
HAS_KERNEL = """() => [...(window.jupyterapp?.shell.widgets("main") ?? [])].some(
  ({ sessionContext }) => sessionContext?.session?.kernel?.status === "idle")"""
OPEN = "((path) => window.jupyterapp.commands.execute('docmanager:open', { path }))"

STATE = """() => {
  const { context, content } = window.jupyterapp.shell.currentWidget;
  return {
    dirty: context.model.dirty,
    active: content.activeCellIndex,
    top: document.querySelector(".jp-WindowedPanel-outer").scrollTop,
    theme: document.body.dataset.jpThemeName,
  };
}"""


#: In how many rows the way through the course stands, and how far it is cut at the left.
TRAIL = """() => {
  const way = document.querySelector(".course-trail");
  const range = document.createRange();
  const boxes = [...way.querySelectorAll("li")].map((one) => {
    range.selectNodeContents(one);
    return range.getBoundingClientRect();
  });
  const { left } = way.getBoundingClientRect();
  return {
    rows: new Set(boxes.map(({ top }) => Math.round(top))).size,
    cut: boxes.filter((box) => box.left < left + 4).length,
  };
}"""


def test_a_page_comes_to_life_and_stays_as_it_was(server, browser):
    """Nobody has changed anything: nothing is dirty, written or scrolled; answers count at once."""
    page = browser.new_page(viewport={"width": 1280, "height": 1400}, color_scheme="dark")
    asked = []
    page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.accept()))
    path = server.root / "notebooks" / PAGE
    saved = path.read_bytes()
    page.goto(server.lab(PAGE) + "&reset", timeout=120_000)
    page.get_by_role("button", name="Check answer").wait_for(timeout=90_000)
    page.get_by_text("You have answered 0 of 4 decisions.").wait_for()
    page.get_by_text("Python 3 (ipykernel) | Idle").wait_for(timeout=60_000)
    page.wait_for_function(f"() => !({STATE})().dirty", timeout=30_000)
    assert page.evaluate(STATE) == {
        "dirty": False,
        "active": 0,
        "top": 0,
        "theme": "JupyterLab Dark",
    }
    assert page.get_by_role("button", name="Start this page").count() == 0
    assert page.evaluate(TRAIL) == {"rows": 2, "cut": 0}

    page.get_by_role("radio").first.check()
    page.get_by_role("button", name="Check answer").click()
    page.get_by_text("You have answered 1 of 4 decisions.").wait_for(timeout=15_000)
    assert path.read_bytes() == saved
    # Another day it stands behind what was open last, as it was: it comes to life and leads on.
    (server.root / "notes.md").write_text("# Notes\n", "utf-8")
    with page.expect_response(
        lambda told: told.request.method == "PUT" and "workspaces" in told.url
    ):
        page.evaluate(f"{OPEN}('notes.md').then(() => 1)")
    page.goto("about:blank")
    server.stop_kernels()
    page.goto(f"{server.base}lab?token={server.token}")
    page.wait_for_function(HAS_KERNEL)
    page.get_by_role("tab", name=PAGE).click()
    page.locator("[data-course-start=ended]").wait_for(timeout=90_000)
    assert not page.evaluate(STATE)["dirty"]
    page.evaluate("history.replaceState(null, '', location.pathname.replace('notebooks/', ''))")
    page.locator(".course-trail").get_by_role("link", name=NEXT.title).click()
    page.wait_for_function(f"() => {CURRENT}?.context?.path === 'notebooks/{NEXT.filename}'")
    page.goto("about:blank")
    assert path.read_bytes() == saved
    assert asked == []
    page.close()


def test_one_that_somebody_has_changed_waits_for_a_person(server, browser):
    """Its code is not ours: one large button stands before it, and starts it."""
    path = server.root / "notebooks" / PAGE
    document = json.loads(path.read_text("utf-8"))
    code = [cell for cell in document["cells"] if cell["cell_type"] == "code"]
    code[-1]["source"] = ["# My own question\n", *code[-1]["source"]]
    # Of what was saved JupyterLab leaves the styles out.
    saved = {"text/html": callers_chart(load_incident()).fragment.styled}
    code[1]["outputs"] = [{"output_type": "display_data", "metadata": {}, "data": saved}]
    path.write_text(json.dumps(document), "utf-8")
    page = browser.new_page(viewport={"width": 1280, "height": 1400})
    page.goto(server.lab(PAGE) + "&reset", timeout=120_000)
    start = page.get_by_role("button", name="Start this page")
    start.wait_for(timeout=90_000)
    page.get_by_text("Python 3 (ipykernel) | Idle").wait_for(timeout=60_000)
    assert page.get_by_role("button", name="Check answer").count() == 0
    page.locator("figure img").wait_for()
    assert page.locator(".course-spots").is_hidden()
    assert (
        page.locator("figure td").first.evaluate("(cell) => getComputedStyle(cell).textAlign")
        == "start"
    )
    start.click()
    page.get_by_role("button", name="Check answer").wait_for(timeout=60_000)
    assert start.count() == 0
    page.close()


#: A colour that has a name, as a browser writes it.
COLOUR = """(name) => {
  const one = document.body.appendChild(document.createElement("i"));
  one.style.color = `var(--course-${name})`;
  const { color } = getComputedStyle(one);
  one.remove();
  return color;
}"""


def test_nothing_about_an_own_incident_stands_there_before_it_does(server, browser):
    """No heading waits for its chart, and what is there looks as in reader mode."""
    page = browser.new_page(viewport={"width": 1280, "height": 6000})
    page.goto(server.lab(OWN) + "&reset", timeout=120_000)
    page.locator("[data-course-start=ended]").wait_for(timeout=90_000)
    look_around = page.get_by_role("button", name="Look around")
    look_around.wait_for()
    headings = page.get_by_role("heading", name="Where did the minutes go?")
    expect(headings).to_be_hidden()
    expect(page.get_by_role("heading", name="From memory")).to_be_visible()
    link = page.locator(".jp-MarkdownOutput a:not(.jp-InternalAnchorLink)").first
    expect(link).to_have_css("color", page.evaluate(COLOUR, "accent"))
    mark = "(one) => getComputedStyle(one, '::before').content"
    assert {one.evaluate(mark) for one in page.locator("summary:visible").all()} == {'"+"'}
    look_around.click()
    expect(headings).to_be_visible()
    page.close()


SHIFTS = """() => {
  window.moved = 0;
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) if (!entry.hadRecentInput) window.moved += entry.value;
  }).observe({ type: "layout-shift", buffered: true });
}"""


#: What got more or less room than it takes, by more than a line and what stands around it.
ROOMS = """(name) => [...document.querySelectorAll(".course-part[style]")]
  .filter(({ offsetHeight }) => offsetHeight)
  .map(({ id, offsetHeight, style }) => [id, offsetHeight, style.getPropertyValue(name)])
  .filter(([, takes, got]) => Math.abs(takes - 16 * parseFloat(got)) > 32)"""


def test_nothing_moves_while_a_page_of_reader_mode_starts(reader, browser):
    """Each control has its room already, and nothing is longer at first than it must be.

    So it is when all is answered, and when the page was left with something written in it. The
    aim of forty phone screens was set for the nine notebooks that there were; the two that came
    later stand beside them.
    """
    screens = {}
    page = browser.new_page(viewport={"width": 420, "height": 900})
    page.add_init_script(f"({SHIFTS})()")

    def has_started(slug):
        page.get_by_text("This page is ready.").wait_for(state="attached", timeout=90_000)
        expect(page.locator("#course-starting")).to_be_hidden()
        coming = ".course-part[style]:not(:has(.course-control, .jp-RenderedHTML))"
        expect(page.locator(coming)).to_have_count(0)
        assert page.evaluate("window.moved") < 0.02, slug

    for room in notebooks():
        page.goto(reader(room.filename), timeout=120_000)
        has_started(room.slug)
        screens[room.slug] = page.evaluate("document.documentElement.scrollHeight / innerHeight")
        for width, name in ((420, "--usual"), (1280, "--wide")):
            page.set_viewport_size({"width": width, "height": 900})
            assert page.evaluate(ROOMS, name) == [], (room.slug, width)
        page.set_viewport_size({"width": 420, "height": 900})
    newer = [screens.pop(slug) for slug in ("rehearse_the_meeting", "write_the_report")]
    assert sum(screens.values()) <= 40, screens
    assert max(newer) <= 3

    for asked in decisions():
        progress().record(asked.id, asked.key)
    progress().keep("guess.share", {"said": "10"}, content_hash=fingerprint(load_incident()))
    for slug in ("what_happened", "write_the_report", "a_strong_post_mortem"):
        page.goto(reader(notebook(slug).filename), timeout=120_000)
        has_started(slug)
    page.locator(".course-write textarea").first.fill("What we knew\nWhat we did\nWhat is open")
    expect(page.locator(".course-write").first).to_contain_text("Kept")
    page.reload(timeout=120_000)
    has_started(slug)
    page.close()
