"""What the rehearsal costs: a step of the model, its search, and a move on the page: issue 13."""

import resource
from collections.abc import Callable, Iterator
from dataclasses import replace
from statistics import median

from playwright.sync_api import Page
from rehearsal_states import Search

from course.content.decisions import decisions
from course.content.notebooks import notebook
from course.progress.answers import Progress
from course.rehearsal import begin, moves_of, replay
from tests.benchmarks.decision import BEFORE_CLICK_MILLISECONDS, BUTTON, telling
from tests.benchmarks.pages import CLICK, chromium, course_server, notebook_page, run_all
from tests.benchmarks.ratios import Row, comparison, duration, in_turns, timed
from tests.benchmarks.reader import AIM_ALIVE, bare_page, openings
from tests.benchmarks.throwaway import surroundings

REHEARSAL = "from course import rehearse\nrehearse(reveal_open=True)"
WHOLE = "b B b c d b d c b b c c c c"
MEETINGS = 200
#: As many moves as a meeting has; one more begins it.
MOVES = 13

AIM_STEP = "< 1 ms"
AIM_SEARCH = "< 60 s"
AIM_MEMORY = "< 2 GB"
AIM_CLICK = 2


def step() -> Iterator[Row]:
    """Make each move of a whole meeting, many times."""
    letters = moves_of(replay(WHOLE))

    def led() -> None:
        meeting = begin()
        for letter in letters:
            meeting = meeting.make(letter)

    seconds = median(timed(led)() for _ in range(MEETINGS)) / len(letters)
    yield Row("a step of the meeting", duration(seconds), aim=AIM_STEP)


def search() -> Iterator[Row]:
    """Go through every state of the meeting, once."""
    seconds = timed(lambda: Search().run())()
    yield Row("search of all states", duration(seconds), aim=AIM_SEARCH)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    yield Row("its memory", f"{peak:.0f} MB", aim=AIM_MEMORY)


def click() -> Iterator[Row]:
    """Say a sentence and see the answer, against a bare Button that sets an HTML value."""
    with surroundings() as around, chromium() as browser, course_server(around) as server:
        page = notebook_page(browser, server, around.write("click.ipynb", REHEARSAL, BUTTON))
        run_all(page)
        page.locator(".course-rehearsal").wait_for()
        page.locator(".bare-button").wait_for()
        page.locator(".course-rehearsal .course-main").first.click()
        say = _saying(page)
        say()
        pairs = list(in_turns(say, telling(page), rounds=MOVES - 1, warm_up=False))
    yield comparison("click to the next line / bare Button and HTML", pairs, AIM_CLICK)


def _saying(page: Page) -> Callable[[], float]:
    def say() -> float:
        page.locator(".course-next input[type=radio]").first.check()
        page.wait_for_timeout(BEFORE_CLICK_MILLISECONDS)
        return float(page.evaluate(CLICK, [".course-say", ".course-said"])) / 1000

    return say


def alive() -> Iterator[Row]:
    """Open its page on a phone with all four decisions answered, against a bare page."""
    with surroundings() as around, chromium() as browser, course_server(around) as server:
        answers = Progress(around.folder / "home")
        for asked in decisions():
            answers.record(asked.id, asked.key)
        bare, ours = bare_page(around), notebook("rehearse_the_meeting").filename
        middle = openings(browser, server, (bare, ours))
    row = comparison("page alive / a bare page", [(middle[ours].alive, middle[bare].alive)])
    yield replace(row, aim=f"< {AIM_ALIVE} s")


MEASURES = {"step": step, "search": search, "click": click, "alive": alive}
