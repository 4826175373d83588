"""Clocks of which some digits are not known, as in 06:2x: roughly the earliest they may be."""

import re

from course.incident.findings import Findings, quoted
from course.incident.notices import noticed

# A search is quick where a pattern begins with what is rare, and looks back from there.
_MAY_HAVE = re.compile(r"[xX?](?:(?<=:[xX?])|(?<=:\d[xX?])|(?<=\.[xX]))")
_BEFORE = r"(?<![\w:])(?P<before>(?:\d{4}-\d\d-\d\dT)?\d{1,2}:"
# Seconds or fractions of which nothing is known leave the minute or second that is.
_REST = re.compile(_BEFORE + r"\d\d(?::\d\d(?=\.))?)[:.][xX]{2,9}(?=Z?(?!\w))")
_MINUTES = re.compile(_BEFORE + r"(?:\d\d:)?)(?P<ten>\d?)[xX?]{1,2}(?P<zone>Z?)(?![\w?])")
# The end of a range, of which the beginning is taken.
_END = re.compile(r"(?<=\d:\d\d)\s*[-–—]\s*\d{1,2}:(?:[xX]{2}|\?{1,2})(?![\w?])")


def with_known_digits(text: str, findings: Findings) -> str:
    """Write clocks with digits that are not known as what is known of them.

    Examples
    --------
    >>> with_known_digits("06:2xZ off, 11:39:xxZ on, 10:58:52.xxx well", Findings("a.txt"))
    '06:20Z~ off, 11:39Z on, 10:58:52 well'
    >>> with_known_digits("06:2? off, 11:39-12:?? on, 12:30:2x. Why 8:15?", Findings("a.txt"))
    '06:20~ off, 11:39 on, 12:30:20~. Why 8:15?'
    """
    if not _MAY_HAVE.search(text):
        return text
    found = _MINUTES.search(text) or _REST.search(text) or _END.search(text)
    if not found:
        return text
    findings.say(noticed("unknown_digits", cell=quoted(found[0])))
    text = _END.sub("", text)
    text = _REST.sub(r"\g<before>", text)
    return _MINUTES.sub(lambda clock: f"{clock['before']}{clock['ten']:0<2}{clock['zone']}~", text)
