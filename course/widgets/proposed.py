"""What a text says above its first row, and what the desk proposes of it: a title, and a day.

Nothing of it is taken by itself: a person sees it in a field, and leaves or changes it.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from course.content import load
from course.incident.documents.markdown import plain
from course.incident.documents.written import day_in, day_without_year_in, is_a_day, zone_in
from course.incident.findings import quoted
from course.incident.mentions import may_be_names
from course.incident.reading import Reading
from course.incident.sentences import LINE, Counting, Rows

_LONGEST_TITLE = 100
_YEARS = 9
"""Within so many years every day has been, also the last of February in a leap year."""
_OF_SENTENCES = (".", ":", "!", "?")


@dataclass(frozen=True, slots=True)
class Proposed:
    """What is proposed, and what is said of it."""

    title: str = ""
    day: date | None = None
    #: The day as it is written, without its year.
    without_year: str = ""
    #: What stands above the first row and is none, by its line.
    above: Mapping[int, str] = field(default_factory=dict)

    def told(self, by: Counting, *, has_title: bool) -> list[str]:
        """Name what was left out, and say what is proposed where nobody has said it."""
        words = load("own_incident")["proposed"]
        told = []
        # The line that is proposed as the title is told once, as that.
        is_title = bool(self.title) and not has_title
        numbers = [
            number
            for number, line in self.above.items()
            if not (is_title and _title(line) == self.title)
        ]
        if numbers:
            lines = by.said(Rows(numbers, counts=LINE))
            # A name is written nowhere.
            first = self.above[numbers[0]]
            text = "" if may_be_names([first]) else f", {quoted(first)},"
            told.append(
                words["line" if len(numbers) == 1 else "lines"].format(lines=lines, text=text)
            )
        if is_title:
            told.append(words["title"].format(title=self.title))
        if self.day:
            told.append(words["day"].format(said=self.without_year, day=self.day.isoformat()))
        return told


def proposed(reading: Reading, asks: Iterable[str], today: date) -> Proposed:
    """Propose what a document makes likely of what it does not say."""
    above = {
        number: line
        for number, line in reading.above.items()
        # What says a date or a zone is used.
        if not (day_in(line) or is_a_day(line) or zone_in(line))
    }
    day = ""
    if "date" in asks:
        cells = reading.cells.get("timestamp", [])
        day = next(
            filter(None, map(day_without_year_in, [*cells[:1], *reading.above.values()])), ""
        )
    title = next(filter(None, map(_title, filter(None, [reading.title, *above.values()]))), "")
    if reading.roles:
        title, *lines = reading.roles.in_texts([title, *above.values()])
        above = dict(zip(above, lines, strict=True))
    if may_be_names([title]):
        title = ""
    found = latest(day, today) if day else None
    return Proposed(title, found, day if found else "", above)


def latest(day: str, today: date) -> date | None:
    """Give the latest such day that is not ahead.

    Examples
    --------
    >>> str(latest("3 November", date(2026, 11, 28))), str(latest("3 Dec", date(2026, 11, 28)))
    ('2026-11-03', '2025-12-03')
    >>> str(latest("Feb 29", date(2026, 11, 28)))
    '2024-02-29'
    """
    years = range(today.year, today.year - _YEARS, -1)
    days = (day_in(f"{day} {year}") for year in years)
    return next((found for found in days if found and found <= today), None)


def _title(line: str) -> str:
    """Give what may be a title of it, or nothing: a sentence is none."""
    text = plain(line.strip("# "))
    is_one = len(text) <= _LONGEST_TITLE and not text.endswith(_OF_SENTENCES)
    return text if is_one and text.casefold() not in load("reading")["timeline_words"] else ""
