"""What a learner writes is kept as it was written, and met again."""

import os
import signal
import subprocess
import sys

import pytest

from course.errors import ProgressError, VisitorError
from course.progress import Progress
from course.progress.texts import MOST_BYTES, MOST_BYTES_IN_ALL
from course.visitors import VARIABLE


@pytest.fixture
def notes(tmp_path):
    return Progress(tmp_path / "mine")


def values(notes, key):
    return [kept.value for kept in notes.versions(key)]


@pytest.mark.parametrize(
    "value", ["one line", "", "two\nlines \ud800\0 ≠", {"moves": ["b", "B"], "at": 3.5}, [], None]
)
def test_whatever_is_kept_is_met_again_in_another_process(notes, value):
    """Text in any script, half characters too, and whatever JSON can hold."""
    kept = notes.keep("meeting.draft", value, content_hash="abc")
    again = Progress(notes.path.parent).kept("meeting.draft")
    assert again == kept
    assert (again.value, again.content_hash) == (value, "abc")


def test_nothing_is_kept_of_a_key_that_nobody_used(notes):
    """There is none, and asking leaves no file."""
    assert notes.kept("line.opening") is None
    assert notes.versions("line.opening") == ()
    assert notes.kept_under() == {}
    assert not notes.path.parent.exists()


def test_somebody_who_writes_on_changes_one_entry(notes):
    """What stands on the page takes the place of what stood there, as often as it is kept."""
    seen = None
    for text in ("What", "What made", "What made the check possible?"):
        seen = notes.keep("line.opening", text, instead_of=seen)
    assert values(notes, "line.opening") == ["What made the check possible?"]


def test_two_pages_that_write_at_once_both_keep_what_they_have(notes):
    """Neither writes over the other; the last one is shown, and each goes on with its own."""
    seen = notes.keep("line.opening", "What")
    here = notes.keep("line.opening", "What made", instead_of=seen)
    there = notes.keep("line.opening", "What else", instead_of=seen)
    notes.keep("line.opening", "What made it possible?", instead_of=here)
    assert values(notes, "line.opening") == ["What made it possible?", "What else"]
    notes.keep("line.opening", "What else was there?", instead_of=there)
    assert values(notes, "line.opening") == ["What else was there?", "What made it possible?"]


def test_the_same_said_twice_is_one_entry(notes):
    """It stays the one that was there, with its moment."""
    assert notes.keep("line.opening", "What") == notes.keep("line.opening", "What")
    assert len(notes.versions("line.opening")) == 1


def test_what_is_written_last_is_shown_whatever_another_clock_said(notes):
    """A text from a computer whose clock is ahead does not hide what somebody types now."""
    entry = '{"key": "line.opening", "value": "from ahead", "at_utc": "2199-01-01T00:00:00Z"}'
    notes.merge(f'{{"version": 2, "attempts": [], "kept": [{entry}]}}')
    notes.keep("line.opening", "now")
    assert values(notes, "line.opening") == ["now", "from ahead"]


def test_keys_that_begin_alike_are_found_together(notes):
    """In their order, each with what was last kept under it."""
    for key, value in (("meeting.2", "c"), ("meeting.1", "z"), ("meeting.1", "b"), ("line.x", 0)):
        notes.keep(key, value)
    found = notes.kept_under("meeting.")
    assert [(key, kept.value) for key, kept in found.items()] == [
        ("meeting.1", "b"),
        ("meeting.2", "c"),
    ]


def test_one_version_is_settled_on_and_the_others_go(notes):
    """It is the one that is shown; other keys keep theirs, and pages hear of it."""
    for key, value in (("line.a", "one"), ("line.a", "two"), ("line.a", "three"), ("line.b", "x")):
        notes.keep(key, value)
    notes.keep("line.b", "y")
    heard = []
    notes.when_kept(lambda: heard.append(values(notes, "line.a")))
    notes.settle("line.a")
    assert heard == [["three"]]
    assert values(Progress(notes.path.parent), "line.b") == ["y", "x"]


def test_one_key_is_removed_and_the_others_stay(notes):
    """Every version of it goes."""
    for key, value in (("meeting.1", "a"), ("meeting.1", "b"), ("meeting.10", "c")):
        notes.keep(key, value)
    notes.remove("meeting.1")
    assert list(notes.kept_under()) == ["meeting.10"]


