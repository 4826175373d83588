"""Two learners on one hub: each has a server and progress of their own."""

import pytest

from course.content.decisions import decisions
from course.content.notebooks import notebook_of, notebooks
from course.progress.answers import Progress

pytestmark = [pytest.mark.deployment, pytest.mark.browser, pytest.mark.slow]

ASKED = decisions()[0]
PAGE = f"voila/render/notebooks/{notebook_of(ASKED.id).filename}"


def answers(hub, name):
    """What a person has answered, from the file in their home."""
    return [attempt.option for attempt in Progress(hub.home(name)).attempts()]


def choose(page, number):
    page.locator(".course-option").nth(number).click(timeout=120_000)
    page.get_by_role("button", name="Check answer").click()
    letter = ASKED.options[number].id
    page.get_by_role("status").get_by_text(f": {letter}. ").wait_for(timeout=30_000)


def test_each_has_a_server_and_progress_of_their_own(hub, browser):
    """Both answer at the same time; neither sees the other's answer nor the other's server."""
    chosen = {"ada": 0, "grace": 1}
    computers = {name: browser.new_context() for name in chosen}
    pages = {name: computer.new_page() for name, computer in computers.items()}
    for name, page in pages.items():
        hub.sign_in(page, name, PAGE)
    for name, page in pages.items():
        choose(page, chosen[name])
    for name, page in pages.items():
        page.reload()
        page.get_by_role("status").get_by_text(f": {ASKED.options[chosen[name]].id}. ").wait_for(
            timeout=120_000
        )
        assert answers(hub, name) == [ASKED.options[chosen[name]].id]
    other = pages["ada"].goto(f"{hub.server('grace')}{PAGE}")
    assert other.status in (403, 404)
    assert pages["ada"].locator(".course-decision").count() == 0
    for computer in computers.values():
        computer.close()


def test_a_culled_server_comes_back_with_its_answers(hub, browser):
    """A server that was stopped in a break starts again at the same link and knows the learner."""
    computer = browser.new_context()
    page = computer.new_page()
    hub.sign_in(page, "hinemoa", PAGE)
    choose(page, 1)
    hub.stop("hinemoa")
    page.goto(f"{hub.address}hub/user-redirect/{PAGE}")
    page.wait_for_url(f"{hub.server('hinemoa')}{PAGE}", timeout=120_000)
    page.get_by_role("status").get_by_text("Yes: B").wait_for(timeout=120_000)
    assert answers(hub, "hinemoa") == ["B"]
    computer.close()


def test_a_stranger_is_sent_to_the_login(hub, browser):
    """Without signing in, no page of anybody's server is shown, though it runs."""
    computer = browser.new_context()
    hub.sign_in(computer.new_page(), "ada", PAGE)
    stranger = browser.new_context()
    page = stranger.new_page()
    page.goto(f"{hub.server('ada')}{PAGE}")
    assert "/hub/login" in page.url
    stranger.close()
    computer.close()


def test_a_link_to_nbgitpuller_fetches_nothing(hub, browser):
    """Where people keep files, nobody's notebook is fetched and run by a link."""
    computer = browser.new_context()
    page = computer.new_page()
    hub.sign_in(page, "ada", PAGE)
    answer = page.goto(f"{hub.server('ada')}git-pull?repo=https://github.com/owner/course")
    assert answer.status == 404
    computer.close()


def test_a_person_who_signs_in_lands_on_the_first_notebook(hub, browser):
    """Without any path in the link, the first page is the start of the course in reader mode."""
    computer = browser.new_context()
    page = computer.new_page()
    hub.sign_in(page, "ada", PAGE)
    page.goto(f"{hub.address}hub/user-redirect/")
    page.get_by_role("heading", name=notebooks()[0].title).wait_for(timeout=120_000)
    assert "/voila/render/" in page.url
    computer.close()
