"""What there is to say about a file, gathered check by check and told from the top down.

Checks look at whole columns; whoever mends a file goes from row to row.
"""


class Findings:
    r"""What must be mended in a file, and what was put right in reading it.

    Parameters
    ----------
    file
        Its name.

    Attributes
    ----------
    notices : list of str
        Sentences about what was put right or left out.

    Examples
    --------
    >>> findings = Findings("incident_timeline.csv")
    >>> findings.problem("found nothing; expected one sentence", row=5, column="event")
    >>> findings.problem("found nothing; expected a header", row=1)
    >>> print(*findings.problems, sep="\n")
    incident_timeline.csv, row 1: found nothing; expected a header
    incident_timeline.csv, row 5, column `event`: found nothing; expected one sentence
    """

    def __init__(self, file: str) -> None:
        self.file = file
        self.notices: list[str] = []
        self._problems: list[tuple[int, str]] = []

    def problem(self, text: str, *, row: int = 0, column: str = "") -> None:
        """Take down what must be mended.

        Parameters
        ----------
        text
            What was found, what is expected, and what to do where that is not plain.
        row
            As a spreadsheet numbers it; 0 for the file as a whole.
        column
            By its name; empty for the row as a whole.
        """
        self._problems.append((row, self._sentence(text, row, column)))

    def notice(self, text: str, *, row: int = 0, column: str = "") -> None:
        """Take down what was put right or left out, and where."""
        self.notices.append(self._sentence(text, row, column))

    @property
    def problems(self) -> list[str]:
        """What must be mended, by row: of one row, and of the file, in the order of the checks."""
        return [text for _, text in sorted(self._problems, key=lambda problem: problem[0])]

    def _sentence(self, text: str, row: int, column: str) -> str:
        parts = (self.file, f"row {row}" if row else "", f"column `{column}`" if column else "")
        return f"{', '.join(filter(None, parts))}: {text}"


def quoted(found: object) -> str:
    """Show what was found in a message, shortened when it is long.

    Examples
    --------
    >>> quoted("begun")
    '“begun”'
    >>> len(quoted("x" * 1_000_000)) < 60
    True
    """
    text = " ".join(str(found).split())
    return f"“{text}”" if len(text) <= 40 else f"“{text[:39]}…”"  # noqa: PLR2004 - one line
