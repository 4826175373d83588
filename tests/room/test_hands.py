"""Counting hands, and keeping what was counted."""

import json
import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from course.content.decisions import decisions
from course.errors import CourseError, UnknownNameError
from course.room.errors import MalformedRequestError, RoomStoreError
from course.room.export import as_json, counts_csv
from course.room.figure import figure
from course.room.hands import MOST_HANDS, Hands
from course.room.snapshot import by_hands, results
from course.room.tally import ballots, counts

COUNTS = st.fixed_dictionaries(dict.fromkeys("ABCD", st.integers(0, 40)))


@given(COUNTS)
def test_ballots_are_as_many_as_hands(counted: dict[str, int]):
    """Counts and ballots say the same, in both directions."""
    assert counts(ballots(counted), "ABCD") == counted


def test_a_count_outlives_its_kernel(course_home: Path):
    """Somebody else who opens the file finds every count, and a later one takes its place."""
    hands = Hands()
    hands.count("opening", 1, "B", 5)
    hands.count("opening", 1, "B", 7)
    hands.count("opening", 2, "A", 1)
    again = Hands()
    assert again.counted("opening", 1) == {"A": 0, "B": 7, "C": 0, "D": 0}
    assert again.counted("opening", 2) == {"A": 1, "B": 0, "C": 0, "D": 0}
    assert [path.name for path in course_home.iterdir()] == ["hands.json"]
    again.clear("opening")
    assert Hands().votes() == {}


def test_simulated_hands_are_not_mixed_with_real_ones():
    """The first real count takes the place of all simulated ones of its decision."""
    hands = Hands()
    hands.simulate("coverage")
    hands.simulate("output")
    assert hands.is_simulated("coverage")
    hands.count("coverage", 1, "B", 3)
    assert not Hands().is_simulated("coverage")
    assert Hands().is_simulated("output")
    assert sum(Hands().counted("coverage", 1).values()) == 3
    assert sum(Hands().counted("coverage", 2).values()) == 0


def test_hands_are_exported_as_votes():
    """What was counted becomes the same tables as a room's votes, with nobody followed."""
    hands = Hands()
    for round_, counted in ((1, (5, 5, 3, 3)), (2, (1, 14, 1, 1))):
        for letter, number in zip("ABCD", counted, strict=True):
            hands.count("opening", round_, letter, number)
    told = as_json(decisions(), hands.votes())["decisions"][0]
    assert [one["n"] for one in told["rounds"]] == [16, 17]
    assert told["rounds"][1]["counts"] == {"A": 1, "B": 14, "C": 1, "D": 1}
    assert told["moves"] == []
    told = as_json(decisions(), hands.votes(), by_hands=True)["decisions"][0]
    assert told["both_rounds"] is None
    assert len(counts_csv(decisions(), hands.votes()).splitlines()) == 9


@pytest.mark.parametrize(
    ("number", "told"),
    [
        *((-1, "from 0 to {most} hands, and got -1"), (12_345, "from 0 to {most} hands")),
        (MOST_HANDS + 1, "and got {more}"),
        *((number, f"a whole number of hands, and got {number!r}") for number in (2.5, "5", True)),
    ],
)
def test_what_is_no_count_is_refused(number: object, told: str):
    """A number that is none of hands changes nothing and is told with what was expected."""
    hands = Hands()
    words = told.format(most=f"{MOST_HANDS:,}", more=f"{MOST_HANDS + 1:,}")
    with pytest.raises(MalformedRequestError, match=rf"^Expected .*{words}.*\.$"):
        hands.count("opening", 1, "A", number)
    assert hands.votes() == {}


@pytest.mark.parametrize("number", [0, MOST_HANDS])
def test_nobody_and_very_many_are_counts(number: int):
    """The least and the most that can be typed in are kept."""
    hands = Hands()
    hands.count("opening", 1, "A", 5)
    hands.count("opening", 1, "A", number)
    assert hands.counted("opening", 1)["A"] == number


