"""Zones whose names are spelled out, such as Pacific Daylight Time, written as their letters."""

import re
from functools import cache

from course.content import load

#: What they all have in them, in whatever case, found fast in a long text that has none.
_SIGN = re.compile(r" (?:[Tt]ime|TIME|[Zz]eit|Eastern|Central|Mountain|Pacific)\b")


def with_zone_letters(text: str) -> str:
    """Write the letters of a zone where its name stands behind a clock or is said of all times.

    Examples
    --------
    >>> with_zone_letters("9:02 AM Eastern Daylight Time (EDT): off at Eastern Daylight Time")
    '9:02 AM EDT: off at Eastern Daylight Time'
    >>> with_zone_letters("All times are Pacific Standard Time.")
    'All times are PST.'
    """
    written, last = [], 0
    for found in _SIGN.finditer(text):
        if found.start() >= last:
            begin, end = text.rfind("\n", 0, found.start()) + 1, text.find("\n", found.end())
            end = end if end >= 0 else len(text)
            written += [text[last:begin], _named().sub(_letters, text[begin:end])]
            last = end
    return "".join([*written, text[last:]]) if written else text


def _letters(found: re.Match[str]) -> str:
    name = " ".join(found["name"].casefold().split())
    if " " not in name and found["begin"][:1].isdigit() and "m" not in found["begin"].casefold():
        # Behind a clock without its half of the day a region alone may be anything of that name.
        return found[0]
    return f"{found['begin']}{load('reading')['zone_names'][name]}"


@cache
def _named() -> re.Pattern[str]:
    texts = load("reading")
    names = "|".join(
        name.replace(" ", r"\s") for name in sorted(texts["zone_names"], key=len, reverse=True)
    )
    words = "|".join(map(re.escape, texts["zone_statement"]))
    return re.compile(
        r"(?im)(?P<begin>\d[:.h]\d\d(?::\d\d)?\s?(?:[ap]\.?m\.?)?[\s,(]{1,3}|\d\s?[ap]\.?m\.?[\s,(]{1,3}|[(\[]"
        rf"|\b(?:{words})\b[^.\n]{{1,30}}?\b)(?P<name>{names})\b(?:\s\([A-Z]{{2,5}}\))?"
        # A region alone is the beginning of a sentence, but before a sign.
        r"(?:(?<!eastern)(?<!central)(?<!mountain)(?<!pacific)|(?=\s*(?:[-–—:|,;)\]]|$)))"
    )
