"""In a room an answer is a vote, and the notebook shows no more than a phone does."""

import json
import subprocess
import sys

import pytest

from course.content.decisions import decision
from course.membership import membership
from course.progress.answers import progress
from course.widgets.decide import decide
from course.widgets.join import join_room
from course.widgets.lab_step import lab_step
from course.widgets.reveal import reveal


def sent(question):
    """All that a question's page and its saved output hold."""
    state = {
        name: value
        for name, value in question.get_state().items()
        if name not in {"_esm", "_css", "question"}
    }
    bundle = [question._repr_mimebundle_(), repr(question)]
    return json.dumps([state, bundle], default=str, ensure_ascii=False)


def assert_nothing_is_told(question, asked):
    """No label, feedback, key or count is on the page."""
    told = sent(question)
    for option in asked.options:
        assert option.label not in told
        assert option.feedback.split(".")[0] not in told
    assert asked.why.strip()[:40] not in told
    for word in ("correct", "percent", "results", "Why"):
        assert word not in question.outcome.get("html", "") + str(list(question.outcome))


def test_the_question_says_in_which_room_its_answers_are_votes(joined):
    """The code stands beside the button; in no room nothing does."""
    question = decide("opening")
    assert f"In room <b>{joined.code}</b>" in question.companion["line"]
    membership().leave()
    assert question.choose("A").companion == {}
    assert decide("opening").companion == {}


def test_feedback_waits_for_the_room_and_opens_with_it(joined):
    """Two rounds, a change of mind, and then everyone sees; the first choice stays the first."""
    asked = decision("opening")
    question = decide("opening")
    joined.lead("open")
    question.choose("A").check()
    assert "Your vote A is in, first round." in question.outcome["html"]
    assert "The room opens the feedback together." in question.outcome["html"]
    assert question.outcome["waits"]
    question.choose("C").check().check()
    assert joined.counts() == {"C": 1}
    for steps in (["close"], ["discuss"], ["vote-again"]):
        joined.lead(*steps)
        assert_nothing_is_told(question.look(), asked)
        is_vote = steps == ["vote-again"]
        assert ("check" in question.companion) == is_vote
        assert ("your answer is also your vote" in question.companion["line"]) == is_vote
        assert f"In room <b>{joined.code}</b>" in question.companion["line"]
        assert question.explain().outcome["waits"]
    question.choose("B").check()
    assert_nothing_is_told(question, asked)
    joined.lead("close")
    assert_nothing_is_told(question.look(), asked)
    joined.lead("reveal")
    question.look()
    assert question.outcome["correct"] is True
    assert asked.option("B").label in question.outcome["html"]
    assert "The room has opened this decision." in question.outcome["html"]
    assert "Your first choice was A" in question.outcome["html"]
    assert (joined.counts(1), joined.counts(2)) == ({"C": 1}, {"B": 1})
    assert [attempt.option for attempt in progress().attempts()] == ["A", "C", "B"]


def test_a_reopened_vote_takes_nothing_away_until_one_votes_again(joined):
    """Feedback that has opened stays open; whoever votes again waits for the room again."""
    asked = decision("opening")
    question = decide("opening")
    joined.lead("open")
    question.choose("A").check()
    joined.lead("close", "reveal")
    question.look()
    joined.lead("reopen")
    assert asked.option("A").label in question.look().outcome["html"]
    assert asked.option("A").label in decide("opening").outcome["html"]
    assert joined.counts() == {"A": 1}
    question.choose("B").check()
    assert question.outcome["waits"]
    assert "Your vote B is in, first round." in question.outcome["html"]
    assert joined.counts() == {"B": 1}
    joined.lead("close", "reveal")
    assert question.look().outcome["correct"] is True


def test_whoever_has_not_answered_sees_what_the_room_does(joined):
    """A vote that opens shows beside the question, and a room elsewhere is one link away."""
    question = decide("opening")
    assert "The vote opens in a moment" in question.watch().companion_word
    joined.lead("open")
    word = question.watch().companion_word
    assert "The first round is open for your vote." in word
    assert f"press “{question.companion['check']}”." in word
    assert_nothing_is_told(question, decision("opening"))
    assert not question.outcome
    # Once it is no vote any more, the button says what it does for whoever is alone.
    joined.lead("close")
    assert "The first round is closed" in question.watch().companion_word
    assert "check" not in question.companion
    joined.lead("reveal")
    assert "The room has opened this decision." in question.watch().companion_word
    assert "check" not in question.choose("C").companion
    joined.lead("reopen")
    assert question.watch().companion["check"]
    joined.lead("close", "reveal")
    assert_nothing_is_told(question, decision("opening"))
    joined.lead("next")
    assert 'href="03_fix_the_system.ipynb"' in question.watch().companion_word
    assert "decision 2 of 4" in question.companion_word
    assert membership().room
    joined.lead("end")
    assert "has ended" in question.watch().companion_word


def test_whoever_answered_before_joining_sees_a_vote_open(joined):
    """An answer of another day is no vote: the question says that the room takes votes now."""
    progress().record("opening", "A")
    question = decide("opening")
    joined.lead("open")
    assert "The first round is open for your vote." in question.watch().companion_word
    question.choose("B").check()
    assert question.companion_word == ""
    assert "Your vote B is in" in question.outcome["html"]
    joined.lead("close", "reveal")
    question.look()
    assert question.watch().companion_word == ""
    joined.lead("next")
    assert 'href="03_fix_the_system.ipynb"' in question.watch().companion_word


