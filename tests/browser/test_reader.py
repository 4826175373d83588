"""Reader mode in a real browser: the way through the course, and how a page starts."""

import nbformat
import pytest

from course.content.decisions import decisions
from course.content.notebooks import notebook_of, notebooks
from course.progress.answers import progress

pytestmark = [pytest.mark.browser, pytest.mark.slow]

ASKED = decisions()[0]
ROOM = notebook_of(ASKED.id)
PHONE = {"width": 420, "height": 900}
LAPTOP = {"width": 1280, "height": 900}
PATIENCE_MS = 90_000


#: Where what is read, chosen or filled in ends on the right: text at one edge, what is wide at one.
EDGES = """() => [...new Set([...document.querySelectorAll(
  "main :is(p, fieldset, textarea, details, .course-option)")]
  .filter((one) => one.offsetParent && !one.matches(".course-terms *"))
  .map((one) => Math.round(one.getBoundingClientRect().right)))].sort((a, b) => a - b)"""

#: What cuts the ring around what has the focus.
CLIPPED_FOCUS = """() => {
  const cut = [];
  const ring = document.activeElement.getBoundingClientRect().left - 5;
  for (let at = document.activeElement.parentElement; at; at = at.parentElement) {
    const { overflowX, overflowClipMargin } = getComputedStyle(at);
    const edge = at.getBoundingClientRect().left - (parseFloat(overflowClipMargin) || 0);
    if (overflowX !== "visible" && ring < edge) cut.push(at.className);
  }
  return cut;
}"""


def ready(page):
    """Wait until every part of the page has run and is drawn."""
    page.get_by_text("This page is ready.").wait_for(state="attached", timeout=PATIENCE_MS)


def edited(server, *sources):
    """Put cells before the first one of the copied notebook that has a decision."""
    path = server.root / "notebooks" / ROOM.filename
    document = nbformat.read(path, as_version=4)
    document.cells[:0] = [nbformat.v4.new_code_cell(source) for source in sources]
    nbformat.write(document, path)


def test_while_a_page_starts_its_words_can_be_read(reader, browser, server):
    """Before the first part has run all the text is there, and it is said how far the page is."""
    edited(server, *["import time; time.sleep(5)"] * 2)
    page = browser.new_page(viewport=PHONE)
    page.goto(reader(ROOM.filename), wait_until="commit", timeout=PATIENCE_MS)
    page.get_by_text("This page is starting").wait_for(timeout=PATIENCE_MS)
    bar = page.get_by_role("progressbar")
    assert float(bar.get_attribute("value")) == 0
    for text in (
        f"Notebook {ROOM.number}: {ROOM.title}",
        "0 of 4 decisions",
        "What you can now do",
    ):
        page.get_by_text(text).first.wait_for(timeout=PATIENCE_MS)
    assert page.get_by_role("link", name=notebooks()[ROOM.number + 1].title).first.is_visible()
    assert page.get_by_role("radio").count() == 0
    code = page.evaluate("document.getElementById('course-parts').max")
    assert page.get_by_text(f"0 of {code} parts have run").is_visible()
    page.get_by_text(f"1 of {code} parts have run").wait_for(timeout=PATIENCE_MS)
    assert page.get_by_role("radio").count() == 0
    page.get_by_role("radio").first.wait_for(timeout=PATIENCE_MS)
    ready(page)
    assert not bar.is_visible()
    assert page.get_by_text("This part is coming").count() == 0
    page.close()


def test_a_page_that_stops_before_its_end_says_so(reader, browser, server):
    """Where a part fails, the text stays, and a button starts the page again."""
    edited(server, "1 / 0")
    page = browser.new_page(viewport=PHONE)
    page.goto(reader(ROOM.filename), timeout=PATIENCE_MS)
    page.get_by_text("This page stopped before its end").wait_for(timeout=PATIENCE_MS)
    assert page.get_by_text("What you can now do").is_visible()
    assert page.get_by_text("ZeroDivisionError").count() == 0
    with page.expect_navigation(timeout=PATIENCE_MS):
        page.get_by_role("button", name="Reload this page").click()
    page.close()


