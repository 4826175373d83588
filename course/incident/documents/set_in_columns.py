"""A table in plain text, whose columns are set below one another with blanks."""

import re

from course.incident.cells import Cells
from course.incident.columns import is_time
from course.incident.documents.markdown import plain
from course.incident.documents.written import Written
from course.incident.findings import Findings
from course.incident.headers import is_header

_NAME = re.compile(r"\S+(?: \S+)*")
_GAP = re.compile(r" {2,}")
_RULE = re.compile(r"[\s=+–—-]+")
_MOST_LOOKED_AT = 400
_ENOUGH = 2


def read_set_in_columns(text: str, around: Written, _findings: Findings) -> Cells | None:
    r"""Give the rows below names that stand apart by two blanks or more; None where there are none.

    Examples
    --------
    >>> log = "TIME   WHO    WHAT\n09:00  probe  errors\n              at tills\n09:20  desk   well"
    >>> read_set_in_columns(log, Written(), Findings("a.txt")).columns["WHAT"]
    ['errors at tills', 'well']
    """
    lines = text.splitlines()
    first = next((n for n, line in enumerate(lines[:_MOST_LOOKED_AT]) if _is_head(line)), None)
    if first is None:
        return None
    names = [found[0] for found in _NAME.finditer(lines[first])]
    starts = [found.start() for found in _NAME.finditer(lines[first])]
    rows: dict[int, list[str]] = {}
    last = first
    for last, line in enumerate(lines[first + 1 :], first + 1):
        if not line.strip(" `"):
            below = next((line for line in lines[last + 1 :] if line.strip(" `")), "")
            if not is_time(_cells(below, starts)[0]):
                break
            continue
        if _RULE.fullmatch(line):
            continue
        cells = _cells(line, starts)
        if rows and not any(cells[:-1]):
            above = next(reversed(rows.values()))
            above[-1] = f"{above[-1]} {cells[-1]}"
        else:
            rows[last + 1] = cells
    if len(rows) < _ENOUGH or not all(cells[0] and cells[-1] for cells in rows.values()):
        return None
    for number, line in enumerate(lines, 1):
        if line.strip() and not first < number <= last + 1:
            around.hear(line, number)
    by_place = zip(*rows.values(), strict=True)
    columns = {name: list(map(plain, column)) for name, column in zip(names, by_place, strict=True)}
    return Cells(list(columns), list(rows), columns)


def _is_head(line: str) -> bool:
    if "  " not in line.strip() or "\t" in line or "|" in line:
        return False
    names = _GAP.split(line.strip())
    return len(names) == len(set(names)) > 1 and is_header(names)


def _cells(line: str, starts: list[int]) -> list[str]:
    """Cut a row where the names begin; one whose cells do not keep to that, at its gaps."""
    if all(line[start - 1 : start] in {"", " "} for start in starts[1:]):
        ends = [*starts[1:], len(line)]
        # What is set in with the names begins where they do.
        begins = [0, *starts[1:]]
        return [line[begin:end].strip() for begin, end in zip(begins, ends, strict=True)]
    cells = _GAP.split(line.strip(), maxsplit=len(starts) - 1)
    return cells + [""] * (len(starts) - len(cells))
