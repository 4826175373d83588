"""Entries whose parts stand below one another, each behind its label: Time, Event, Owner."""

import re

from course.incident.cells import Cells
from course.incident.columns import is_time
from course.incident.documents.markdown import plain
from course.incident.documents.written import Written
from course.incident.findings import Findings
from course.incident.headers import header, is_header
from course.incident.iso_times import shape_of
from course.incident.time_words import first_moment

_PART = re.compile(
    r"(?:\s*\d{1,2}[.)]\s)?[\s>*_#•–+-]*"
    r"(?P<label>[^\W\d_][\w ]{1,24}?(?:\s?\([\w/+-]{1,20}\))?)[*_]*\s?:[*_]*\s+"
    r"(?P<text>\S.*)",
)
_LONGEST_BEGIN = 20_000
_ENOUGH = 2


def read_labelled(text: str, around: Written, _findings: Findings) -> Cells | None:
    r"""Give entries of labels and texts as rows; None where there are hardly any.

    Examples
    --------
    >>> noted = "**When:** 2025-06-03 08:15\n**What:** Off\n"
    >>> noted += "**When:** 2025-06-03 09:00\n**What:** On\n"
    >>> read_labelled(noted, Written(), Findings("a.md")).columns
    {'When': ['2025-06-03 08:15', '2025-06-03 09:00'], 'What': ['Off', 'On']}
    """
    parts = map(_part, text[:_LONGEST_BEGIN].splitlines())
    begin = next((label for label, words in parts if label and _is_moment(label, words)), "")
    if not begin:
        return None
    entries: dict[int, dict[str, str]] = {}
    others: dict[int, str] = {}
    entry: dict[str, str] = {}
    for number, line in enumerate(text.splitlines(), 1):
        label, words = _part(line)
        if label == begin:
            entry = entries[number] = {label: words}
        elif entry and label and label not in entry:
            entry[label] = words
        elif entry and any(map(str.isalnum, line)) and not line.startswith("#"):
            last = next(reversed(entry))
            entry[last] = f"{entry[last]} {plain(line.strip())}"
        else:
            others[number] = line
            entry = entry if not line.strip() else {}
    names = list(dict.fromkeys(name for entry in entries.values() for name in entry))
    is_whole = all(len(entry) > 1 and _begins_as_time(entry[begin]) for entry in entries.values())
    if len(entries) < _ENOUGH or not is_whole or not is_header(names):
        return None
    for number, line in others.items():
        if line.strip():
            around.hear(line, number)
    columns = {name: [entry.get(name, "") for entry in entries.values()] for name in names}
    return Cells(names, list(entries), columns)


def _part(line: str) -> tuple[str, str]:
    """Take a line apart into a label that is known as the name of a column, and its text."""
    found = _PART.fullmatch(line)
    if not found or not header(found["label"]).targets:
        return "", ""
    return found["label"], plain(found["text"])


def _begins_as_time(words: str) -> bool:
    """Tell whether a text is a time, or says one first of several."""
    return is_time(words) or first_moment(shape_of(words)) is not None


def _is_moment(label: str, words: str) -> bool:
    return bool({"timestamp", "date", "clock"} & header(label).targets.keys()) and is_time(words)
