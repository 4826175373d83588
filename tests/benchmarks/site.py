"""How a page of the course without a server begins: issue 17.

The baselines stand beside it in the same folder: the same page without its scripts, and a page
that does nothing but load Pyodide and print.
"""

import gzip
import json
import re
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from itertools import cycle
from pathlib import Path
from threading import Thread
from typing import Any

import psutil
from playwright.sync_api import Browser, Page, ViewportSize

from course.build.site import build_site
from course.build.site.core import VERSION, NotFetchedError
from course.content.decisions import decisions
from course.content.notebooks import notebook_of
from tests.benchmarks.pages import chromium
from tests.benchmarks.ratios import NotMeasuredError, Row, comparison, duration, in_turns, megabytes

PHONE: ViewportSize = {"width": 420, "height": 900}
OPENINGS = 11
COLD = 3
WARM = 15
PATIENCE_MS = 120_000
LATER = "window.requestIdleCallback = () => {};"

PICTURE = re.compile(rb"data:image/[^\"']+")

AIM_READABLE = 1.3
AIM_COLD = 1.3
AIM_WARM = "< 100 ms"
AIM_FIRST = "< 150 kB"
AIM_ALL = "< 8 MB"

#: Note when a press of a person begins, and when another verdict is drawn.
WATCH = """() => {
  const verdict = () => document.querySelector(".course-look-again")?.textContent;
  const before = verdict();
  window.took = 0;
  document.addEventListener("click", () => {
    const began = performance.now();
    const look = () => {
      if (verdict() && verdict() !== before) window.took = performance.now() - began;
      else requestAnimationFrame(look);
    };
    look();
  }, { capture: true, once: true });
}"""

#: Note when all options of the first decision have been drawn.
READ = """
const look = () => {
  const read = document.querySelector("main")?.innerText ?? "";
  if (OPTIONS.every((text) => read.includes(text)))
    requestAnimationFrame(() => setTimeout(() => (window.took = performance.now())));
  else requestAnimationFrame(look);
};
look();
"""

BARE = f"""<!DOCTYPE html><title>Bare</title><link rel="icon" href="data:,"><script type="module">
const began = performance.now();
const {{ loadPyodide }} = await import("./python-{VERSION}/pyodide.mjs");
const py = await loadPyodide();
py.runPython("print(1)");
window.took = performance.now() - began;
</script>"""


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_: Any) -> None:
        """Say nothing of each file."""

    def handle(self) -> None:
        # A page that is closed while it fetches has seen enough.
        with suppress(ConnectionError):
            super().handle()


@contextmanager
def _site() -> Iterator[tuple[Browser, str, Path]]:
    """Build the site, put the baselines beside it, and hand it out."""
    with tempfile.TemporaryDirectory() as folder:
        try:
            out = build_site(Path(folder) / "site")
        except NotFetchedError as error:
            raise NotMeasuredError(str(error)) from error
        text = (out / _first()).read_text("utf-8")
        still = text.replace('<script type="module"', '<script type="text/plain"')
        (out / "still.html").write_text(still, "utf-8")
        (out / "bare.html").write_text(BARE, "utf-8")
        with ThreadingHTTPServer(("127.0.0.1", 0), partial(_Quiet, directory=out)) as server:
            Thread(target=server.serve_forever, daemon=True).start()
            with chromium() as browser:
                yield browser, f"http://127.0.0.1:{server.server_address[1]}/", out
            server.shutdown()


def _first() -> str:
    return notebook_of(decisions()[0].id).filename.removesuffix(".ipynb") + ".html"


@contextmanager
def _opened(browser: Browser, address: str, *scripts: str) -> Iterator[Page]:
    """Open a page as somebody does who was never there."""
    context = browser.new_context(viewport=PHONE)
    context.set_default_timeout(PATIENCE_MS)
    page = context.new_page()
    for script in scripts:
        page.add_init_script(script)
    page.goto(address)
    yield page
    context.close()


def _took(page: Page) -> float:
    """Wait until a page has noted how long something took, and give the seconds."""
    return float(page.wait_for_function("window.took").json_value()) / 1000


