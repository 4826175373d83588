"""Write a moment the way people at the incident would have said it.

Times are shown in the incident's own zone, and always with its abbreviation somewhere
near: 18:14 alone is a different moment in every reader's head.
"""

import pandas as pd


def day(at: pd.Timestamp) -> str:
    """Write a date, without a leading zero on any platform.

    Examples
    --------
    >>> day(pd.Timestamp("2026-06-07T16:10+12:00"))
    'Sunday 7 June 2026'
    """
    return f"{at:%A} {at.day} {at:%B} {at.year}"


def short_day(at: pd.Timestamp, *, year: bool = False) -> str:
    """Write a date where there is little room, with the year where there is more than one.

    Examples
    --------
    >>> short_day(pd.Timestamp("2026-06-07T16:10+12:00"))
    '7 Jun'
    """
    return f"{at.day} {at:%b}{f' {at.year}' * year}"


def clock(at: pd.Timestamp) -> str:
    """Write a time of day, with seconds only where there are any.

    Examples
    --------
    >>> clock(pd.Timestamp("2026-06-11T18:14+12:00"))
    '18:14'
    """
    return f"{at:%H:%M:%S}" if at.second else f"{at:%H:%M}"


def zone_name(at: pd.Timestamp) -> str:
    """Give the abbreviation of the zone at that moment, such as NZST or NZDT.

    Some zones have none but their offset, which is then said as such.

    Examples
    --------
    >>> zone_name(pd.Timestamp("2026-06-11T18:14", tz="Pacific/Auckland"))
    'NZST'
    >>> zone_name(pd.Timestamp("2026-06-11T18:14", tz="America/Sao_Paulo"))
    'UTC-03'
    """
    name = f"{at:%Z}"
    return f"UTC{name}" if name[:1] in {"+", "-"} else name


def zones_named(first: pd.Timestamp, last: pd.Timestamp) -> str:
    """Name the zone over a stretch of time, twice where clocks changed in it.

    Examples
    --------
    >>> april = pd.date_range("2026-04-04", periods=3, tz="Pacific/Auckland")
    >>> zones_named(april[0], april[2])
    'NZDT, then NZST'
    """
    names = dict.fromkeys((zone_name(first), zone_name(last)))
    return ", then ".join(names)


def moment(at: pd.Timestamp) -> str:
    """Write a moment in full.

    Examples
    --------
    >>> moment(pd.Timestamp("2026-06-11T18:14", tz="Pacific/Auckland"))
    'Thursday 11 June 2026, 18:14 NZST'
    """
    return f"{day(at)}, {clock(at)} {zone_name(at)}"
