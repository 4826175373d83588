"""How soon a phone can be used once its link into a room is opened: issue 5."""

import json
from collections.abc import Iterator
from statistics import median

from playwright.sync_api import Browser

from tests.benchmarks.pages import chromium
from tests.benchmarks.ratios import Row, duration
from tests.benchmarks.room import room

PHONE = {"width": 420, "height": 860}
TRIALS = 9
AIM_SECONDS = 1


def from_the_link(browser: Browser, link: str) -> float:
    """Open a link on a phone that was never there; return the seconds until it is in the room."""
    context = browser.new_context(viewport=PHONE)
    page = context.new_page()
    page.goto(link)
    page.get_by_role("heading", name="You are in").wait_for()
    milliseconds: float = page.evaluate("performance.now()")
    context.close()
    return milliseconds / 1000


def first_page() -> Iterator[Row]:
    """Time the first page of a phone, from its link to its place in the room."""
    with chromium() as browser, room() as line:
        link = json.loads(line)["join"]
        from_the_link(browser, link)  # the browser itself is warm
        seconds = median(from_the_link(browser, link) for _ in range(TRIALS))
    yield Row("a phone's first page, from the link", duration(seconds), aim=f"< {AIM_SECONDS} s")


MEASURES = {"first_page": first_page}
