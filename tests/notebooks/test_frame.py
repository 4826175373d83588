"""The notebooks and the one list of notebooks say the same."""

import importlib.util
import re

import nbformat
import pytest

from course.content.notebooks import ROOT, notebooks

spec = importlib.util.spec_from_file_location("refresh", ROOT / "tools" / "notebooks.py")
refresh = importlib.util.module_from_spec(spec)
spec.loader.exec_module(refresh)


@pytest.mark.parametrize("room", notebooks(), ids=lambda room: room.slug)
def test_frame_follows_the_list(room):
    """Heading, settings, beginning and ending are what the list makes of them, and ids count up."""
    document = nbformat.read(room.path, as_version=4)
    before = [(cell.cell_type, cell.source, cell.id) for cell in document.cells]
    assert [(c.cell_type, c.source, c.id) for c in refresh.framed(document, room).cells] == before


@pytest.mark.parametrize("room", notebooks(), ids=lambda room: room.slug)
def test_every_link_leads_to_a_notebook(room):
    """Each link to a notebook, in prose or in an output, leads to a file that is there."""
    # From the beginning of a run only: an embedded picture is one run of 700,000 letters.
    links = re.findall(r"(?<![\w./-])[\w./-]+\.ipynb", room.path.read_text("utf-8"))
    assert links
    for link in links:
        assert (room.path.parent / link).exists(), link


@pytest.mark.parametrize("room", notebooks(), ids=lambda room: room.slug)
def test_outputs_are_committed_and_widget_state_is_not(room):
    """What is committed can be read without a kernel, and changes only when the course does."""
    document = nbformat.read(room.path, as_version=4)
    code = [cell for cell in document.cells if cell.cell_type == "code"]
    assert any(cell.outputs for cell in code)
    assert "widgets" not in document.metadata
    assert "widget-view" not in room.path.read_text("utf-8")
    for cell in code:
        assert cell.source.startswith("#"), "the first line stays visible"
        assert len(cell.source.splitlines()) <= 8
        assert not any(output.output_type == "error" for output in cell.outputs)


def test_no_notebook_is_outside_the_list():
    """Every notebook in the folder is one that the list names."""
    files = {path.name for path in (ROOT / "notebooks").glob("[0-9]*.ipynb")}
    assert files == {room.filename for room in notebooks()}


@pytest.mark.parametrize("room", notebooks(), ids=lambda room: room.slug)
def test_no_table_stands_in_the_prose(room):
    """On a phone a table of the course is a list of cards; one of Markdown would be cut."""
    document = nbformat.read(room.path, as_version=4)
    prose = "\n".join(cell.source for cell in document.cells if cell.cell_type == "markdown")
    assert not re.search(r"^\s*\|?[\s:]*-{3,}[\s:]*\|", prose, re.MULTILINE)
