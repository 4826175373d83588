"""How long a notebook takes is measured: its words at a reader's pace, and what one does in it."""

import ast
import re

import nbformat
import pytest

from course.content.decisions import decisions
from course.content.notebooks import notebooks
from course.progress import progress
from course.widgets.practice import Practice

#: Words that a person reads in a minute.
PACE = 200
#: Minutes are said in steps that somebody can plan with.
STEP = 5

WORD = re.compile(r"[^\W_][\w’'-]*")


def words_of(room):
    """Count what stands in a notebook with everything open: its prose, and what its cells show.

    The table behind a chart is left out: it is for whoever wants it. What there is to practise is
    counted by itself, with what the course says to it.
    """
    document = nbformat.read(room.path, as_version=4)
    space = {}
    number, practised, things = 0, 0, 0
    for cell in document.cells:
        if cell.cell_type == "markdown":
            number += len(WORD.findall(cell.source))
            continue
        *lines, last = ast.parse(cell.source).body
        exec(compile(ast.Module(lines, []), room.slug, "exec"), space)
        if "parameters" in cell.metadata.get("tags", []):
            exec(cell.source, space)
            space["reveal_open"] = True
        elif isinstance(last, ast.Expr):
            shown = eval(compile(ast.Expression(last.value), room.slug, "eval"), space)
            count = len(WORD.findall(_text(shown, cell.source)))
            if isinstance(shown, Practice):
                shown.go_through()
                practised += len(WORD.findall(repr(shown)))
                things += len(shown.items)
            else:
                number += count
        else:
            exec(compile(ast.Module([last], []), room.slug, "exec"), space)
    return number, practised, things


def _text(shown, source):
    if "chart" in source:
        return "\n".join(line for line in repr(shown).splitlines() if " | " not in line)
    if explain := getattr(shown, "explain", None):
        explain()
    return repr(shown)


@pytest.fixture(autouse=True)
def _answered():
    for asked in decisions():
        progress().record(asked.id, "A")


@pytest.mark.parametrize("room", notebooks(), ids=lambda room: room.slug)
def test_minutes_are_what_reading_and_doing_take(room):
    """The list of notebooks says what its words and its activities come to, in steps of five."""
    words, practised, things = words_of(room)
    measured = words / PACE + room.activities
    assert room.minutes == round(measured / STEP) * STEP, round(measured, 1)
    measured = practised / PACE + things
    assert room.practice == round(measured / STEP) * STEP, round(measured, 1)
