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
# Behind other signs than those of one program, people tell as well.
_COMES_OR_GOES = (
    r"(?:Joins|Parts|Quits|Disconnects):|\S{1,80} (?:[(\[]\S*[)\]] )?(?:is now known as|sets? mode"
    r"|was kicked|(?:changes|changed|sets) (?:the )?topic|(?:has )?(?:joined|left|quit|parted)"
    r"(?: [#&(\[]| irc| (?:the )?(?:channel|room)|:|\.?\s*$))"
)
_OF_THE_LOG = re.compile(
    rf"^(?:(?:-{{3}}|\*{{3,4}})\s*(?:{_CLOSED}).*"
    rf"|{_DIAL}[ \t]*(?:-!-|(?:-->|<--|\*{{3}})[ \t]+(?:{_COMES_OR_GOES})).*)$",
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
    >>> with_names_of_a_log("00:41 <a> off\n00:42 --> jo (~jo@x) has quit (bye)\n00:43 -->\nB left")
    '00:41 @a: off\n\n00:43 -->\nB left'
    """
    begin = text[:_LONGEST_BEGIN]
    if not (_SAID.search(begin) or _DAY.search(begin)):
        return text
    text = _DAY.sub(lambda found: f"# {_CLOCK.sub('', found['day']).strip()}", text)
    return _SAID.sub(r"\g<time> @\g<who>: ", _OF_THE_LOG.sub("", text))
