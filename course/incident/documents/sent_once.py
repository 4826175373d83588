"""The head of a message: when it was sent is no event where it is the only message."""

import re

from course.incident.findings import Findings
from course.incident.notices import noticed
from course.incident.sentences import LINE, Rows

_HEAD = re.compile(
    r"^(?P<day>[A-Z][a-z]{2},? (?:\d{1,2} )?[A-Z][a-z]{2}(?: \d{1,2})?) (?P<rest>[^\n]{10,30})\n"
    r"(?P<who>[^\n<>]{2,60}<[^<>\s]+(?:@|\sat\s)[^<>\s]+>)[ \t]*$",
    re.MULTILINE,
)
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")


def without_head(text: str, findings: Findings) -> str:
    r"""Take the moment in the head of a message for the day on which it was written.

    Examples
    --------
    >>> head = "Sat Apr 18 09:09:20 UTC 2026\nKim Lee <kim at example.org>"
    >>> without_head(f"{head}\n\nBy 05:00 it was off.", Findings("a.txt")).splitlines()[0]
    'Written: Sat Apr 18 2026'
    """
    found = list(_HEAD.finditer(text)) if "<" in text else []
    year = _YEAR.search(found[0][0]) if len(found) == 1 else None
    if not year:
        return text
    (head,) = found
    row = text.count("\n", 0, head.start()) + 1
    findings.say(noticed("sent", rows=Rows([row], counts=LINE)))
    day = head["day"] if year[0] in head["day"] else f"{head['day']} {year[0]}"
    return f"{text[: head.start()]}Written: {day}\n{text[head.start('who') :]}"
