"""The projector page: all of a step can be read from the last row, without scrolling."""

from typing import Any

import pytest

from course.content.decisions import decisions
from course.room.rehearsal import rehearsed_votes, usual_number
from course.room.rooms import create_room
from course.room.store import Store

pytestmark = [pytest.mark.browser, pytest.mark.slow]

SIZES = [
    {"width": 1280, "height": 720},
    {"width": 1024, "height": 768},
    {"width": 1366, "height": 768},
    {"width": 1920, "height": 1080},
]

#: How much of the window is left below what has to be seen, and whether the page scrolls.
MEASURE = """() => ({
  below: Math.min(
    ...[...document.querySelectorAll(".answer, .situation, .beside > *, .timer, h1, h2, .shift")]
      .filter((one) => one.offsetParent)
      .map((one) => innerHeight - one.getBoundingClientRect().bottom),
  ),
  scrolls:
    document.documentElement.scrollHeight > innerHeight ||
    document.documentElement.scrollWidth > innerWidth,
})"""


def keep_votes(path: Any, *, dry_run: bool) -> str:
    """Put a room into a file in which all four decisions have been voted on already."""
    code = create_room(path).code
    store = Store(path)
    people = [store.join(code, str(one).encode()) for one in range(usual_number())]
    store._database.executemany(
        "INSERT INTO votes VALUES (?, ?, ?, ?, ?)",
        [
            (code, *ballot, people[one], option)
            for ballot, chosen in rehearsed_votes().items()
            for one, option in chosen.items()
        ],
    )
    if dry_run:
        store.mark_as_rehearsal(code, len(people))
    store.close()
    return code


@pytest.mark.parametrize("dry_run", [False, True], ids=["room", "dry run"])
def test_every_step_fits_the_projector(room_process: Any, browser: Any, dry_run: bool):
    """On common projectors all that is told and asked is in sight, in every step."""
    room_process.links = {"code": keep_votes(room_process.home / "room.sqlite", dry_run=dry_run)}
    links = room_process.start()
    context = browser.new_context(reduced_motion="reduce")
    page = context.new_page()
    page.goto(links["lead"])
    page.locator("#steps button").first.wait_for()
    page.goto(f"{links['join']}lead/screen")
    page.locator("h1", has_text="Join the room").wait_for()
    cut = []
    for decision in decisions():
        for key in ("", *"ocdvcr"):
            if key:
                before = page.locator("h1").inner_text()
                page.keyboard.press(key)
                page.locator("h1").filter(has_not_text=before).wait_for()
            for size in SIZES:
                page.set_viewport_size(size)
                seen = page.evaluate(MEASURE)
                if seen["below"] < 0 or seen["scrolls"]:
                    cut.append((decision.id, page.locator("h1").inner_text(), size, seen))
        page.keyboard.press("n")
        if decision is not decisions()[-1]:
            page.locator("h1", has_text="The next decision").wait_for()
    assert page.locator("#rehearsal").is_visible() == dry_run
    context.close()
    assert cut == []
