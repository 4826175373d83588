"""Answers are counted, carried to another computer and put aside."""

import json

import pytest

from course.content.decisions import decisions
from course.errors import ProgressError, UnknownNameError
from course.progress.answers import Progress, progress


@pytest.fixture
def answers(tmp_path):
    return Progress(tmp_path / "mine")


def test_first_choice_counts_and_later_tries_are_kept(answers):
    """The first answer stays the first, whatever is tried afterwards."""
    answers.record("opening", "D")
    answers.record("opening", "B")
    assert [(a.option, a.correct, a.first) for a in answers.attempts()] == [
        ("D", False, True),
        ("B", True, False),
    ]
    assert answers.first_choices()["opening"].option == "D"


def test_an_answer_is_told_as_itself_whatever_others_add_meanwhile(answers):
    """Another process that gives the same answer a moment later has another answer."""
    elsewhere = Progress(answers.path.parent)
    answers.when_answered(lambda: elsewhere.record("opening", "B"))
    first = answers.record("opening", "B")
    assert first.first
    assert first == answers.attempts()[0]


def test_an_answer_is_told_though_another_process_has_begun_anew(answers):
    """What was kept was kept, wherever it is now."""
    elsewhere = Progress(answers.path.parent)
    answers.when_answered(elsewhere.start_over)
    assert answers.record("opening", "B").option == "B"


def test_unanswered_lists_open_decisions_in_course_order(answers):
    """What is still open is told in the order of the course."""
    answers.record("coverage", "A")
    assert answers.unanswered() == ("opening", "systemic-fix", "output")


def test_unknown_option_is_refused_and_nothing_is_kept(answers):
    """An option that does not exist is an error that lists those there are."""
    with pytest.raises(UnknownNameError, match="Choose one of A, B, C, D"):
        answers.record("opening", "E")
    assert answers.attempts() == ()


def test_asking_leaves_no_file(answers):
    """Looking at the progress of somebody who has not answered writes nothing."""
    answers.attempts()
    assert not answers.path.parent.exists()


def test_progress_follows_course_home(course_home):
    """The answers are kept where `COURSE_HOME` says."""
    progress().record("opening", "B")
    assert (course_home / "progress.sqlite").exists()


def test_export_and_merge_carry_answers_to_another_computer(answers, tmp_path):
    """An exported file brings every answer, and which was first, to a new home."""
    for decision, option in zip(decisions(), "DCBA", strict=True):
        answers.record(decision.id, option)
    other = Progress(tmp_path / "other")
    assert other.merge(answers.export()) == 4
    assert other.attempts() == answers.attempts()


def test_merge_adds_and_never_loses(answers, tmp_path):
    """Merging keeps what is here, adds what is new, and counts only that."""
    answers.record("opening", "A")
    other = Progress(tmp_path / "other")
    other.record("opening", "B")
    other.record("output", "B")
    assert answers.merge(other.export()) == 2
    assert answers.merge(other.export()) == 0
    assert [a.option for a in answers.attempts()] == ["A", "B", "B"]
    assert answers.first_choices()["opening"].option == "A"


def test_merge_reads_only_what_the_contract_names(answers):
    """A file with just the contract's fields, in another zone, is merged; verdicts are ours."""
    entry = {
        "decision": "opening",
        "option": "A",
        "correct": True,
        "first": True,
        "at_utc": "2026-06-12T09:00:00+12:00",
    }
    answers.merge(json.dumps({"version": 1, "attempts": [entry]}))
    [attempt] = answers.attempts()
    assert attempt.at_utc == "2026-06-11T21:00:00.000000Z"
    assert attempt.correct is False


GOOD = {"decision": "opening", "option": "B", "at_utc": "2026-06-11T21:00:00Z"}


@pytest.mark.parametrize(
    "text",
    [
        "",
        "not JSON",
        "[" * 100_000,
        "[]",
        "null",
        '{"version": 2, "attempts": []}',
        '{"version": 1}',
        '{"version": 1, "attempts": {}}',
        *(
            json.dumps({"version": 1, "attempts": [GOOD, bad]})
            for bad in (
                None,
                "opening",
                {},
                GOOD | {"decision": "lunch"},
                GOOD | {"option": "E"},
                GOOD | {"option": ["B"]},
                GOOD | {"at_utc": "yesterday"},
                GOOD | {"at_utc": 7},
                GOOD | {"at_utc": "2026-06-11T21:00:00"},
                GOOD | {"at_utc": "0001-01-01T00:00:00+14:00"},
            )
        ),
    ],
)
def test_malformed_file_is_refused_whole(answers, text):
    """One thing wrong in a file means that nothing of it is taken, and the error says so."""
    answers.record("output", "D")
    before = answers.attempts()
    with pytest.raises(ProgressError, match="Nothing was changed"):
        answers.merge(text)
    assert answers.attempts() == before


def test_start_over_keeps_a_copy_that_brings_everything_back(answers):
    """A new learner starts with nothing, and the old answers can be merged back."""
    answers.record("opening", "A")
    before = answers.attempts()
    kept = answers.start_over()
    assert answers.attempts() == ()
    answers.merge(kept.read_text("utf-8"))
    assert answers.attempts() == before


def test_start_over_without_answers_keeps_nothing(answers):
    """There is no copy of nothing."""
    assert answers.start_over() is None
    assert not answers.path.parent.exists()


def test_start_over_that_cannot_keep_a_copy_removes_nothing(tmp_path):
    """Answers that only this process holds are not dropped for want of a place to keep them."""
    (tmp_path / "file").write_text("in the way")
    answers = Progress(tmp_path / "file" / "home")
    answers.record("opening", "A")
    with pytest.raises(ProgressError, match="stay as they are"):
        answers.start_over()
    assert len(answers.attempts()) == 1
