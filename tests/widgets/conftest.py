"""What tests of widgets share."""

from collections.abc import Callable
from pathlib import Path

import pytest

from course.incident.loading import Incident, load_incident
from course.lab import process
from course.widgets.decide import decide
from course.widgets.own_incident import own_incident
from tests.widgets.kernel import Kernel
from tests.widgets.own_form import FIELDS, TIMELINE


@pytest.fixture
def no_runs(monkeypatch):
    """Fail as soon as the lab starts a process."""
    monkeypatch.setattr(process, "execute", lambda *_, **__: pytest.fail("something ran"))


@pytest.fixture
def incident_of(tmp_path: Path) -> Callable[[str], Incident]:
    """Load an incident from the text of its timeline."""

    def load(timeline: str) -> Incident:
        facts = 'title = "T"\norganisation = "O"\ntimezone = "UTC"\n'
        (tmp_path / "incident.toml").write_text(facts, encoding="utf-8")
        (tmp_path / "incident_timeline.csv").write_text(timeline, encoding="utf-8")
        return load_incident(tmp_path)

    return load


@pytest.fixture
def kernel(browser, render):
    """Give a page at a server of this computer."""
    page = browser.new_page()
    yield Kernel(page, "http://127.0.0.1:9/", render)
    page.close()


@pytest.fixture
def asked(kernel):
    """Give a decision of which an option has been checked."""
    kernel.show(decide("opening"))
    kernel.page.get_by_role("radio").nth(2).check()
    kernel.page.get_by_role("button", name="Check answer").click()
    return kernel


@pytest.fixture
def desk(tmp_path, monkeypatch):
    """Open an empty form in a folder of the test."""
    monkeypatch.chdir(tmp_path)
    return own_incident()


@pytest.fixture
def press(ask):
    """Send what a button sends, and give the answer."""

    def press(desk, name, fields=FIELDS, timeline=TIMELINE, folder="mine", **more):
        return ask(desk, name, fields=fields, timeline=timeline, folder=folder, **more)

    return press
