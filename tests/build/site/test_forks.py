"""Copies of the course on one host share an origin, and nothing else."""

import shutil

import pytest

from tests.build.site.conftest import PATIENCE_MS, answer, handed_out, kept, ready

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.deployment]

FORKS = {"/": "A", "/a/fork/": "B", "/b/fork/": "C"}
OWN_KEEPER = """(fork) => navigator.serviceWorker.controller?.scriptURL ===
  `${location.origin}${fork}service_worker.js`"""
TYPED = "Typed in {fork}"


@pytest.fixture
def host(built, browser, tmp_path):
    """Opens pages of three copies on one host: at its root, and in two folders."""
    shutil.copytree(built / "a" / "fork", tmp_path, dirs_exist_ok=True)
    for name in ("a", "b"):
        shutil.copytree(built / "a" / "fork", tmp_path / name / "fork")
    context = browser.new_context(viewport={"width": 420, "height": 800})
    with handed_out(tmp_path) as port:

        def open_page(fork, name, *, is_ready=True):
            page = context.new_page()
            if not is_ready:  # what the browser keeps is there without Python
                page.add_init_script("window.requestIdleCallback = () => {}")
            page.add_init_script("sessionStorage.loads = Number(sessionStorage.loads ?? 0) + 1")
            page.goto(f"http://127.0.0.1:{port}{fork}{name}.html")
            if is_ready:
                ready(page)
            return page

        yield open_page
    context.close()


def offered(desk):
    """Tell the texts of which copies a desk gives back."""
    desk.wait_for_function("performance.getEntriesByName('course-shown').length > 0")
    shown = desk.locator("main").text_content()
    return {fork for fork in FORKS if f"“{TYPED.format(fork=fork)}”" in shown}


def test_copies_on_one_host_keep_apart(host):
    """What is answered, typed and put aside in one leaves the others alone, also at the root."""
    for fork, letter in FORKS.items():
        page = host(fork, "02_open_the_meeting")
        page.wait_for_function(OWN_KEEPER, arg=fork)
        answer(page, letter)
        page.get_by_text(f": {letter}.").first.wait_for(timeout=PATIENCE_MS)
        kept(page)
        # The copy at the root kept it until its own keeper came: that is no newer version.
        assert page.evaluate("sessionStorage.loads") == "1"
        assert page.get_by_role("button", name="Use it now").count() == 0
        page.goto(page.url.replace("02_open_the_meeting", "09_your_own_incident"))
        ready(page)
        assert offered(page) == set()
        page.get_by_label("Title").fill(TYPED.format(fork=fork))
        page.get_by_label("Title").press("Tab")
        kept(page)
        page.close()

    start = host("/a/fork/", "00_start_here")
    start.get_by_role("button", name="Start as a new learner").click()
    start.get_by_role("button", name="Yes, put my answers aside").click()
    start.get_by_text("Open the meeting: not answered").wait_for(timeout=PATIENCE_MS)
    kept(start)
    start.close()
    for fork in FORKS:
        is_new = fork == "/a/fork/"
        desk = host(fork, "09_your_own_incident", is_ready=False)
        assert offered(desk) == (set() if is_new else {fork})
        desk.close()
        page = host(fork, "00_start_here")
        state = "not answered" if is_new else "answered"
        page.get_by_text(f"Open the meeting: {state}").wait_for(timeout=PATIENCE_MS)
        page.close()