def test_by_keyboard_from_page_to_page(reader, browser):
    """The first Tab offers to skip, the list unfolds by Enter, and links lead on and back."""
    page = browser.new_page(viewport=PHONE)
    page.goto(reader(ROOM.filename), timeout=PATIENCE_MS)
    ready(page)
    page.keyboard.press("Tab")
    skip = page.get_by_role("link", name="Skip to the text")
    assert skip.bounding_box()["y"] >= 0
    page.keyboard.press("Tab")
    first = page.get_by_role("link", name=notebooks()[0].title)
    assert not first.is_visible()
    page.keyboard.press("Enter")
    assert first.is_visible()
    assert page.locator("header summary").evaluate("(one) => one === document.activeElement")
    skip.focus()
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "course-text"

    following, before = notebooks()[ROOM.number + 1], notebooks()[ROOM.number - 1]
    page.locator("header [rel=next]").focus()
    page.keyboard.press("Enter")
    page.get_by_role("heading", level=1, name=following.title).wait_for(timeout=PATIENCE_MS)
    ready(page)
    page.locator("footer [rel=prev]").focus()
    page.keyboard.press("Enter")
    page.get_by_role("heading", level=1, name=ROOM.title).wait_for(timeout=PATIENCE_MS)
    assert page.locator("header [rel=prev]").inner_text().endswith(before.title)
    page.close()


def test_an_answer_is_counted_at_once_and_on_every_page(reader, browser):
    """The page that asks and the next one say which decisions are answered."""
    page = browser.new_page(viewport=LAPTOP)
    page.goto(reader(ROOM.filename), timeout=PATIENCE_MS)
    count = page.get_by_role("status").get_by_text("You have answered")
    assert count.inner_text() == "You have answered 0 of 4 decisions."
    mark = page.get_by_role("banner").get_by_role("listitem").filter(has_text=ROOM.title)
    assert "still open" in mark.first.text_content()
    page.locator(".course-option").first.click(timeout=PATIENCE_MS)
    page.get_by_role("button", name="Check answer").click()
    # What `begin` shows says so as well, and is hidden: a role is what can be seen.
    told = page.get_by_role("status").get_by_text("You have answered 1 of 4 decisions.")
    told.wait_for(timeout=PATIENCE_MS)
    assert "(answered)" in mark.first.text_content()
    assert [attempt.option for attempt in progress().attempts()] == ["A"]
    ready(page)
    page.locator(".course-written").first.focus()
    assert page.evaluate(EDGES) == [784, 1040]
    assert page.evaluate(CLIPPED_FOCUS) == []
    page.locator("header [rel=next]").click()
    page.get_by_role("heading", level=1, name=notebooks()[ROOM.number + 1].title).wait_for()
    assert told.is_visible()
    assert "(answered)" in mark.first.text_content()
    page.close()


def test_the_code_is_one_link_away_and_so_is_the_way_back(reader, browser):
    """From a page to the same notebook in JupyterLab, and from there to the page."""
    page = browser.new_page(viewport=LAPTOP)
    page.goto(reader(ROOM.filename), timeout=PATIENCE_MS)
    page.get_by_role("link", name="Open this page in JupyterLab").click()
    notebook = page.locator(".jp-NotebookPanel")
    notebook.get_by_role("heading", level=1, name=ROOM.title).wait_for(timeout=PATIENCE_MS)
    assert page.get_by_role("tab", name=ROOM.filename).is_visible()
    page.on("dialog", lambda dialog: dialog.accept())
    page.get_by_role("link", name="Read without code").click()
    page.get_by_text("This page is ready.").wait_for(state="attached", timeout=PATIENCE_MS)
    assert page.get_by_role("heading", level=1).all_inner_texts() == [ROOM.title]
    page.close()


def test_jupyterlab_begins_with_its_side_bar_closed(lab, browser):
    """The notebook has the width, nobody is asked anything, and a click opens the files."""
    page = browser.new_page(viewport=LAPTOP)
    page.goto(lab(notebooks()[0].filename))
    page.get_by_text("Python 3 (ipykernel) | Idle").wait_for(timeout=PATIENCE_MS)
    page.wait_for_timeout(1000)
    assert not page.locator("#jp-left-stack").is_visible()
    assert not page.get_by_text("Jupyter news").is_visible()
    assert page.locator(".jp-NotebookPanel").bounding_box()["width"] > 1100
    page.get_by_role("tab", name="File Browser").click()
    page.locator("#jp-left-stack").wait_for(timeout=PATIENCE_MS)
    page.close()


def test_a_page_that_is_left_takes_its_kernel_along(reader, browser):
    """Whoever walks from page to page has one kernel, that of the page they are on."""
    page = browser.new_page(viewport=PHONE)
    first, second = (room.filename for room in notebooks()[:2])
    base, _, rest = reader(first).partition("voila/render/")
    token = rest.partition("token=")[2]

    def kernels():
        listed = page.request.get(f"{base}api/kernels?token={token}").json()
        return {kernel["id"] for kernel in listed}

    # A page that another test closed with its browser may have left one on this server.
    others = kernels()
    for name in (first, second):
        page.goto(reader(name), timeout=120_000)
        ready(page)
        page.wait_for_load_state("networkidle")
    for _ in range(60):
        if len(kernels() - others) == 1:
            break
        page.wait_for_timeout(500)
    assert len(kernels() - others) == 1
    page.close()
