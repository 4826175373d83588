"""What is said of times that nothing settles, and of what is no time."""

import re

from course.incident.iso_times import EXPECTED, Refusal
from course.incident.time_words import NO_MOMENT
from course.incident.zone_letters import Letters

MOST_FORMS = 10
"""Forms of what is no time that are told apart; beyond them a column is no column of times."""

ORDER = "order of day and month"

DAYS = ("day_first", "month_first")
"""The two days that it leaves open, as what is said names them."""

NO_DATE = Refusal(
    ", a clock without a date",
    "a date as well: in the cell, in a heading above it, or as --date 2026-06-11",
    "no date",
)

NO_YEAR = Refusal(
    ", a date without a year",
    "a year as well: in the cell, in a heading above it, or as --date 2026-06-11",
    "no year",
)


def which(year: int, first: int, second: int) -> Refusal:
    """Tell both days that two numbers may mean."""
    return Refusal(
        ", and nothing in the column says whether the day or the month stands first",
        "--dates day-first (then it is {day_first}) or --dates month-first ({month_first})",
        ORDER,
        {
            "day_first": f"{year}-{second:02}-{first:02}",
            "month_first": f"{year}-{first:02}-{second:02}",
        },
    )


def several(letters: str, meant: Letters) -> Refusal:
    """Tell all that the letters of a zone may mean."""
    return Refusal(
        f", and {letters} means several offsets ({'; '.join(meant.several)})",
        "the offset in the cell, or the zone of the incident",
        f"letters {letters}",
    )


def unknown(shape: str, seen: set[str]) -> Refusal:
    """Tell a form that is not known; of very many forms, the last ones together."""
    if not shape:
        return Refusal("", EXPECTED, "nothing")
    if NO_MOMENT.fullmatch(shape):
        return Refusal(", no moment", "when it was; ~18:14 is enough for a guess", "no moment")
    coarse = re.sub(r"0+", "0", re.sub(r"[^\W\d]+", "a", shape[:40]))
    if coarse not in seen and len(seen) >= MOST_FORMS:
        return Refusal("", EXPECTED, "other forms")
    seen.add(coarse)
    return Refusal("", EXPECTED, f"form {coarse}")
