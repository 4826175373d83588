"""How a date stands in a text, as a pattern over its shape."""

import re
from functools import cache

from course.content import load

YEAR_FIRST_DATE = re.compile(
    r"(?<!0)(?P<year>0000)(?P<between>[-/.]|\s)(?P<first>00?)(?P=between)(?P<second>00?)(?!0)"
)
EAST_ASIAN = re.compile(
    r"(?:(?P<year>0000)\s?[年년]\s?)?(?<!0)(?P<first>00?)\s?[月월]\s?(?P<second>00?)\s?[日일]"
)
NUMBERS_ALONE = re.compile(
    r"(?<![0.:])(?P<first>00?)(?P<between>[-/.])(?P<second>00?)"
    r"(?:(?P=between)(?P<year>0000|00)(?![0:])|(?<![-.]0)(?<![-.]00)(?![-0/:.])|\.(?=\s)|(?<=00-00)(?=\s~?00?:00)|(?<=0\.00)(?=,?\s[~≈]?00?:00))"
)


@cache
def with_a_month() -> tuple[re.Pattern[str], ...]:
    """Give the patterns of dates with a month by name: behind the day, or before it."""
    names = "|".join(sorted(map(re.escape, months()), key=len, reverse=True))
    # Four digits before letters for a zone are a clock.
    no_zone = r"(?!\s?(?:z|utc|gmt|zulu|hrs)\b)"
    year = rf"(?P<year>0000{no_zone}|['’]?00(?!\s?[ap]\.?m|[.h]|,?\s+0000))(?![0:])"
    # Of several days, as in October 28-31, 2021, the first is meant.
    until = r"(?:\s?[-–—]\s?00?(?:st|nd|rd|th|\.)?(?=,?\s+(?:{})))?"
    return (
        re.compile(
            rf"(?<![0:.])(?P<second>00?)(?:st|nd|rd|th|\.|º)?{until.format(names)}"
            rf"[\s/-]*(?:(?:of|de)\s+)?"
            rf"\b(?P<month>{names})\b\.?(?:[\s,/-]*(?:de\s+)?{year})?"
        ),
        re.compile(
            rf"\b(?P<month>{names})\b\.?[\s/-]*(?P<second>00?)(?:st|nd|rd|th)?(?![0:])"
            rf"{until.format('0000')}(?:[\s,/-]+{year})?"
        ),
    )


@cache
def months() -> dict[str, int]:
    """Give the number of each month by the names that it has."""
    listed = load("reading")["months"]
    return {name: number for number, names in enumerate(listed, 1) for name in names}
