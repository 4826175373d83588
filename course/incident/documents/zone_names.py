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
    if not _SIGN.search(text):
        return text
    letters = load("reading")["zone_names"]
    return _named().sub(
        lambda found: found["begin"] + letters[" ".join(found["name"].casefold().split())], text
    )


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
