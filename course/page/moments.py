"""A moment as it was written down: when it was, where, and how exactly that is known.

Clocks of one zone cannot be reckoned with: twice a year in many places an hour is missing
from them or comes twice. So a moment is kept in UTC, and a clock is looked at only when it
is shown. A day is kept as its first moment, and is never more than a day.
"""

from dataclasses import dataclass, field, fields, replace
from datetime import UTC, date, datetime, timedelta, tzinfo
from typing import Self, overload

DAY, MINUTE, SECOND = "day", "minute", "second"

PRECISIONS = (DAY, MINUTE, SECOND)
"""How exactly a moment is known, the coarsest first."""

_ONE_MINUTE = timedelta(minutes=1)
_QUARTER = timedelta(minutes=15)


@dataclass(frozen=True, slots=True, order=True, init=False)
class Moment:
    """A moment, shown in its zone; two are compared and taken apart as moments alone.

    Examples
    --------
    >>> from zoneinfo import ZoneInfo
    >>> at = Moment(datetime(2026, 6, 11, 6, 14, tzinfo=UTC), ZoneInfo("Pacific/Auckland"))
    >>> f"{at:%H:%M}", f"{at + timedelta(hours=2):%H:%M}"
    ('18:14', '20:14')
    """

    #: In UTC. Of a day it is the first instant of that day in `zone`, so that in order of time a
    #: day stands before all that happened on it.
    instant: datetime
    #: Where its clock is read.
    zone: tzinfo = field(compare=False)
    #: One of `PRECISIONS`: how exactly it is known.
    precision: str = field(compare=False)
    #: Whether whoever wrote it down knew it only roughly, as "~18:14" says.
    is_about: bool = field(compare=False)

    def __init__(
        self, instant: datetime, zone: tzinfo, precision: str = MINUTE, is_about: bool = False
    ) -> None:
        # Logs have many rows, and what a dataclass writes for itself takes more than twice as long.
        _set_instant(self, instant)
        _set_zone(self, zone)
        _set_precision(self, precision)
        _set_is_about(self, is_about)

    @classmethod
    def of(cls, at: datetime, precision: str = MINUTE) -> Self:
        """Take over a time that has a zone."""
        here = at.astimezone(UTC)
        if at.tzinfo is None:
            raise ValueError(f"{at} has no zone; expected one")
        # Built anew, so that a time of another library leaves that library behind.
        return cls(datetime.combine(here.date(), here.time(), UTC), at.tzinfo, precision)

    @property
    def local(self) -> datetime:
        """The same moment on the clock of its zone."""
        return self.instant.astimezone(self.zone)

    @property
    def year(self) -> int:
        """The year that its zone had."""
        return self.local.year

    @property
    def is_day(self) -> bool:
        """Whether it is known to the day only."""
        return self.precision == DAY

    @property
    def until(self) -> datetime:
        """When, in UTC, what it may have been is over: of a day, when the next one begins."""
        if self.precision == SECOND:
            return self.instant
        if self.precision == MINUTE:
            return self.instant + _ONE_MINUTE
        tomorrow = datetime.combine(self.date() + timedelta(days=1), datetime.min.time())
        return tomorrow.replace(tzinfo=self.zone).astimezone(UTC)

    def date(self) -> date:
        """The day that its zone had."""
        return self.local.date()

    def shown_in(self, zone: tzinfo) -> Self:
        """The same moment on the clock of another zone; a day stays the day that was written.

        Examples
        --------
        >>> from zoneinfo import ZoneInfo
        >>> day = Moment.of(datetime(2026, 6, 11, tzinfo=ZoneInfo("Asia/Tokyo")), "day")
        >>> day.shown_in(UTC).isoformat()
        '2026-06-11'
        """
        if not self.is_day:
            return replace(self, zone=zone)
        begin = datetime.combine(self.date(), datetime.min.time(), zone)
        return replace(self, instant=begin.astimezone(UTC), zone=zone)

    def isoformat(self) -> str:
        """Write it as ISO 8601: of a day the date alone, else with the offset of its zone."""
        return self.date().isoformat() if self.is_day else self.local.isoformat()

    def written(self) -> str:
        """Write it as a timeline does: as exactly as it is known, with a mark where roughly.

        Examples
        --------
        >>> Moment(datetime(2026, 6, 11, 6, 14, tzinfo=UTC), UTC, is_about=True).written()
        '~2026-06-11T06:14+00:00'
        """
        if self.is_day:
            return f"{'~' * self.is_about}{self.isoformat()}"
        ahead = self.local.utcoffset() or timedelta(0)
        # Before clocks were set by zones, places were ahead by odd seconds, which ISO 8601 has not.
        at = self.local if ahead % _QUARTER == timedelta(0) else self.instant
        is_whole = self.precision == MINUTE and not at.second
        return f"{'~' * self.is_about}{at.isoformat(timespec='minutes' if is_whole else 'auto')}"

    def precedes(self, other: "Moment") -> bool:
        """Tell whether it was before another for certain, as exactly as both are known.

        Examples
        --------
        >>> day = Moment(datetime(2026, 6, 11, tzinfo=UTC), UTC, "day")
        >>> morning, evening = day + timedelta(hours=9), Moment(day.until, UTC)
        >>> day.precedes(morning), day.precedes(evening)
        (False, True)
        """
        return self.instant < other.instant and self.until <= other.instant

    @overload
    def __sub__(self, other: "Moment") -> timedelta: ...

    @overload
    def __sub__(self, other: timedelta) -> "Moment": ...

    def __sub__(self, other: "Moment | timedelta") -> "timedelta | Moment":
        if isinstance(other, Moment):
            return self.instant - other.instant
        return replace(self, instant=self.instant - other)

    def __add__(self, length: timedelta) -> "Moment":
        return replace(self, instant=self.instant + length)

    def __format__(self, form: str) -> str:
        return format(self.local, form)


_set_instant, _set_zone, _set_precision, _set_is_about = (
    getattr(Moment, each.name).__set__ for each in fields(Moment)
)


def minutes_between(earlier: Moment, later: Moment) -> float:
    """Tell how many minutes passed; fewer than none where `later` is the earlier one.

    Examples
    --------
    >>> at = Moment(datetime(2026, 6, 11, 6, 14, tzinfo=UTC), UTC)
    >>> minutes_between(at, at + timedelta(hours=2))
    120.0
    """
    return (later - earlier).total_seconds() / 60


def coarsest(precisions: "tuple[str, ...] | list[str]") -> str:
    """Tell how exactly something is known that rests on several moments.

    Examples
    --------
    >>> coarsest(["second", "day"])
    'day'
    """
    return min(precisions, key=PRECISIONS.index)
