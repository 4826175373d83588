"""A meeting of one's own is checked: all at once, each by its line."""

import tomllib

import pytest

from course.rehearsal import begin
from course.rehearsal.checking import check
from course.rehearsal.script import from_toml

CAN_BE_LEFT_EMPTY = {"open", "lid", "opens", "told", "starts_over"}


def told(text):
    """List what is told of a text."""
    return [str(finding) for finding in check(text)]


def test_a_meeting_that_can_be_played_has_no_findings(small_text):
    """Nothing is told where nothing is to be mended."""
    assert told(small_text) == []


@pytest.mark.parametrize(
    ("old", "new", "found"),
    [
        ('holder = "ann"', 'holder = "eve"', "`holder` names 'eve', who is not in the cast"),
        ("need = 2", "need = 4", "`need` is 4; expected 0 to 3"),
        ('provenance = "constructed"\n', "", "`provenance` is missing"),
        ("open = { ann = 1 }", "open = { eve = 1 }", "`open` names 'eve'"),
        ("open = { ann = 1 }", 'open = { ann = "x" }', "`open` of ann is 'x'"),
        ("opens = [1]", "opens = [7]", "`opens` names fact 7"),
        ("lid = { ann = 1 }", "lid = { eve = 1 }", "`lid` names 'eve'"),
        ('speaker = "bob"', 'speaker = "eve"', "`speaker` names 'eve'"),
        ('speaker = "bob"\n', "", "`speaker` is missing"),
        ('reply = "Well."\n', "", "`reply` is missing"),
        ('reply = "Well."', 'reply = " "', "`reply` is ' '"),
        ('say = "Say 0a."\n', "", "`say` is missing"),
        ('say = "Say 0a."', 'decision = "none"', "`decision` is 'none'"),
        ('source = ["own"]', 'source = ["me"]', "`source` names 'me'"),
        ('source = ["own"]', "source = []", "`source` is empty"),
        ("minutes = 2\n", "minutes = -2\n", "`minutes` is -2"),
        ("minutes = 2\n", "minuets = 2\n", "`minuets` is not known"),
        ('move = "1b"', 'move = "9z"', "`unless_made` names move '9z'"),
        ("at_least = 1, ", "", "`at_least` is missing"),
        ("starts_over = true", "starts_over = 1", "`starts_over` is no truth value"),
        ('id = "b"', 'id = "a"', "`id` 'a' stands twice"),
        ("number = 1\n", "number = 4\n", "`number` is 4; expected 1"),
        ("minutes = 30", "minutes = true", "`minutes` is True"),
        ('told = ["You lead."]', 'told = ["{day}"]', "`told` holds '{day}'"),
        ('told = ["You lead."]', 'told = ["{"]', "`told` holds '{'"),
        ("lowest = 0", "lowest = 4", "`highest` is 3; expected 4 or more"),
        ('told = ["You lead."]', "told = [1]", "`told` holds 1"),
        ("open = 1 }", "open = 5 }", "`open` is 5; expected 0 to 3"),
        ('title = "T"\n', "", "`title` is missing"),
    ],
)
def test_what_is_to_be_mended_is_told_by_line(small_text, old, new, found):
    """Each finding says where it stands, what was found and what is expected."""
    at = small_text.index(old)
    if found.endswith("is missing") and old.endswith("\n"):
        # Told where the table begins that it is missing from; at the top there is none.
        at = max(0, small_text.rfind("[[", 0, at))
    line = small_text.count("\n", 0, at) + 1 if at else 0
    findings = [each for each in check(small_text.replace(old, new, 1)) if found in str(each)]
    assert [each.line for each in findings] == [line]


def test_a_fact_that_no_move_opens_is_told(small_text):
    """It could never come to light."""
    assert told(small_text.replace("opens = [1]", "")) == [
        "line 20, fact 1: no move opens it; expected a move with opens = [1]"
    ]


def test_a_moment_without_moves_is_told(small_text):
    """Nobody could go on from it."""
    text = f'{small_text}\n[[moment]]\nnumber = 6\ntitle = "M"\nscene = "S"\n'
    (finding,) = told(text)
    assert "moment 6: it has no moves" in finding


def test_everything_is_told_at_once_from_the_top(small_text):
    """Whoever mends a file reads it once."""
    lines = [each.line for each in check(small_text.replace('"bob"', '"eve"'))]
    assert len(lines) == sum(map(len, (("a", "b"), "abc", "abc", "ab", "ab", "ab")))
    assert lines == sorted(lines)


def test_what_is_no_toml_is_told():
    """A file of something else has one finding, and is not guessed at."""
    (finding,) = told("Dear all")
    assert "not TOML" in finding


@pytest.mark.slow
def test_nothing_in_the_place_of_anything_stops_the_check(small_text):
    """Whatever stands where something else is expected is told, or else can be played."""
    table = tomllib.loads(small_text)
    for line in [line for line in small_text.splitlines() if " = " in line]:
        name = line.split(" = ")[0]
        for odd in ("[]", "{}", "[[1]]", "1.5", "true", "1979-05-27", '""', "{ a = [1] }"):
            text = small_text.replace(f"\n{line}\n", f"\n{name} = {odd}\n", 1)
            if check(text):
                continue
            assert name in CAN_BE_LEFT_EMPTY or tomllib.loads(text) == table
            meeting = begin(from_toml(tomllib.loads(text)))
            while not meeting.is_over:
                meeting = meeting.make(meeting.moves[0].id)
    for text in ("moment = 1", "fact = [1]", "cast = { a = 1 }", "[[moment]]\nmove = 7"):
        assert check(text)
