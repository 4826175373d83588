"""Trying a learner's own test."""

import os

import pytest

from course.content import load
from course.lab import Verdict, trial, try_test

pytestmark = pytest.mark.slow

START = load("lab")["editor"]["missing-test"]["start"]

CALLS_AND_PASSES = """
from booking import Patient

def test_books(service, past_visit):
    patient = Patient("P-7", "Noa", home_clinic="Linwood")
    service.patients.add(patient)
    past_visit(patient)
    assert service.find_slots("P-7")
"""

KILLS_BY_FINDING = """
from booking import Patient

def test_finds_slots(service):
    service.patients.add(Patient("P-7", "Noa", home_clinic="Linwood"))
    assert service.find_slots("P-7")
"""

REFUSED_AND_RED_ELSEWHERE = """
import pytest
from booking import BookingError, Patient, habits

def test_nothing_to_cancel(service):
    service.patients.add(Patient("P-7", "Noa", home_clinic="Linwood"))
    with pytest.raises(BookingError):
        service.cancel("P-7", None)
    assert not hasattr(habits, "Habits")
"""

CRASH_SWALLOWED_AND_RED_ELSEWHERE = """
from contextlib import suppress
from booking import Patient, habits

def test_finds_slots_or_not(service):
    service.patients.add(Patient("P-7", "Noa", home_clinic="Linwood"))
    with suppress(AttributeError):
        service.find_slots("P-7")

def test_the_name():
    assert not hasattr(habits, "Habits")
"""

OUTSIDE_ANY_TEST = """
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo
from booking import BookingService, Patient, Slot

service = BookingService()
service.diary.open(
    Slot(datetime.now(ZoneInfo("Pacific/Auckland")) + timedelta(days=2), "Linwood", "x")
)
service.patients.add(Patient("P-7", "Noa", home_clinic="Linwood"))
service.find_slots("P-7")

def test_nothing():
    pass
"""

THERE_ONLY_AFTER = (
    "from booking import habits\nif hasattr(habits, 'Habits'):"
    + CALLS_AND_PASSES.replace("\n", "\n    ")
)

OUTCOMES = [
    (KILLS_BY_FINDING, Verdict.KILLS_THE_DEFECT),
    (OUTSIDE_ANY_TEST, Verdict.KILLS_THE_DEFECT),
    (START.replace("    past_visit(noa)\n", ""), Verdict.KILLS_THE_DEFECT),
    (START, Verdict.PASSES_ON_BOTH),
    (CALLS_AND_PASSES, Verdict.PASSES_ON_BOTH),
    (CALLS_AND_PASSES + "    assert False", Verdict.FAILS_ON_BOTH),
    ("def test_name():\n    assert servce", Verdict.FAILS_ON_BOTH),
    ("import no_such_module\ndef test_a(): pass", Verdict.FAILS_ON_BOTH),
    ("import os\ndef test_a(): os._exit(0)", Verdict.FAILS_ON_BOTH),
    ("def test_a(no_such_fixture): pass", Verdict.FAILS_ON_BOTH),
    (
        "from booking import habits\n" + CALLS_AND_PASSES + "    assert hasattr(habits, 'Habits')",
        Verdict.FAILS_ONLY_BEFORE,
    ),
    (
        CALLS_AND_PASSES + "    from booking.habits import usual_clinic",
        Verdict.FAILS_ELSEWHERE,
    ),
    (
        "from booking import habits\n"
        + CALLS_AND_PASSES
        + "    if hasattr(habits, 'Habits'): service.book('P-7', None)",
        Verdict.FAILS_ELSEWHERE,
    ),
    (REFUSED_AND_RED_ELSEWHERE, Verdict.FAILS_ELSEWHERE),
    (CRASH_SWALLOWED_AND_RED_ELSEWHERE, Verdict.FAILS_ELSEWHERE),
    (THERE_ONLY_AFTER, Verdict.FAILS_ONLY_BEFORE),
    ("def test_a(:\n    pass", Verdict.SYNTAX_ERROR),
    ("def test_a():\npass", Verdict.SYNTAX_ERROR),
    ("def test_a():\n    '\0'", Verdict.SYNTAX_ERROR),
    ("def test_a():\n    assert True", Verdict.NEVER_CALLS),
    ("from booking import habits\ndef test_a():\n    habits.Habits", Verdict.NEVER_CALLS),
    ("import pytest\ndef test_a():\n    pytest.skip()", Verdict.NEVER_CALLS),
    ("", Verdict.NO_TEST),
    ("def books():\n    assert True", Verdict.NO_TEST),
]


