"""Logs that a chat program keeps of a channel: names in angle brackets, lines on the day."""

import re

_LONGEST_BEGIN = 20_000
_OPENED = r"Log opened|Day changed(?: to)?|Session (?:Start|Time)|BEGIN LOGGING AT"
_CLOSED = r"Log closed|Session Close|ENDING LOGGING"
_DAY = re.compile(
    rf"^(?:-{{3}}|\*{{3,4}})\s*(?:{_OPENED})[: ](?P<day>.*)$", re.MULTILINE | re.IGNORECASE
)
_CLOCK = re.compile(r"\s\d{1,2}:\d\d(?::\d\d)?(?=\s|$)")
_DIAL = r"\[?\d\d:\d\d(?::\d\d)?\]?"
_OF_THE_LOG = re.compile(
    rf"^(?:(?:-{{3}}|\*{{3,4}})\s*(?:{_CLOSED}).*|{_DIAL}\s*(?:-!-|-->|<--|\*{{3}})\s.*)$",
    re.MULTILINE | re.IGNORECASE,
)
_SAID = re.compile(
    r"^(?P<time>\[?(?:\d{4}-\d\d-\d\d[T ])?\[?\d\d:\d\d(?::\d\d)?\]?)"
    r"\s*<[ @+%&~]?(?P<who>[\w\\^`|{}\[\]-]+)>[ \t]*",
    re.MULTILINE,
)


def with_names_of_a_log(text: str) -> str:
    r"""Write who said something as a handle, and each day as a heading; rows keep their numbers.

    Examples
    --------
    >>> with_names_of_a_log("--- Day changed Fri Mar 15 2024\n00:41 <@mira> errors\n00:43 -!- jo")
    '# Fri Mar 15 2024\n00:41 @mira: errors\n'
    """
    begin = text[:_LONGEST_BEGIN]
    if not (_SAID.search(begin) or _DAY.search(begin)):
        return text
    text = _DAY.sub(lambda found: f"# {_CLOCK.sub('', found['day']).strip()}", text)
    return _SAID.sub(r"\g<time> @\g<who>: ", _OF_THE_LOG.sub("", text))
