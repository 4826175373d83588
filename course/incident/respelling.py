"""Times in any known form, written as ISO 8601: decided over the column, never by one cell.

What one cell leaves open, such as which number is the month or which day a clock belongs to, its
column, its surroundings or the incident's zone may settle. Where nothing does, it is asked.
"""

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

from course.incident import dials, refusals
from course.incident.counted_times import kind_of, respell_counted
from course.incident.date_order import ordered, pair, settle, settle_by_days
from course.incident.day_turns import MIDNIGHT, MOST_BACK, in_turn, later, on_weekday
from course.incident.findings import quoted
from course.incident.how_far import going_through
from course.incident.iso_times import EXPECTED, Refusal, Respelt, ahead_of_utc, shape_of
from course.incident.notices import noticed
from course.incident.sentences import Part, Rows, Sentence
from course.incident.surroundings import Surroundings
from course.incident.time_parts import NUMBERS, YEAR_FIRST, Words, form_named
from course.incident.time_words import first_moment, recognise
from course.incident.zone_letters import Letters, meaning

_ISO_DATE = re.compile(r"(\d{4})([-/. ]?)(\d\d?)\2(\d\d?)(?!\d)")

_UNKNOWN = re.compile(r"(?:time )?(?:unknown|unclear)|n/?a|tb[cd]", re.IGNORECASE)
_DAY_ALONE = re.compile(r"[~≈]?\s?\d{1,2}[-/.]\d{1,2}(?![-/.:\d])(?!.*\d:\d)")
_FEW_CLOCKS = 3
_SEVERAL = 2
_MOSTLY = 0.6


