"""`course build` with real kernels and small notebooks."""

import re
from dataclasses import dataclass
from pathlib import Path

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

from course.build import build
from course.notebooks import Notebook

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
        small = Small(number, f"n{number}", f"Title {number}", 1, (), (), None, tmp_path)
        cells = [
            new_markdown_cell("# Hello\n[on](01_n1.ipynb)"),
            new_code_cell("learner = None", metadata={"tags": ["parameters"]}),
            new_code_cell(f"{source}  # code", metadata={"jupyter": {"source_hidden": True}}),
        ]
        spec = {"name": "python3", "display_name": "Python 3", "language": "python"}
        nbformat.write(new_notebook(cells=cells, metadata={"kernelspec": spec}), small.path)
        listed.append(small)
    monkeypatch.setattr("course.build.notebooks", lambda: tuple(listed))
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
    assert "mixed" in (builds[0] / "02_n2.html").read_text("utf-8")
