"""Honest texts are left alone: constructed reports in public forms, and what the course says."""

import json
from pathlib import Path

import pytest

from course.report.language.reading import read

ROOT = Path(__file__).parents[3]
REPORTS = sorted((ROOT / "tests" / "data" / "honest_reports").glob("*.md"))
PAGES = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").rglob("*.md"))]
NOTEBOOKS = sorted((ROOT / "notebooks").glob("*.ipynb"))


def by_name(path):
    """Name a test after its file."""
    return path.stem


@pytest.mark.parametrize("path", [*REPORTS, *PAGES], ids=by_name)
def test_nothing_is_found_in_a_text_that_blames_nobody(path):
    """Reports that name roles, acts, doubts and what went wrong; and the course's own pages."""
    assert [found.text for found in read(path.read_text(encoding="utf-8"))] == []


@pytest.mark.parametrize("path", NOTEBOOKS, ids=by_name)
def test_nothing_is_found_in_what_a_notebook_says(path):
    """Its prose, and the text of its outputs, but for the sentences that learners repair."""
    found = [
        each.text
        for cell in json.loads(path.read_text(encoding="utf-8"))["cells"]
        for text in texts_of(cell)
        for each in read(text)
    ]
    assert found == []


def texts_of(cell):
    """List the prose of a cell, or what its outputs say."""
    if cell["cell_type"] == "markdown":
        yield "".join(cell["source"])
    for output in cell.get("outputs", []):
        yield "".join(output.get("data", {}).get("text/plain", []))
