"""The link that leads a room, in a real browser: it works once."""

import json
import os
import subprocess
import sys
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe

pytestmark = [pytest.mark.browser, pytest.mark.slow]


def assert_accessible(*pages: Any) -> None:
    """Let axe look at pages as they are now."""
    for page in pages:
        found = Axe().run(page)
        assert found.violations_count == 0, found.generate_report()


def test_strange_link_opens_nothing(room_process: Any, windows: Any):
    """A facilitator's link that was not copied whole says so."""
    links = room_process.start()
    page = windows.desk(links["lead"][:-5])
    page.get_by_text("it was not copied whole").wait_for()
    assert_accessible(page)


def fresh_link(room_process: Any) -> str:
    """Ask for a link in another terminal."""
    told = subprocess.run(
        [sys.executable, "-m", "course", "room", "--link", "--json"],
        env={**os.environ, "COURSE_HOME": str(room_process.home)},
        check=True,
        capture_output=True,
        text=True,
    ).stdout
    return str(json.loads(told)["lead"])


def test_link_is_dead_once_it_was_used(room_process: Any, windows: Any):
    """A link out of somebody's history says how to get a fresh one, for that very tab."""
    links = room_process.start()
    lead = windows.desk(links["lead"])
    lead.get_by_role("button", name="Open the vote").wait_for()
    assert lead.url == links["lead"].partition("#")[0]
    other = windows.phone(links["lead"])
    other.get_by_text("course room --link").wait_for()
    assert_accessible(other)
    other.goto(fresh_link(room_process))
    other.get_by_role("button", name="Open the vote").wait_for()
    lead.get_by_role("button", name="Open the vote").click()
    lead.get_by_role("button", name="Close the vote").wait_for()


def test_fresh_link_is_used_up_where_one_leads_already(room_process: Any, windows: Any):
    """A link that is opened in a browser that leads is dead elsewhere as well."""
    links = room_process.start()
    lead = windows.desk(links["lead"])
    lead.get_by_role("button", name="Open the vote").wait_for()
    fresh = fresh_link(room_process)
    with lead.expect_response("**/enter") as answer:
        lead.goto(fresh)
    assert answer.value.ok
    assert "#" not in lead.url
    windows.desk(fresh).get_by_text("it was used already").wait_for()
