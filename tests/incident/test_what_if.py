"""What if: read off the curve, within what could have been, with its assumption."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from course.incident.loading import Incident, load_incident
from course.incident.timeline import Event
from course.incident.what_if import Limits, limits, what_if
from course.page.moments import Moment

CASE = load_incident()


def incident(rows: list[tuple[int, str, int | None]], provenance: str = "given") -> Incident:
    """Build an incident from minute, phase and how many were affected."""
    start = Moment(datetime(2026, 6, 11, 18, tzinfo=UTC), UTC)
    timeline = tuple(
        Event(
            row,
            start + timedelta(minutes=at),
            "A.",
            (phase,) if phase else (),
            provenance=provenance,
            affected_cumulative=count,
        )
        for row, (at, phase, count) in enumerate(rows)
    )
    return Incident("T", "O", "UTC", timeline, CASE.folder / "nowhere")


PLAIN = incident(
    [
        (0, "started", 0),
        (10, "detected", 100),
        (15, "acknowledged", None),
        (30, "", 200),
        (40, "resolved", 240),
    ]
)


def test_nothing_sooner_spares_nobody():
    """Both at nought is what happened."""
    outcome = what_if(CASE)
    assert (outcome.spared, outcome.affected) == (0, 2340)
    assert outcome.ended_at == CASE.milestones["resolved"].at
    assert outcome.assumption == "Nothing is changed."


@pytest.mark.parametrize(
    ("detection", "roll_back", "spared"), [(10, 0, 40), (0, 10, 40), (5, 0, 20), (10, 20, 140)]
)
def test_it_is_read_off_the_curve(detection, roll_back, spared):
    """At a count the count, between two counts the straight line."""
    outcome = what_if(PLAIN, detection, roll_back)
    assert outcome.spared == spared
    assert outcome.affected == 240 - spared


LATE = incident(
    [
        (0, "started", 0),
        (10, "detected", 100),
        (20, "mitigated", 200),
        (40, "resolved", 260),
        (60, "follow_up", 300),
    ]
)


def test_what_was_counted_after_the_end_is_no_one_s_to_spare():
    """Harm ends when it is mitigated: nothing sooner spares nobody, and late counts stay."""
    assert what_if(LATE).spared == 0
    assert what_if(LATE).affected == 300
    outcome = what_if(LATE, detection=5)
    assert (outcome.spared, outcome.affected, outcome.reached) == (50, 250, 150)
    assert "counted all the same" in outcome.assumption
    assert "counted all the same" not in what_if(PLAIN, detection=5).assumption


def test_an_answer_is_as_weak_as_the_stretch_it_is_read_from():
    """A constructed count outside the stretch, before or after it, takes nothing from it."""
    rows = [(0, "started", 0), (10, "detected", 100), (20, "", 200), (30, "mitigated", 300)]
    weak = []
    for row in range(5):
        built = incident([*rows, (40, "resolved", 310)])
        events = list(built.timeline)
        events[row] = events[row]._replace(provenance="constructed")
        built = replace(built, timeline=events)
        if what_if(built, detection=10).provenance == "constructed":
            weak.append(row)
    assert weak == [2, 3]


def test_it_says_what_has_to_be_believed():
    """Each lever has its own assumption, and the curve has one."""
    words = what_if(PLAIN, 5, 10).assumption
    assert "takes as long as it took, 5 min sooner" in words
    assert "10 min before the repair did, and was possible" in words
    assert "between two counts they come evenly" in words


def test_limits_are_what_the_timeline_leaves_room_for():
    """Not noticed before it began, not rolled back before someone took it on."""
    assert limits(PLAIN) == Limits(detection=10, roll_back=25)


@pytest.mark.parametrize(("detection", "roll_back"), [(11, 0), (-1, 0), (0, 26), (float("nan"), 0)])
def test_beyond_the_limits_there_is_no_answer(detection, roll_back):
    """The error says what would have been possible."""
    with pytest.raises(ValueError, match="expected 0 to"):
        what_if(PLAIN, detection, roll_back)


def test_the_case_rests_on_constructed_rows():
    """The curve of the case is made for teaching, and so is every answer from it."""
    assert what_if(CASE, detection=20).provenance == "constructed"
    assert what_if(PLAIN, detection=5).provenance == "derived"


@pytest.mark.parametrize(
    "rows", [[(0, "started", None), (9, "resolved", None)], [(0, "started", 0), (9, "", 5)]]
)
def test_what_cannot_be_known_is_not_nought(rows):
    """Without a curve or an end there is no number, and it says why."""
    outcome = what_if(incident(rows))
    assert outcome.spared is None
    assert outcome.affected is None
    assert outcome.provenance == "n/a"
    assert outcome.assumption.startswith("n/a: ")


@given(st.floats(0, 48), st.floats(0, 119), st.floats(0, 1))
def test_sooner_never_spares_fewer(detection, roll_back, share):
    """Nobody is ever counted twice or brought back."""
    less = what_if(CASE, detection * share, roll_back * share)
    more = what_if(CASE, detection, roll_back)
    assert 0 <= less.spared <= more.spared <= 2340
    assert more.spared + more.affected == 2340
    assert more.reached == more.affected
