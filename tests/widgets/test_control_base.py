"""What every control's kernel side does with a request: it answers, whatever comes of it."""

from queue import Empty

import pytest
from jupyter_client.manager import start_new_kernel

from course.errors import CourseError
from course.page.fragment import Fragment
from course.widgets.control import FAULT, STOPPED, Control

#: In a kernel of its own: a control with a fault, asked as a page asks.
FAULTY = """
from course.widgets.control import Control
class Faulty(Control):
    def _hear_press(self):
        return {"say": {}["no such key"]}
faulty = Faulty()
print(faulty.comm.comm_id)
"""


class Greeting(Control):
    """A control that greets, and has its troubles."""

    def _hear_greet(self, *, name="you"):
        return {"say": f"Hello {name}"}

    def _hear_refuse(self):
        raise CourseError("Not today.")

    def _hear_fail(self):
        return 1 / 0

    def _hear_stop(self):
        raise KeyboardInterrupt

    def _hear_nothing(self):
        return None

    def readable(self):
        """Write a greeting."""
        return Fragment("<p>Hello</p>", "Hello", "p { color: red }")


@pytest.mark.parametrize(
    ("name", "request_", "answer"),
    [
        ("greet", {"name": "Ada"}, {"say": "Hello Ada"}),
        ("nothing", {}, {}),
        ("refuse", {}, {"say": "Not today.", "trouble": True}),
        ("stop", {}, {"say": STOPPED, "trouble": True}),
        (
            "fail",
            {},
            {"say": FAULT.format(error="ZeroDivisionError"), "trouble": True, "fault": True},
        ),
        (
            "greet",
            {"nam": "Ada"},
            {"say": FAULT.format(error="TypeError"), "trouble": True, "fault": True},
        ),
        (
            "no such thing",
            {},
            {"say": FAULT.format(error="AttributeError"), "trouble": True, "fault": True},
        ),
    ],
)
def test_every_request_is_answered(ask, name, request_, answer):
    """What it asked for, what stood in the way, or a fault of ours: each comes back as such."""
    assert ask(Greeting(), name, **request_) == answer


def test_a_fault_is_logged_with_its_traceback_and_a_trouble_is_not(ask, caplog):
    """Whoever looks after the course finds where it happened; a told trouble is no fault."""
    ask(Greeting(), "refuse")
    assert caplog.text == ""
    ask(Greeting(), "fail")
    assert "Greeting, 'fail'" in caplog.text
    assert "return 1 / 0" in caplog.text


def test_only_what_hears_can_be_asked_for(ask):
    """No other method of a control is within reach of a page."""
    for name in ("readable", "__class__", "receive", "hear_greet", None, 7, ["greet"]):
        assert ask(Greeting(), name)["fault"]


def test_it_can_be_read_without_a_kernel():
    """Beside its view, a saved notebook holds it as HTML with its style, and as text."""
    data, _ = Greeting()._repr_mimebundle_()
    assert data["text/plain"] == "Hello"
    assert data["text/html"] == "<style>p { color: red }</style><p>Hello</p>"
    assert "application/vnd.jupyter.widget-view+json" in data


@pytest.mark.slow
def test_the_host_reads_the_fault_in_the_log_of_the_server(tmp_path):
    """In a real kernel the page is answered, and the traceback reaches the server's terminal."""
    log = tmp_path / "stderr"
    with log.open("w") as stderr:
        manager, client = start_new_kernel(kernel_name="python3", stderr=stderr, cwd=tmp_path)
        try:
            printed = []
            client.execute_interactive(
                FAULTY, timeout=60, output_hook=lambda one: printed.append(one["content"])
            )
            comm = next(one["text"].strip() for one in printed if "text" in one)
            content = {"type": "press", "id": "1"}
            message = client.session.msg(
                "comm_msg", {"comm_id": comm, "data": {"method": "custom", "content": content}}
            )
            client.shell_channel.send(message)
            answer = _answer(client)
        finally:
            client.stop_channels()
            manager.shutdown_kernel(now=True)
    assert answer["id"] == "1"
    assert answer["say"] == FAULT.format(error="KeyError")
    assert "KeyError: 'no such key'" in log.read_text()
    assert "Traceback" in log.read_text()


def _answer(client):
    """Wait for what the control sends to its page."""
    while True:
        try:
            message = client.get_iopub_msg(timeout=60)
        except Empty:
            pytest.fail("the control did not answer")
        data = message["content"].get("data", {})
        if message["msg_type"] == "comm_msg" and data.get("method") == "custom":
            return data["content"]
