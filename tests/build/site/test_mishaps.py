"""What a page says and keeps when something goes wrong around it."""

import json
import os
import re
import shutil
from pathlib import Path

import pytest

from tests.build.site.conftest import PATIENCE_MS, answer, handed_out, kept, ready

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.deployment]

OPENING = "02_open_the_meeting"

#: Begin to keep the site, and give what became of it.
INSTALL = """async () => {
  const { installing } = await navigator.serviceWorker.register("service_worker.js");
  return new Promise((done) => {
    installing.addEventListener("statechange", () => done(installing.state), { once: true });
  });
}"""


def test_where_the_browser_keeps_nothing_the_page_says_so_and_answers(site):
    """A denied storage is told, and what one does works until the page is closed."""

    def deny(route):
        body = route.fetch().text()
        denied = "Object.defineProperty(globalThis, 'indexedDB', { value: undefined });"
        route.fulfill(body=denied + body, content_type="text/javascript")

    site.context.route("**/worker-*.js", deny)
    page = site.open(OPENING)
    page.get_by_role("status").get_by_text("This browser keeps nothing").wait_for()
    answer(page, "B")
    page.get_by_text("Yes: B.").first.wait_for(timeout=PATIENCE_MS)


def test_where_the_storage_is_full_the_page_says_so_and_carries_on(site):
    """What is answered then stays until the page is closed, and can be taken along as a file."""
    page = site.open(OPENING)
    kept(page)
    devtools = site.context.new_cdp_session(page)
    here = f"http://127.0.0.1:{site.port}"
    devtools.send("Storage.overrideQuotaForOrigin", {"origin": here, "quotaSize": 1})
    answer(page, "A")
    page.get_by_role("status").get_by_text("denied or full").wait_for(timeout=PATIENCE_MS)
    answer(page, "B")
    page.get_by_text("Yes: B.").first.wait_for(timeout=PATIENCE_MS)
    with page.expect_download() as taken:
        page.get_by_role("button", name="Download my answers").click()
    answers = json.loads(Path(taken.value.path()).read_text("utf-8"))["attempts"]
    assert [attempt["option"] for attempt in answers] == ["A", "B"]


def test_a_worker_that_is_ended_in_a_press_is_started_again_and_answers(site):
    """What was pressed is asked once more, and nobody has to press it again."""
    page = site.open(OPENING)
    kept(page)
    page.workers[0].evaluate("() => close()")
    answer(page, "B")
    page.get_by_role("button", name="Start Python again").click(timeout=PATIENCE_MS)
    page.get_by_text("Yes: B.").first.wait_for(timeout=PATIENCE_MS)


def test_python_that_cannot_be_fetched_is_told_with_a_way_to_try_again(site):
    """The page stays readable, and a second try takes what was chosen before it."""
    site.context.route("**/course-*.zip", lambda route: route.abort())
    page = site.open(OPENING, waits=True)
    # One press, so one start: a second press while it fails would begin another by itself.
    page.get_by_role("radio").nth(1).click()
    page.get_by_text("Python could not be started").wait_for(timeout=PATIENCE_MS)
    site.context.unroute("**/course-*.zip")
    page.get_by_role("button", name="Try again").click()
    ready(page)
    page.get_by_role("button", name="Check answer").click()
    page.get_by_text("Yes: B.").first.wait_for(timeout=PATIENCE_MS)


def test_what_a_network_put_in_the_place_of_a_file_is_not_kept(built, browser, tmp_path):
    """One that asks for a password first answers everything with its own page, and with 200."""
    fork = shutil.copytree(built / "a" / "fork", tmp_path / "a" / "fork")
    file = next((fork / "assets").glob("runs-*.js"))
    mine, later = file.read_bytes(), file.stat().st_mtime + 60
    context = browser.new_context(viewport={"width": 420, "height": 800})
    with handed_out(tmp_path) as port:
        page = context.new_page()
        for body, state in ((b"<p>Welcome to our network.</p>", "redundant"), (mine, "installed")):
            file.write_bytes(body)
            os.utime(file, (later, later := later + 60))
            page.goto(f"http://127.0.0.1:{port}/a/fork/licences.html")
            assert page.evaluate(INSTALL) == state
    context.close()


def test_a_newer_site_is_offered_and_takes_over_when_it_is_asked_to(built, browser, tmp_path):
    """Where it is asked for, and nowhere else: what was answered and half typed is still there."""
    fork = shutil.copytree(built / "a" / "fork", tmp_path / "a" / "fork")
    context = browser.new_context(viewport={"width": 420, "height": 800})
    with handed_out(tmp_path) as port:
        page = context.new_page()
        page.goto(f"http://127.0.0.1:{port}/a/fork/{OPENING}.html")
        ready(page)
        page.evaluate("navigator.serviceWorker.ready.then(() => true)")
        page.wait_for_function("navigator.serviceWorker.controller !== null")
        answer(page, "B")
        kept(page)
        other = context.new_page()
        other.goto(f"http://127.0.0.1:{port}/a/fork/04_what_coverage_tells.html")
        ready(other)
        field = other.get_by_role("textbox").first
        field.press_sequentially("Half a sen")
        kept(other)

        script = fork / "service_worker.js"
        newer = re.sub(r'COURSE_VERSION = "\w+"', 'COURSE_VERSION = "newer"', script.read_text())
        script.write_text(newer)
        for opened in fork.glob("*.html"):
            opened.write_text(opened.read_text().replace("<title>", "<title>Newer: "))
        page.reload()
        ready(page)
        mine = page.get_by_role("textbox").first
        mine.press_sequentially("What do we know")
        use = page.get_by_role("button", name="Use it now")
        use.wait_for(timeout=PATIENCE_MS)
        assert "Newer" not in page.title()
        assert mine.input_value() == "What do we know"
        mine.press_sequentially(" of it?")
        use.click()
        page.wait_for_function("document.title.startsWith('Newer')", timeout=PATIENCE_MS)
        page.get_by_text("Yes: B.").first.wait_for(timeout=PATIENCE_MS)
        ready(page)
        assert page.get_by_role("textbox").first.input_value() == "What do we know of it?"

        # Somebody is in the middle of a sentence in the other tab, and goes on there.
        use = other.get_by_role("button", name="Use it now")
        use.wait_for()
        field.press_sequentially("tence.")
        assert "Newer" not in other.title()
        use.click()
        other.wait_for_function("document.title.startsWith('Newer')", timeout=PATIENCE_MS)
        ready(other)
        assert other.get_by_role("textbox").first.input_value() == "Half a sentence."
    context.close()
