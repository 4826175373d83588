"""How a page of reader mode begins on a phone: issue 12.

First paint, the moment from which it answers, how far its text moves meanwhile, and how long it
is, notebook by notebook; and from a press to a verdict that is in view. A bare page is one line
of text, then a button of ipywidgets, behind the same server and the same frame. It is no page of
the course, and so its kernel starts when it is asked for.
"""

from collections.abc import Iterator
from dataclasses import astuple, dataclass, replace
from itertools import cycle
from statistics import median

import nbformat
from playwright.sync_api import Browser, Page

from course.content.decisions import decisions
from course.content.notebooks import notebook_of, notebooks
from tests.benchmarks.decision import BEFORE_CLICK_MILLISECONDS, BUTTON, keeping
from tests.benchmarks.pages import chromium, course_server
from tests.benchmarks.ratios import Row, comparison, in_turns
from tests.benchmarks.throwaway import PATIENCE_SECONDS, Server, Surroundings, surroundings

PHONE = {"width": 420, "height": 900}
OPENINGS = 3
#: Nobody goes on to the next page sooner: a kernel is ready for it by then.
READING_MILLISECONDS = 7000
CLICKS = 15

AIM_ALIVE = 1.5
AIM_SHIFT = 0.02
AIM_SCREENS = "≤ 40"
#: The notebooks that there were not when the aim for their length was set.
NEWER = {"rehearse_the_meeting", "write_the_report"}
AIM_CLICK = 2

#: Notes what moves while nobody presses, and when the page says that it is ready.
WATCH = """
window.course = { moved: 0, alive: 0 };
new PerformanceObserver((list) => {
  for (const { hadRecentInput, value } of list.getEntries())
    if (!hadRecentInput) window.course.moved += value;
}).observe({ type: "layout-shift", buffered: true });
new MutationObserver((_, observer) => {
  if (!document.getElementById("course-ready")?.textContent) return;
  window.course.alive = performance.now();
  observer.disconnect();
}).observe(document, { characterData: true, childList: true, subtree: true });
"""

#: What has been noted, with the length of the page in windows.
NOTED = """() => ({
  paint: performance.getEntriesByName("first-contentful-paint")[0].startTime / 1000,
  alive: window.course.alive / 1000,
  moved: window.course.moved,
  screens: document.documentElement.scrollHeight / innerHeight,
})"""

#: Press one thing, and wait until another one that is new, or says something new, stands whole in
#: the window.
IN_VIEW = """([pressed, place]) => new Promise((resolve, reject) => {
  const before = document.querySelector(place)?.textContent;
  const began = performance.now();
  const look = () => {
    const found = document.querySelector(place);
    const box = found?.getBoundingClientRect();
    const isInView = box?.height && box.top >= 0 && box.bottom <= innerHeight;
    if (isInView && found.textContent !== before) resolve(performance.now() - began);
    else requestAnimationFrame(look);
  };
  setTimeout(() => reject(new Error(`${place} did not come into view`)), 20000);
  document.querySelector(pressed).click();
  look();
})"""

BARE = "A line of text."
TOLD = [".bare-button", ".bare-told .widget-html-content"]


@dataclass(frozen=True)
class Opening:
    """What one opening of a page showed, in seconds, in shares of the window and in windows."""

    paint: float
    alive: float
    moved: float
    screens: float


def start() -> Iterator[Row]:
    """Open every notebook that nobody has answered, and the bare page, in turns."""
    names = [notebook.filename for notebook in notebooks()]
    with surroundings() as around, chromium() as browser, course_server(around) as server:
        bare = bare_page(around)
        middle = openings(browser, server, (bare, *names))
    base = middle[bare]
    for notebook in notebooks():
        ours = middle[notebook.filename]
        name = notebook.slug
        yield comparison(f"{name}: first paint / a bare page", [(ours.paint, base.paint)])
        alive = comparison(f"{name}: alive / a bare page", [(ours.alive, base.alive)])
        yield replace(alive, aim=f"< {AIM_ALIVE} s")
        yield Row(f"{name}: layout shift", f"{ours.moved:.3f}", aim=f"≤ {AIM_SHIFT}")
        yield Row(f"{name}: screens", f"{ours.screens:.1f}")
    older = [notebook for notebook in notebooks() if notebook.slug not in NEWER]
    for some, aim in ((older, AIM_SCREENS), (notebooks(), "")):
        screens = sum(middle[notebook.filename].screens for notebook in some)
        yield Row(f"screens of {len(some)} notebooks", f"{screens:.1f}", aim=aim)


def openings(browser: Browser, server: Server, names: tuple[str, ...]) -> dict[str, Opening]:
    """Open some pages in turns, and give what was the median of each."""
    _opened(browser, server, names[0])  # the browser and the server are warm
    turns = [{name: _opened(browser, server, name) for name in names} for _ in range(OPENINGS)]
    return {
        name: Opening(*map(median, zip(*(astuple(turn[name]) for turn in turns), strict=True)))
        for name in names
    }


def bare_page(around: Surroundings) -> str:
    """Write the bare page beside the notebooks, and give its name."""
    name = around.write("bare.ipynb", BUTTON)
    path = around.folder / "notebooks" / name
    document = nbformat.read(path, as_version=4)
    document.cells.insert(0, nbformat.v4.new_markdown_cell(BARE))
    nbformat.write(document, path)
    return name


def _opened(browser: Browser, server: Server, name: str) -> Opening:
    """Open a page as a phone does that was never there."""
    context = browser.new_context(viewport=PHONE)
    page = context.new_page()
    _go(page, server, name)
    # What still settles, settles.
    page.wait_for_load_state("networkidle")
    page.wait_for_timeout(READING_MILLISECONDS)
    noted = Opening(**page.evaluate(NOTED))
    context.close()
    return noted


def _go(page: Page, server: Server, name: str) -> None:
    page.set_default_timeout(PATIENCE_SECONDS * 1000)
    page.add_init_script(WATCH)
    page.goto(f"{server.base}/voila/render/notebooks/{name}?token={server.token}")
    page.wait_for_function("window.course.alive > 0")


def click() -> Iterator[Row]:
    """Press “Check answer” until the verdict is in view, against a bare button and its text."""
    asked = decisions()[0]
    wrong = [place for place, option in enumerate(asked.options) if not asked.is_key(option.id)]
    tries = cycle(wrong)
    with surroundings() as around, chromium() as browser, course_server(around) as server:
        bare = bare_page(around)
        page = browser.new_page(viewport=PHONE)
        _go(page, server, notebook_of(asked.id).filename)

        def answering() -> float:
            page.bring_to_front()
            page.locator(".course-option").nth(next(tries)).click()
            page.wait_for_timeout(BEFORE_CLICK_MILLISECONDS)
            return page.evaluate(IN_VIEW, [".course-main", ".course-look-again"]) / 1000

        other = browser.new_page(viewport=PHONE)
        _go(other, server, bare)

        def pressing() -> float:
            other.bring_to_front()
            other.wait_for_timeout(BEFORE_CLICK_MILLISECONDS)
            return other.evaluate(IN_VIEW, TOLD) / 1000

        pairs = list(in_turns(answering, pressing, rounds=CLICKS))
        note = keeping(around, asked)
    row = comparison("press to verdict in view / a bare button", pairs, AIM_CLICK)
    yield replace(row, note=note)


MEASURES = {"start": start, "click": click}
