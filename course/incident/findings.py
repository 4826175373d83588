"""What there is to say about a file, gathered check by check and told from the top down.

Checks look at whole columns; whoever mends a file goes from row to row.
"""

from collections.abc import Sequence
from dataclasses import dataclass

_LONGEST = 40
_MOST_ROWS = 8


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that must be mended, with where it stands.

    Examples
    --------
    >>> str(Finding("incident_timeline.csv", 5, "event", "found nothing", "one sentence"))
    'incident_timeline.csv, row 5, column `event`: found nothing; expected one sentence'
    """

    #: Its name.
    file: str
    #: As a spreadsheet numbers it; 0 for the file as a whole.
    row: int
    #: By its name, or that of a fact; empty for the row as a whole.
    column: str
    #: What stands there, as a clause with its verb, and what should, with what to do where that is
    #: not plain; empty where what was found says it all.
    found: str
    expected: str

    def __str__(self) -> str:
        expected = f"; expected {self.expected}" if self.expected else ""
        return f"{_place(self.file, self.row, self.column)}: {self.found}{expected}"


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
        self.notices: list[str] = []
        self._problems: list[Finding] = []

    def problem(self, found: str, expected: str = "", *, row: int = 0, column: str = "") -> None:
        """Take down what must be mended, as `Finding` has it."""
        self._problems.append(Finding(self.file, row, column, found, expected))

    def notice(self, text: str, *, row: int = 0, column: str = "") -> None:
        """Take down what was put right or left out, and where."""
        self.notices.append(f"{_place(self.file, row, column)}: {text}")

    @property
    def problems(self) -> list[Finding]:
        """What must be mended, by row: of one row, and of the file, in the order of the checks."""
        return sorted(self._problems, key=lambda problem: problem.row)


def _place(file: str, row: int, column: str) -> str:
    # Without a row a column is a fact, which is named by what is said of it.
    parts = (file, f"row {row}" if row else "", f"column `{column}`" if row and column else "")
    return ", ".join(filter(None, parts))


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
    text = " ".join(str(found).split())
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…"


def rows_named(rows: Sequence[int]) -> str:
    """Name rows in a sentence, and of many the first.

    Examples
    --------
    >>> rows_named([2]), rows_named([2, 5, 7]), rows_named(range(2, 900))
    ('row 2', 'rows 2, 5 and 7', 'rows 2, 3, 4, 5, 6, 7, 8, 9 and 890 more')
    """
    if len(rows) == 1:
        return f"row {rows[0]}"
    first = rows if len(rows) <= _MOST_ROWS else rows[:_MOST_ROWS]
    rest = len(rows) - len(first)
    last = f"{rest:,} more" if rest else str(first[-1])
    return f"rows {', '.join(map(str, first if rest else first[:-1]))} and {last}"
