"""Bytes become text: in whichever encoding a program wrote them, and told where that is a guess."""

import codecs
import re
from contextlib import suppress

from course.incident.cells import Cells
from course.incident.findings import Findings, quoted, shortened
from course.incident.notices import noticed

_BYTE_ORDER_MARKS = {
    codecs.BOM_UTF8: "utf-8-sig",
    codecs.BOM_UTF32_LE: "utf-32",
    codecs.BOM_UTF32_BE: "utf-32",
    codecs.BOM_UTF16_LE: "utf-16",
    codecs.BOM_UTF16_BE: "utf-16",
}

#: A character of more than one byte, as UTF-8 has them.
_OF_SEVERAL_BYTES = re.compile(rb"[\xc3-\xf4][\x80-\xbf]+")
_BEYOND_ASCII = re.compile(r"\S*[^\x00-\x7f]\S*")
_SAMPLE = 4096
_MOSTLY = 0.6

NUL, REPLACED = "\0", "\ufffd"
"""What stands in a text where a byte says no letter."""


def decoded(raw: bytes, findings: Findings) -> str:
    """Give the text of a file, with `NUL` and `REPLACED` in it where it is damaged."""
    for mark, encoding in _BYTE_ORDER_MARKS.items():
        if raw.startswith(mark):
            return raw.decode(encoding, "replace")
    if encoding := _utf_16(raw):
        with suppress(UnicodeDecodeError):
            return raw.decode(encoding)
    with suppress(UnicodeDecodeError):
        return raw.decode("utf-8")
    if _OF_SEVERAL_BYTES.search(raw):
        return raw.decode("utf-8", "replace")
    text = _windows(raw)
    example = _BEYOND_ASCII.search(text)
    if example:
        findings.say(noticed("encoding_as_in", cell=quoted(example[0])))
    else:
        findings.say(noticed("encoding"))
    return text


def is_damaged(raw: bytes, text: str) -> bool:
    r"""Tell whether bytes of a file say no letter; whoever wrote down the sign for that meant it.

    Examples
    --------
    >>> is_damaged("A \ufffd".encode(), "A \ufffd"), is_damaged(b"\xff\xc3\xa9", "\ufffd\xe9")
    (False, True)
    """
    if NUL in text:
        return True
    if REPLACED in text:
        try:
            raw.decode("utf-8")
        except UnicodeDecodeError:
            return True
    return False


def note_damage(cells: Cells, findings: Findings) -> Cells:
    """Name the cells in which bytes say no letter, and give them without those."""
    columns = dict(cells.columns)
    for name, texts in cells.columns.items():
        for row, text in zip(cells.rows, texts, strict=True):
            column = shortened(name)
            if NUL in text:
                expected = "text: save the file again as CSV UTF-8"
                findings.problem("found a NUL byte", expected, row=row, column=column)
            if REPLACED in text:
                found = "found bytes that are not UTF-8 (in {cell})"
                expected = "UTF-8: save the file as “CSV UTF-8”"
                findings.problem(found, expected, row=row, column=column, cell=quoted(text))
        columns[name] = [text.replace(NUL, "") for text in texts]
    return Cells(cells.names, cells.rows, columns)


def _utf_16(raw: bytes) -> str:
    """Tell which UTF-16 it is without a mark: in plain letters every other byte is nought."""
    sample = raw[:_SAMPLE]
    even, odd = sample[::2].count(0), sample[1::2].count(0)
    if odd > _MOSTLY * len(sample) / 2 and not even:
        return "utf-16-le"
    return "utf-16-be" if even > _MOSTLY * len(sample) / 2 and not odd else ""


def _windows(raw: bytes) -> str:
    try:
        return raw.decode("cp1252")
    except UnicodeDecodeError:
        return raw.decode("latin-1")
