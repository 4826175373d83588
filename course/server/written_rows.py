"""How many rows what a learner wrote takes on a phone: a page gives each field its room at once."""

from collections.abc import Mapping
from math import ceil

from course.content import load
from course.progress.practised import answers
from course.progress.trail import Trail
from course.report.language.heard import heard

#: How many letters a row of a field takes on a phone.
_LETTERS = 40

#: How many rows a field of a practice has, and how many the button takes that goes once its answer
#: is compared.
_FIELD, _BUTTON = 3, 1


def written_rows(way: Trail) -> dict[str, int]:
    r"""Give them by the calls that ask for something in a cell.

    Examples
    --------
    >>> from course.content.notebooks import notebook
    >>> kept = {"ring": "The approver.\nAnd support."}
    >>> written_rows(Trail(notebook("open_the_meeting"), frozenset(), lines=kept))
    {'write("ring")': 2, 'recall("ring")': 2}
    """
    asked, rows = load("writing")["line"], dict[str, int]()
    for name, text in way.lines.items():
        is_own = name in asked and not asked[name].get("reported", False)
        of_it = _rows(text) + _rows(heard(text) if is_own else "")
        rows |= {f'write("{name}")': of_it, f'recall("{name}")': of_it}
    for name, draft in way.practised.items():
        if name in load("practice")["set"]:
            rows[f'practice("{name}"'] = _practised(name, draft, way.compared.get(name, {}))
    return rows


def _practised(name: str, draft: str, compared: Mapping[str, str]) -> int:
    """Look at the first sentence that is not compared yet, or at what was said of the last one."""
    items, own = load("practice")["set"][name]["item"], answers(draft)
    item = next((each for each in items if each["id"] not in compared), items[-1])
    text = own.get(item["id"], "") if "marks" not in item else ""
    rows = 1 + max(0, _rows(text) - _FIELD)
    if item["id"] in compared:
        said = (item.get("model", ""), item["note"], heard(text))
        rows += sum(map(_rows, said)) - _BUTTON
    return rows


def _rows(text: str) -> int:
    return sum(max(1, ceil(len(line) / _LETTERS)) for line in text.splitlines())
