"""How the course feels on a slow laptop and in a small pod: issue 4.

From a kernel to the first decision on screen, in JupyterLab and in reader mode, and the
memory of a learner who has every notebook open.
"""

import json
import os
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

from playwright.sync_api import Browser, Page

from course.content.decisions import decisions
from course.content.notebooks import notebook_of, notebooks
from tests.benchmarks.pages import (
    FROM_KERNEL,
    MOVE,
    chromium,
    course_server,
    notebook_page,
    run_all,
)
from tests.benchmarks.ratios import Row, comparison, in_turns, megabytes, timed
from tests.benchmarks.throwaway import (
    PATIENCE_SECONDS,
    Server,
    memory,
    surroundings,
)

OPENINGS = 7
#: What a Binder pod leaves for one learner.
AIM_BYTES = 900e6

DECISION = ".course-decision fieldset"
BARE = ".widget-radio-box"
BARE_NOTEBOOK = """import ipywidgets
ipywidgets.RadioButtons(options=["A", "B", "C", "D"], value=None)"""

MOVES = 24
AIM_REDRAW = "< 150 ms"
SLIDERS = """from course import load_incident, what_if_sliders
what_if_sliders(load_incident())"""
NUMBER = """import ipywidgets
number, told = ipywidgets.IntText(), ipywidgets.HTML()
number.add_class("bare-number")
told.add_class("bare-told")
number.observe(lambda change: setattr(told, "value", str(change.new)), "value")
ipywidgets.VBox([number, told])"""


def first_decision() -> Iterator[Row]:
    """Show the first decision, against a bare ipywidgets question, from the kernel on."""
    with surroundings() as around, chromium() as browser, course_server(around) as server:
        bare = around.write("bare.ipynb", BARE_NOTEBOOK)
        course = notebook_of(decisions()[0].id).filename
        places = {
            "JupyterLab: kernel to first decision / ipywidgets": _from_kernel,
            "reader mode: page to first decision / ipywidgets": _from_page,
        }
        for name, opening in places.items():
            ours = opening(browser, server, course, DECISION)
            baseline = opening(browser, server, bare, BARE)
            yield comparison(name, in_turns(ours, baseline, rounds=OPENINGS))


def _from_kernel(browser: Browser, server: Server, name: str, place: str) -> Callable[[], float]:
    page = notebook_page(browser, server, name)

    def seconds() -> float:
        # A page in the background draws when it likes.
        page.bring_to_front()
        return page.evaluate(FROM_KERNEL, place) / 1000

    return seconds


def _from_page(browser: Browser, server: Server, name: str, place: str) -> Callable[[], float]:
    page = browser.new_page(viewport={"width": 420, "height": 900})

    def show() -> None:
        address = f"{server.base}/voila/render/notebooks/{name}?token={server.token}"
        page.goto(address, wait_until="commit")
        page.locator(place).wait_for(timeout=PATIENCE_SECONDS * 1000)

    return timed(show)


def redraw() -> Iterator[Row]:
    """Move the what-if slider until the picture is another, against a bare number and text."""
    with surroundings() as around, chromium() as browser, course_server(around) as server:
        page = notebook_page(browser, server, around.write("redraw.ipynb", SLIDERS, NUMBER))
        run_all(page)
        page.locator(".course-what-if img").first.wait_for()
        page.locator(".bare-number").wait_for()
        ours = _moving(page, ".course-what-if input", ".course-picture img:last-child")
        bare = _moving(page, ".bare-number input", ".bare-told .widget-html-content")
        row = comparison("what-if redrawn / IntText and HTML", in_turns(ours, bare, rounds=MOVES))
    yield replace(row, aim=AIM_REDRAW)


def _moving(page: Page, control: str, place: str) -> Callable[[], float]:
    return lambda: page.evaluate(MOVE, [control, place]) / 1000


def open_notebooks() -> Iterator[Row]:
    """Weigh the server and every kernel, once every notebook is open and has run (PSS)."""
    with surroundings() as around, chromium() as browser, course_server(around) as server:
        for notebook in notebooks():
            run_all(notebook_page(browser, server, notebook.filename))
        found = {"server": memory(server.process.pid)}
        for session in json.loads(server.get("/api/sessions")):
            name = f"kernel of {Path(session['path']).stem}"
            found[name] = memory(_process_of(session["kernel"]["id"]))
    yield from (Row(name, megabytes(count)) for name, count in sorted(found.items()))
    aim = f"< {megabytes(AIM_BYTES)}"
    yield Row("server and all notebooks open", megabytes(sum(found.values())), aim=aim)


def _process_of(kernel: str) -> int:
    """Find a kernel's process by the name of its connection file."""
    for entry in Path("/proc").iterdir():
        if not entry.name.isdigit() or int(entry.name) == os.getpid():
            continue
        try:
            command = (entry / "cmdline").read_text()
        except OSError:  # it has just ended
            continue
        if f"kernel-{kernel}.json" in command:
            return int(entry.name)
    raise RuntimeError(f"The kernel {kernel} was expected to run, and it does not.")


MEASURES = {"first-decision": first_decision, "redraw": redraw, "open-notebooks": open_notebooks}
