"""One thing that has to be mended in a meeting, with where it stands."""

from dataclasses import dataclass


@dataclass(frozen=True, order=True)
class Finding:
    """One thing to mend.

    Examples
    --------
    >>> print(Finding(7, "moment 2, move a", "`reply` is missing", "a text"))
    line 7, moment 2, move a: `reply` is missing; expected a text
    """

    #: 0 for the file as a whole.
    line: int
    place: str
    found: str
    expected: str

    def __str__(self) -> str:
        where = ", ".join(filter(None, (f"line {self.line}" if self.line else "", self.place)))
        return f"{where or 'the file'}: {self.found}; expected {self.expected}"
