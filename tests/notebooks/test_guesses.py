"""The order of a page gives no guess away, whether it runs or not."""

import re

import nbformat
import pytest

from course.content.notebooks import notebook
from course.incident.guesses import guessed
from course.incident.loading import load_incident

DOCUMENT = nbformat.read(notebook("what_happened").path, as_version=4)
ASKED = [
    (place, name)
    for place, cell in enumerate(DOCUMENT.cells)
    for name in re.findall(r"^(?:\w+ = )?guess\(\"([\w-]+)\"", cell.source, re.MULTILINE)
]


def seen_until(place):
    """Give all that the committed notebook shows up to a cell, with nothing opened."""
    shown = []
    for cell in DOCUMENT.cells[: place + 1]:
        if cell.cell_type == "markdown":
            shown.append(cell.source)
        else:
            shown += [output.get("data", {}).get("text/html", "") for output in cell.outputs]
    return re.sub(r"<details>.*?</details>", "", "\n".join(shown), flags=re.DOTALL)


def test_each_is_asked_once():
    """Who called, where it is silent, how it rose, the longest part, and who would be spared."""
    names = [name for _, name in ASKED]
    assert names == ["share", "longest-silence", "rise", "longest-part", "spared"]


@pytest.mark.parametrize(("place", "name"), ASKED)
def test_no_figure_of_the_answer_stands_before_the_question(place, name):
    """Not in the prose, a table, a caption or an output that has not run."""
    was = guessed(name, load_incident()).was
    figures = {
        "share": ["138", "0.73"],
        "longest-part": ["1 h 59 min", "119 min", "48 min", "68 %"],
        "longest-silence": ["10 d 4 h", "26 May"],
        "rise": ["1,295", "About evenly”", "55 %"],
        "spared": ["328", "would have been spared (constructed)"],
    }[name]
    assert any(figure in was for figure in figures)
    shown = seen_until(place)
    assert [figure for figure in figures if figure in shown] == []
