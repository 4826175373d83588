"""The projector page: all of a step can be read from the last row, without scrolling."""

import json
import urllib.request
from typing import Any

import pytest

from course.content.decisions import decisions
from course.room.dry_run import simulated_votes, usual_number
from course.room.rooms import create_room
from course.room.store import Store
from course.room.tokens import hashed

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
  // Two lines at the top in one place cannot be read.
  covered: [...document.querySelectorAll(".top > *, .headed")].some((one, place, all) => {
    const { left, right, top, bottom, width } = one.getBoundingClientRect();
    return width > 1 && all.slice(0, place).some((other) => {
      const box = other.getBoundingClientRect();
      const isBeside = box.right <= left || right <= box.left;
      return box.width > 1 && !isBeside && box.top < bottom && top < box.bottom;
    });
  }),
  scrolls:
    document.documentElement.scrollHeight > innerHeight ||
    document.documentElement.scrollWidth > innerWidth,
})"""

#: The window tells a page of its new size with the next frame.
FRAMES = "() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))"

#: How large the answers' letters are, and how much of the window stays empty below all.
LETTERS = """() => {
  const seen = (of) => [...document.querySelectorAll(of)].filter((one) => one.offsetParent);
  const points = (one) => parseFloat(getComputedStyle(one).fontSize);
  const size = (of) => Math.min(...seen(of).map(points));
  const bottom = (one) => one.getBoundingClientRect().bottom;
  return {
    answers: size(".answer-text span"),
    question: size("#asked h2"),
    bars: size(".bar, .mark"),
    situation: size(".situation"),
    chosen: size(".effect .feedback"),
    empty: 1 - Math.max(...seen(".answer, .effect").map(bottom)) / innerHeight,
  };
}"""


#: The same of the rehearsal: what is said or can be said, and how high the line at the top is.
OF_THE_MEETING = """() => {
  const seen = (of) => [...document.querySelectorAll(of)].filter((one) => one.offsetParent);
  const points = (one) => parseFloat(getComputedStyle(one).fontSize);
  const bottom = (one) => one.getBoundingClientRect().bottom;
  return {
    letters: Math.min(
      ...seen(".answer-text :is(span, small), .said.reply, .lobby .situation").map(points),
    ),
    around: Math.min(...seen(".told .lead, .situation, .minutes, .notes li").map(points)),
    top: seen(".top")[0].offsetHeight,
    empty: 1 - Math.max(...seen(".answer, .said, .situation, .minutes").map(bottom)) / innerHeight,
  };
}"""


def keep_people(path: Any, *, dry_run: bool) -> str:
    """Put a room into a file that the usual number of people have joined."""
    code = create_room(path).code
    store = Store(path)
    for one in range(usual_number()):
        store.join(code, hashed(token(one)))
    if dry_run:
        store.mark_as_dry_run(code, usual_number())
    store.close()
    return code


def token(person: int) -> str:
    """Give a person what their phone keeps."""
    return f"person-{person}"


def vote_all(links: dict[str, str], decision: str, round_: int) -> None:
    """Let everyone vote as in a dry run."""
    for one, option in simulated_votes()[decision, round_].items():
        vote(links, one, {"decision": decision, "round": round_, "option": option})


def vote(links: dict[str, str], person: int, ballot: dict[str, Any]) -> None:
    """Let one person vote."""
    request = urllib.request.Request(
        f"{links['join']}vote",
        json.dumps(ballot).encode(),
        {"Content-Type": "application/json", "Cookie": f"participant={token(person)}"},
    )
    with urllib.request.urlopen(request, timeout=10) as answer:
        assert answer.status == 200


def take_step(page: Any, key: str, links: dict[str, str], decision: str) -> None:
    """Press a key, wait until the projector shows the step, and let everyone vote in it."""
    before = page.locator("h1").inner_text()
    page.keyboard.press(key)
    page.locator("h1").filter(has_not_text=before).wait_for()
    if key in "ov":
        vote_all(links, decision, 1 if key == "o" else 2)
        page.locator("#voted", has_text=str(usual_number())).wait_for()


@pytest.mark.deployment
@pytest.mark.parametrize("dry_run", [False, True], ids=["room", "dry run"])
def test_every_step_fits_the_projector(room_process: Any, browser: Any, dry_run: bool):
    """On common projectors all that is told and asked is in sight, in every step."""
    room_process.links = {"code": keep_people(room_process.home / "room.sqlite", dry_run=dry_run)}
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
                take_step(page, key, links, decision.id)
            for size in SIZES:
                page.set_viewport_size(size)
                page.evaluate(FRAMES)
                seen = page.evaluate(MEASURE)
                if seen["below"] < 0 or seen["covered"] or seen["scrolls"]:
                    cut.append((decision.id, page.locator("h1").inner_text(), size, seen))
        page.keyboard.press("n")
        if decision is not decisions()[-1]:
            page.locator("h1", has_text="The next decision").wait_for()
    assert page.locator("#dry-run").is_visible() == dry_run
    context.close()
    assert cut == []


def look(page: Any, size: dict[str, int], letters: str = LETTERS) -> dict[str, float]:
    """Look at the projector in this size; letters are told in parts of 720 lines."""
    page.set_viewport_size(size)
    page.evaluate(FRAMES)
    assert not page.evaluate(MEASURE)["scrolls"]
    seen = page.evaluate(letters)
    empty = seen.pop("empty")
    return {name: (found or 0) * 720 / size["height"] for name, found in seen.items()} | {
        "empty": empty
    }


def test_the_last_row_can_read_it(room_process: Any, browser: Any):
    """The window is used: question and answers are large, with the situation while people vote."""
    room_process.links = {"code": keep_people(room_process.home / "room.sqlite", dry_run=False)}
    links = room_process.start()
    context = browser.new_context(reduced_motion="reduce")
    page = context.new_page()
    page.goto(links["lead"])
    page.locator("#steps button").first.wait_for()
    page.goto(f"{links['join']}lead/screen")
    page.locator("h1", has_text="Join the room").wait_for()
    for decision in decisions():
        for key in "ocdvcra":
            if key == "a":
                page.keyboard.press(key)
                page.locator(".effect .feedback").wait_for()
            else:
                take_step(page, key, links, decision.id)
            for size in (SIZES[0], SIZES[-1]):
                seen = look(page, size)
                told = (decision.id, key, size, seen)
                assert seen["question"] >= seen["answers"] >= 28, told
                assert seen["empty"] < 0.2, told
                small = {"r": "bars", "a": "chosen"}.get(key, "situation")
                assert seen[small] >= 16, told
        page.keyboard.press("n")
        if decision is not decisions()[-1]:
            page.locator("h1", has_text="The next decision").wait_for()
    the_last_row_can_read_the_meeting(page, links)
    context.close()


def the_last_row_can_read_the_meeting(page: Any, links: dict[str, str]) -> None:
    """Go on with the rehearsal: what can be said, and then what was said, has the wall."""
    page.locator("h1", has_text="Lead the meeting together").wait_for()
    # The longest sentences are those of moment 1; a fact comes out in moment 3.
    for moment, move in enumerate("dAbc"):
        for key in ("", "o", "s"):
            if key:
                page.keyboard.press(key)
            if key == "o":
                # Nothing takes time before the meeting.
                page.locator(".answer small" if moment else ".answer").first.wait_for()
                vote(links, 0, {"decision": f"moment-{moment}", "round": 1, "option": move})
            if key == "s":
                page.locator(".said.reply").first.wait_for()
            for size in (SIZES[0], SIZES[-1]):
                seen = look(page, size, OF_THE_MEETING)
                told = (moment, key, size, seen)
                assert seen["letters"] >= 28, told
                assert seen["around"] >= 16, told
                assert seen["top"] < 48, told
                assert seen["empty"] < 1 / 3, told
