"""What one decision costs, against the least that a widget costs: issue 2.

Time to import and ask it, memory of the kernel that shows it, and from a click to its
feedback in a real browser.
"""

import subprocess
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import replace
from functools import partial
from statistics import median

from jupyter_client.manager import start_new_kernel
from playwright.sync_api import Page

from course.content.decisions import Decision, decisions
from course.progress.answers import Progress
from tests.benchmarks.pages import CLICK, chromium, course_server, notebook_page, run_all
from tests.benchmarks.ratios import Row, comparison, duration, in_turns, megabytes, timed
from tests.benchmarks.throwaway import Surroundings, memory, surroundings

IMPORTS = 15
KERNELS = 5
CLICKS = 30
#: A person who has selected an option does not click sooner: what selecting set off is over
#: by then, and so is what it held up (Nagle's algorithm beside a delayed acknowledgement).
BEFORE_CLICK_MILLISECONDS = 500

AIM_IMPORT = 1.25
AIM_MEMORY = 1.2
AIM_CLICK = 2

DECISION = f"from course import decide\ndecide({decisions()[0].id!r})"
BARE = """import anywidget
class Bare(anywidget.AnyWidget):
    _esm = "export default { render({ el }) { el.textContent = 'bare'; } }"
Bare()"""
BUTTON = """import ipywidgets
button, told = ipywidgets.Button(description="Tell"), ipywidgets.HTML("0")
def tell(_):
    told.value = str(int(told.value) + 1)
button.on_click(tell)
button.add_class("bare-button"), told.add_class("bare-told")
ipywidgets.VBox([button, told])"""


def start() -> Iterator[Row]:
    """Import the course and ask, against `import anywidget`, in fresh interpreters."""
    clock = (
        "from time import perf_counter\nbegan = perf_counter()\n{}\nprint(perf_counter() - began)"
    )
    with surroundings() as around:

        def seconds(source: str) -> float:
            return float(around.run("-c", clock.format(source)))

        pairs = in_turns(
            partial(seconds, DECISION), partial(seconds, "import anywidget"), rounds=IMPORTS
        )
        yield comparison("import course, decide(…) / import anywidget", pairs, AIM_IMPORT)


def kernel() -> Iterator[Row]:
    """Show one decision in a kernel, against one bare anywidget in another (PSS)."""
    with surroundings() as around:
        pairs = [_both_kernels(around) for _ in range(KERNELS)]
    name = "kernel showing a decision / a bare anywidget"
    yield comparison(name, pairs, AIM_MEMORY, told=megabytes)


def _both_kernels(around: Surroundings) -> tuple[int, int]:
    """Start both at once, so that each shares as much with the other."""
    with ExitStack() as running:
        found = [memory(_kernel_after(source, around, running)) for source in (DECISION, BARE)]
    return found[0], found[1]


def _kernel_after(source: str, around: Surroundings, running: ExitStack) -> int:
    manager, client = start_new_kernel(env=around.variables, stderr=subprocess.DEVNULL)
    running.callback(manager.shutdown_kernel, now=True)
    running.callback(client.stop_channels)
    reply = client.execute_interactive(source, output_hook=lambda _message: None)
    assert reply["content"]["status"] == "ok", reply
    reply = client.execute(
        "", user_expressions={"process": "__import__('os').getpid()"}, reply=True
    )
    return int(reply["content"]["user_expressions"]["process"]["data"]["text/plain"])


def click() -> Iterator[Row]:
    """Click and see feedback, against a bare Button that sets an HTML value, on one page."""
    asked = decisions()[0]
    with surroundings() as around, chromium() as browser, course_server(around) as server:
        name = around.write("click.ipynb", DECISION, BUTTON)
        page = notebook_page(browser, server, name)
        run_all(page)
        page.locator(".course-main").wait_for()
        page.locator(".bare-button").wait_for()
        pairs = list(in_turns(_answering(page, asked), telling(page), rounds=CLICKS))
        note = keeping(around, asked)
    row = comparison("click to feedback / bare Button and HTML", pairs, AIM_CLICK)
    yield replace(row, note=note)


def keeping(around: Surroundings, asked: Decision) -> str:
    """Say what part of a press goes by until an answer is on this disk, as now it is."""
    answers = Progress(around.folder)
    keep = timed(lambda: answers.record(asked.id, asked.key))
    kept = median(keep() for _ in range(CLICKS))
    return f"of it, {duration(kept)} until this disk has kept the answer"


def _answering(page: Page, asked: Decision) -> Callable[[], float]:
    """Answer with one wrong option after the other, so that the feedback changes."""
    wrong = [place for place, option in enumerate(asked.options) if not asked.is_key(option.id)]
    tries = 0

    def answer() -> float:
        nonlocal tries
        page.locator(".course-option input").nth(wrong[tries % len(wrong)]).check()
        tries += 1
        return _seconds(page, ".course-main", ".course-status")

    return answer


def telling(page: Page) -> Callable[[], float]:
    """Press the bare button, and see its number."""
    return lambda: _seconds(page, ".bare-button", ".bare-told .widget-html-content")


def _seconds(page: Page, button: str, place: str) -> float:
    page.wait_for_timeout(BEFORE_CLICK_MILLISECONDS)
    return page.evaluate(CLICK, [button, place]) / 1000


MEASURES = {"start": start, "kernel": kernel, "click": click}
