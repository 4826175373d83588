"""The words of the rehearsal: complete, constructed and said so, and nothing before its time."""

import re
from importlib import resources
from typing import Any

from course.content import load
from course.rehearsal import script
from course.rehearsal.checking import check

MEETING: dict[str, Any] = load("meeting")
MOVES = [
    (f"{moment['number']}{move['id']}", move)
    for moment in MEETING["moment"]
    for move in moment["move"]
]
#: What the reveal says, and what the facts of the meeting lead to.
OF_THE_REVEAL = r"3-Amigos|refine|acceptance criteria|root cause|five whys|edge case|\bQA\b"


def test_the_meeting_passes_its_own_check() -> None:
    """What somebody's own meeting is held to holds for the course's."""
    text = resources.files("course.content").joinpath("meeting.toml").read_text("utf-8")
    assert check(text) == []


def test_there_are_fourteen_moments_with_four_moves_each() -> None:
    """A to D in the moment of the first sentence, else a to d."""
    for moment in script().moments:
        letters = "ABCD" if moment.number == 1 else "abcd"
        assert "".join(move.id for move in moment.moves) == letters
    assert len(script().moments) == 14


def test_the_first_sentences_are_those_of_the_decision() -> None:
    """They stand once, and here they are read word for word."""
    (opening,) = [each for each in load("decisions")["decision"] if each["id"] == "opening"]
    said = [move.say for move in script().moments[1].moves]
    assert said == [option["text"] for option in opening["option"]]


def test_no_move_is_a_label_of_blame() -> None:
    """A move is said or done in words that a decent person could use, and is answered."""
    decent = re.compile(r"“.+”|^You .+\.$|^You .+\?$")
    assert [name for name, _ in MOVES if not decent.search(script_said(name))] == []
    alike = [name for name, move in MOVES if move["reply"] == move.get("reply_without_lid")]
    assert alike == []


def script_said(name: str) -> str:
    """Give what is said in a move."""
    number, letter = int(name[:-1]), name[-1]
    return script().moments[number].move(letter).say


def test_nothing_of_the_reveal_is_said_before_a_fact_brings_it_out() -> None:
    """Titles, scenes, moves, replies and guarded lines leave it to people to say it."""
    early = [moment[part] for moment in MEETING["moment"] for part in ("title", "scene")]
    early += [move.get("say", "") for _, move in MOVES]
    early += [move["reply"] for _, move in MOVES]
    early += [fact["guarded_line"].replace("criteria", "") for fact in MEETING["fact"]]
    early += MEETING["rules"]["told"]
    assert [text for text in early if re.search(OF_THE_REVEAL, text, re.IGNORECASE)] == []
    # The debrief is read before the reveal, whose actions it does not know.
    debrief = [fact["makes_possible"] for fact in MEETING["fact"]]
    assert [text for text in debrief if re.search("given action|root cause", text)] == []


def test_how_people_sit_is_left_to_the_picture() -> None:
    """Scenes and replies tell of no arms, eyes or backs that the picture draws otherwise."""
    told = [moment["scene"] for moment in MEETING["moment"]]
    told += [move[part] for _, move in MOVES for part in move if part.startswith("reply")]
    drawn = r"\barms?\b|\blean|\bsits? up|\blooks? (up|down|away|at the table)\b|ceiling"
    assert [text for text in told if re.search(drawn, text)] == []


def test_a_fact_says_what_is_constructed_and_what_is_given() -> None:
    """Only time pressure from the deadline and QA's missing part are given by the case."""
    given = {fact["id"] for fact in MEETING["fact"] if "given:" in fact["provenance"]}
    assert given == {1, 5}
    assert all("constructed" in fact["provenance"] for fact in MEETING["fact"])


def test_the_rules_are_told_with_their_numbers() -> None:
    """No number of the rules is typed twice: those of time are filled in."""
    told = " ".join(MEETING["rules"]["told"])
    assert {"{minutes}", "{close_at}"} <= set(re.findall(r"\{\w+\}", told))
    assert not re.search(r"\d", told)


def test_each_holder_is_asked_by_a_move_whose_reply_is_nobodys_answer() -> None:
    """A reply before a fact suits an open line and a guarded one: it never is either."""
    lines = {fact[part] for fact in MEETING["fact"] for part in ("open_line", "guarded_line")}
    assert not lines & {move["reply"] for _, move in MOVES}
