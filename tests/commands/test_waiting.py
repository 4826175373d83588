"""What a terminal shows while a long reading goes on."""

import io
from contextlib import redirect_stderr
from itertools import count

import pytest

from course.commands.waiting import shown_meanwhile
from course.incident import how_far
from course.incident.findings import Findings
from course.incident.reading import read
from course.incident.zones import read_zone

LINES = "".join(f"- 2026-06-11 18:{minute:02} calls\n" for minute in range(60)) * 40


@pytest.fixture
def errors(monkeypatch):
    """Give a place for standard error, with a clock that runs fast."""
    stream = io.StringIO()
    monkeypatch.setattr(how_far, "monotonic", count(step=3).__next__)
    return stream


def read_long(errors: io.StringIO) -> None:
    """Read a timeline of 2,400 lines as a command does."""
    with redirect_stderr(errors), shown_meanwhile():
        read(LINES.encode(), read_zone("UTC", Findings("")), {}, Findings("a.txt"))


def test_a_terminal_says_what_goes_on_and_how_far(errors, monkeypatch):
    """On one line, which is empty again at the end."""
    monkeypatch.setattr(errors, "isatty", lambda: True, raising=False)
    read_long(errors)
    told = [text.strip() for text in errors.getvalue().split("\r")]
    assert "Taking the text apart: 1,000 of 2,400 rows" in told
    assert "Reading the times: 0 of 2,400 rows" in told
    assert told[-2:] == ["", ""]


def test_elsewhere_nothing_is_said(errors):
    """A file or another program gets no lines that come and go."""
    read_long(errors)
    assert errors.getvalue() == ""


def test_what_is_over_soon_is_not_worth_a_word(errors, monkeypatch):
    """Within two seconds nothing is shown."""
    monkeypatch.setattr(errors, "isatty", lambda: True, raising=False)
    monkeypatch.setattr(how_far, "monotonic", lambda: 0.0)
    read_long(errors)
    assert errors.getvalue() == ""