def test_watching_holds_nothing_back_and_survives_silence(joined):
    """To look at a room is no answer: nothing waits for it, and a silent one is told as such."""
    question = decide("opening")
    joined.lead("open")
    question.watch()
    assert not membership().holds("opening")
    joined.stop()
    assert "does not answer" in question.watch().companion_word
    assert membership().room
    membership().leave()
    assert question.watch().companion_word == ""


def test_an_answer_elsewhere_links_to_where_the_room_is(joined):
    """Whoever checks a decision that the room is not at is told where it is, with the way there."""
    question = decide("output")
    joined.lead("open")
    question.choose("A").check()
    assert "Not voted: the room is at decision 1 of 4" in question.outcome["html"]
    assert 'href="02_open_the_meeting.ipynb"' in question.outcome["html"]


def test_whoever_chose_otherwise_sees_why_with_the_room(joined):
    """At the reveal the argument is on the wall, so it opens in the notebook as well."""
    question = decide("opening")
    joined.lead("open")
    question.choose("D").check()
    joined.lead("close", "reveal")
    question.look()
    assert question.outcome["correct"] is False
    assert "Why B" in question.outcome["explanation"]


def test_keeping_the_choice_in_the_second_round_is_a_second_vote(joined):
    """The same option, checked again in round 2, is a vote and no second answer."""
    question = decide("opening")
    joined.lead("open")
    question.choose("A").check()
    joined.lead("close", "vote-again")
    question.check()
    assert joined.counts(2) == {"A": 1}
    assert len(progress().attempts()) == 1


def test_an_answer_of_an_earlier_day_can_be_voted(room):
    """Somebody who has answered alone votes with the same answer in the room."""
    question = decide("opening").choose("A").check()
    assert question.outcome["correct"] is False
    join_room().join(room.link)
    room.lead("open")
    question.check()
    assert room.counts() == {"A": 1}
    assert question.outcome["waits"]
    assert len(progress().attempts()) == 1


def test_a_restarted_kernel_still_waits_for_the_room(joined, printed_by):
    """Running the notebook again does not open what waits, nor ask the room before it is shown."""
    joined.lead("open")
    decide("opening").choose("A").check()
    script = (
        "import sys; from course import decide; question = decide('opening');"
        "assert 'course.membership.line' not in sys.modules;"
        "print(question.outcome['waits'], question.selected); question.look();"
        "print('Your vote A is in' in question.outcome['html'])"
    )
    assert printed_by(script).split() == ["True", "A", "True"]
    again = decide("opening")
    assert_nothing_is_told(again, decision("opening"))
    joined.lead("close", "reveal")
    assert "correct" in again.look().outcome


def test_what_opens_with_an_answer_waits_for_the_room_as_well(joined):
    """The lab behind the developer's question, and the reveal, open with the feedback."""
    for name in ("opening", "systemic-fix", "output"):
        progress().record(name, "A")
    joined.lead("open", "close", "reveal", "next", "open", "close", "reveal", "next", "open")
    gates = [lab_step("as-they-were"), reveal()]
    question = decide("coverage").choose("A").check()
    assert question.outcome["waits"]
    for gate in (*gates, lab_step("the-change"), reveal()):
        assert not gate.is_open
        assert "still voting" in repr(gate)
    assert reveal(reveal_open=True).is_open
    joined.lead("close", "reveal")
    question.look()
    assert all(gate.is_open for gate in (*gates, reveal()))


def test_another_decision_gives_its_feedback_at_once(joined):
    """Somebody who reads ahead is told that this was no vote."""
    joined.lead("open")
    question = decide("coverage").choose("A").check()
    assert "Not voted: the room is at decision 1" in question.outcome["html"]
    assert question.outcome["correct"] is False
    assert joined.lead()["voted"] == 0


@pytest.mark.slow
@pytest.mark.parametrize("profile", ["all-correct", "all-wrong", "mixed"])
def test_a_simulated_learner_does_not_vote_in_a_persons_room(joined, profile):
    """It has a home of its own, and votes only in a room that it joins there."""
    joined.lead("open")
    script = (
        "import sys; from course import begin, decide, join_room;"
        "begin('open_the_meeting', sys.argv[1]); decide('opening').choose('D').check();"
        "print(join_room());"
        "sys.argv[2:] and join_room().join(sys.argv[2]); decide('opening').choose('C').check()"
    )
    for link, counted in (([], {}), ([joined.link], {"C": 1})):
        done = subprocess.run(
            [sys.executable, "-c", script, profile, *link],
            capture_output=True,
            text=True,
            check=True,
        )
        assert "You are in no room" in done.stdout
        assert joined.counts() == counted
    assert membership().room == joined.code
    assert progress().attempts() == ()


@pytest.mark.usefixtures("joined")
def test_what_a_room_says_is_text(monkeypatch):
    """Nothing that another computer sends is markup on the learner's page."""
    from course.membership import participant

    monkeypatch.setattr(
        participant,
        "state",
        lambda _room, token: (
            token,
            {
                "phase": "discuss",
                "round": 1,
                "decision": {"id": "opening"},
                "mine": {"1": "<b>A</b>"},
                "heading": "<script>",
                "line": "<img src=x>",
            },
        ),
    )
    html = decide("opening").choose("A").check().outcome["html"]
    assert "&lt;script&gt;" in html
    assert "<img" not in html
    assert "<b>A" not in html