class Column:
    """A column of which some cells are not ISO 8601, respelt."""

    def __init__(
        self,
        rows: Sequence[int],
        cells: Sequence[str],
        unread: Iterable[int],
        zone: ZoneInfo,
        around: Surroundings,
    ) -> None:
        #: Letters of the zone that holds for clocks without one of their own.
        self.zone_beside = around.zone
        self._rows, self._cells, self._around, self._zone = rows, cells, around, zone
        self.found: dict[int, Respelt | Refusal] = {}
        #: What was read, by its form: the places.
        self.forms: dict[str, list[int]] = defaultdict(list)
        #: What else there is to say of how it was read.
        self.sentences: list[Sentence] = []
        self._words: dict[int, Words] = {}
        #: The number of the first day that is counted, and which day it is.
        self._first_day: tuple[int, date] | None = None
        self._is_below_a_row = False
        numbers: dict[str, dict[int, str]] = defaultdict(dict)
        unknown: set[str] = set()
        refused: dict[str, Refusal] = {}
        for place in unread:
            shape = shape_of(cells[place])
            if refusal := refused.get(shape):
                self.found[place] = refusal
            elif kind := kind_of(shape):
                numbers[kind][place] = cells[place]
            elif words := recognise(shape) or (
                first_moment(shape) if len(unknown) < refusals.MOST_FORMS else None
            ):
                self._words[place] = words
            else:
                self.found[place] = refused[shape] = refusals.unknown(shape, unknown)
        self._read_numbers(numbers)
        if any(words.date == NUMBERS for words in self._words.values()):
            self._take_days_alone()
        if self._words:
            #: The few ways in which the many cells are written.
            self._ways = set(self._words.values())
            self._is_on_twelve = self._says_halves_once()
            self._day_first = self._settle_order()
            self.zone_beside = self._settle_zone()
            self._read_words()

    def _read_numbers(self, numbers: Mapping[str, dict[int, str]]) -> None:
        if len(numbers) > 1:
            how = f", and numbers in this column are {' and '.join(sorted(numbers))}"
            refusal = Refusal(how, "numbers of one kind", "numbers")
            self.found |= {place: refusal for cells in numbers.values() for place in cells}
            return
        for kind, cells in numbers.items():
            self.forms[kind] += cells
            respelt = respell_counted(cells, kind)
            self.found |= {place: Respelt(text) for place, text in respelt.items()}

    def _take_days_alone(self) -> None:
        """Take numbers alone for a day where other cells have such a day beside their clock."""
        for place in [place for place, found in self.found.items() if isinstance(found, Refusal)]:
            if not (day := _DAY_ALONE.match(self._cells[place])):
                continue
            words = recognise(shape_of(f"{day[0]} 00:00"))
            if words and words.date == NUMBERS:
                is_first = day.end() < len(self._cells[place])
                self._words[place] = replace(words, hour=None, minute=None, is_first=is_first)
                del self.found[place]

    def _settle_order(self) -> bool | None:
        if self._around.day_first is not None:
            return self._around.day_first
        day_first, place = settle(self._cells, self._words)
        why = "order_nothing_else"
        if day_first is None:
            days = (self._around.day, *self._around.dates.values())
            known = {day for day in days if day}
            day_first, place = settle_by_days(self._cells, self._words, known)
            why = "order_on_the_day"
        if day_first is not None:
            first = "day" if day_first else "month"
            self._say("order", place, first=first, why=noticed(why))
        return day_first

    def _settle_zone(self) -> str:
        """Give the letters that hold for the whole column: those of all cells that have any."""
        if self._around.zone:
            return self._around.zone
        if not any(words.zone for words in self._ways):
            return ""
        named = {
            place: self._cells[place][words.zone]
            for place, words in self._words.items()
            if words.zone
        }
        clocks = [words for words in self._words.values() if words.hour or words.half]
        is_beside = len(named) < len(clocks) or self._around.has_bare_clocks
        if len(set(named.values())) != 1 or not is_beside:
            return ""
        place, letters = next(iter(named.items()))
        self._say("zone_of_all", place, letters=letters)
        return letters

    def _say(self, name: str, place: int, **parts: Part) -> None:
        """Say what one cell settles for all."""
        cell, rows = quoted(self._cells[place]), Rows([self._rows[place]])
        self.sentences.append(noticed(name, cell=cell, rows=rows, **parts))

    def takes_its_day(self, place: int) -> bool:
        """Tell whether a cell is a clock alone, of which another place says the day."""
        return place in self._words and not self._words[place].date

    def _read_words(self) -> None:
        """Go from row to row: a clock takes its date from above, and goes past midnight."""
        day: date | Refusal | None = self._around.day
        latest = MIDNIGHT
        turns, is_falling = list(self._in_turn()), self._days_fall()
        for turn, (place, heading) in enumerate(going_through(turns, "times", len(turns)), 1):
            if heading:
                day, latest, self._is_below_a_row = heading, MIDNIGHT, False
            words = self._words.get(place)
            if words is None:
                if heading and _UNKNOWN.fullmatch(self._cells[place]):
                    # The clock is not known, and the heading says the day. “???” is asked for.
                    self.found[place] = Respelt(heading.isoformat())
                elif above := self._dated(place):
                    day, latest = above, MIDNIGHT
                continue
            on = self._date(place, words, day)
            clock = self._clock(place, words, latest)
            if isinstance(clock, Refusal):
                self.found[place] = clock
            elif isinstance(on, Refusal):
                self.found[place] = on
                # What settles this date settles those of the clocks below it.
                day = on if on.kind == refusals.ORDER else day
            else:
                following = self._bare_clock(*turns[turn]) if turn < len(turns) else None
                turned = in_turn(words, on, clock, latest, following)
                day, latest = (on, clock or MIDNIGHT) if is_falling else turned
                self._is_below_a_row = True
                self._write(place, words, day, clock)

    def _clock(self, place: int, words: Words, latest: timedelta) -> timedelta | Refusal | None:
        clock = dials.clock(words, self._cells[place])
        if self._is_on_twelve and isinstance(clock, timedelta) and _is_bare(words):
            return dials.on_twelve_hours(clock, latest - MOST_BACK)
        return clock

    def _bare_clock(self, place: int, heading: date | None) -> timedelta | None:
        """Give the clock of a row that says its day nowhere."""
        words = self._words.get(place)
        if words is None or heading or not _is_bare(words) or self._is_on_twelve:
            return None
        clock = dials.clock(words, self._cells[place])
        return clock if isinstance(clock, timedelta) else None

    def _says_halves_once(self) -> bool:
        """Tell whether clocks leave out the half of the day that others of the column say."""
        if not any(words.half in {"am", "pm"} for words in self._ways):
            return False
        hours = {
            self._cells[place][words.hour]
            for place, words in self._words.items()
            if words.hour and _is_bare(words)
        }
        return bool(hours) and all(dials.is_of_twelve(hour) for hour in hours)

    def _in_turn(self) -> Iterator[tuple[int, date | None]]:
        """Give places from the first in time, each with the date in a heading just above it."""
        headings = sorted(self._around.dates.items())
        rows, above = [row for row, _ in headings], 0
        places = range(len(self._cells))
        for place in reversed(places) if self._is_newest_first() else places:
            count = bisect_right(rows, self._rows[place])
            yield place, headings[count - 1][1] if count not in {0, above} else None
            above = count

    def _is_newest_first(self) -> bool:
        """Tell whether clocks without a date mostly fall, or do where the days above them do."""
        headings = sorted(self._around.dates.items())
        rows, days = [row for row, _ in headings], [day for _, day in headings]
        if all(words.date for words in self._ways) or days != sorted(days, reverse=True):
            return False
        clocks = [
            (bisect_right(rows, self._rows[place]), dials.clock(words, self._cells[place]))
            for place, words in sorted(self._words.items())
            if not words.date
        ]
        known = [(day, clock) for day, clock in clocks if isinstance(clock, timedelta)]
        if len(known) < max(_FEW_CLOCKS, len(self._cells) // 2):
            return False
        if len(set(days)) > 1:
            falls = [b < a for (above, a), (below, b) in pairwise(known) if above == below]
            return sum(falls) >= _MOSTLY * len(falls)
        falls = [b < a for (_, a), (_, b) in pairwise(known)]
        return sum(falls) > _MOSTLY * len(falls)

    def _days_fall(self) -> bool:
        """Tell whether the days that cells say fall, so that a clock below one is of that day."""
        if all(words.date for words in self._ways):
            return False
        days, clocks = [], []
        for place in range(len(self._cells)):
            words = self._words.get(place)
            on = self._date(place, words, None) if words and words.year else self._dated(place)
            days += [on] if isinstance(on, date) else []
            if days and words and (words.year or not words.date):
                clocks.append((days[-1], dials.clock(words, self._cells[place])))
        if len(set(days)) < _SEVERAL or days != sorted(days, reverse=True):
            return False
        # A note of the day before may well stand below the rows of a night.
        known = [(day, clock) for day, clock in clocks if isinstance(clock, timedelta)]
        falls = [b < a for (above, a), (below, b) in pairwise(known) if above == below]
        return len(set(days)) > _SEVERAL or sum(falls) >= _MOSTLY * len(falls)

    def _dated(self, place: int) -> date | None:
        """Give the date of a cell that is ISO 8601, or was respelt already."""
        respelt = self.found.get(place)
        written = respelt.text if isinstance(respelt, Respelt) else self._cells[place]
        found = _ISO_DATE.match(written)
        try:
            return date(int(found[1]), int(found[3]), int(found[4])) if found else None
        except ValueError:
            return None

    def _date(self, place: int, words: Words, day: date | Refusal | None) -> date | Refusal:
        text = self._cells[place]
        if isinstance(day, Refusal):
            if not words.date:
                return day
            day = None
        if words.date and words.year is None:
            day = day or self._around.near
        if day is None and (not words.date or words.year is None):
            return refusals.NO_YEAR if words.date else refusals.NO_DATE
        if not words.date:
            assert day is not None
            return self._of_the_days(place, words, day)
        if words.year is None:
            return self._without_year(place, words, day)
        digits = text[words.year].strip("'’")
        year = int(digits) + 2000 * (len(digits) < len("2026"))
        return self._in_year(place, words, year)

    def _of_the_days(self, place: int, words: Words, day: date) -> date:
        """Give the day that a row counts or names, from the one that holds so far."""
        if words.counted:
            number = int(self._cells[place][words.counted])
            self._first_day = self._first_day or (number, day)
            return later(self._first_day[1], number - self._first_day[0])
        if words.weekday is not None:
            return on_weekday(words.weekday, day, is_below_a_row=self._is_below_a_row)
        return day

    def _without_year(self, place: int, words: Words, day: date | None) -> date | Refusal:
        """Give the date that lies nearest to the one above: the year may turn in between."""
        assert day is not None
        found = [
            self._in_year(place, words, year) for year in (day.year, day.year - 1, day.year + 1)
        ]
        dates = [on for on in found if isinstance(on, date)]
        return min(dates, key=lambda on: abs(on - day)) if dates else found[0]

    def _in_year(self, place: int, words: Words, year: int) -> date | Refusal:
        text = self._cells[place]
        if words.month:
            assert words.second is not None
            number, month = int(text[words.second]), words.month
        elif words.date == YEAR_FIRST:
            month, number = pair(text, words)
        elif found := ordered(text, words, day_first=self._day_first):
            number, month = found
        else:
            return refusals.which(year, *pair(text, words))
        try:
            return date(year, month, number)
        except ValueError:
            return Refusal(", a date that there is not", EXPECTED, "no such date")

    def _write(self, place: int, words: Words, on: date, clock: timedelta | None) -> None:
        text = self._cells[place]
        if words.seconds and ahead_of_utc(dials.offset(words, text) or "Z") is None:
            # 21:39:12-13 is a range: no place is so far from UTC.
            words = replace(words, ahead=None, ahead_minutes=None, is_first=True)
        self.forms[form_named(words)].append(place)
        if clock is None:
            self.found[place] = Respelt(on.isoformat(), is_about=words.is_about)
            return
        written = f"{on}T{dials.on_a_dial(clock, words, text)}"
        # An hour without its minutes is known roughly.
        is_about = words.is_about or (words.hour is not None and words.minute is None)
        ahead = dials.offset(words, text)
        if ahead is not None:
            self.found[place] = Respelt(written + ahead, None, is_about)
            return
        letters = text[words.zone] if words.zone else self.zone_beside
        meant = meaning(letters, self._zone) if letters else Letters()
        if meant is None:
            self.found[place] = Refusal("", EXPECTED, f"letters {letters}")
        elif meant.several:
            self.found[place] = refusals.several(letters, meant)
        else:
            self.found[place] = Respelt(written + meant.offset, meant.zone, is_about)


def _is_bare(words: Words) -> bool:
    """Tell whether a clock says neither its day nor its half."""
    return bool(words.hour) and not (words.half or words.date)
