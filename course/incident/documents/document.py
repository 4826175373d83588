"""Any known document as a table of cells, with what it says around them."""

import re
from collections.abc import Collection
from dataclasses import dataclass

from course.incident.cells import Cells
from course.incident.decoding import decoded, is_damaged, note_damage
from course.incident.documents.afterwards import without_what_follows
from course.incident.documents.buttons import without_buttons
from course.incident.documents.calendar import read_calendar
from course.incident.documents.channel_log import with_names_of_a_log
from course.incident.documents.chat import is_zip, read_chat
from course.incident.documents.clocks_without_signs import with_colons
from course.incident.documents.counted_from import as_moments
from course.incident.documents.drawn_tables import with_plain_tables
from course.incident.documents.entries import read_entries, without_only_head
from course.incident.documents.headings import with_plain_headings
from course.incident.documents.labelled import read_labelled
from course.incident.documents.lines import read_lines
from course.incident.documents.markdown import read_markdown_table
from course.incident.documents.markup import (
    is_markup,
    lines_of,
    without_cells_on_lines,
    without_inline_tags,
    without_wiki_tables,
)
from course.incident.documents.milestone_lines import read_milestone_lines
from course.incident.documents.on_one_line import one_below_another
from course.incident.documents.pasted import as_written
from course.incident.documents.posted_below import with_posted_above
from course.incident.documents.prose import read_prose
from course.incident.documents.records import read_records
from course.incident.documents.sent_once import without_head
from course.incident.documents.set_in_columns import read_set_in_columns
from course.incident.documents.site_page import without_front_matter
from course.incident.documents.speakers import with_names_beside_times
from course.incident.documents.times_at_the_end import with_times_in_front
from course.incident.documents.unknown_digits import with_known_digits
from course.incident.documents.words_before_times import with_times_first
from course.incident.documents.written import Written
from course.incident.documents.zone_names import with_zone_letters
from course.incident.findings import Findings
from course.incident.sentences import LINE, ROW
from course.incident.spreadsheet import read_separated

_READERS = (
    read_records,
    read_calendar,
    read_markdown_table,
    read_set_in_columns,
    read_labelled,
    read_entries,
    read_prose,
    read_lines,
    read_milestone_lines,
)
#: Between the numbers of a date, as word processors write it.
_DASHED = re.compile("\\b(\\d{4})[\u2013\u2212](\\d\\d?)[\u2013\u2212](\\d\\d?)\\b")
_HYPHEN = re.compile("(?<=\\d)[\u2010\u2011](?=\\d)")

#: Those whose rows are lines of the text.
_OF_LINES = _READERS[2:]
#: Of these, those that have no header.
_BARE = _READERS[4:]


#: What each table of the contract names in its first line.
_OWN = {"timestamp", "event"}
_LONGEST_HEADER = 2_000


@dataclass(frozen=True, slots=True)
class Document:
    """What a document holds, and what it says of all of it."""

    cells: Cells
    around: Written


def read_document(raw: bytes, findings: Findings, known: Collection[str] = ()) -> Document | None:
    r"""Read a document of any known kind, or say in `findings` why it is none.

    Parameters
    ----------
    raw
        The file, or what was pasted.
    findings
        What there is to say of it is taken down here.
    known
        Names of columns of which each may stand there once.

    Returns
    -------
    Document or None
        Its cells and what is said of all rows; None where `findings` say why it is none.

    Examples
    --------
    >>> pasted = "| Time | Event |\n|---|---|\n| 2024-03-01 12:06 | Sign-in fails |\n"
    >>> read_document(pasted.encode(), Findings("a.md")).cells.columns["Event"]
    ['Sign-in fails']
    """
    around = Written()
    if is_zip(raw):
        cells = read_chat(raw, around, findings)
        return Document(cells, around) if cells else None
    text = as_written(decoded(raw, findings))
    if "\u2010" in text or "\u2011" in text or "\u2013" in text or "\u2212" in text:
        text = _DASHED.sub(r"\1-\2-\3", _HYPHEN.sub("-", text))
    if not _has_own_names(text):
        text = with_known_digits(with_zone_letters(text), findings)
        text = as_moments(_prepared(text, around, findings), findings)
    for read in _READERS:
        if (cells := read(text, around, findings)) or around.is_refused:
            findings.counts = LINE if read in _OF_LINES else ROW
            if cells and cells.rows and read in _BARE:
                around.above = _above(text, cells.rows[0])
            break
    else:
        cells = read_separated(text, findings, known)
        for line in cells.above if cells else ():
            around.hear(line, 1)
    if cells and is_damaged(raw, text):
        cells = note_damage(cells, findings)
    return Document(cells, around) if cells else None


def _has_own_names(text: str) -> bool:
    """Tell whether the first line names columns as the contract does: it is a table, and whole."""
    first = text[:_LONGEST_HEADER].partition("\n")[0].replace('"', "")
    return {name.strip().casefold() for name in first.split(",")} >= _OWN


def _prepared(text: str, around: Written, findings: Findings) -> str:
    """Write pages, chats and lists in the one way in which they are read, line by line."""
    text = lines_of(text) if is_markup(text) else without_inline_tags(with_plain_tables(text))
    if _has_own_names(text):
        return text
    text = without_front_matter(text, around)
    text = without_what_follows(with_plain_headings(text), findings)
    text = without_head(without_only_head(text, findings), findings)
    text = one_below_another(text)
    text = without_buttons(without_wiki_tables(without_cells_on_lines(text)))
    text = with_names_of_a_log(with_names_beside_times(with_posted_above(text)))
    return with_times_in_front(with_times_first(with_colons(text)))


def _above(text: str, first: int) -> dict[int, str]:
    """Give the lines above the first row."""
    lines = enumerate(text.splitlines()[: first - 1], 1)
    return {number: line.strip() for number, line in lines if any(map(str.isalnum, line))}