@pytest.mark.parametrize(("name", "option"), [("lunch", "A"), ("opening", "E")])
def test_unknown_names_are_told(name: str, option: str):
    """A decision or option that does not exist is an error that says what does."""
    with pytest.raises(UnknownNameError):
        Hands().count(name, 1, option, 1)


@pytest.mark.parametrize("round_", [0, 3, True, "1"])
def test_there_are_two_rounds(round_: object):
    """Another round than the first and the second is refused."""
    with pytest.raises(MalformedRequestError, match="round 1 or 2"):
        Hands().count("opening", round_, "A", 1)


def test_panels_side_by_side_keep_each_others_counts():
    """The four of one page, and those of two notebooks, write into one file and lose nothing."""
    one, other, third = Hands(), Hands(), Hands()
    one.count("opening", 1, "A", 5)
    other.count("coverage", 1, "B", 3)
    third.count("opening", 1, "B", 7)
    one.simulate("output")
    other.clear("coverage")
    assert Hands().counted("opening", 1) == {"A": 5, "B": 7, "C": 0, "D": 0}
    assert {name for name, _ in Hands().votes()} == {"opening", "output"}


KEPT = {"rounds": {"1": {"A": 5}}}


@pytest.mark.parametrize(
    "text",
    [
        "",
        "{",
        "[]",
        "\0\0\0",
        '{"version": 1}',
        '{"version": 1, "decisions": 3}',
        "[" * 3000,
        '{"version": 1, "decisions": ' + "9" * 5000 + "}",
        *(
            json.dumps({"version": 1, "decisions": {"coverage": odd}})
            for odd in (
                3,
                None,
                {},
                {"rounds": []},
                {"rounds": {"7": {}}},
                {"rounds": {"1": 4}},
                {"rounds": {"1": {"Z": 1}}},
                {"rounds": {"1": {"A": "5"}}},
                {"rounds": {"1": {"A": -1}}},
                {"rounds": {"1": {"A": 1e400}}},
            )
        ),
        json.dumps({"version": 1, "decisions": {"lunch": KEPT}}),
    ],
)
def test_a_damaged_file_is_set_aside_and_counting_goes_on(course_home: Path, text: str):
    """What stood there is kept as it was, it is said where, and the next count is kept."""
    course_home.mkdir()
    path = course_home / "hands.json"
    path.write_text(text)
    hands = Hands()
    assert "damaged" in hands.notice
    assert hands.votes() == {}
    [aside] = course_home.glob("hands-damaged-*.json")
    assert aside.read_text() == text
    assert str(aside) in hands.notice
    hands.count("opening", 1, "A", 1)
    assert Hands().counted("opening", 1)["A"] == 1
    assert Hands().notice == ""


@pytest.mark.parametrize("kind", ["folder", "pipe"])
def test_what_is_no_file_is_set_aside_and_not_waited_for(course_home: Path, kind: str):
    """A pipe that nobody writes to, or a folder, is a damaged file as any other."""
    course_home.mkdir()
    path = course_home / "hands.json"
    os.mkfifo(path) if kind == "pipe" else path.mkdir()
    hands = Hands()
    hands.count("opening", 1, "A", 1)
    assert "damaged" in hands.notice
    assert Hands().counted("opening", 1)["A"] == 1


def test_what_can_be_used_of_a_damaged_file_stays(course_home: Path):
    """One decision that cannot be read takes no other with it."""
    course_home.mkdir()
    path = course_home / "hands.json"
    path.write_text(json.dumps({"version": 1, "decisions": {"opening": KEPT, "lunch": 3}}))
    assert "All other counts are as they were." in Hands().notice
    assert Hands().counted("opening", 1)["A"] == 5
    assert len(list(course_home.iterdir())) == 2


