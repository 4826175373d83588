"""The card: what is kept of rooms, and what becomes of one that cannot be used."""

import os
import stat

import pytest

from course.errors import MembershipError
from course.membership import Membership
from course.widgets.join import JoinWidget


def test_only_its_owner_reads_the_card(room, member):
    """The token lies in a file that nobody else on this computer can open."""
    before = os.umask(0)
    try:
        member.join(room.link)
    finally:
        os.umask(before)
    assert stat.S_IMODE(member.path.stat().st_mode) == 0o600


def test_a_card_that_cannot_be_kept_is_said(room, tmp_path):
    """Where nothing can be written the learner is told, and is in no room."""
    (tmp_path / "file").write_text("")
    member = Membership(tmp_path / "file" / "home")
    with pytest.raises(MembershipError, match="cannot be kept in"):
        member.join(room.link)
    assert member.room == ""


@pytest.mark.parametrize(
    "text",
    [
        "",
        "{",
        "[]",
        "\0\0",
        "[" * 3000,
        '{"version": 1, "room": 3}',
        '{"version": 1, "room": "", "tokens": [], "held": [], "is_silent": false}',
    ],
)
def test_a_damaged_card_is_set_aside_and_said(room, member, text):
    """It means being in no room; it stays as it was, and joining again is one step."""
    member.path.parent.mkdir()
    member.path.write_text(text)
    assert member.room == ""
    [aside] = member.path.parent.glob("membership-damaged-*.json")
    assert aside.read_text() == text
    said = member.answered("opening", "B")
    assert (said.heading, said.holds) == ("You are in no room any more.", False)
    assert str(aside) in said.line
    assert str(aside) in JoinWidget(member).status
    member.join(room.link)
    assert member.room == room.code
    assert aside.read_text() == text
    assert member.watch("opening").heading != "You are in no room any more."


@pytest.mark.parametrize("kind", ["folder", "pipe"])
def test_what_is_no_file_is_set_aside_and_not_waited_for(room, member, kind):
    """A pipe that nobody writes to, or a folder, is a damaged card as any other."""
    member.path.parent.mkdir()
    os.mkfifo(member.path) if kind == "pipe" else member.path.mkdir()
    assert member.room == ""
    member.join(room.link)
    assert member.room == room.code


def test_a_card_of_a_newer_course_is_not_written_over(room, member):
    """It means being in no room, and joining says what is in the way."""
    member.path.parent.mkdir()
    member.path.write_text('{"version": 9}')
    assert member.room == ""
    assert member.answered("opening", "B").heading == ""
    with pytest.raises(MembershipError, match="newer version"):
        member.join(room.link)
    assert member.path.read_text() == '{"version": 9}'
