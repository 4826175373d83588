"""Bring all notebooks up to date in place: headings, links, outputs.

Titles, objectives and links come from `course/content/notebooks.toml`; a notebook that
changed its place in that list is renamed. Then each one is executed in a throw-away home
and cleaned of what differs from run to run.
"""

import os
import re
import tempfile
from pathlib import Path
from typing import Any

import kept_charts
import nbformat
from nbclient import NotebookClient

import course
from course.content.notebooks import ROOT, Notebook, notebook, notebooks

_HEADING, _SETTINGS, _BEGINNING, _ENDING = "heading", "parameters", "begin", "ending"
_PARAMETERS = """\
# Settings for facilitators; a learner can leave them as they are
incident = None
reveal_open = False
learner = None"""
_WIDGET_VIEW = "application/vnd.jupyter.widget-view+json"


def main() -> None:
    """Refresh every notebook of the list, and first the charts that they show."""
    kept_charts.main()
    with tempfile.TemporaryDirectory() as home:
        os.environ["COURSE_HOME"] = home
        for room in notebooks():
            path = _path(room)
            document = framed(nbformat.read(path, as_version=4), room)
            resources = {"metadata": {"path": path.parent}}
            NotebookClient(document, kernel_name="python3", resources=resources).execute()
            nbformat.write(clean(document), path)
            print(path.relative_to(ROOT))


def _path(room: Notebook) -> Path:
    """Find the notebook by its name, and move it to its place in the list."""
    if not room.path.exists():
        for found in room.path.parent.glob(f"[0-9][0-9]_{room.slug}.ipynb"):
            found.rename(room.path)
    return room.path


def framed(document: Any, room: Notebook) -> Any:
    """Write the cells that every notebook has, around those that are its own."""
    frame = {_HEADING, _SETTINGS, _BEGINNING, _ENDING}
    own = [cell for cell in document.cells if not frame & set(cell.metadata.get("tags", []))]
    document.cells = [
        _markdown(_HEADING, heading(room)),
        _code(_SETTINGS, _PARAMETERS),
        _code(_BEGINNING, beginning(room, own)),
        *own,
        _markdown(_ENDING, ending(room)),
    ]
    for number, cell in enumerate(document.cells):
        cell.id = f"{room.slug.replace('_', '-')}-{number:02}"
        if cell.cell_type == "code" and "show-code" not in cell.metadata.get("tags", []):
            cell.metadata["jupyter"] = {"source_hidden": True}
    document.metadata = {
        "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
        "language_info": {"name": "python"},
        "title": room.title,
    }
    return document


def heading(room: Notebook) -> str:
    """Write a notebook's title, minutes and objectives."""
    goals = "\n".join(f"- {goal}" for goal in room.objectives)
    more = f", and {room.practice} more to practise" if room.practice else ""
    time = f"*About {room.minutes} minutes{more}.*"
    line = "<details><summary>What you will be able to do</summary>"
    return f"# {room.title}\n\n{time}\n\n{line}\n\n{goals}\n\n</details>"


def beginning(room: Notebook, own: list[Any]) -> str:
    """Write the call that shows where a notebook stands, and import what its cells use."""
    used = {name for cell in own for name in re.findall(r"\b\w+(?=[(),])", _code_of(cell))}
    names = sorted({"begin"} | used & set(course.__all__))
    lines = (names[first : first + 4] for first in range(0, len(names), 4))
    imports = "\n".join(f"from course import {', '.join(line)}" for line in lines)
    return f'# Where you are in the course\n{imports}\n\nbegin("{room.slug}", learner)'


def ending(room: Notebook) -> str:
    """Write what the learner can now do, and the way on."""
    can_do = "\n".join(f"- {item}" for item in room.can_do)
    after = next((other for other in notebooks() if other.number == room.number + 1), None)
    if after and not after.leads_course:
        way = f"**Next: {_link(after)}**"
    else:
        way = f"**Back to: {_link(notebooks()[0])}**"
    if after and after.leads_course:
        sheet = _link(notebook("a_strong_post_mortem"))
        way = (
            f"That was the last page on your way. **Your run sheet for tomorrow: {sheet}**\n\n"
            f"{way}\n\n"
            f"Do you lead this course with a group? Then go on to {_link(after)}."
        )
    return f"## What you can now do\n\n{can_do}\n\n{way}"


def _link(room: Notebook) -> str:
    return f"[{room.title}]({room.filename})"


def clean(document: Any) -> Any:
    """Drop what differs from run to run: widget state, widget views, times."""
    document.metadata.pop("widgets", None)
    for number, cell in enumerate((c for c in document.cells if c.cell_type == "code"), start=1):
        cell.metadata.pop("execution", None)
        cell.execution_count = number
        for output in cell.outputs:
            output.get("data", {}).pop(_WIDGET_VIEW, None)
            if "execution_count" in output:
                output.execution_count = number
    return document


def _code_of(cell: Any) -> str:
    return str(cell.source) if cell.cell_type == "code" else ""


def _markdown(tag: str, source: str) -> Any:
    return nbformat.v4.new_markdown_cell(source, metadata={"tags": [tag]})


def _code(tag: str, source: str) -> Any:
    return nbformat.v4.new_code_cell(source, metadata={"tags": [tag]})


if __name__ == "__main__":
    main()
