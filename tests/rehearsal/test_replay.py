"""Moves that are written down give the meeting that they were written down from."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from course.errors import RehearsalError, UnknownNameError
from course.rehearsal import begin, document, moves_of, replay

#: To write them anew, and then to read what has changed: `python -m tests.rehearsal.golden`.
GOLDEN = sorted((Path(__file__).parent / "golden").glob("*.json"))


@pytest.mark.parametrize("path", GOLDEN, ids=lambda path: path.stem)
def test_meetings_are_as_they_were(path):
    """A dozen meetings, at least one for each opening, are word for word what they were."""
    golden = json.loads(path.read_text("utf-8"))
    assert document(replay(" ".join(golden["moves"]))) == golden


def test_each_opening_has_a_meeting():
    """There are a dozen, and none of the four first sentences is left out."""
    assert {path.stem[0].upper() for path in GOLDEN} == set("ABCD")
    assert len(GOLDEN) == 12


@given(st.lists(st.integers(0, 7), min_size=30, max_size=30))
def test_a_replay_is_the_meeting_that_was_played(choices):
    """Its moves, written down and played again, give the same meeting, also when time ran short."""
    meeting = begin()
    for choice in choices:
        letters = [m.id for m in meeting.moves] + [f"+{m.id}" for m in meeting.second_moves]
        if letters:
            meeting = meeting.make(letters[choice % len(letters)])
    assert replay(" ".join(moves_of(meeting))) == meeting


def test_the_last_letter_belongs_to_the_last_moment():
    """When time is short, letters between are left out, and their moments are listed."""
    meeting = replay("b A a a+b a c a a a a a c")
    assert meeting.is_over
    assert meeting.made[-1] == "13c"
    assert meeting.passed_over[-1] == 12
    assert len(moves_of(meeting)) + len(meeting.passed_over) == 14


def test_moves_after_the_end_are_told():
    """Nothing that was given is dropped without a word."""
    everything = "b B b b d b d b b b b c c c"
    assert replay(everything).is_over
    with pytest.raises(RehearsalError, match="'a'"):
        replay(f"{everything} a")


def test_a_letter_that_is_none_is_told_with_its_moment():
    """The error says where, and what there is."""
    with pytest.raises(UnknownNameError, match=r"move in moment 1 'x'\. Choose one of A, B, C, D"):
        replay("b x")


def test_a_document_has_the_shape_that_programs_rely_on():
    """Names and types of the contract, with facts by id."""
    found = document(replay("b B b c+b"))
    assert list(found)[:8] == [
        *("version", "moves", "heard", "held_back", "never_asked"),
        *("people", "minutes_left", "transcript"),
    ]
    assert found["moves"] == ["b", "B", "b", "c+b"]
    assert found["heard"] == [5, 9]
    assert set(found["people"].values()) <= {0, 1, 2, 3}
    assert {tuple(entry) for entry in found["transcript"]} == {
        ("moment", "move", "speaker", "line", "kind")
    }
