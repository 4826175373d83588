"""The shift at the reveal: told of those who voted twice, wherever it is told."""

import csv
from typing import Any

import pytest

from course.content.decisions import decisions
from course.room import snapshot
from course.room.export import as_json, counts_csv
from course.room.figure import figure
from course.room.snapshot import results
from course.room.state import Phase, RoomState

ORDER = decisions()
#: Six, then three: of the three who stayed, one had the key at first and two have it later.
ROUNDS = {1: {1: "B", 2: "A", 3: "A", 4: "C", 5: "C", 6: "B"}, 2: {1: "B", 2: "B", 3: "A"}}
VOTES = {("opening", round_): ballots for round_, ballots in ROUNDS.items()}
REVEALED = RoomState("opening", Phase.REVEALED, 2)


def told(rounds: dict[int, dict[int, str]]) -> dict[str, Any]:
    """Hear what everyone is told at the reveal."""
    round_ = max(rounds)
    state = RoomState("opening", Phase.REVEALED, round_)
    return snapshot.participant(state, ORDER, rounds, 0.0)["results"]


def test_shift_is_of_those_who_voted_in_both_rounds():
    """Phone, projector and panel hear the same shift, and of how many it is."""
    phone = snapshot.participant(REVEALED, ORDER, ROUNDS, 0.0)["results"]
    assert phone["shift"] == {
        "headline": "33 % → 67 %",
        "line": "chose B, of those who voted in both rounds: 3 of 6. "
        "Below, everyone who voted is counted. "
        "First round: n = 6 · Second round: n = 3",
    }
    assert snapshot.screen(REVEALED, ORDER, ROUNDS, 0.0, 6)["results"] == phone
    assert snapshot.facilitator(REVEALED, ORDER, ROUNDS, 0.0, 6)["results"] == phone


def test_a_room_that_went_home_has_moved_nothing():
    """Those who leave between the rounds change no share, whatever they had chosen."""
    first = dict.fromkeys(range(10), "A") | dict.fromkeys(range(10, 12), "B")
    assert told({1: first, 2: {10: "B", 11: "B"}})["shift"]["headline"] == "100 % → 100 %"


def test_where_all_voted_twice_nobody_else_is_counted():
    """Then those below are the same people, and there is nothing to tell apart."""
    line = told({1: {1: "A", 2: "B"}, 2: {1: "B", 2: "B"}})["shift"]["line"]
    assert "2 of 2" in line
    assert "everyone who voted" not in line


@pytest.mark.parametrize(
    ("rounds", "headline", "line"),
    [
        ({1: {1: "A", 2: "B"}}, "50 %", "chose B. First round: n = 2"),
        ({1: {1: "A"}, 2: {2: "B"}}, "", "Nobody voted in both rounds"),
        ({1: {1: "A"}, 2: {2: "B"}}, "", "0 %, then 100 %"),
        ({1: {1: "A"}, 2: {}}, "0 %", "Second round: n = 0"),
        ({1: {}, 2: {1: "B"}}, "100 %", "First round: n = 0 · Second round: n = 1"),
        ({1: {}, 2: {}}, "", "Nobody voted."),
    ],
)
def test_what_is_no_shift_is_not_told_as_one(
    rounds: dict[int, dict[int, str]], headline: str, line: str
):
    """One round, or two of different people, are told as what they are."""
    seen = told(rounds)
    assert seen["shift"]["headline"] == headline
    assert line in seen["shift"]["line"]
    assert not seen["both_rounds"] or not seen["both_rounds"]["n"]


def test_csv_counts_those_who_voted_in_both():
    """The first columns stay as they were; more of them count those of whom a shift is told."""
    rows = list(csv.DictReader(counts_csv(ORDER, VOTES).lstrip("\ufeff").splitlines()))
    assert list(rows[0])[:8] == [
        *("decision", "round", "option", "votes", "n", "percent", "is_key", "text")
    ]
    key = [row for row in rows if row["option"] == "B"]
    assert [(row["votes"], row["n"], row["percent"]) for row in key] == [
        ("2", "6", "33"),
        ("2", "3", "67"),
    ]
    names = [f"both_rounds_{name}" for name in ("votes", "n", "of", "percent")]
    assert [[row[name] for name in names] for row in key] == [
        ["1", "3", "6", "33"],
        ["2", "3", "6", "67"],
    ]
    (only,) = {
        tuple(row[name] for name in names)
        for row in csv.DictReader(
            counts_csv(ORDER, {("opening", 1): ROUNDS[1]}).lstrip("\ufeff").splitlines()
        )
    }
    assert only == ("", "", "", "")


def test_json_counts_those_who_voted_in_both():
    """Beside both rounds as they were stands what they are compared over."""
    entry = as_json(ORDER, VOTES)["decisions"][0]
    assert [one["n"] for one in entry["rounds"]] == [6, 3]
    assert (entry["both_rounds"]["n"], entry["both_rounds"]["of"]) == (3, 6)
    assert [one["percent"]["B"] for one in entry["both_rounds"]["rounds"]] == [33, 67]
    assert as_json(ORDER, VOTES)["decisions"][1]["both_rounds"] is None


def test_hands_are_never_paired():
    """Ballots made of hands carry numbers of nobody: no shift is told of them, and it is said."""
    shown = figure(ORDER[0], results(ORDER[0], ROUNDS, by_hands=True))
    assert shown.text.startswith("33 %, then 67 % chose B.")
    assert "→" not in shown.text.splitlines()[0]
    assert "Hands can’t be paired" in shown.text