def test_a_newer_file_is_left_alone(course_home: Path):
    """Counts of a later version of the course are neither guessed at nor set aside."""
    course_home.mkdir()
    path = course_home / "hands.json"
    path.write_text('{"version": 9, "decisions": {}}')
    with pytest.raises(RoomStoreError, match="newer version"):
        Hands()
    assert path.read_text() == '{"version": 9, "decisions": {}}'


def test_a_home_that_cannot_be_written_is_told(tmp_path: Path):
    """Where a count cannot be kept, it is said, with what to do."""
    (tmp_path / "file").write_text("")
    with pytest.raises(CourseError, match="COURSE_HOME"):
        Hands(tmp_path / "file" / "hands.json").count("opening", 1, "A", 1)


def test_reveal_shows_both_rounds_and_the_shift():
    """Shares, n, key and feedback for each option, as HTML and as text."""
    asked = decisions()[0]
    rounds = {1: ballots({"A": 11, "B": 5}), 2: ballots({"A": 3, "B": 14})}
    told = figure(asked, results(asked, rounds, by_hands=True))
    assert (
        told.text.splitlines()[0]
        == "31 %, then 82 % chose B. First round: n = 16 · Second round: n = 17. Hands can’t be "
        "paired: nobody knows who raised one in both rounds, so these are two counts side by side."
    )
    assert "31 %, then 82 %" in told.html
    for option in asked.options:
        assert option.text in told.html
        assert option.effect in told.html
        assert not option.look_again or option.look_again not in told.html
    assert told.html.count("✓ What the course argues for") == 1
    assert 'First round">31\u00a0% (5)</td>' in told.html
    assert 'Second round">82\u00a0% (14)</td>' in told.html


def test_reveal_without_a_hand_says_so():
    """An empty round has no percentages rather than zeros."""
    told = figure(decisions()[0], results(decisions()[0], {1: {}}, by_hands=True))
    assert told.text.startswith("Nobody was counted.")
    assert "n/a (0)" in told.html


def test_hands_of_an_earlier_version_are_taken_over(course_home: Path):
    """A file that was kept before is read as it is, and goes on as it was."""
    course_home.mkdir()
    kept = Path(__file__).with_name("kept") / "hands.json"
    (course_home / "hands.json").write_bytes(kept.read_bytes())
    hands = Hands()
    assert hands.notice == ""
    assert hands.counted("opening", 1) == {"A": 5, "B": 5, "C": 3, "D": 3}
    assert hands.counted("opening", 2) == {"A": 1, "B": 14, "C": 1, "D": 1}
    assert hands.is_simulated("coverage")
    assert [hands.state(name).round for name in ("opening", "coverage", "output")] == [2, 2, 1]
    hands.count("output", 2, "B", 9)
    assert hands.counted("output", 1)["B"] == 4
    assert Hands().counted("opening", 2)["B"] == 14


@pytest.mark.parametrize(
    ("counted", "is_revealed", "where", "advice"),
    [
        ({}, False, "lobby 0", None),
        ({1: 3}, False, "closed 1", "move-on"),
        ({1: 3, 2: 4}, False, "closed 2", "both-rounds"),
        ({2: 4}, False, "closed 2", None),
        ({1: 3}, True, "revealed 1", "revealed"),
        ({1: 3, 2: 4}, True, "revealed 2", "revealed"),
    ],
)
def test_hands_are_where_a_room_would_be(
    counted: dict[int, int], is_revealed: bool, where: str, advice: str | None
):
    """The state of a room is said of hands as well, and what to do there."""
    hands = Hands()
    for round_, number in counted.items():
        hands.count("opening", round_, "B", number)
    state = hands.state("opening", is_revealed=is_revealed)
    assert f"{state.phase} {state.round}" == where
    told = by_hands(state, decisions()[0], hands.rounds("opening"))
    assert bool(told["results"]) == is_revealed
    assert told["results"].get("both_rounds") is None
    assert (told["suggestion"] or {}).get("id") == advice
