"""What there is to say about a file, gathered check by check and told from the top down.

Checks look at whole columns; whoever mends a file goes from row to row.
"""

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

_LONGEST = 40

#: What a terminal obeys instead of showing it, and what turns the direction of a line.
_COMMANDS = re.compile(r"[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
_MOST_ROWS = 8
_NAMED = re.compile(r"([“`][^”`]*[”`])|\brow(s? \d)")

FOLDER = "folder"
"""The kind of what is said of no file."""

ROW, LINE = "row", "line"
"""What is counted: the rows of a table, or the lines of a text."""

MOST_ALIKE = 3
"""Rows of one kind that are told one by one; more of them are one finding."""


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that must be mended, with where it stands.

    Examples
    --------
    >>> str(Finding("incident_timeline.csv", 5, "event", "found nothing", "one sentence"))
    'incident_timeline.csv, row 5, column `event`: found nothing; expected one sentence'
    """

    #: Its name; of what is said of no file, the folder.
    file: str
    #: As a spreadsheet numbers it; 0 for the file as a whole.
    row: int
    #: By its name, or that of a fact; empty for the row as a whole.
    column: str
    #: What stands there, as a clause with its verb, and what should, with what to do where that is
    #: not plain; empty where what was found says it all.
    found: str
    expected: str
    #: Every row of which this is said, where it is said of several; else empty.
    rows: tuple[int, ...] = ()
    #: What the document itself calls the column, where that is something else.
    called: str = ""
    #: What it has in common with others, such as what is asked; often nothing.
    kind: str = ""
    #: What `row` counts.
    counts: str = ROW

    @property
    def place(self) -> tuple[str, str]:
        """Which rows it is about, in words, and what the document calls their column."""
        rows = rows_named(self.rows, MOST_ALIKE) if self.rows else _row(self.row)
        # Without a row a column is a fact, which is named by what is said of it.
        return counted(rows, self.counts), (self.called or self.column) if self.row else ""

    @property
    def words(self) -> str:
        """What was found and what was expected, wherever it is."""
        expected = f"; expected {self.expected}" if self.expected else ""
        return counted(f"{self.found}{expected}", self.counts)

    def __str__(self) -> str:
        return _sentence(self.file, *self.place, self.words)


class Notice(str):
    """What was put right or left out, and the same without the name of the file."""

    __slots__ = ("here",)

    here: str


class _Kind:
    """Findings that say the same of several rows."""

    __slots__ = ("first", "is_one", "rows")

    def __init__(self) -> None:
        self.first: list[Finding] = []
        self.rows: list[int] = []
        self.is_one = False

    def findings(self) -> list[Finding]:
        """Give them one by one where they are few, and else as one with the first of them."""
        if len(self.rows) == 1 or not (self.is_one or len(self.rows) > MOST_ALIKE):
            return self.first
        rows = sorted(self.rows)
        first = min(self.first, key=lambda finding: finding.row)
        return [replace(first, row=rows[0], found=_together(self.first), rows=tuple(rows))]


class Findings:
    r"""What must be mended in a file, and what was put right in reading it.

    Examples
    --------
    >>> findings = Findings("incident_timeline.csv")
    >>> findings.problem("found nothing", "one sentence", row=5, column="event")
    >>> findings.problem("found nothing", "a header", row=1)
    >>> print(*findings.problems, sep="\n")
    incident_timeline.csv, row 1: found nothing; expected a header
    incident_timeline.csv, row 5, column `event`: found nothing; expected one sentence
    """

    def __init__(self, file: str) -> None:
        self.file = file
        #: What the rows of this file are, once its kind is known.
        self.counts = ROW
        self._notices: list[str | tuple[int, str, str]] = []
        #: What the document calls a column, by the name that it has here.
        self.called: Mapping[str, str] = {}
        self._kinds: dict[object, _Kind] = defaultdict(_Kind)

    def problem(
        self, found: str, expected: str = "", *, row: int = 0, column: str = "", kind: str = ""
    ) -> None:
        """Take down what must be mended, as `Finding` has it."""
        # Rows of one column of which the same is expected are of one kind; where what is expected
        # differs from row to row, `kind` says which belong together, and those are always one.
        # What is said of the file or of a fact is never one of many.
        key = (column, kind or expected) if row else len(self._kinds)
        alike = self._kinds[key]
        alike.is_one = bool(kind)
        alike.rows.append(row)
        if len(alike.first) < MOST_ALIKE:
            called = shortened(self.called.get(column, ""))
            alike.first.append(
                Finding(self.file, row, column, found, expected, called=called, kind=kind)
            )

    def notice(self, text: str, *, row: int = 0, column: str = "") -> None:
        """Take down what was put right or left out, and where."""
        self._notices.append((row, column, text))

    def say(self, sentence: str) -> None:
        """Take down a notice that is whole."""
        self._notices.append(sentence)

    @property
    def notices(self) -> list[str]:
        """What was put right or left out, as sentences."""
        return [
            notice if isinstance(notice, str) else self._noticed(*notice)
            for notice in self._notices
        ]

    def _noticed(self, row: int, column: str, text: str) -> Notice:
        place, text = counted(_row(row), self.counts), counted(text, self.counts)
        notice = Notice(_sentence(self.file, place, column, text))
        notice.here = _sentence("", place, column, text)
        return notice

    @property
    def problems(self) -> list[Finding]:
        """What must be mended, by row: of one row, and of the file, in the order of the checks."""
        findings = (
            replace(finding, counts=self.counts)
            for kind in self._kinds.values()
            for finding in kind.findings()
        )
        return sorted(findings, key=lambda problem: problem.row)

    def named(self, rows: Sequence[int]) -> str:
        """Name rows of this file in a sentence, and of many the first."""
        return rows_named(rows)

    def __bool__(self) -> bool:
        """Tell whether anything must be mended."""
        return bool(self._kinds)


def of_folder(folder: object, found: str, expected: str = "") -> Finding:
    """Say something of a whole folder.

    Examples
    --------
    >>> str(of_folder("mine", "found a file", "a folder"))
    'mine: found a file; expected a folder'
    """
    return Finding(str(folder), 0, "", found, expected, kind=FOLDER)


def counted(text: str, counts: str) -> str:
    """Call the rows that a sentence names by number what they are; what is quoted stays.

    Examples
    --------
    >>> counted("read so, as row 3 says, in “row 4”; found 9 rows", LINE)
    'read so, as line 3 says, in “row 4”; found 9 rows'
    """
    if counts == ROW:
        return text
    return _NAMED.sub(lambda found: found[1] or f"{counts}{found[2]}", text)


def _row(row: int) -> str:
    return f"row {row}" if row else ""


def _sentence(file: str, rows: str, column: str, text: str) -> str:
    named = f"column `{column}`" if rows and column else ""
    return ": ".join(filter(None, (", ".join(filter(None, (file, rows, named))), text)))


def _together(first: Sequence[Finding]) -> str:
    """Say once what was found in several rows, and once what is so of all of them."""
    found = list(dict.fromkeys(finding.found for finding in first))
    ends = {text.rpartition("”")[2] for text in found}
    end = ends.pop() if len(ends) == 1 and "”" in found[0] else ""
    told, *rest = [text.removesuffix(end) for text in found]
    rest = [text.removeprefix("found ") for text in rest]
    return " and ".join(filter(None, [", ".join([told, *rest[:-1]]), *rest[-1:]])) + end


def quoted(found: object) -> str:
    """Show what was found in a message, shortened when it is long.

    Examples
    --------
    >>> quoted("begun")
    '“begun”'
    >>> len(quoted("x" * 1_000_000)) < 60
    True
    """
    return f"“{shortened(found)}”"


def shortened(found: object) -> str:
    """Give what was found as one line, cut where it is long.

    Examples
    --------
    >>> shortened("A sentence that goes on, and on, and on, and on.")
    'A sentence that goes on, and on, and on…'
    """
    text = str(found)
    return _shortened(text) if len(text) <= _LONGEST else _cut(text)


@lru_cache(maxsize=4096)
def _shortened(text: str) -> str:
    """Remember short texts: of hundreds of thousands that are wrong, most are the same few."""
    return _cut(text)


def _cut(text: str) -> str:
    text = _COMMANDS.sub("\ufffd", " ".join(text.split()))
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…"


def rows_named(rows: Sequence[int], most: int = _MOST_ROWS) -> str:
    """Name rows in a sentence, and of many the first.

    Examples
    --------
    >>> rows_named([2]), rows_named([2, 5, 7]), rows_named(range(2, 900))
    ('row 2', 'rows 2, 5 and 7', 'rows 2, 3, 4, 5, 6, 7, 8, 9 and 890 more')
    """
    if len(rows) == 1:
        return f"row {rows[0]}"
    first = rows if len(rows) <= most else rows[:most]
    rest = len(rows) - len(first)
    last = f"{rest:,} more" if rest else str(first[-1])
    return f"rows {', '.join(map(str, first if rest else first[:-1]))} and {last}"
