"""How the desk counts rows and calls columns: as its form does, or the document it was given."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Self

from course.content import load
from course.incident.sentences import AS_IT_STANDS, LINE, ROW, Counting, Name, Rows
from course.incident.spreadsheet import HEADER_ROW

_NO_LINES = ("{", "[", "BEGIN:")


@dataclass(frozen=True)
class _AtTheDesk(Counting):
    def name(self, name: Name) -> str:
        """Call each fact and column as its field is called: the form has no file of them."""
        return f"“{labels().get(name.name, name.name)}”"


@dataclass(frozen=True)
class OfTheForm(_AtTheDesk):
    """Rows as the page and the chart count them: a form has no header to count.

    Examples
    --------
    >>> OfTheForm(moved={7: 1}).said(Rows([2, 3, 8]))
    'rows 1, 1 and 2'
    """

    #: Which row stands where, once they were put in order.
    moved: Mapping[int, int] = field(default_factory=dict)

    def rows(self, rows: Rows) -> str:
        """Name rows of the form; what begins with the first of a file stands above them."""
        if self.counts == ROW and HEADER_ROW in rows.numbers[:1]:
            return str(load("own_incident")["of_the_file"]).format(lines=AS_IT_STANDS.rows(rows))
        return super().rows(rows)

    def numbers(self, rows: Sequence[int]) -> Sequence[int]:
        """Give the places of rows in the form, as they stand there; lines are none of it."""
        places = (row - HEADER_ROW for row in rows)
        return sorted(self.moved.get(at, at) for at in places) if self.counts == ROW else rows


@dataclass(frozen=True)
class OfTheDocument(_AtTheDesk):
    """Rows as a document has them, which the form counts otherwise."""

    #: How they are told from rows of the form.
    whole: str = "{lines}"
    #: Whether each is a line of it, whatever it was read as.
    has_lines: bool = False

    def of(self, counts: str) -> Self:
        """Give the same for rows, or else lines."""
        return super().of(LINE if self.has_lines else counts)

    def rows(self, rows: Rows) -> str:
        """Name rows, and say that they are of the document."""
        return self.whole.format(lines=super().rows(rows))


def of_the_document(text: str, *, is_file: bool = False) -> OfTheDocument:
    """Count as somebody does who looks at what was pasted, or at the file.

    Examples
    --------
    >>> of_the_document("- 10:00 Off").said(Rows([3, 4]))
    'lines 3 and 4 of what you pasted'
    >>> of_the_document('[{"at": 1}]', is_file=True).said(Rows([3]))
    'row 3 of the file'
    """
    whole = str(load("own_incident")["of_the_file" if is_file else "of_the_paste"])
    # A quotation mark that is open at the end of a line: a cell goes on in the next one.
    is_of_lines = not text.lstrip().startswith(_NO_LINES) and not any(
        line.count('"') % 2 for line in text.splitlines()
    )
    has_lines = is_of_lines and not is_file
    return OfTheDocument(LINE if has_lines else ROW, whole, has_lines)


def labels() -> dict[str, str]:
    """Give what the form calls each fact and column."""
    texts = load("own_incident")
    named: dict[str, str] = texts["row"]
    return named | {name: field["label"] for name, field in texts["field"].items()}
