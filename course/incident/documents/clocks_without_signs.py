"""Notes whose lines begin with four digits for a clock, as in 2215: these get their colon."""

import re

from course.incident.documents.line_heads import begins_with_a_clock

_FOUR = re.compile(
    r"^(?P<before>[ \t]*(?:[-*+•·–—>][ \t]+)?[*_`]{0,2})(?P<hour>[01]\d|2[0-3])(?P<minute>[0-5]\d)"
    r"(?P<after>[ZLJ]?[*_`]{0,2}(?:[ \t]*[:–—-])?[ \t]+(?=[^\W\d]|[\"'“(@#*_`]))",
    re.MULTILINE,
)
_YEARS = range(19, 21)
_LONGEST_BEGIN = 20_000
_ENOUGH = 2


def with_colons(text: str) -> str:
    r"""Write clocks of four digits with a colon, where lines begin with them and with no other.

    Examples
    --------
    >>> with_colons("2215 page: export late\n2350 restarted")
    '22:15 page: export late\n23:50 restarted'
    >>> with_colons("2023 was calm\n2024 was not")
    '2023 was calm\n2024 was not'
    """
    found = list(_FOUR.finditer(text[:_LONGEST_BEGIN]))
    if len(found) < _ENOUGH or all(int(clock["hour"]) in _YEARS for clock in found):
        return text
    if any(map(begins_with_a_clock, text[:_LONGEST_BEGIN].splitlines())):
        return text
    return _FOUR.sub(r"\g<before>\g<hour>:\g<minute>\g<after>", text)
