"""`course build` with real kernels and small notebooks."""

import re
from dataclasses import dataclass, replace
from pathlib import Path

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

from course.build.course import build
from course.content.notebooks import Notebook

pytestmark = pytest.mark.slow


@dataclass(frozen=True)
class Small(Notebook):
    """A notebook in a folder of the test."""

    folder: Path = Path()

    @property
    def path(self) -> Path:
        """Where the test wrote it."""
        return self.folder / self.filename


@pytest.fixture
def three(tmp_path, monkeypatch):
    """List three notebooks, of which the second stops at its third cell."""
    sources = ["import ipywidgets; ipywidgets.Button()", "1 / 0", "print(learner)"]
    listed = []
    for number, source in enumerate(sources):
        small = Small(number, f"n{number}", f"Title {number}", 1, (), (), (), folder=tmp_path)
        cells = [
            new_markdown_cell("# Hello\n[on](01_n1.ipynb)"),
            new_code_cell("learner = None", metadata={"tags": ["parameters"]}),
            new_code_cell(f"{source}  # code", metadata={"jupyter": {"source_hidden": True}}),
        ]
        spec = {"name": "python3", "display_name": "Python 3", "language": "python"}
        nbformat.write(new_notebook(cells=cells, metadata={"kernelspec": spec}), small.path)
        listed.append(small)
    monkeypatch.setattr("course.build.course.notebooks", lambda: tuple(listed))
    return listed


def test_a_failing_cell_is_named_and_pages_are_whole(three, tmp_path):
    """One notebook stops, the others finish, and two builds give the same pages."""
    builds = [tmp_path / "one", tmp_path / "two"]
    for out in builds:
        failures = build(out, learner="mixed", workers=2)
        assert [(f.notebook, f.cell) for f in failures] == [("01_n1.ipynb", 3)]
        assert "ZeroDivisionError" in failures[0].error
    for small in three:
        name = Path(small.filename).with_suffix(".html")
        page = (builds[0] / name).read_text("utf-8")
        assert page == (builds[1] / name).read_text("utf-8")
        assert '<html lang="en">' in page
        assert f"<title>{small.title}</title>" in page
        assert 'href="01_n1.html"' in page
        assert not re.search(r"""(?:src|<link[^>]*href)=["']?(?:https?:)?//|url\(["']?http""", page)
        assert "<script" not in page
    assert "# code" not in (builds[0] / "00_n0.html").read_text("utf-8")
    # The first leads on, all lead to the index, and each says that answers were given.
    first = (builds[0] / "00_n0.html").read_text("utf-8")
    assert 'href="01_n1.html" rel="next"' in first
    assert 'rel="prev"' not in first
    index = (builds[0] / "index.html").read_text("utf-8")
    for name in ("00_n0.html", "01_n1.html", "02_n2.html"):
        assert f'href="{name}"' in index
        page = (builds[0] / name).read_text("utf-8")
        assert 'href="index.html"' in page
        assert "gives away which answers" in page
    assert "mixed" in (builds[0] / "02_n2.html").read_text("utf-8")


def test_the_longest_notebook_is_begun_first(three, tmp_path, monkeypatch):
    """What takes longest does not run on alone at the end; pages come as they are done."""
    listed = [
        replace(small, minutes=minutes) for small, minutes in zip(three, (5, 10, 20), strict=True)
    ]
    monkeypatch.setattr("course.build.course.notebooks", lambda: tuple(listed))
    out = tmp_path / "out"
    build(out, learner="mixed", workers=1)
    written = sorted(out.glob("[0-9]*.html"), key=lambda page: page.stat().st_mtime_ns)
    assert [page.stem for page in written] == ["02_n2", "01_n1", "00_n0"]


DIES = """
import os, pathlib
starts = pathlib.Path({starts!r})
with starts.open("a") as file:
    file.write("x")
if len(starts.read_text()) == 1:
    os._exit(1)
"""


@pytest.fixture
def starts(tmp_path, monkeypatch):
    """Let the first kernel that starts end before its first cell; count all that start."""
    counted = tmp_path / "starts"
    startup = tmp_path / "ipython" / "profile_default" / "startup"
    startup.mkdir(parents=True)
    (startup / "00-dies.py").write_text(DIES.format(starts=str(counted)))
    monkeypatch.setenv("IPYTHONDIR", str(tmp_path / "ipython"))
    return counted


def test_a_kernel_that_ends_at_its_start_is_started_again_and_told(three, starts, tmp_path, capfd):
    """One kernel dies before its first cell: that notebook runs again, and the build says so."""
    three[1:] = []
    assert build(tmp_path / "out", workers=1) == []
    assert len(starts.read_text()) == 2
    said = capfd.readouterr().err
    assert "00_n0.ipynb: its kernel ended at start and was started again" in said
    assert "WARNING" not in said


def test_a_kernel_that_ends_in_a_cell_is_not_started_again(three, starts, tmp_path, capfd):
    """What a cell has done may not be done twice."""
    three[1:] = []
    starts.write_text("an earlier start")
    notebook = nbformat.read(three[0].path, as_version=4)
    notebook.cells[2].source = "import os; os._exit(1)"
    nbformat.write(notebook, three[0].path)
    [failure] = build(tmp_path / "out", workers=1)
    assert failure.notebook == "00_n0.ipynb"
    assert "died" in failure.error
    assert len(starts.read_text()) == len("an earlier start") + 1
    assert "started again" not in capfd.readouterr().err
