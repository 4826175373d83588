"""A live room inside a facilitator's server on a hub, with participants who have no login."""

import re

import pytest

from course.content.decisions import decisions
from course.content.notebooks import notebook_of, notebooks
from course.progress.answers import Progress
from course.room.rooms import create_room

pytestmark = [pytest.mark.deployment, pytest.mark.browser, pytest.mark.slow]

#: Where a learner joins, and where the first vote is given.
JOINING = notebooks()[0], notebook_of(decisions()[0].id)

#: Pages of a server that phones must not see.
CLOSED = [
    "lab",
    "tree",
    "api/contents",
    "api/kernels",
    "api/sessions",
    "api/terminals",
    "api/status",
    "files/notebooks",
    f"voila/render/notebooks/{notebooks()[0].filename}",
    "git-pull",
    "metrics",
]


@pytest.fixture
def room(hub, browser):
    """A room that a facilitator has started inside her server, and her page of it."""
    computer = browser.new_context()
    lead = computer.new_page()
    hub.sign_in(lead, "ada", "lab")
    admission = create_room(hub.home("ada") / "room.sqlite")
    address = f"{hub.server('ada')}room/{admission.code}/"
    lead.goto(f"{address}lead/#{admission.facilitator_token}")
    yield address, lead
    computer.close()


@pytest.fixture
def phones(browser):
    """Phones of people who have never signed in."""
    contexts = [browser.new_context(viewport={"width": 420, "height": 860}) for _ in range(3)]
    yield [context.new_page() for context in contexts]
    for context in contexts:
        context.close()


def choose(phone, option):
    """Choose an option and wait until it is saved."""
    phone.get_by_role("radio", name=re.compile(f"^{option}")).check(timeout=60_000)
    phone.get_by_text(f"Saved: {option}").wait_for(timeout=60_000)


def test_participants_vote_without_a_login_and_the_facilitator_sees_counts(room, phones):
    """Join, vote, change a vote and see the result, all through the hub's proxy."""
    address, lead = room
    for phone in phones:
        phone.goto(address)
    lead.locator("#joined", has_text="3").wait_for(timeout=60_000)
    for page in (lead, *phones):
        page.locator("#line-state", has_text="Connected").wait_for(timeout=60_000)
    lead.get_by_role("button", name="Open the vote").click()
    for phone, option in zip(phones, "AAC", strict=True):
        choose(phone, option)
    choose(phones[0], "B")
    lead.locator("#voted", has_text="3").wait_for(timeout=60_000)
    for place in range(3):
        lead.locator(".value", has_text="33\u00a0% (1)").nth(place).wait_for(timeout=60_000)
    assert all(phone.locator(".bar").count() == 0 for phone in phones)
    lead.get_by_role("button", name="Close the vote").click()
    for phone in phones:
        phone.get_by_role("heading", name="The first round is closed").wait_for(timeout=60_000)


def test_a_learners_own_notebook_votes_in_the_room(hub, room, browser):
    """From a server of her own a learner joins with the pasted link, and “Vote” votes."""
    address, lead = room
    asked = decisions()[0]
    start, first = (f"voila/render/notebooks/{one.filename}" for one in JOINING)
    computer = browser.new_context(viewport={"width": 420, "height": 860})
    page = computer.new_page()
    page.set_default_timeout(120_000)
    hub.sign_in(page, "mere", start)
    page.get_by_text("Is somebody leading a live room?").click()
    page.get_by_label("Address").fill(address)
    page.get_by_role("button", name="Join the room").click()
    page.get_by_role("status").get_by_text("You have joined.").first.wait_for()
    lead.locator("#joined", has_text="1").wait_for(timeout=60_000)
    lead.get_by_role("button", name="Open the vote").click()
    page.goto(f"{hub.server('mere')}{first}")
    page.get_by_role("radio", name=re.compile("^A")).check()
    page.get_by_role("button", name="Vote", exact=True).click()
    lead.locator("#voted", has_text="1").wait_for(timeout=60_000)
    # What is right is told by the room, at the reveal.
    assert asked.option("A").feedback.split(".")[0] not in page.content()
    lead.get_by_role("button", name="Close the vote").click()
    lead.get_by_role("button", name="Reveal").click()
    page.get_by_text("The room has opened this decision.").first.wait_for()
    kept = [attempt.option for attempt in Progress(hub.home("mere")).attempts()]
    assert kept == ["A"]
    computer.close()


def test_every_other_page_of_that_server_stays_closed(hub, room, phones):
    """A phone that is in the room is sent to the login everywhere else, and leads nothing."""
    address, _ = room
    phone = phones[0]
    phone.goto(address)
    phone.get_by_role("heading", name="You are in").wait_for(timeout=60_000)
    for path in CLOSED:
        answer = phone.request.get(f"{hub.server('ada')}{path}", max_redirects=0)
        to_login = answer.status == 302 and "/hub/" in answer.headers["location"]
        assert to_login or answer.status in (403, 404), (path, answer.status)
    for path in ("lead/state", "lead/screen-state", "lead/results.csv"):
        assert phone.request.get(f"{address}{path}").status == 403
