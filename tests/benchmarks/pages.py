"""A real Chromium, and the notebooks that it shows in JupyterLab."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import Browser, Error, Page, sync_playwright

from course.server.listening import LOOPBACK, free_port
from tests.benchmarks.ratios import NotMeasuredError
from tests.benchmarks.throwaway import PATIENCE_SECONDS, Server, Surroundings, serving
from tools.browser import on_path

#: Wait for a change of the text in one place after a click in another; give the milliseconds.
CLICK = """
([button, place]) => new Promise((resolve, reject) => {
  const told = document.querySelector(place);
  const before = told.textContent;
  const began = performance.now();
  const observer = new MutationObserver(() => {
    if (told.textContent === before) return;
    observer.disconnect();
    resolve(performance.now() - began);
  });
  observer.observe(told, { childList: true, characterData: true, subtree: true });
  setTimeout(() => reject(new Error(`${place} did not change`)), 20000);
  document.querySelector(button).click();
})
"""

#: Move a control by one and wait until something is drawn anew; give the milliseconds.
MOVE = """
([control, place]) => new Promise((resolve, reject) => {
  const moved = document.querySelector(control);
  const began = performance.now();
  const observer = new MutationObserver(() => {
    observer.disconnect();
    requestAnimationFrame(() => resolve(performance.now() - began));
  });
  observer.observe(document.querySelector(place), {
    attributes: true, attributeFilter: ["src"], characterData: true, childList: true, subtree: true,
  });
  setTimeout(() => reject(new Error(`${place} did not change`)), 20000);
  moved.value = Number(moved.value) + 1;
  for (const kind of ["input", "change"]) moved.dispatchEvent(new Event(kind, { bubbles: true }));
})
"""

#: Take the kernel away and what it showed; start one and run all cells; wait until
#: something is on screen; give the milliseconds.
FROM_KERNEL = """
async (place) => {
  const { commands, shell } = window.jupyterapp;
  const session = shell.currentWidget.sessionContext;
  await session.shutdown();
  await commands.execute('notebook:clear-all-cell-outputs');
  const there = () => document.querySelector(place)?.getBoundingClientRect().height > 0;
  while (there()) await new Promise(requestAnimationFrame);
  const began = performance.now();
  await session.changeKernel({ name: 'python3' });
  commands.execute('notebook:run-all-cells');
  while (!there()) await new Promise(requestAnimationFrame);
  return performance.now() - began;
}
"""


@contextmanager
def chromium() -> Iterator[Browser]:
    """Open the Chromium of this machine, or else the one that Playwright brought."""
    with sync_playwright() as playwright:
        try:
            browser = playwright.chromium.launch(executable_path=on_path(), args=["--no-sandbox"])
        except Error as error:
            raise NotMeasuredError("needs a Chromium: `python tools/browser.py`") from error
        yield browser
        browser.close()


@contextmanager
def course_server(around: Surroundings) -> Iterator[Server]:
    """Serve the copied notebooks as `course lab` serves those of the checkout."""
    call = (
        "import sys; from pathlib import Path; from course.server.jupyter import serve; "
        "serve(int(sys.argv[2]), 'Open', browser=False, root=Path(sys.argv[1]))"
    )
    port = free_port(LOOPBACK, 0)
    words = [sys.executable, "-c", call, str(around.folder), str(port)]
    with serving(words, "/lab", around, port) as server:
        yield server


def notebook_page(browser: Browser, server: Server, name: str) -> Page:
    """Open a notebook in JupyterLab and wait for its kernel."""
    page = browser.new_page(viewport={"width": 1280, "height": 1400})
    page.set_default_timeout(PATIENCE_SECONDS * 1000)
    page.goto(f"{server.base}/lab/tree/notebooks/{name}?token={server.token}&reset")
    page.get_by_text("Python 3 (ipykernel) | Idle").wait_for()
    return page


def run_all(page: Page) -> None:
    """Run all cells, and return when the last one has run."""
    page.evaluate("() => window.jupyterapp.commands.execute('notebook:run-all-cells')")
