"""Decisions in the engines that are not Chromium's: answered, kept, and without a server.

WebKitGTK is the engine of Safari. Safari itself runs on no machine of these tests.
"""

import time
from contextlib import ExitStack, contextmanager

import pytest

from course.content.decisions import decisions
from course.content.notebooks import notebook_of
from tests.build.site.conftest import handed_out
from tests.build.site.engines import PATIENCE_SECONDS, NoEngineError, firefox, webkit

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.deployment, pytest.mark.engines]

PAGES = [
    notebook_of(asked.id).filename.removesuffix(".ipynb") + ".html" for asked in decisions()[:2]
]

SHOWN = "performance.getEntriesByName('course-shown').length > 0"
KEPT = "document.documentElement.dataset.kept === 'yes'"
AT_HAND = "navigator.serviceWorker.ready.then(() => Boolean(navigator.serviceWorker.controller))"


def reads(text):
    return f"document.querySelector('main').innerText.includes({text!r})"


def until(window, expression):
    """Wait until something is true of a page."""
    patience = time.monotonic() + PATIENCE_SECONDS
    while not window.tell(expression):
        assert time.monotonic() < patience, (expression, window.tell("document.body.innerText"))
        time.sleep(0.1)


def answer(window, asked):
    """Press the right option and the button below, whether or not Python is there yet."""
    until(window, SHOWN)
    letters = [option.id for option in asked.options]
    window.press(f".course-option:nth-of-type({letters.index(asked.key) + 1}) input")
    until(window, "Boolean(document.querySelector('.course-option input:checked'))")
    window.press(".course-decision button.course-main")
    until(window, reads(f"Yes: {asked.key}."))
    until(window, KEPT)


@contextmanager
def opened(engine, folder):
    """Open an engine, or say why it was not tried and how to get it."""
    with ExitStack() as until_the_end:
        try:
            window = until_the_end.enter_context(engine(folder))
        except NoEngineError as reason:
            pytest.skip(f"{engine.__name__}: {reason}")
        yield window


@pytest.mark.parametrize("engine", [firefox, webkit])
def test_a_decision_is_answered_kept_and_there_without_a_server(engine, built, tmp_path):
    """Pressed and answered, there when it is opened again; another one with the server stopped."""
    first, second = decisions()[:2]
    with opened(engine, tmp_path) as window:
        with handed_out(built) as port:
            here = f"http://127.0.0.1:{port}/a/fork/"
            window.go(here + PAGES[0])
            answer(window, first)
            until(window, AT_HAND)
        window.go(here + PAGES[0])
        until(window, reads(f"Yes: {first.key}."))
        window.go(here + PAGES[1])
        answer(window, second)
        window.go(here + "00_start_here.html")
        for asked in (first, second):
            until(window, reads(f"{notebook_of(asked.id).title}: answered"))