def _readable(browser: Browser, address: str) -> float:
    options = json.dumps([option.text for option in decisions()[0].options])
    with _opened(browser, address, LATER, f"const OPTIONS = {options};{READ}") as page:
        return _took(page)


def _choose(page: Page, option: int) -> None:
    page.locator(".course-option input").nth(option).click()


def _press(page: Page) -> float:
    page.get_by_role("button", name="Check answer").click()
    return _took(page)


def start() -> Iterator[Row]:
    """Time until the first decision can be read, and until a press has its verdict."""
    asked = decisions()[0]
    wrong = cycle(at for at, option in enumerate(asked.options) if not asked.is_key(option.id))
    with _site() as (browser, base, out):
        here, still, bare = (base + name for name in (_first(), "still.html", "bare.html"))
        yield comparison(
            "first decision readable / the same without scripts",
            in_turns(lambda: _readable(browser, here), lambda: _readable(browser, still), OPENINGS),
            AIM_READABLE,
        )

        def cold() -> float:
            with _opened(browser, here, LATER) as page:
                page.wait_for_function("performance.getEntriesByName('course-shown').length")
                page.evaluate(WATCH)
                _choose(page, next(wrong))
                return _press(page)

        def printed() -> float:
            with _opened(browser, bare) as page:
                return _took(page)

        pairs = in_turns(cold, printed, COLD, warm_up=False)
        yield comparison("first press to verdict, cold / bare Pyodide", pairs, AIM_COLD)
        with _opened(browser, here) as page:
            took = sorted(_again(page, next(wrong)) for _ in range(WARM))
            yield Row("press to verdict, warm", duration(took[WARM // 2]), aim=AIM_WARM)
            ours = _largest_renderer()
        with _opened(browser, bare) as page:
            _took(page)
            held = (ours, _largest_renderer())
        yield comparison("memory of a page (PSS) / bare Pyodide", [held], told=megabytes)
        yield from _bytes(browser, base, out)


def _again(page: Page, option: int) -> float:
    """Press when all that was chosen is kept, as somebody does who has read."""
    _choose(page, option)
    page.wait_for_function("document.documentElement.dataset.kept === 'yes'")
    page.evaluate(WATCH)
    return _press(page)


def _largest_renderer() -> int:
    """Tell what the process of the page holds, its share of what all hold included."""
    renderers = [
        child
        for child in psutil.Process().children(recursive=True)
        if "--type=renderer" in child.cmdline()
    ]
    return max(int(one.memory_full_info().pss) for one in renderers)


def _bytes(browser: Browser, base: str, out: Path) -> Iterator[Row]:
    """Count what a server that compresses sends."""
    asked: list[str] = []
    context = browser.new_context(viewport=PHONE)
    page = context.new_page()
    page.add_init_script(LATER + "delete Navigator.prototype.serviceWorker;")
    page.on("request", lambda request: asked.append(request.url))
    page.goto(base + _first())
    page.wait_for_function("performance.getEntriesByName('course-shown').length")
    context.close()
    first = sum(_sent(out / url.removeprefix(base)) for url in set(asked) if url.startswith(base))
    yield Row("bytes to the first decision", f"{first / 1e3:.0f} kB", aim=AIM_FIRST)
    files = [f for f in out.rglob("*") if f.is_file() and f.name not in {"still.html", "bare.html"}]
    tests = next(out.glob("assets/tests-*.zip"))
    every = sum(_sent(file) for file in files) - _sent(tests)
    yield Row("bytes in all, without figures", f"{every / 1e6:.1f} MB", aim=AIM_ALL)
    yield Row("bytes of what runs the lab's tests, when asked", f"{_sent(tests) / 1e6:.1f} MB")


def _sent(file: Path) -> int:
    """Tell what a server that compresses sends of a file; pictures of figures are left out."""
    raw = file.read_bytes()
    if file.suffix == ".html":
        raw = PICTURE.sub(b"", raw)
    return min(len(raw), len(gzip.compress(raw, 6)))


MEASURES = {"start": start}
