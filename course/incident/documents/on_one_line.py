"""A list that stands on one line, one bullet after another: each gets a line of its own."""

import re

from course.incident.date_patterns import months

_TIME = r"\d{1,2}[:h]\d\d(?::\d\d)?(?:\s?[ap]m)?(?:\s[A-Z]{2,4})?"
_BULLET = re.compile(
    r"(?<![\d\s–—-])\s+(?=(?:[-*•·]|–|—)\s\d{1,2}[:h]\d\d(?::\d\d)?(?:\s?[ap]m|\s[A-Z]{2,4})?\s+\S*[^\W\d])"
)
_BETWEEN = (
    _BULLET,
    re.compile(rf"(?<!\s)\s*[;；]\s+(?={_TIME}\s)"),
    re.compile(rf"(?<=[^\s\d:–—-])(?<!\bat)(?<!\bby)(?<!\bto)(?<!\bfrom)\s+(?={_TIME}\s?[-–—]\s)"),
)
# Signs that are bullets wherever they stand, where several of them stand before times.
_ANY_BULLET = re.compile(r"(?<!\s)\s+(?=[•▪●‣]\s)")
_BULLET_OF_A_TIME = re.compile(r"[•▪●‣]\s+\d{1,2}[:.h]\d\d")
_AFTER_A_COLON = re.compile(rf"(?<=:)\s+(?={_TIME}\s)")
_LONGEST_DAY = 20
_CLOCK = re.compile(r"\d[:h]\d\d")
_ENOUGH = 3


def one_below_another(text: str) -> str:
    r"""Take lines apart in which several bullets begin with a time.

    Examples
    --------
    >>> one_below_another("What (UTC): - 9:50 off - 9:55 a page - 10:20 on")
    'What (UTC):\n- 9:50 off\n- 9:55 a page\n- 10:20 on'
    >>> one_below_another("- 9:50 off - 10:20 on")
    '- 9:50 off - 10:20 on'
    >>> rows = ["when,what", *(f"1{hour}:00,a - 9:50 b - 9:55 c - 9:58 d" for hour in range(4))]
    >>> one_below_another("\n".join([*rows, "15:00,e", "15:10,f", "15:20,g"])).count("\n")
    7
    """
    if sum(map(text.count, ":h•")) < _ENOUGH or text.lstrip()[:1] in {"{", "["}:
        return text
    apart: list[str] = []
    beside = 0
    for line in text.splitlines():
        parts = _apart(line)
        apart += parts
        beside += len(parts) == 1 and bool(_CLOCK.search(line))
        # Where other lines say times as well, it is what one of them tells.
        if beside >= _ENOUGH:
            return text
    return "\n".join(apart)


def _apart(line: str) -> list[str]:
    if sum(map(line.count, ":h•")) < _ENOUGH:
        return [line]
    if "|" in line:
        return [line]
    if len(_BULLET_OF_A_TIME.findall(line)) > 1:
        return _ANY_BULLET.split(line)
    for pattern in _BETWEEN:
        parts = pattern.split(line)
        # A clock behind a day is none of another item.
        if len(parts) > _ENOUGH and not any(map(_ends_with_a_day, parts)):
            return [*_AFTER_A_COLON.split(parts[0], maxsplit=1), *parts[1:]]
    return [line]


def _ends_with_a_day(text: str) -> bool:
    """Tell whether a text ends with a day and the name of its month."""
    day, _, month = text.rstrip(" .,")[-_LONGEST_DAY:].rpartition(" ")
    return day[-1:].isdigit() and month.casefold() in months()
