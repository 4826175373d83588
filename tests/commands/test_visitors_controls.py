"""Pages for other computers: what a visitor can make the controls on them do."""

import json
import socket
import threading
from contextlib import suppress
from importlib import import_module
from inspect import Parameter, signature
from pkgutil import iter_modules

import pytest

from course import widgets
from course.content.decisions import decisions
from course.content.notebooks import ROOT, notebooks
from course.progress.answers import progress
from course.storage import home
from course.widgets.control import Control
from tests.commands.visitor import Visitor

pytestmark = [pytest.mark.slow, pytest.mark.deployment]

KEYWORD = Parameter.KEYWORD_ONLY

#: Longer than anything that could stand somewhere by chance.
TYPED = "typed-by-a-visitor-7d21"


def _kinds_of(kind):
    for one in kind.__subclasses__():
        yield one
        yield from _kinds_of(one)


def everything(address, folder):
    """Give one message for each thing that a control does, with all that it may carry."""
    values = {
        "source": f"open({str(folder / TYPED)!r}, 'w')",
        "fields": {"title": TYPED, "organisation": TYPED, "timezone": "UTC"},
        "timeline": f"timestamp,event\n2026-05-04T10:00,{TYPED}\n",
        "folder": str(folder),
        "over": True,
        "text": json.dumps(
            {
                "version": 1,
                "attempts": [
                    {"decision": "opening", "option": "A", "at_utc": "2026-01-01T00:00:00Z"}
                ],
            }
        ),
        "address": address,
        "code": "ABCDEF",
        "round": 1,
        "option": "B",
        "number": 7,
        "session": TYPED,
        "expected": TYPED,
        "detection": 5,
        "roll_back": 5,
        "narrow": True,
        "moment": 1,
        "move": "B",
        "opening": "B",
        "section": "summary",
        "stage": "complete",
        "form": "markdown",
        "values": {"owner": TYPED, "due": TYPED, "end": TYPED},
        "words": {"1": TYPED},
    }
    for module in iter_modules(widgets.__path__):
        import_module(f"{widgets.__name__}.{module.name}")
    asked = {}
    # Tests of the base make controls of their own.
    kinds = [one for one in _kinds_of(Control) if one.__module__.startswith("course.")]
    for kind in kinds:
        for name in dir(kind):
            if name.startswith("_hear_"):
                taken = signature(getattr(kind, name)).parameters.values()
                more = {
                    one.name: values.get(one.name, TYPED) for one in taken if one.kind is KEYWORD
                }
                asked[name, *more] = {"type": name.removeprefix("_hear_"), "id": "1", **more}
    assert len(asked) > 20
    return list(asked.values())


@pytest.fixture
def listener():
    """A place on this computer that notes who calls."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        calls = []

        def accept():
            with suppress(OSError):
                while True:
                    caller, _ = server.accept()
                    calls.append(caller.recv(200))
                    caller.close()

        threading.Thread(target=accept, daemon=True).start()
        yield f"http://127.0.0.1:{server.getsockname()[1]}/room/ABCDEF/", calls


def files_in(folder):
    return {
        path: path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file() and not path.name.endswith(("-journal", ".pyc"))
    }


def test_no_control_runs_keeps_or_calls_what_a_visitor_types(shared, listener, tmp_path):
    """Whatever is sent to whatever is on a page: no file, no call, no program of the visitor's."""
    for decision in decisions():
        progress().record(decision.id, decision.key)
    address, calls = listener
    target = tmp_path / "of-the-host"
    target.mkdir()
    kept, course = files_in(home()), files_in(ROOT / "data") | files_in(ROOT / "notebooks")
    states = [
        {"source": f"import pathlib; pathlib.Path({str(target / 'ran')!r}).touch()"},
        {"markdown": TYPED, "can_save": True, "can_move": True, "is_open": True, "room": TYPED},
    ]
    data = [{"method": "update", "state": state, "buffer_paths": []} for state in states]
    data += [{"method": "custom", "content": each} for each in everything(address, target)]
    for slug in [one.slug for one in notebooks() if one.decision in {None, "coverage"}]:
        visitor = Visitor(shared, slug)
        shown = visitor.widgets()
        assert shown
        visitor.tell(
            *(
                ("shell", "comm_msg", {"comm_id": widget, "data": each})
                for widget in shown
                for each in data
            )
        )
    assert calls == []
    assert files_in(target) == {}
    assert files_in(ROOT / "data") | files_in(ROOT / "notebooks") == course
    assert files_in(home()) == kept
