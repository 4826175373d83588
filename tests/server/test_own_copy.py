"""A copy of the notebooks that may be changed."""

import pytest

from course.content.notebooks import ROOT, notebooks
from course.errors import CourseError
from course.server.own_copy import own_copy, root_to_change


def test_a_copy_is_made_once_and_then_completed(tmp_path):
    """What is there stays, also when it was changed; what is missing comes, whole."""
    first, second = notebooks()[:2]
    in_all = own_copy(tmp_path / "a" / "b").added
    assert in_all == len(notebooks()) + len(list((ROOT / "data").iterdir()))
    folder = tmp_path / "a" / "b" / "notebooks"
    assert (folder / first.filename).read_bytes() == first.path.read_bytes()
    (folder / first.filename).write_text("mine")
    (folder / second.filename).unlink()
    (folder / "other.txt").write_text("also mine")
    again = own_copy(tmp_path / "a" / "b")
    assert (again.added, again.kept) == (1, in_all - 1)
    assert (folder / first.filename).read_text() == "mine"
    assert len(list(folder.iterdir())) == len(notebooks()) + 1


def test_a_link_to_nothing_is_not_followed(tmp_path):
    """A name that leads elsewhere is somebody's: nothing is written through it."""
    (tmp_path / "notebooks").mkdir()
    (tmp_path / "notebooks" / notebooks()[0].filename).symlink_to(tmp_path / "elsewhere")
    assert own_copy(tmp_path).kept == 1
    assert not (tmp_path / "elsewhere").exists()


def test_a_folder_that_cannot_be_made_is_told(tmp_path):
    """The message names the folder and what to give instead."""
    (tmp_path / "file").write_text("mine")
    with pytest.raises(CourseError, match="--folder"):
        own_copy(tmp_path / "file")
    assert (tmp_path / "file").read_text() == "mine"


def test_a_checkout_is_opened_itself(capsys):
    """Who has the checkout changes its notebooks; nothing is copied, and nothing said."""
    assert root_to_change(None) == ROOT
    assert capsys.readouterr().err == ""
