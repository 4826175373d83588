"""A guess is set beside what it was, in words, for any incident."""

from dataclasses import replace

import pytest

from course.errors import GuessError, UnknownNameError
from course.incident.guesses import fingerprint, guessed, one_in_how_many
from course.incident.loading import load_incident

HEAD = "timestamp,event,phase,affected_cumulative,support_calls_cumulative\n"


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ("10", "You said one in 10; it was one in 138. That is 14 times as many calls as there"),
        ("one in ten", "You said one in 10; it was one in 138."),
        ("20 %", "You said one in 5; it was one in 138."),
        ("0.5", None),
        ("500", "it was one in 138. 3.6 times as many people rang as you expected."),
        ("130", "That is close."),
        ("1/160", "That is close."),
    ],
)
def test_a_share_is_compared_in_words(said, words):
    """In whatever form it was written; and it is said how far it is from what it was."""
    asked = guessed("share", load_incident())
    if words is None:
        with pytest.raises(GuessError, match=r"such as 20 \(one in twenty\) or 5 %; found “0.5”"):
            asked.compare(said)
    else:
        assert words in asked.compare(said)


@pytest.mark.parametrize(
    "said", ["", "ten thousand million", "-5", "0", "0 %", "200 %", "1e9", "5 % 5", "x" * 999]
)
def test_what_is_no_share_says_what_was_expected(said):
    """It is told in full, and what was typed is told at most in part."""
    with pytest.raises(GuessError) as caught:
        one_in_how_many(said)
    assert len(str(caught.value)) < 140


def test_the_longest_part_is_told_with_its_length_and_share():
    """Right or not, the lengths of both are there."""
    asked = guessed("longest-part", load_incident())
    assert [asked.compare(option) for option in asked.options[1:]] == [
        (
            "You said “From then on until somebody took it on”, which took 7 min. The longest was "
            "“From then on until it was over”: 1 h 59 min, 68 % of the whole."
        ),
        "You said “From then on until it was over”, and so it was: 1 h 59 min, 68 % of the whole.",
    ]


def test_the_longest_silence_is_told_with_both_its_ends():
    """It lies where the story had not begun, which is why it is worth a guess."""
    asked = guessed("longest-silence", load_incident())
    said = asked.compare(asked.options[1])
    assert "the longest silence there is 4 d 2 h 4 min" in said
    assert "nothing is recorded from 26 May 10:00 to 5 Jun 14:20, 10 d 4 h 20 min" in said


@pytest.mark.parametrize("name", ["longest-part", "longest-silence"])
def test_what_is_not_among_the_options_is_no_guess(name):
    """A page may send anything."""
    with pytest.raises(UnknownNameError):
        guessed(name, load_incident()).compare("10")


def test_an_incident_that_does_not_tell_leaves_nothing_to_guess(write):
    """Neither a count, nor two parts, nor two stretches: nothing is made up."""
    incident = load_incident(write(HEAD + "2026-05-04T10:00,Off.,started,,\n"))
    for name in ("share", "longest-part", "longest-silence"):
        assert guessed(name, incident).was == ""


def test_a_day_without_a_time_has_no_length(write):
    """What lies beside it is not guessed at, and neither is a part that ends there."""
    rows = (
        "2026-05-04T10:00,Off.,started,0,0\n"
        "2026-05-04T10:30,Seen.,detected,50,0\n"
        "2026-05-05,On.,resolved,100,0\n"
    )
    incident = load_incident(write(HEAD + rows))
    assert guessed("longest-part", incident).was == ""
    assert guessed("share", incident).was == "", "no call, no share"
    assert guessed("longest-silence", incident).was == ""


def test_another_incident_has_its_own_figures(write):
    """All of them are worked out, and none is ours."""
    rows = (
        "2026-05-04T09:00,Changed.,introduced,,\n"
        "2026-05-04T10:00,Off.,started,0,0\n"
        "2026-05-04T11:00,Seen.,detected,50,5\n"
        "2026-05-04T11:10,On.,resolved,100,20\n"
    )
    incident = load_incident(write(HEAD + rows))
    assert "it was one in 5" in guessed("share", incident).compare("5")
    part = guessed("longest-part", incident)
    assert part.was == (
        "The longest part: “From the start until somebody knew”, 1 h, 86 % of the whole."
    )
    assert "4 May 9:00 to 4 May 10:00" not in part.was
    silence = guessed("longest-silence", incident)
    assert silence.options == (
        "After the change came in, until it began",
        "After it began, until somebody knew",
        "After somebody knew, until it was over",
    )


def test_two_silences_of_one_length_are_both_right(write):
    """Nobody is told that they missed what is not longer."""
    rows = (
        "2026-05-04T09:00,Changed.,introduced,,\n"
        "2026-05-04T10:00,Off.,started,0,0\n"
        "2026-05-04T11:00,On.,resolved,50,5\n"
    )
    silence = guessed("longest-silence", load_incident(write(HEAD + rows)))
    assert all("and so it is" in silence.compare(option) for option in silence.options)


def test_an_incident_with_other_facts_is_another():
    """A guess about one is not shown beside the other."""
    case = load_incident()
    assert fingerprint(case) == fingerprint(load_incident())
    assert fingerprint(case) != fingerprint(replace(case, support_calls=18))


def test_a_rise_is_told_by_what_was_there_half_way_through(write):
    """As fast at first, even, or slow at first, with the count that says so."""
    for middle, kind in (
        ("80", "Fast at first"),
        ("50", "About evenly"),
        ("10", "Slowly at first"),
    ):
        rows = (
            "2026-05-04T10:00,Off.,started,0,\n"
            f"2026-05-04T11:00,Seen.,detected,{middle},\n"
            "2026-05-04T12:00,On.,resolved,100,\n"
        )
        asked = guessed("rise", load_incident(write(HEAD + rows)))
        assert asked.was.startswith(f"“{kind}"), asked.was
        assert f"it had reached {middle} of 100 people, {middle} %" in asked.was
        assert "and so it was" in asked.compare(asked.was.split("”")[0][1:])
        assert sum("and so it was" in asked.compare(option) for option in asked.options) == 1


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ("900", "You said 900; it would have been 328 of 2,340 patients (constructed). You hoped"),
        ("1,000", "You hoped for 3.0 times as many."),
        ("10 %", "You said 234; it would have been 328 of 2,340 patients (constructed), 1.4 times"),
        ("300", "That is close."),
        ("0", "You said 0; it would have been 328"),
        ("2,341", None),
        ("120 %", None),
        ("a few", None),
        ("", None),
    ],
)
def test_how_many_would_have_been_spared_is_compared_in_words(said, words):
    """With half an hour, where the timeline has room for it; more than all of them is no guess."""
    asked = guessed("spared", load_incident())
    assert "30 min sooner" in asked.question
    if words is None:
        with pytest.raises(GuessError, match=r"A number up to 2,340 is expected here"):
            asked.compare(said)
    else:
        assert words in asked.compare(said)


def test_where_nobody_counted_neither_is_asked(write):
    """And that it is said elsewhere goes for the share alone."""
    incident = load_incident(
        write(
            "timestamp,event,phase\n2026-05-04T10:00,Off.,started\n2026-05-04T11:00,On.,resolved\n"
        )
    )
    asked = {name: guessed(name, incident) for name in ("share", "rise", "spared")}
    assert {each.was for each in asked.values()} == {""}
    assert [name for name, each in asked.items() if each.is_told_elsewhere] == ["share"]