@pytest.mark.parametrize("key", ["", "Line", "a..b", "a b", "x" * 121, None, 7])
def test_a_key_that_is_none_says_what_one_is(notes, key):
    """It is told before anything is kept."""
    with pytest.raises(ProgressError, match=r"as in 'line\.opening'"):
        notes.keep(key, "text")
    with pytest.raises(ProgressError, match=r"as in 'line\.opening'"):
        notes.versions(key)
    assert not notes.path.exists()


def test_one_entry_that_is_too_long_leaves_the_one_before(notes):
    """It is told with its size and the limit, and nothing is cut off."""
    before = notes.keep("draft", "short")
    with pytest.raises(ProgressError, match=rf"1,000,\d\d\d bytes.*{MOST_BYTES:,}"):
        notes.keep("draft", "x" * MOST_BYTES, instead_of=before)
    assert notes.versions("draft") == (before,)


def test_the_room_for_all_is_told_before_it_ends(notes):
    """From four fifths on the notice says it; what does not fit is refused, and nothing else."""
    large = "x" * (MOST_BYTES - 200)
    fits = MOST_BYTES_IN_ALL // MOST_BYTES
    told = []
    for number in range(fits):
        notes.keep(f"draft.{number}", large)
        told.append("20,000,000 bytes" in notes.notice)
    assert told == [False] * 16 + [True] * 4
    with pytest.raises(ProgressError, match="Nothing was changed"):
        notes.keep("draft.more", large)
    assert len(notes.kept_under("draft.")) == fits
    notes.remove("draft.0")
    notes.keep("draft.more", large)


def test_whoever_shows_a_text_hears_of_another(notes):
    """Also when it comes from a file, goes, or a new learner starts."""
    heard = []
    notes.when_kept(lambda: heard.append([kept.value for kept in notes.versions("line.x")]))
    notes.keep("line.x", "a")
    exported = notes.export()
    notes.remove("line.x")
    notes.merge(exported)
    notes.start_over()
    assert heard == [["a"], [], ["a"], []]


def test_a_shared_reader_keeps_nothing_that_is_typed(notes, monkeypatch):
    """Not by writing and not from a file, whatever its host allows; answers are kept."""
    notes.record("opening", "B")
    notes.keep("line.opening", "What made the check possible?")
    exported = notes.export()
    for may in ("read", "run"):
        monkeypatch.setenv(VARIABLE, may)
        shared = Progress(notes.path.parent.parent / may)
        assert not shared.keeps_texts
        with pytest.raises(VisitorError, match="kept nowhere"):
            shared.keep("line.opening", "Who did it?")
        assert shared.merge(exported) == 1
        assert shared.kept_under() == {}


def test_what_cannot_be_saved_is_held_said_and_saved_later(tmp_path):
    """A home that cannot be written is no reason to lose a sentence."""
    (tmp_path / "file").write_text("in the way")
    notes = Progress(tmp_path / "file" / "home")
    seen = notes.keep("line.opening", "What")
    seen = notes.keep("line.opening", "What made it possible?", instead_of=seen)
    another = notes.keep("line.x", "another")
    assert notes.keep("line.x", "another") == another
    assert notes.versions("line.x") == (another,)
    assert "cannot be saved" in notes.notice
    assert notes.is_saved is False
    assert values(notes, "line.opening") == ["What made it possible?"]
    assert '"What made it possible?"' in notes.export()
    (tmp_path / "file").unlink()
    notes.keep("line.opening", "What made it likely?", instead_of=seen)
    again = Progress(tmp_path / "file" / "home")
    assert again.kept("line.opening").value == "What made it likely?"
    assert again.kept("line.x").value == "another"
    assert (notes.notice, notes.is_saved) == ("", True)


KEEPS_ON = """
import itertools, sys
from pathlib import Path
from course.progress import Progress
notes, seen = Progress(Path(sys.argv[1])), None
for number in itertools.count():
    seen = notes.keep("line.opening", "x" * 9000 + str(number), instead_of=seen)
    print(number, flush=True)
"""


def test_kill_loses_nothing_that_was_acknowledged(tmp_path):
    """Whenever a process is killed, what it said is kept is there, and it is one entry."""
    for count in (1, 4, 9):
        command = [sys.executable, "-c", KEEPS_ON, str(tmp_path / str(count))]
        with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as writer:
            for _ in range(count):
                writer.stdout.readline()
            os.kill(writer.pid, signal.SIGKILL)
            acknowledged = [count - 1, *map(int, writer.stdout.read().split())][-1]
        [kept] = Progress(tmp_path / str(count)).versions("line.opening")
        assert int(kept.value.lstrip("x")) >= acknowledged
