"""Visitors of a shared reader: what is refused to them in the kernel, whatever a page sends."""

import pytest

import course
from course import visitors
from course.content import load
from course.errors import CourseError, VisitorError
from course.incident.loading import load_incident
from course.membership import Membership, membership
from course.progress.answers import progress
from course.storage import home
from course.widgets.debrief import debrief
from course.widgets.editor import Editor
from course.widgets.join import JoinWidget
from course.widgets.own_incident import OwnIncident
from course.widgets.report_draft import report_draft
from course.widgets.room_door import RoomDoor
from course.widgets.show_of_hands import show_of_hands
from course.widgets.standing import where_you_stand


@pytest.fixture
def reading(monkeypatch):
    """Be a kernel of a shared reader, as its host left it."""
    monkeypatch.setenv(visitors.VARIABLE, "read")


@pytest.mark.parametrize(
    ("part", "make", "kind"),
    [
        ("editor", course.missing_test, lambda: Editor("missing-test")),
        ("desk", course.own_incident, OwnIncident),
        ("join", course.join_room, lambda: JoinWidget(Membership(home()))),
        ("room", course.start_a_room, RoomDoor),
    ],
)
def test_a_part_is_a_sentence_for_visitors_and_cannot_be_made(monkeypatch, part, make, kind):
    """The page gets one sentence and no control, and the control itself says the same."""
    made = type(make()).__name__
    assert made == type(kind()).__name__
    monkeypatch.setenv(visitors.VARIABLE, "read")
    shown = make()
    assert type(shown).__name__ in ("Notice", "Example")
    assert (
        shown.readable().text == repr(shown) == " ".join(load("visitors")["instead"][part].split())
    )
    with pytest.raises(VisitorError, match="shared"):
        kind()
    monkeypatch.setenv(visitors.VARIABLE, "run")
    assert type(make()).__name__ == made


def test_every_part_that_is_spoken_of_is_refused_somewhere():
    """A sentence that stands for no part would be dead, and a part without one would fail."""
    assert set(load("visitors")["instead"]) == {
        *("editor", "desk", "join", "room"),  # above
        *("draft", "standing"),  # below
    }


@pytest.mark.parametrize("value", ["read", "Run", "yes", " "])
def test_whatever_is_not_a_clear_yes_is_a_no(monkeypatch, value):
    """A value that nobody has written so far opens nothing."""
    monkeypatch.setenv(visitors.VARIABLE, value)
    assert visitors.only_read()


@pytest.mark.usefixtures("reading")
def test_visitors_only_look_at_where_they_stand(ask):
    """Answers are not handed out, brought in or put aside for everybody by one of them."""
    progress().record("opening", "B")
    standing = where_you_stand()
    asked = {"export": {}, "import": {"text": "{}"}, "start_over": {}, "delete": {}}
    for kind, content in {**asked, "take_up": {"name": "x"}}.items():
        said = ask(standing, kind, **content)
        assert said == {"say": visitors.instead("standing").text, "trouble": True}
    assert len(progress().attempts()) == 1
    assert not standing.can_move
    assert standing.learners == []


@pytest.mark.usefixtures("reading")
def test_the_example_is_shown_without_a_desk():
    """What the desk would show first is there, and a message to it changes nothing."""
    example = course.own_incident()
    shown = example.show(course.show_facts)
    assert "Ōtautahi" in repr(shown)
    assert example.show(report_draft, True).can_save is False
    assert not example._msg_callbacks.callbacks


@pytest.mark.usefixtures("reading")
def test_a_draft_is_not_saved_on_the_host_s_computer(write):
    """Not even that of an incident of the host's own."""
    folder = write("timestamp,event,phase\n2026-05-04T10:00,Off.,started\n")
    draft = report_draft(load_incident(folder))
    with pytest.raises(VisitorError):
        draft.save()
    assert not (folder / "report.md").exists()


def test_the_draft_of_the_built_in_case_has_nowhere_to_go():
    """A message without a button writes no file beside the course's data."""
    draft = report_draft(load_incident(), reveal_open=True)
    draft.can_save, draft.markdown = True, "typed"
    with pytest.raises(CourseError, match="download it"):
        draft.save()
    assert not (load_incident().folder / "report.md").exists()


def test_visitors_are_in_no_room_of_the_host_s(monkeypatch):
    """Their answers are no votes of the host's, and they cannot take the host out of a room."""
    host = membership()
    monkeypatch.setenv(visitors.VARIABLE, "read")
    assert membership().path != host.path
    assert membership().leave() == "You are in no room any more."


def test_visitors_hands_are_theirs_alone(monkeypatch):
    """Counts that the host has kept are neither shown nor changed, nor are past sessions."""
    show_of_hands("opening").count(1, "B", 5)
    kept = (home() / "hands.json").read_bytes()
    monkeypatch.setenv(visitors.VARIABLE, "read")
    hands = show_of_hands("opening")
    assert hands.counts["1"]["B"] == 0
    assert hands.count(1, "A", 7).counts["1"]["A"] == 7
    hands.simulate().clear()
    assert (home() / "hands.json").read_bytes() == kept
    assert [session["id"] for session in debrief().sessions] == ["dry-run"]