@pytest.mark.parametrize(("source", "verdict"), OUTCOMES, ids=range(len(OUTCOMES)))
def test_each_outcome_has_its_verdict(source, verdict):
    """A test is told what it shows, and each outcome apart from all others."""
    assert try_test(source).verdict is verdict


@pytest.mark.parametrize(
    "source",
    [
        "def test_a(service):\n    while True: pass",
        "while True: pass",
        "def test_a(service):\n    while True: print('x' * 1000)",
        "from booking import habits\ndef test_a():\n    while hasattr(habits, 'Habits'): pass",
        "import time\ndef test_a():\n    try: time.sleep(60)\n    finally: time.sleep(60)",
    ],
    ids=["in a test", "while collecting", "printing", "only after", "holding on"],
)
def test_a_test_that_runs_for_ever_is_ended(monkeypatch, source):
    """At the limit a run is ended, and the next one is as good as ever."""
    monkeypatch.setattr(trial, "LIMIT_SECONDS", 2.0)
    tried = try_test(source)
    assert tried.verdict is Verdict.OUT_OF_TIME
    assert all(len(ran.output) < 30_000 for ran in tried.runs)
    monkeypatch.undo()
    assert try_test(KILLS_BY_FINDING).verdict is Verdict.KILLS_THE_DEFECT


def test_what_python_cannot_place_names_no_line():
    """Where there is no number of a line, none is made up."""
    assert "None" not in try_test("def test_a():\n    '\0'").problem


def test_the_limit_is_ten_seconds():
    """A learner's test has ten seconds a version."""
    assert trial.LIMIT_SECONDS == 10


def test_the_verdict_for_nothing_collected_is_pytests_own():
    """The exit code that means "no test" is the one that pytest uses."""
    assert pytest.ExitCode.NO_TESTS_COLLECTED == trial._NOTHING_COLLECTED


def test_each_verdict_is_explained_in_words_of_its_own():
    """Each outcome has a title and a text, and no two the same."""
    said = load("lab")["verdict"]
    assert set(said) == {verdict.name.lower() for verdict in Verdict}
    assert len({words["title"] for words in said.values()}) == len(Verdict)
    assert len({words["text"] for words in said.values()}) == len(Verdict)


def test_a_trial_shows_its_verdict_and_both_runs():
    """The view says what the verdict means and how each version did."""
    tried = try_test(KILLS_BY_FINDING)
    assert "Your test catches the defect." in repr(tried)
    assert "Before the refactor: ✓ Green." in repr(tried)
    assert "After the refactor: ✕ Red." in repr(tried)
    assert "'NoneType' object has no attribute 'slot'" in repr(tried)


def test_a_syntax_error_is_shown_with_its_line():
    """What Python cannot read is shown as plain text, with the line it stands in."""
    tried = try_test("def test_a():\n    if <b>:")
    assert "Line 2: invalid syntax" in repr(tried)
    assert "&lt;b&gt;" in tried.view().html


def test_a_run_cannot_see_what_another_left():
    """Files left in the folder or in any home are gone in the next run."""
    source = f"""
import os
from pathlib import Path
{CALLS_AND_PASSES}
    homes = [Path.home(), Path(os.environ["COURSE_HOME"]), Path.cwd()]
    for place in homes:
        assert str(place) != {os.environ["COURSE_HOME"]!r}
        mark = place / "left-behind"
        assert not mark.exists()
        mark.touch()
"""
    assert try_test(source).verdict is Verdict.PASSES_ON_BOTH
    assert try_test(source).verdict is Verdict.PASSES_ON_BOTH


def test_a_run_cannot_change_the_answers(course_home):
    """A test that deletes the learner's home deletes a throw-away one."""
    course_home.mkdir()
    (course_home / "progress.sqlite").write_text("answers")
    source = f"""
import os, shutil
{CALLS_AND_PASSES}
    shutil.rmtree(os.environ["COURSE_HOME"])
    shutil.rmtree(os.environ["HOME"])
"""
    assert try_test(source).verdict is Verdict.PASSES_ON_BOTH
    assert (course_home / "progress.sqlite").read_text() == "answers"
