"""A report is opened: what cannot be read as one is told in one finding, and stays as it is."""

from collections import Counter

from course.content import load
from course.report.checks.finding import Finding, finding
from course.report.document import Document, parse, title_of

MOST_BYTES = 5_000_000
"""Beyond it, a file is not what it seems to be."""


def opened(raw: bytes) -> Document | Finding:
    r"""Read a report from the bytes of its file, or say the one thing that stands in the way.

    Examples
    --------
    >>> opened(b"\xff# Report").check
    'not-utf-8'
    """
    if len(raw) > MOST_BYTES:
        return finding("too-large", 1, size=f"{len(raw) / 1e6:.1f}", most=MOST_BYTES // 1_000_000)
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        return finding("not-utf-8", line, byte=f"{error.start:,}")
    document = parse(text)
    if not document.matter:
        return finding("no-front-matter", 1)
    counted = Counter(section.name for section in document.sections if section.name)
    for name, times in counted.items():
        if times > 1:
            lines = [each.line for each in document.sections if each.name == name]
            places = " and ".join(map(str, lines))
            return finding("section-twice", lines[1], name=title_of(name), lines=places)
    return document


def notices(document: Document) -> list[str]:
    """Say what is none of the five sections, and stays as it is."""
    texts: str = load("checks")["kept"]
    return [
        texts.format(heading=section.heading, line=section.line)
        for section in document.sections
        if not section.name
    ]
