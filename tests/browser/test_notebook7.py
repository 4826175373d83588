"""A learner answers in Notebook 7, and the same way in JupyterLab.

`make test-versions` runs this with the oldest of both.
"""

import json
import os
import secrets
import socket
import subprocess
import sys
import time
import urllib.request
from contextlib import closing

import pytest

from course.content.decisions import decisions
from course.content.notebooks import notebook_of
from course.progress.answers import progress
from tests.accessibility import axe_findings

pytestmark = [pytest.mark.browser, pytest.mark.slow]


#: What opens a file, and what says that its kernel is there: before, both call it idle.
FRONT_ENDS = {
    "notebooks": """
        document.querySelector(".jp-NotebookKernelStatus-fade")
            && document.querySelector(".jp-Notebook-ExecutionIndicator[data-status=idle]")
            && document.querySelector(".jp-Toolbar-kernelName").textContent.includes("ipykernel")
    """,
    "lab/tree": """document.body.innerText.includes("Python 3 (ipykernel) | Idle")""",
}

#: Once all has run: a front end gives the keyboard back to the notebook with the last cell, and
#: until then it tells how many of how many cells were run.
HAS_RUN = """
    document.querySelector(".jp-Notebook-ExecutionIndicator[data-status=idle]")
        && !/\\d\\/\\d/.test(document.querySelector(".jp-Notebook-ExecutionIndicator").textContent)
"""

#: Older ones draw only the cells in sight, unless told to draw all of them.
ALL_CELLS = {"windowingMode": "none"}


@pytest.fixture
def notebook7(tmp_path, course_home, course_copy):
    """`jupyter notebook` on a copy of the notebooks: what takes a file name to an address."""
    with closing(socket.create_server(("127.0.0.1", 0))) as probe:
        port = probe.getsockname()[1]
    token = secrets.token_hex(8)
    options = ["--no-browser", "--allow-root", f"--port={port}"]
    options += [f"--IdentityProvider.token={token}", f"--ServerApp.root_dir={course_copy}"]
    settings = tmp_path / "settings" / "@jupyterlab" / "notebook-extension"
    settings.mkdir(parents=True)
    (settings / "tracker.jupyterlab-settings").write_text(json.dumps(ALL_CELLS))
    places = {"COURSE_HOME": str(course_home), "JUPYTER_CONFIG_DIR": str(tmp_path / "config")}
    places |= {"JUPYTERLAB_SETTINGS_DIR": str(tmp_path / "settings")}
    base = f"http://127.0.0.1:{port}"
    with (tmp_path / "log").open("w") as log:
        server = subprocess.Popen(
            [sys.executable, "-m", "notebook", *options],
            env=os.environ | places,
            stdout=log,
            stderr=log,
        )
        try:
            deadline = time.monotonic() + 60
            while True:
                assert server.poll() is None, (tmp_path / "log").read_text()
                assert time.monotonic() < deadline, (tmp_path / "log").read_text()
                try:
                    urllib.request.urlopen(f"{base}/api?token={token}", timeout=60).read()
                    break
                except OSError:
                    time.sleep(0.25)
            yield lambda front_end, name: f"{base}/{front_end}/notebooks/{name}?token={token}"
        finally:
            server.terminate()
            server.wait(30)


@pytest.mark.parametrize(
    "front_end",
    # With the newest JupyterLab, `test_course.py` does the same.
    ["notebooks", pytest.param("lab/tree", marks=pytest.mark.deployment)],
)
def test_by_keyboard(notebook7, browser, front_end):
    """Run all, answer with Space and Enter; no key of an option reaches the notebook."""
    asked = decisions()[0]
    page = browser.new_page(viewport={"width": 1280, "height": 1400})
    page.goto(notebook7(front_end, notebook_of(asked.id).filename))
    page.wait_for_function(FRONT_ENDS[front_end], timeout=90_000)
    page.get_by_role("menuitem", name="Run", exact=True).click()
    page.get_by_role("menuitem", name="Run All Cells", exact=True).click()
    first = page.get_by_role("radio").first
    first.wait_for(timeout=60_000)
    assert page.locator("input[type=radio]:checked").count() == 0
    page.wait_for_function(HAS_RUN, timeout=60_000)

    cells = page.locator(".jp-Notebook .jp-Cell")
    number = cells.count()
    first.focus()
    for key in ("b", "x", "d", "d"):
        page.keyboard.press(key)
    assert cells.count() == number
    page.keyboard.press("Space")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.get_by_role("status").get_by_text("Yes: B").wait_for(timeout=30_000)
    assert [attempt.option for attempt in progress().attempts()] == ["B"]
    assert cells.count() == number
    # The front end's own page is not the course's.
    assert axe_findings(page, ".jp-OutputArea") == []
    page.close()
