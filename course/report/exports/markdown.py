"""A report as Markdown, without what its draft asked, and with how much was open then."""

from dataclasses import replace

from course.report.document import Document

_KEY = "open_findings"


def as_file(document: Document, open_findings: int) -> str:
    r"""Write a report as a file; the front matter says how many findings were open.

    Examples
    --------
    >>> from course.report.document import parse
    >>> print(as_file(parse("---\ntitle: Tills\n---\n"), 3), end="")
    ---
    title: Tills
    open_findings: 3
    ---
    """
    kept = tuple(pair for pair in document.matter if pair[0] != _KEY)
    return replace(document, matter=(*kept, (_KEY, str(open_findings)))).markdown
