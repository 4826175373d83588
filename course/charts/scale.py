"""From moments to places on a sheet, with ticks that a clock or a calendar would have."""

from dataclasses import dataclass
from itertools import chain

import numpy as np
import pandas as pd

from course.page.moments import Moment
from course.page.times import clock, short_day

SECOND, MINUTE, HOUR, DAY = 1, 60, 3600, 86400

_STEPS = (
    *((SECOND * count, "s", count) for count in (1, 5, 15, 30)),
    *((MINUTE * count, "min", count) for count in (1, 2, 5, 10, 15, 30)),
    *((HOUR * count, "h", count) for count in (1, 2, 3, 6, 12)),
    *((DAY * count, "d", count) for count in (1, 2, 7, 14, 28, 56, 91, 182)),
)
_NOTHING = pd.Timedelta(0)
_UNIT_NAMES = {"s": "second", "min": "minute", "h": "hour", "d": "day"}


@dataclass(frozen=True)
class Scale:
    """A stretch of time laid evenly over a stretch of paper."""

    #: Moments in the same zone, `last` not before `first`.
    first: Moment
    last: Moment
    #: Points where they lie.
    start: float
    end: float

    @property
    def over_years(self) -> bool:
        """Whether a date on it needs its year to be told from another."""
        return self.first.year != self.last.year

    @property
    def across(self) -> float:
        """How far apart ticks must lie for their names to stand side by side, in points."""
        return 80 if self.over_years else 62

    def __call__(self, at: Moment) -> float:
        """Tell where a moment lies; all moments of no stretch at all lie at its start."""
        whole = (self.last - self.first).total_seconds()
        share = (at - self.first).total_seconds() / whole if whole else 0
        return self.start + share * (self.end - self.start)

    def reach(self, at: Moment) -> tuple[float, float]:
        """Tell from where to where a moment may lie: a day is as long as the day was."""
        until = min(Moment(at.until, at.zone), self.last) if at.is_day else at
        return self(at), self(max(until, at))

    def step(self, spacing: float) -> tuple[int, str]:
        """Choose the finest step whose ticks lie at least `spacing` points apart.

        Examples
        --------
        >>> from datetime import UTC, datetime
        >>> evening = [Moment(datetime(2026, 6, 11, h, tzinfo=UTC), UTC) for h in (18, 21)]
        >>> Scale(*evening, 0, 400).step(40)
        (1800, '30 minutes')
        """
        whole = (self.last - self.first).total_seconds()
        coarsest = _STEPS[-1][0]
        beyond = ((coarsest * 2**power, "d", 182 * 2**power) for power in range(1, 20))
        for seconds, unit, count in chain(_STEPS, beyond):
            if abs(self.end - self.start) * seconds >= spacing * whole:
                return seconds, f"{count:,} {_UNIT_NAMES[unit]}{'s' * (count > 1)}"
        raise AssertionError("unreachable: the last step is longer than all of calendar time")

    def ticks(self, spacing: float) -> list[tuple[float, str]]:
        """Place ticks and name them: a time of day, or the day where one begins.

        Examples
        --------
        >>> from datetime import UTC, datetime
        >>> evening = [Moment(datetime(2026, 6, 11, h, tzinfo=UTC), UTC) for h in (18, 21)]
        >>> [name for place, name in Scale(*evening, 0, 400).ticks(120)]
        ['18:00', '19:00', '20:00', '21:00']
        """
        seconds, _ = self.step(spacing)
        return [
            (
                self(at),
                short_day(at, year=self.over_years)
                if seconds >= DAY or _begins_day(at)
                else clock(at),
            )
            for at in _on_the_clock(self.first, self.last, seconds)
            if self.first <= at <= self.last
        ]


def _on_the_clock(first: Moment, last: Moment, seconds: int) -> list[Moment]:
    """Give the times that a clock shows in steps from midnight."""
    # Where clocks go forward there is no such time for a while, and where they go back it comes
    # twice: the first one is taken.
    step = pd.Timedelta(seconds=seconds)
    shown, end = (pd.Timestamp(at.local.replace(tzinfo=None)) for at in (first, last))
    midnight = shown.normalize()
    # Clocks that went back show an earlier end than start; some hours more cover it.
    is_covered = seconds < HOUR and first.local.utcoffset() == last.local.utcoffset()
    around = _NOTHING if is_covered else pd.Timedelta(hours=3)
    shown = midnight + max(shown - midnight - around, _NOTHING) // step * step
    times = pd.date_range(shown, end + around, freq=step)
    real = times.tz_localize(
        first.zone,
        ambiguous=np.ones(len(times), dtype=bool),
        nonexistent="shift_forward" if seconds >= DAY else "NaT",
    )
    return [Moment.of(at) for at in real.dropna().to_pydatetime()]


def _begins_day(at: Moment) -> bool:
    local = at.local
    return local.hour == local.minute == local.second == 0
