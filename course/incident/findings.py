"""What there is to say about a file, gathered check by check and told from the top down.

Checks look at whole columns; whoever mends a file goes from row to row.
"""

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from course.incident.sentences import AS_IT_STANDS, ROW, Counting, Name, Part, Rows, Sentence

_LONGEST = 40

#: What a terminal obeys instead of showing it, and what turns the direction of a line.
_COMMANDS = re.compile(r"[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")

FOLDER = "folder"
"""The kind of what is said of no file."""

MOST_ALIKE = 3
"""Rows of one kind that are told one by one; more of them are one finding."""


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that must be mended, with where it stands.

    Examples
    --------
    >>> found = Sentence("found {cell}", {"cell": "“-”"})
    >>> str(Finding("incident_timeline.csv", 5, "event", found, Sentence("one sentence")))
    'incident_timeline.csv, row 5, column `event`: found “-”; expected one sentence'
    """

    #: Its name; of what is said of no file, the folder.
    file: str
    #: As a spreadsheet numbers it; 0 for the file as a whole.
    row: int
    #: By its name, or that of a fact; empty for the row as a whole.
    column: str
    #: What stands there, as a clause with its verb, and what should, with what to do where that is
    #: not plain; empty where what was found says it all. A cell is the part `cell`.
    found: Sentence
    expected: Sentence
    #: Every row of which this is said, where it is said of several; else empty.
    rows: tuple[int, ...] = ()
    #: What the document itself calls the column, where that is something else.
    called: str = ""
    #: What it has in common with others, such as what is asked; often nothing.
    kind: str = ""
    #: What `row` counts.
    counts: str = ROW

    @property
    def cell(self) -> str:
        """The cell that it is about; of several, the first; else nothing."""
        cell = self.found.parts.get("cell", "")
        return str(cell[0] if isinstance(cell, tuple) else cell)

    def place(self, by: Counting = AS_IT_STANDS) -> tuple[str, str]:
        """Which rows it is about, in words, and what the document calls their column."""
        if not self.row:
            # Without a row a column is a fact, which is named by what is said of it.
            return "", ""
        rows = Rows(self.rows or (self.row,), MOST_ALIKE)
        return by.of(self.counts).said(rows), self.called or self.column

    def words(self, by: Counting = AS_IT_STANDS) -> str:
        """What was found and what was expected, wherever it is."""
        by = by.of(self.counts)
        return "; expected ".join(filter(None, map(by.said, (self.found, self.expected))))

    def said(self, by: Counting) -> str:
        """Say all of it as somebody counts rows and calls columns."""
        rows, column = self.place(by)
        where = filter(None, (self.file, rows, column and f"column `{column}`"))
        return ": ".join(filter(None, (", ".join(where), self.words(by))))

    def __str__(self) -> str:
        return self.said(AS_IT_STANDS)


class Notice(str):
    """What was put right or left out of a file, as a sentence that begins with its name."""

    __slots__ = ("counts", "text")

    #: The same without the name, and what its rows are.
    text: Sentence
    counts: str


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
        rows = sorted(set(self.rows))
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
        self._notices: list[Sentence] = []
        #: What the document calls a column, by the name that it has here.
        self.called: Mapping[str, str] = {}
        self._kinds: dict[object, _Kind] = defaultdict(_Kind)

    def problem(
        self,
        found: str,
        expected: str = "",
        /,
        *,
        row: int = 0,
        column: str = "",
        kind: str = "",
        **parts: Part,
    ) -> None:
        """Take down what must be mended, as `Finding` has it; both texts name the parts."""
        both = Sentence(found, parts), Sentence(expected, parts)
        self.take(Finding(self.file, row, column, *both, kind=kind))

    def take(self, finding: Finding) -> None:
        """Take down a finding that is one already."""
        # Rows of one column of which the same is expected are of one kind; where what is expected
        # differs from row to row, `kind` says which belong together, and those are always one.
        # What is said of the file or of a fact is never one of many.
        kind, column = finding.kind, finding.column
        key = (column, kind or finding.expected.template) if finding.row else len(self._kinds)
        alike = self._kinds[key]
        alike.is_one = bool(kind)
        alike.rows.append(finding.row)
        if len(alike.first) < MOST_ALIKE:
            called = shortened(self.called.get(column, ""))
            alike.first.append(replace(finding, file=self.file, called=called))

    def notice(self, template: str, /, **parts: Part) -> None:
        """Take down what was put right or left out."""
        self.say(Sentence(template, parts))

    def say(self, sentence: Sentence) -> None:
        """Take down a notice that is a sentence already."""
        self._notices.append(sentence)

    @property
    def notices(self) -> list[Notice]:
        """What was put right or left out, as sentences."""
        return list(map(self._noticed, self._notices))

    def _noticed(self, text: Sentence) -> Notice:
        said = text.said(Counting(self.counts))
        notice = Notice(f"{self.file}: {said}" if self.file else said)
        notice.text, notice.counts = text, self.counts
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
    return Finding(str(folder), 0, "", Sentence(found), Sentence(expected), kind=FOLDER)


def _together(first: Sequence[Finding]) -> Sentence:
    """Say once what was found in several rows, and once what is so of all of them."""
    told, *rest = {str(finding.found): finding.found for finding in first}.values()
    if not rest:
        return told
    if len({str(_with_cell(each, "")) for each in (told, *rest)}) == 1:
        return _with_cell(told, tuple(each.parts["cell"] for each in (told, *rest)))
    rest = [replace(each, template=each.template.removeprefix("found ")) for each in rest]
    return Sentence("{found}", {"found": (told, *rest)})


def _with_cell(found: Sentence, cell: Part) -> Sentence:
    return replace(found, parts={**found.parts, "cell": cell})


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


def named_shortly(name: object) -> Name:
    """Give a name that a document has of its own, as a sentence may say it."""
    return Name(shortened(name))


@lru_cache(maxsize=4096)
def _shortened(text: str) -> str:
    """Remember short texts: of hundreds of thousands that are wrong, most are the same few."""
    return _cut(text)


def _cut(text: str) -> str:
    text = _COMMANDS.sub("\ufffd", " ".join(text.split()))
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…"
