"""Only a page of the course as it was installed may start by itself."""

import json
import shutil
import subprocess

import pytest

from course.content.notebooks import ROOT, notebook, notebooks
from course.incident.template import write_template
from course.server.own_pages import code_of
from course.widgets.own_incident import FOLDER

PAGE = notebook("open_the_meeting")


@pytest.fixture
def copy(tmp_path):
    """Bring a copy of one page, as a hub or an installed course has it."""
    folder = tmp_path / "somebody" / "notebooks"
    folder.mkdir(parents=True)
    return shutil.copy(PAGE.path, folder / PAGE.filename)


def changed(path, change):
    document = json.loads(path.read_text("utf-8"))
    change(document["cells"])
    path.write_text(json.dumps(document), "utf-8")


def test_every_page_of_the_course_is_one():
    """Where they are installed, and so in a checkout."""
    for page in notebooks():
        assert code_of(page.path), page.slug


def test_a_copy_is_one_whatever_was_written_between_its_code(copy):
    """Words and outputs run nothing."""

    def change(cells):
        cells[0]["source"] = "# Our own title"
        cells[-2]["outputs"] = []

    changed(copy, change)
    assert code_of(copy) == code_of(PAGE.path)


@pytest.mark.parametrize("kind", ["changed", "added", "removed", "moved"])
def test_one_with_other_code_waits_for_a_person(copy, kind):
    """One letter is enough, and so is another order."""

    def change(cells):
        code = [cell for cell in cells if cell["cell_type"] == "code"]
        match kind:
            case "changed":
                code[-1]["source"] = ["import os\n", *code[-1]["source"]]
            case "added":
                cells.append(dict(code[0]))
            case "removed":
                cells.remove(code[-1])
            case "moved":
                code[0]["source"], code[1]["source"] = code[1]["source"], code[0]["source"]

    changed(copy, change)
    assert code_of(copy) is None


@pytest.mark.parametrize("name", ["course.py", "json.py", "course/__init__.py", "lib.so"])
def test_one_beside_something_that_python_would_import_waits(copy, name):
    """The same words would run somebody else's code."""
    beside = copy.parent / name
    beside.parent.mkdir(exist_ok=True)
    beside.write_text("")
    assert code_of(copy) is None


def test_an_incident_that_the_desk_wrote_beside_it_holds_nothing_up(copy, tmp_path):
    """It holds no code, so every page still starts by itself; in a checkout git leaves it alone."""
    write_template(copy.parent / FOLDER)
    assert code_of(copy)
    shutil.copy(ROOT / ".gitignore", tmp_path / "somebody")
    git = ["git", "-C", tmp_path / "somebody"]
    subprocess.run([*git, "init", "--quiet"], check=True)
    told = subprocess.check_output([*git, "status", "--porcelain", "-uall"], text=True)
    assert told.split() == ["??", ".gitignore", "??", f"notebooks/{copy.name}"]


def test_in_any_other_folder_it_waits(copy, tmp_path):
    """A file from a download or a mail is no page of the course."""
    assert code_of(shutil.copy(copy, tmp_path / PAGE.filename)) is None
    assert code_of(copy.parent / "99_nowhere.ipynb") is None


def test_what_is_no_notebook_waits(copy):
    """Whatever stands in the file, the answer is no."""
    for text in ("", "[]", '{"cells": 3}', '{"cells": [{}]}'):
        copy.write_text(text)
        assert code_of(copy) is None
