"""`course rehearsal`: the meeting in a terminal."""

import io
import json
from pathlib import Path

import pytest

from course.cli import main
from course.content.decisions import decisions
from course.progress.answers import progress


def answer_all():
    """Answer the four decisions."""
    for asked in decisions():
        progress().record(asked.id, "A")


@pytest.fixture
def types(monkeypatch):
    """Let somebody type these lines at the terminal."""

    def types(text):
        monkeypatch.setattr("sys.stdin", io.StringIO(text))

    return types


def test_it_opens_when_all_four_decisions_are_answered(capsys, types):
    """Before that it names those that are open, and shows no word of the meeting."""
    progress().record("opening", "A")
    types("q\n")
    assert main(["rehearsal", "play"]) == 2
    out, told = capsys.readouterr()
    assert out == ""
    assert "“Fix the system”, “What coverage tells”, “The right output”" in told
    assert "“Open the meeting”" not in told
    answer_all()
    types("q\n")
    assert main(["rehearsal", "play"]) == 0
    assert "The evening before" in capsys.readouterr().out


def test_moves_as_text_wait_as_well(capsys):
    """What is said in the meeting is not to be had by naming moves, either."""
    assert main(["rehearsal", "play", "--moves", "b B"]) == 2
    assert capsys.readouterr().out == ""


def test_a_facilitator_opens_it(capsys, types):
    """As notebooks have `reveal_open`, the command has an option."""
    types("q\n")
    assert main(["rehearsal", "play", "--reveal-open"]) == 0
    assert "The evening before" in capsys.readouterr().out


def test_a_room_that_holds_back_a_reveal_holds_it_back_here(capsys, monkeypatch):
    """In a room it opens after the fourth reveal."""
    answer_all()

    class Room:
        shown = {"held": "It opens with the room."}  # noqa: RUF012 - as a companion has it

        def holds(self, name):
            return name == "output"

    monkeypatch.setattr("course.progress.companion.companion", Room)
    assert main(["rehearsal", "play"]) == 2
    assert capsys.readouterr().err == "It opens with the room.\n"


def test_a_whole_meeting_is_played_in_a_terminal(capsys, types):
    """Rules first, then moment by moment; a slip is told and loses nothing; then the debrief."""
    answer_all()
    types("b\nB\nd\nx\n\nc\n+b\nd\nb\nd\nb\nb\nb\nb\nc\nc\nc\n")
    assert main(["rehearsal", "play"]) == 0
    shown = capsys.readouterr().out
    assert "You have 60 minutes." in shown
    assert "There is no move in moment 3 'x'." in shown
    assert "Or stay with what was asked before" in shown
    assert "What came out: " in shown
    assert '--moves "b B d c+b d b d b b b b c c c"' in shown


def test_who_is_in_the_room_and_who_opens_up_is_told(capsys, types):
    """What a picture would show is said: who is there, and whom a move has reached."""
    types("d\nD\na\na\nq\n")
    assert main(["rehearsal", "play", "--reveal-open"]) == 0
    shown = capsys.readouterr().out
    assert "product: Product owner" in shown
    assert "More open than before: Support (leans in)." in shown
    lowered = "Approver (looks down), Author (looks down), Product (waits) and Support (looks up)"
    assert f"Less open: {lowered}." in shown
    assert "Everybody sits as before." in shown


def test_the_debrief_names_the_guides_that_the_moves_come_from(capsys):
    """Each with where it can be read, and our own as such; no other."""
    moves = ["--moves", "c B", "--reveal-open"]
    assert main(["rehearsal", "play", *moves]) == 0
    named = capsys.readouterr().out.split("Who says what comes of such moves:")[1]
    assert "Howie: the post-incident guide https://" in named
    assert "postmortems.pagerduty.com" in named
    assert "Atlassian" not in named
    assert "Our own" not in named


def test_a_meeting_without_a_move_has_nothing_to_say_of_moves(capsys, types):
    """No heading stands over nothing, and no option is given empty."""
    types("q\n")
    assert main(["rehearsal", "play", "--reveal-open"]) == 0
    shown = capsys.readouterr().out
    assert "What came out: 0 of" in shown
    assert "Who says what comes of such moves:" not in shown
    assert "--moves" not in shown


def test_the_debrief_of_a_whole_meeting_names_the_actions_it_cannot_lead_to(capsys):
    """Each fact that stayed in is an action less; a meeting that was stopped says nothing of it."""
    label = "What your report cannot contain:"
    whole = ["--moves", "b B b b d b d b b b b c c c", "--reveal-open"]
    assert main(["rehearsal", "play", *whole]) == 0
    out = capsys.readouterr().out
    missing = out.split(label)[1].split("Who says what")[0].strip().splitlines()
    heard = int(out.split("What came out: ")[1].split()[0])
    assert len(missing) == 12 - heard > 0
    assert main(["rehearsal", "play", "--moves", "b B", "--reveal-open"]) == 0
    assert label not in capsys.readouterr().out


