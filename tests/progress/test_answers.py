"""Answers are counted, carried to another computer and put aside."""

import json
from datetime import datetime
from errno import ENOTDIR

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
        '{"version": 3, "attempts": []}',
        '{"version": true, "attempts": []}',
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


def test_the_answers_to_one_decision_are_told_apart(answers):
    """Those to other decisions are not among them."""
    for decision, option in (("opening", "A"), ("output", "B"), ("opening", "C")):
        answers.record(decision, option)
    assert [a.option for a in answers.attempts_at("opening")] == ["A", "C"]
    assert answers.attempts_at("coverage") == ()


def test_one_folder_has_one_progress(tmp_path, monkeypatch):
    """All of a process hear of an answer, and nobody in another home does."""
    monkeypatch.setenv("COURSE_HOME", str(tmp_path / "a"))
    first = progress()
    assert first is progress()
    monkeypatch.setenv("COURSE_HOME", str(tmp_path / "b"))
    assert progress() is not first


@pytest.fixture
def no_home(tmp_path):
    """Name a home that cannot exist."""
    (tmp_path / "file").write_text("in the way")
    return tmp_path / "file" / "home"


class StandingClock(datetime):
    """A clock on which every moment is one."""

    @classmethod
    def now(cls, tz=None):
        """Tell the time that it always is."""
        return cls(2026, 6, 11, 21, 0, 0, 9, tz)


@pytest.mark.parametrize("can_be_saved", [True, False])
def test_the_same_answer_twice_in_one_microsecond_is_two(
    answers, no_home, monkeypatch, can_be_saved
):
    """A clock that stands still loses none, and the first stays the first."""
    kept = answers if can_be_saved else Progress(no_home)
    monkeypatch.setattr("course.progress.answers.datetime", StandingClock)
    assert [kept.record("opening", "B").first for _ in range(3)] == [True, False, False]
    assert [a.at_utc for a in kept.attempts()] == [
        f"2026-06-11T21:00:00.0000{microseconds}Z" for microseconds in ("09", "10", "11")
    ]


def test_what_cannot_be_saved_says_why_and_what_to_do(no_home):
    """The notice names the place, the reason, how long the answers stay and how to take them."""
    answers = Progress(no_home)
    assert (answers.is_saved, answers.notice) == (True, "")
    answers.record("opening", "B")
    assert answers.is_saved is False
    assert answers.notice == (
        f"Your answers cannot be saved in {no_home} "
        f"([Errno {ENOTDIR}] Not a directory: '{no_home}'). "
        "They are kept only until this notebook's kernel stops: download them on the start "
        "page to take them with you."
    )


def test_an_import_that_cannot_be_saved_is_kept_or_refused_as_asked(answers, no_home):
    """A process that goes on holds the answers; for one that ends the error says all."""
    answers.record("opening", "B")
    homeless = Progress(no_home)
    with pytest.raises(ProgressError) as caught:
        homeless.merge(answers.export(), only_saved=True)
    assert str(caught.value) == (
        f"None of these answers has been kept: {no_home} cannot be written "
        f"([Errno {ENOTDIR}] Not a directory: '{no_home}'). Allow writing there or make room, then "
        "try again; or set COURSE_HOME to another folder."
    )
    assert homeless.attempts() == ()
    assert homeless.merge(answers.export()) == 1
    assert homeless.merge(answers.export()) == 0
    assert len(homeless.attempts()) == 1


def test_an_import_is_announced_and_so_is_an_answer(answers, tmp_path):
    """Whoever listens hears of each once."""
    heard = []
    other = Progress(tmp_path / "other")
    other.when_answered(lambda: heard.append(len(other.attempts())))
    answers.record("opening", "A")
    other.merge(answers.export())
    other.record("output", "B")
    assert heard == [1, 2]


def test_answers_that_are_put_aside_stand_in_a_file_to_bring_back(answers):
    """It is JSON, beside the others, and named for what it is."""
    answers.record("opening", "A")
    kept = answers.start_over()
    assert kept.parent == answers.path.parent
    assert (kept.name[:13], kept.suffix) == ("answers-kept-", ".json")
    assert json.loads(kept.read_text("utf-8"))["attempts"][0]["option"] == "A"


def test_a_copy_that_cannot_be_kept_is_told(answers, monkeypatch):
    """Nothing is removed before the copy is there, and the error says what to do."""
    answers.record("opening", "A")

    def full(*_):
        raise OSError("the disk is full")

    monkeypatch.setattr("course.progress.learners.write_atomically", full)
    with pytest.raises(ProgressError) as caught:
        answers.start_over()
    assert str(caught.value) == (
        f"The answers stay as they are: no copy could be kept in {answers.path.parent} "
        "(the disk is full). Make room or allow writing there, then try again."
    )
    assert len(answers.attempts()) == 1
