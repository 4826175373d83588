"""What is typed at the desk is kept with all else that a learner writes."""

import pytest

from course.errors import ProgressError
from course.progress import Progress, progress
from course.visitors import VARIABLE
from course.widgets import desk_texts
from course.widgets.own_incident import own_incident
from course.widgets.standing import where_you_stand

TAB, OTHER = f"{desk_texts.STORE}1x", f"{desk_texts.STORE}2y"
TILLS = {"fields": {"title": "Tills"}, "timeline": "timestamp,event", "folder": "tills"}


def kept(text):
    return {name: value for name, value in text.items() if name != "at_utc"}


def test_each_tab_has_a_text_that_another_browser_is_offered(ask):
    """It is one entry, whatever is typed on; what another tab typed stands beside it."""
    desk = own_incident()
    ask(desk, "keep", tab=TAB, form={"fields": {"title": "Till"}, "timeline": "", "folder": ""})
    ask(desk, "keep", tab=TAB, form=TILLS)
    ask(desk, "keep", tab=OTHER, form={"fields": {"title": "Lifts"}, "timeline": "", "folder": ""})
    again = own_incident()
    assert list(again.kept) == [TAB, OTHER]
    assert kept(again.kept[TAB]) == TILLS
    assert len(progress().versions("incident.1x")) == 1


@pytest.mark.parametrize("form", [None, {}, {"fields": {"title": " "}, "timeline": "\n"}, "text"])
def test_a_form_that_was_cleared_is_kept_nowhere(ask, form):
    """Not even as something that is empty."""
    desk = own_incident()
    ask(desk, "keep", tab=TAB, form=TILLS)
    ask(desk, "keep", tab=TAB, form=form)
    assert desk.kept == {}
    assert progress().kept_under() == {}


@pytest.mark.parametrize("tab", [None, "", "course:x", f"{desk_texts.STORE}../x", "x" * 99])
def test_what_no_tab_is_called_is_kept_under_no_key(tab):
    """A page may send anything."""
    desk_texts.keep(progress(), tab, TILLS)
    assert progress().kept_under() == {}


def test_the_text_of_before_the_tabs_had_their_own_has_a_name(ask):
    """What an older course kept in the browser is taken over."""
    ask(where_you_stand(), "start_over", typed={desk_texts.STORE[:-1]: TILLS})
    [aside] = where_you_stand().learners
    assert aside["texts"] == 1
    progress().take_up(aside["name"])
    assert kept(own_incident().kept[f"{desk_texts.STORE}before"]) == TILLS


def test_whoever_is_put_aside_takes_along_what_the_browser_alone_has(ask):
    """The next learner finds an empty form, and the first one finds theirs again."""
    panel = where_you_stand()
    undo = ask(panel, "start_over", typed={TAB: TILLS})["undo"]
    assert own_incident().kept == {}
    ask(panel, "take_up", name=undo, typed={OTHER: TILLS})
    assert list(own_incident().kept) == [TAB]
    [other] = panel.learners
    assert other["texts"] == 1


def test_what_a_file_from_elsewhere_holds_stops_no_desk():
    """It is offered as far as it is a form."""
    for number, value in enumerate(["text", {"fields": 7}, {"fields": {"title": ["x"]}}, [1]]):
        progress().keep(f"incident.{number}", value)
    progress().keep("incident.good", TILLS | {"more": "x"})
    assert [kept(text) for text in own_incident().kept.values()] == [TILLS]


def test_a_text_that_is_too_long_is_told_and_nothing_is_lost(ask):
    """The one before stays, and the browser has the long one."""
    desk = own_incident()
    ask(desk, "keep", tab=TAB, form=TILLS)
    reply = ask(desk, "keep", tab=TAB, form=TILLS | {"timeline": "timestamp,event\n" * 70_000})
    assert reply["trouble"]
    assert "too long to be kept" in reply["say"]
    assert kept(own_incident().kept[TAB]) == TILLS


def test_a_file_of_a_newer_course_stops_no_desk(monkeypatch):
    """What can be typed can be checked all the same."""

    def newer(*_):
        raise ProgressError("newer")

    monkeypatch.setattr(Progress, "kept_under", newer)
    assert own_incident().kept == {}


def test_in_a_shared_reader_nothing_of_it_is_kept(monkeypatch):
    """Whatever its host lets visitors do."""
    monkeypatch.setenv(VARIABLE, "run")
    desk_texts.keep(progress(), TAB, TILLS)
    monkeypatch.delenv(VARIABLE)
    assert progress().kept_under() == {}


PASTED = "Time,What,Who\n2024-03-01 10:00,Ana calls @tvos,Ana Bakker\nlater,Well,Tom Vos\n"
NAMES = (b"Ana", b"Bakker", b"tvos", b"Tom", b"Vos")


@pytest.mark.parametrize(
    "timeline",
    [
        PASTED,
        "So it went: Ana called Tom.",
        "timestamp,event,owner\n2024-03-01T10:00,A call,Ana Bakker\n",
        "timestamp,event\n2024-03-01T10:00,@tvos calls\n",
        "timestamp,event\n2024-03-01T10:00,Mail to ana.bakker@example.org\n",
        '{"a": "' + "Tom Vos" * 30_000 + '"}',
    ],
)
def test_what_may_name_people_is_kept_nowhere(ask, timeline):
    """The rest of the form is; and what is rows by then, as it stood before."""
    desk = own_incident()
    ask(desk, "keep", tab=TAB, form=TILLS | {"timeline": timeline})
    assert kept(own_incident().kept[TAB]) == TILLS | {"timeline": ""}
    assert not any(name in progress().path.read_bytes() for name in NAMES)
    ask(desk, "keep", tab=TAB, form={"fields": {}, "timeline": timeline, "folder": ""})
    assert own_incident().kept == {}


def test_what_is_saved_names_nobody(ask, tmp_path):
    """A folder gets rows with roles, also while there is something to mend in them."""
    desk = own_incident()
    folder = tmp_path / "mine"
    fields = {"title": "T", "organisation": "O", "timezone": "UTC"}
    desk.save(fields, PASTED, str(folder))
    stored = (folder / "incident_timeline.csv").read_bytes()
    assert not any(name in stored for name in NAMES)
    assert b"Person 1 calls person 2" in stored
    assert b"later,Well" in stored
    reply = ask(desk, "save", fields=fields, timeline="Ana Bakker.", folder=str(tmp_path / "b"))
    assert reply["trouble"]
    assert not (tmp_path / "b").exists()
