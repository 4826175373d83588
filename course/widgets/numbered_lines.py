"""Which line of what was pasted a sentence is about: rows of the table have other numbers."""

import re
from collections.abc import Iterable

from course.content import load
from course.incident.columns_taken import ColumnsTaken

_NAMED = re.compile(
    r"“[^”]*”|\b(?P<word>(?:row|line)s?) "
    r"(?P<numbers>\d+(?:,\d{3})*(?:(?:, | and )\d+(?:,\d{3})*)*(?: more)?)"
)
_NO_LINES = ("{", "[", "BEGIN:")


def of_its_lines(notices: Iterable[str], text: str, *, is_file: bool = False) -> list[str]:
    """Say of which line of a document each notice is, not of which row of the table on the page.

    Examples
    --------
    >>> of_its_lines(["rows 3 and 4: read so, as row 3 says."], "- 10:00 Off")
    ['lines 3 and 4 of what you pasted: read so, as line 3 says.']
    >>> of_its_lines(["rows 3, 4, 5 and 1,200 more: read so."], "- 10:00 Off")
    ['lines 3, 4, 5 and 1,200 more of what you pasted: read so.']
    >>> of_its_lines(["row 3: read so."], '[{"at": 1}]', is_file=True)
    ['row 3 of the file: read so.']
    """
    # A quotation mark that is open at the end of a line: a cell goes on in the next one.
    is_of_lines = not text.lstrip().startswith(_NO_LINES) and not any(
        line.count('"') % 2 for line in text.splitlines()
    )
    called = "line" if is_of_lines and not is_file else ""
    whole = str(load("own_incident")["of_the_file" if is_file else "of_the_paste"])
    return [
        notice if isinstance(notice, ColumnsTaken) else _said(notice, called, whole)
        for notice in notices
    ]


def _said(notice: str, called: str, whole: str) -> str:
    is_said = False

    def numbered(found: re.Match[str]) -> str:
        nonlocal is_said
        if not found["word"]:
            return found[0]
        word = found["word"].replace("row", called) if called else found["word"]
        named = f"{word} {found['numbers']}"
        is_first, is_said = not is_said, True
        return whole.format(lines=named) if is_first else named

    return _NAMED.sub(numbered, notice)
