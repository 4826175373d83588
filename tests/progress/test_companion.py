"""Somebody who accompanies a learner is told of answers and may hold feedback, by one port."""

from dataclasses import dataclass, field

import pytest

from course.content.decisions import decision
from course.page.fragment import Fragment
from course.progress import companion
from course.progress.answers import progress
from course.progress.companion import Nobody, Word
from course.widgets.decide import decide
from course.widgets.gate import Gate
from course.widgets.standing import where_you_stand

WORDS = {
    "line": "A colleague reads along.",
    "past": "A colleague has read it.",
    "check": "Answer and show",
    "leave": "Go on alone",
    "go": "Go to the question",
    "waits": "It waits for your colleague.",
    "held": "Your colleague is still reading.",
}


@dataclass
class Colleague(Nobody):
    """A companion that is no room."""

    heard: list[tuple[str, str, int]] = field(default_factory=list)
    word: Word = field(default_factory=lambda: Word("Wait for me.", holds=True))
    shown: dict[str, str] = field(default_factory=lambda: dict(WORDS))

    def answered(self, decision_id, option):
        """Note the answer, and how many were kept before it."""
        self.heard.append((decision_id, option, len(progress().attempts())))
        return self.word

    def holds(self, _decision_id):
        """Tell what the last word told."""
        return self.word.holds

    def look(self, _decision_id):
        """Say the last word again."""
        return self.word

    watch = look

    def leave(self):
        """Be gone."""
        self.shown, self.word = {}, Word()
        return "You go on alone."

    def forget(self):
        """Note it."""
        self.heard.append(("forgotten", "", 0))


@pytest.fixture
def colleague(monkeypatch):
    """Let somebody attach for one test."""
    found = Colleague()
    monkeypatch.setattr(companion, "_find", lambda: found)
    return found


def test_it_is_told_of_an_answer_before_anything_opens(colleague):
    """It hears each committed answer first, and what it holds stays closed until it says so."""
    question = decide("opening").choose("A").check()
    assert colleague.heard == [("opening", "A", 0)]
    assert question.outcome["waits"]
    assert decision("opening").option("A").label not in str(question.outcome)
    assert "<strong>Wait for me.</strong>" in question.outcome["html"]
    colleague.word = Word("Now.", explains=True)
    question.look()
    assert question.outcome["option"] == "A"
    assert "Why B" in question.outcome["explanation"]


def test_what_it_holds_is_held_in_a_new_kernel(colleague):
    """A question of an answer that is held says so in the companion's words."""
    decide("opening").choose("A").check()
    again = decide("opening")
    assert again.outcome["waits"]
    assert WORDS["waits"] in again.outcome["html"]
    colleague.leave()
    assert decide("opening").outcome["option"] == "A"


@pytest.mark.usefixtures("colleague")
def test_a_gate_waits_for_it_in_its_words():
    """What opens with an answer opens with its feedback, and says meanwhile what it waits for."""
    closed = Fragment("<p>Answer first.</p>", "Answer first.")
    gate = Gate(progress(), ["opening"], notice=lambda: closed, still_closed="", contents=list)
    decide("opening").choose("A").check()
    assert WORDS["held"] in gate.html
    assert gate._look_again() == {"open": False, "say": WORDS["held"]}


@pytest.mark.usefixtures("colleague")
def test_going_on_alone_opens_the_feedback():
    """The way out is the learner's; then nothing of the companion is on the page."""
    question = decide("opening").choose("D").check()
    assert question.companion == WORDS
    question.leave()
    assert question.outcome["option"] == "D"
    assert "You go on alone." in question.outcome["html"]
    assert question.companion == {}


def test_whoever_is_alone_waits_for_nobody():
    """Nothing is held back, and nothing said."""
    alone = Nobody()
    assert alone.holds("opening") is False
    said = (alone.answered("opening", "B"), alone.look("opening"), alone.watch("opening"))
    assert set(said) == {Word()}


def test_a_new_learner_is_somebody_else_for_it_too(colleague, ask):
    """Starting as a new learner is told to whoever is beside."""
    ask(where_you_stand(), "start_over")
    assert ("forgotten", "", 0) in colleague.heard


def test_what_asks_and_opens_works_without_any_room(printed_by):
    """Questions, gates and the standing load no membership; `from course import` lets it attach."""
    script = (
        "import sys;"
        "from course.widgets import decide, gate, standing;"
        "decide.decide('opening').choose('B').check();"
        "standing.where_you_stand();"
        "print({'course.membership', 'course.room'}.intersection(sys.modules));"
        "from course import decide; print('course.membership' in sys.modules)"
    )
    assert printed_by(script).split("\n")[:2] == ["set()", "True"]
