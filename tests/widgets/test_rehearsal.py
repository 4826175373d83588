"""The rehearsal: what the page is told, what stays in Python, and what outlives the page."""

import json

import pytest

from course.content import load
from course.content.decisions import decisions
from course.errors import ProgressError
from course.progress.answers import progress
from course.rehearsal import moves_of, replay, script
from course.widgets.rehearsal import Rehearsal, rehearse

WHOLE = "b B b c+b d b d c b b c c c c"


@pytest.fixture
def heard():
    return Rehearsal(progress())


def tell(rehearsal, kind, **content):
    """Send a request as the page does, and return the answer."""
    sent = []
    rehearsal.send = sent.append
    rehearsal._receive(None, {"type": kind, "id": "1", **content}, [])
    return sent[0]


def on_the_page(rehearsal):
    """Everything that a browser and a saved notebook hold of it."""
    return json.dumps(rehearsal.get_state(), default=str, ensure_ascii=False) + repr(rehearsal)


def test_it_opens_when_all_four_are_answered():
    """Before that neither the browser nor the text holds a word of the meeting."""
    gate = rehearse()
    assert not gate.is_open
    assert script().note not in repr(gate) + gate.html
    for asked in decisions():
        progress().record(asked.id, "A")
    gate.check()
    assert gate.is_open
    assert rehearse(reveal_open=True).is_open


def test_the_page_holds_no_effect_of_a_move_and_no_fact_that_has_not_come_out(heard):
    """After every move the facts on the page are those on the wall, and nothing tells numbers."""
    facts = script().facts
    heard.start()
    for word in moves_of(replay(WHOLE)):
        heard.make(word[0])
        page = on_the_page(heard)
        out = heard.sitting.meeting.heard
        assert [n for n, fact in facts.items() if fact.open_line in page] == sorted(out)
        for name in ("opens", "need", "lid", "unless_made", "if_open"):
            assert f'"{name}"' not in page
        if not heard.sitting.meeting.is_over:
            assert not any(fact.makes_possible in page for fact in facts.values())


def test_a_guarded_line_is_marked_in_the_debrief_only(heard):
    """While the meeting goes on it sounds as it sounds."""
    heard.lead("b A a c a")
    lines = heard.shown["last"]["lines"]
    assert {line["kind"] for line in lines} == {"move", "reply"}
    assert load("rehearsal")["debrief"]["guarded"] not in on_the_page(heard)
    heard.lead("b A a c a a a a a a a a a a")
    assert load("rehearsal")["debrief"]["guarded"] in heard.debrief


def test_the_first_meeting_begins_as_the_learner_chose_first(heard):
    """One sentence is there, their own; a later meeting offers all four."""
    progress().record("opening", "C")
    progress().record("opening", "B")
    heard.start().make("b")
    assert [move["id"] for move in heard.shown["moment"]["moves"]] == ["C"]
    heard.lead("b C a a a a a a a a a a a a")
    heard.start().make("b")
    assert [move["id"] for move in heard.shown["moment"]["moves"]] == list("ABCD")


def test_a_press_that_comes_twice_is_one_move(heard):
    """The page says at which step it was pressed, and what is behind that changes nothing."""
    tell(heard, "start")
    for _ in range(2):
        tell(heard, "make", move="b", at=0, expected="approver")
    assert heard.sitting.meeting.made == ("0b",)
    tell(heard, "back", at=1)
    tell(heard, "back", at=1)
    assert heard.sitting.meeting.made == ()


def test_what_was_expected_is_said_after_the_move(heard):
    """Right or not, in a sentence without praise or blame."""
    tell(heard, "start")
    tell(heard, "make", move="b", at=0)
    tell(heard, "make", move="B", at=1, expected="approver")
    assert "so it was" in heard.shown["last"]["expected"]
    tell(heard, "make", move="b", at=2, expected="manager")
    assert heard.shown["last"]["expected"].endswith("It was Tester.")


def test_own_words_are_kept_with_the_next_move(heard):
    """What was typed and not sent goes with the move; nothing typed is lost."""
    heard.lead("b B b c d b")
    at = len(heard.sitting.steps)
    tell(heard, "make", move="d", at=at, words={"moment": 5, "text": "And then?"})
    assert Rehearsal(progress()).sitting.words == {5: "And then?"}
    too_long = tell(heard, "write", moment=5, text="x" * 501)
    assert too_long["trouble"]
    assert heard.sitting.words == {5: "And then?"}


