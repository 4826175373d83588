"""Pages for other computers: what a visitor with a socket of their own can make them do."""

import urllib.error
import urllib.request
from urllib.parse import urljoin, urlsplit

import pytest
from tornado.httpclient import HTTPRequest
from tornado.websocket import websocket_connect

from course.content import load
from course.visitors import RUN_FLAG, instead
from tests.commands.visitor import PATIENCE_SECONDS, Visitor, hang_up, run

pytestmark = pytest.mark.slow

#: As JupyterLab's pages speak, and as they did before.
PROTOCOLS = ["v1.kernel.websocket.jupyter.org", None]


@pytest.mark.parametrize("protocol", PROTOCOLS, ids=["v1", "legacy"])
def test_a_socket_carries_messages_of_widgets_alone(shared, tmp_path, protocol):
    """No code, no completion, no history, no debugger, on no channel and in neither protocol."""
    visitor = Visitor(shared, "open_the_meeting", protocol)
    ran = tmp_path / "ran"
    code = f"open({str(ran)!r}, 'w').close()"
    run = {"code": code, "silent": False, "user_expressions": {}, "allow_stdin": False}
    looked = {"code": "decide", "cursor_pos": 3, "detail_level": 2}
    kinds = {
        "execute_request": run,
        "inspect_request": looked,
        "complete_request": looked,
        "history_request": {"hist_access_type": "tail", "n": 9},
        "debug_request": {"type": "request", "command": "initialize", "seq": 1},
        "create_subshell_request": {},
        "input_reply": {"value": code},
        "shutdown_request": {"restart": False},
    }
    channels = ("shell", "control", "stdin", "iopub")
    heard = visitor.tell(*((line, *told) for line in channels for told in kinds.items()))
    answered = {message["header"]["msg_type"] for message in heard}
    assert answered <= {"status", "kernel_info_reply", "comm_open", "comm_msg"}
    assert not ran.exists()
    # It is still the same kernel, and still at work.
    assert visitor.widgets()


def test_a_visitor_opens_no_widget_of_their_own(shared):
    """What a page shows comes from the notebook: a socket can ask for its state and no more."""
    visitor = Visitor(shared, "open_the_meeting")
    before = set(visitor.widgets())
    state = {
        "_model_module": "@jupyter-widgets/controls",
        "_model_module_version": "2.0.0",
        "_model_name": "FileUploadModel",
        "_view_module": "@jupyter-widgets/controls",
        "_view_module_version": "2.0.0",
        "_view_name": "FileUploadView",
    }
    opened = {"comm_id": "mine", "target_name": "jupyter.widget", "data": {"state": state}}
    visitor.tell(("shell", "comm_open", opened))
    assert set(visitor.widgets()) == before


def test_broken_messages_are_dropped_and_the_page_works_on(shared):
    """What cannot be read, or says two things at once, goes no further than the server."""
    visitor = Visitor(shared, "open_the_meeting")
    hostile = [
        "",
        "{",
        "[]",
        "null",
        '"comm_msg"',
        "[" * 20_000,
        b"",
        b"\xff" * 40,
        (2**63).to_bytes(8, "little") * 3,
        '{"channel": "shell", "header": {"msg_type": ["comm_msg"]}, "content": {}}',
        '{"channel": "shell", "header": {"msg_type": "comm_msg"}, "content": "\\ud800"}',
        '{"channel": {}, "header": [], "content": 1, "metadata": null, "parent_header": 3}',
    ]

    async def send():
        parts = urlsplit(shared.addresses["Read"])
        path = f"/api/kernels/{visitor.kernel}/channels?{parts.query}"
        for protocol in PROTOCOLS:
            for message in hostile:
                line = await websocket_connect(
                    HTTPRequest(
                        f"ws://{parts.netloc}{path}", headers={"Origin": f"http://{parts.netloc}"}
                    ),
                    subprotocols=[protocol] if protocol else None,
                )
                await line.write_message(message, binary=isinstance(message, bytes))
                await hang_up(line)

    run(send())
    assert visitor.widgets()
    assert "Traceback" not in shared.errors


@pytest.mark.parametrize("protocol", PROTOCOLS, ids=["v1", "legacy"])
def test_an_answer_still_comes_through(shared, protocol):
    """What the pages are for goes on: a visitor answers, and reads the feedback."""
    from course.progress.answers import progress

    visitor = Visitor(shared, "open_the_meeting", protocol)
    asked = next(name for name, told in visitor.widgets().items() if "question" in told["state"])
    (answer,) = [
        told["content"]
        for told in visitor.press(asked, type="check", option="B", id="1")
        if told.get("method") == "custom"
    ]
    assert answer["id"] == "1"
    assert "trouble" not in answer
    assert [attempt.option for attempt in progress().attempts()] == ["B"]


def test_a_kernel_is_looked_at_and_not_ended_over_http(shared):
    """A page may ask whether its kernel is there; there is no list, no restart and no end to it."""
    visitor = Visitor(shared, "open_the_meeting")
    path = f"/api/kernels/{visitor.kernel}"
    assert shared.ask(path)[0] == 200
    for more in ("/restart", "/interrupt"):
        assert shared.ask(path + more)[0] == 404
    address = shared.addresses["Read"]
    request = urllib.request.Request(
        f"{urljoin(address, path)}?{urlsplit(address).query}", method="DELETE"
    )
    with pytest.raises(urllib.error.HTTPError) as refused:
        urllib.request.urlopen(request, timeout=PATIENCE_SECONDS)
    assert refused.value.code == 405
    refused.value.close()
    assert visitor.widgets()


def test_pages_say_what_does_not_run_here_and_where_it_does(shared):
    """In the place of an editor, a desk or a door stands one sentence, and no field."""
    from course.progress.answers import progress

    progress().record("coverage", "B")
    for slug, part in {
        "start_here": "join",
        "what_coverage_tells": "editor",
        "your_own_incident": "desk",
        "lead_the_room": "room",
    }.items():
        shown = [told["state"].get("html", "") for told in Visitor(shared, slug).widgets().values()]
        assert instead(part).html in shown, part
        assert any(instead("standing").html in html for html in shown) == (slug == "start_here")


def test_a_flag_lets_visitors_run_programs_and_says_so(share, tmp_path):
    """Asked for by its name, everything is there again, and terminal and pages warn."""
    from course.progress.answers import progress

    progress().record("coverage", "B")
    open_ = share(RUN_FLAG)
    said = load("visitors")
    assert said["host"]["run"] in open_.said
    assert said["host"]["limited"] not in open_.said
    ran = tmp_path / "ran"
    visitor = Visitor(open_, "what_coverage_tells")
    assert said["page"]["run"] in visitor.page
    editor = next(name for name, told in visitor.widgets().items() if "source" in told["state"])
    source = f"def test_it():\n    open({str(ran)!r}, 'w').close()\n"
    data = {"method": "update", "state": {"source": source}, "buffer_paths": []}
    visitor.tell(("shell", "comm_msg", {"comm_id": editor, "data": data}))
    visitor.press(editor, type="run", id="1")
    assert ran.exists()
