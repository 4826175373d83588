"""A folder that is filled whole or not at all."""

import os
import signal

import pytest

from course.build.children import StoppedError, stoppable
from course.build.staging import staged


def test_all_comes_at_once_and_what_else_is_there_stays(tmp_path):
    """Earlier pages are replaced at the end; a file of somebody else is not touched."""
    (tmp_path / "page.html").write_text("earlier")
    (tmp_path / "mine.txt").write_text("mine")
    with staged(tmp_path) as folder:
        (folder / "page.html").write_text("new")
        assert (tmp_path / "page.html").read_text() == "earlier"
    assert {path.name: path.read_text() for path in tmp_path.iterdir()} == {
        "page.html": "new",
        "mine.txt": "mine",
    }


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_a_stop_leaves_no_trace(tmp_path, number):
    """Folders that were made for it are gone again, and nothing else is."""
    (tmp_path / "mine.txt").write_text("mine")
    out = tmp_path / "a" / "b"
    with pytest.raises(StoppedError) as stopped, stoppable(), staged(out) as folder:
        (folder / "page.html").write_text("new")
        os.kill(os.getpid(), number)
    assert stopped.value.exit_code == 128 + number
    assert [path.name for path in tmp_path.iterdir()] == ["mine.txt"]