def test_words_that_are_not_there_are_not_said_to_be_kept(heard):
    """Keeping an empty field says what to do; emptying one says that its words are gone."""
    heard.lead("b B b b b b")
    said = {}
    for name, text in (("empty", " "), ("kept", "And then?"), ("removed", "")):
        said[f"own_words_{name}"] = tell(heard, "write", moment=5, text=text)["kept"]
    assert said == {name: load("rehearsal")[name] for name in said}
    assert heard.sitting.words == {}
    assert "“People forget”: " in tell(heard, "write", moment=5, text="People forget.")["kept"]


def test_the_last_moment_says_what_there_was_no_time_for(heard):
    """Moments that time passed over are named before it, and sentences longer than what is left."""
    heard.lead("a A a a a a a a a a a a a a")
    heard.sitting = heard.sitting.back()
    heard._show()
    meeting, moment = heard.sitting.meeting, heard.shown["moment"]
    assert meeting.passed_over
    for number in meeting.passed_over:
        assert meeting.script.moments[number].title in moment["note"]
    short = [("clock would run out" in move["cost"]) for move in moment["moves"]]
    assert short == [move.minutes > meeting.minutes_left for move in meeting.moves]
    assert any(short)


def test_it_goes_on_in_another_session(heard):
    """A new kernel shows the same moment, room and wall."""
    heard.lead("b B b c+b d")
    again = Rehearsal(progress())
    assert again.shown == heard.shown
    assert again.make("b").sitting.meeting.made[-1] == "5b"


def test_the_same_meeting_begins_with_another_first_sentence(heard):
    """The call is made, earlier sentences are marked, and the rest can follow by itself."""
    heard.lead(WHOLE)
    assert [other["id"] for other in heard.others] == ["A", "C", "D"]
    tell(heard, "start", opening="A")
    assert heard.sitting.meeting.made == ("0b", "1A")
    marked = [move["id"] for move in heard.shown["moment"]["moves"] if move["same"]]
    assert marked == ["b"]
    tell(heard, "rest")
    assert heard.sitting.meeting.is_over
    assert moves_of(heard.sitting.meeting)[:3] == ["b", "A", "b"]
    assert "began with B" in heard.earlier


def test_the_debrief_names_the_actions_that_are_missing(heard):
    """Each fact that stayed in is an action that the report cannot contain."""
    heard.lead("b A a a a a a a a a a a a a")
    missing = heard.debrief.partition(load("rehearsal")["debrief"]["missing"])[2]
    for number, fact in script().facts.items():
        assert (fact.makes_possible in missing) == (number not in heard.sitting.meeting.heard)


def test_figures_of_the_search_stand_only_beside_the_meeting_that_was_searched(heard, monkeypatch):
    """With a hash that is not this meeting's, the page states none."""
    told = load("rehearsal")["debrief"]["searched"]
    assert told in heard.lead(WHOLE).debrief
    monkeypatch.setitem(load("meeting_figures"), "content_hash", "0" * 16)
    assert told not in heard.lead(WHOLE).debrief


def test_a_meeting_of_other_content_is_shown_as_it_was():
    """It says that the meeting has changed, and shows what came out then, as text."""
    document = Rehearsal(progress()).lead("b B b c").sitting.document()
    document["came_out"] = [["<b>Old line</b>", "Old action."]]
    progress().keep("meeting.old", document, content_hash="another")
    shown = Rehearsal(progress()).earlier
    assert "&lt;b&gt;Old line" in shown
    assert load("rehearsal")["changed"] in shown


def test_visitors_of_a_shared_reader_play_and_nothing_is_kept(monkeypatch):
    """The meeting goes on and says so; there is no field, and no file."""
    monkeypatch.setenv("COURSE_VISITORS", "read")
    visitor = Rehearsal(progress()).lead("b B b c d b")
    assert visitor.shown["kept"] == load("rehearsal")["not_kept"]
    assert not visitor.shown["writes"]
    tell(visitor, "write", moment=5, text="typed-7d21")
    assert "typed-7d21" not in on_the_page(visitor)
    assert Rehearsal(progress()).sitting is None


def test_without_a_kernel_the_room_is_a_list_of_seven_people(heard):
    """What is read says who sits how, and that a kernel is needed to go on."""
    heard.lead("b B")
    text = repr(heard)
    assert sum(line.startswith("- ") and ":" in line for line in text.splitlines()) >= 7
    assert "- Approver of the change: speaks, leans in" in text
    assert "start this page:" in text


def test_a_move_that_cannot_be_kept_is_made_and_told(heard, monkeypatch):
    """The meeting goes on, and the page says what stands in the way instead of that it is kept."""
    heard.lead("b B")
    monkeypatch.setattr(heard._meetings, "keep", refusing)
    heard.make("b")
    assert heard.sitting.meeting.made[-1] == "2b"
    assert heard.shown["kept"] == "The disk is full."


def refusing(*_, **__):
    raise ProgressError("The disk is full.")