def test_a_guarded_line_is_marked_in_the_debrief_only(capsys, types):
    """While the meeting goes on, nobody is told that something stayed in."""
    answer_all()
    types("a\nA\na\nb\nb\nq\n")
    assert main(["rehearsal", "play"]) == 0
    meeting, debrief = capsys.readouterr().out.split("What came out")
    assert "author: “Not that I remember.”" in meeting
    assert "guarded" not in meeting
    assert "held back" not in meeting.split("0. The evening before")[1]
    assert "What was held back: 1\n  author: “Not that I remember.”" in debrief


def test_moves_are_replayed_as_json_for_programs(capsys):
    """Whoever gives all moves has them already, so it asks for no answers."""
    assert main(["rehearsal", "play", "--moves", "b B b c+b", "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert (found["version"], found["moves"]) == (1, ["b", "B", "b", "c+b"])


def test_json_without_moves_says_what_is_missing(capsys):
    """Nobody is asked for moves where a program reads the answer."""
    assert main(["rehearsal", "play", "--json"]) == 2
    assert "--moves" in capsys.readouterr().err


def test_a_move_that_is_none_is_told(capsys):
    """With exit code 2, and nothing on standard output."""
    assert main(["rehearsal", "play", "--moves", "b x", "--json"]) == 2
    out, told = capsys.readouterr()
    assert (out, told) == ("", "There is no move in moment 1 'x'. Choose one of A, B, C, D.\n")


def test_a_meeting_of_ones_own_is_played_and_checked(tmp_path, capsys):
    """It gives away nothing of the course, and so it is open; what is to be mended is told."""
    text = OWN
    path = tmp_path / "mine.toml"
    path.write_text(text, "utf-8")
    assert main(["rehearsal", "check", str(path)]) == 0
    assert main(["rehearsal", "play", str(path), "--moves", "a"]) == 0
    assert "ann: It was so." in capsys.readouterr().out
    path.write_text(text.replace('reply = "Well."\n', "").replace("need = 1", "need = 7"), "utf-8")
    assert main(["rehearsal", "check", str(path)]) == 1
    out, told = capsys.readouterr()
    assert [line.split(": ")[0] for line in out.splitlines()] == [
        f"{path}, line 21, fact 1",
        f"{path}, line 32, moment 0, move a",
    ]
    assert told == f"2 to mend in {path}\n"
    assert main(["rehearsal", "check", str(path), "--json"]) == 1
    found = json.loads(capsys.readouterr().out)
    assert found[0]["line"] == 21
    assert main(["rehearsal", "play", str(path)]) == 2
    assert "`need` is 7" in capsys.readouterr().err


def test_a_move_that_is_called_as_what_stops_is_a_move(tmp_path, capsys, types):
    """Whoever calls a move q can make it; where there is none, it stops."""
    path = tmp_path / "mine.toml"
    path.write_text(OWN.replace('id = "a"', 'id = "q"'), "utf-8")
    types("q\n")
    assert main(["rehearsal", "play", str(path)]) == 0
    assert "ann: It was so." in capsys.readouterr().out


def test_the_course_own_meeting_is_checked_without_a_file(capsys):
    """It has nothing to mend."""
    assert main(["rehearsal", "check"]) == 0
    assert capsys.readouterr().out == "meeting.toml: nothing to mend\n"


@pytest.mark.parametrize("raw", [b"\xff\xfe\x00", None])
def test_a_file_that_cannot_be_read_is_told(tmp_path, capsys, raw):
    """With its name, and what to do next."""
    path = tmp_path / "mine.toml"
    if raw is not None:
        path.write_bytes(raw)
    for action in ("check", "play"):
        assert main(["rehearsal", action, str(path)]) == 2
        assert "mine.toml" in capsys.readouterr().err


OWN = (
    Path(__file__).parents[1].joinpath("rehearsal", "beginning.toml").read_text("utf-8")
    + """
[[fact]]
id = 1
need = 1
holder = "ann"
provenance = "constructed"
open_line = "It was so."
guarded_line = "Hm."
makes_possible = "Something."

[[moment]]
number = 0
title = "M"
scene = "S"
[[moment.move]]
id = "a"
say = "Well?"
minutes = 1
speaker = "ann"
reply = "Well."
opens = [1]
source = ["own"]
"""
)
