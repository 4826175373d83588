"""Write a moment the way people at the incident would have said it.

Times are shown in the incident's own zone, and always with its abbreviation somewhere
near: 18:14 alone is a different moment in every reader's head. What is known to the day only
is written as a day, and never with a clock; what is known only roughly keeps its mark.
"""

from course.page.moments import Moment


def day(at: Moment) -> str:
    """Write a date, without a leading zero on any platform.

    Examples
    --------
    >>> from course.incident.loading import load_incident
    >>> case = load_incident()
    >>> day(case.milestones["introduced"].at)
    'Sunday 7 June 2026'
    """
    # Asked of its zone once: a log has many moments.
    here = at.local
    return f"{here:%A} {here.day} {here:%B} {here.year}"


def short_day(at: Moment, *, year: bool = False) -> str:
    """Write a date where there is little room, with the year where there is more than one.

    Examples
    --------
    >>> from course.incident.loading import load_incident
    >>> short_day(load_incident().milestones["introduced"].at)
    '7 Jun'
    """
    return f"{roughly(at) * at.is_day}{at.date().day} {at:%b}{f' {at.year}' * year}"


def clock(at: Moment) -> str:
    """Write a time of day, with seconds only where there are any; of a day alone, its date.

    Examples
    --------
    >>> from course.incident.loading import load_incident
    >>> clock(load_incident().milestones["started"].at)
    '18:14'
    """
    if at.is_day:
        return short_day(at)
    return roughly(at) + (f"{at:%H:%M:%S}" if at.local.second else f"{at:%H:%M}")


def clock_of_twelve(at: Moment) -> str:
    """Write a time of day as it is said in twelve hours.

    Examples
    --------
    >>> from course.incident.loading import load_incident
    >>> clock_of_twelve(load_incident().milestones["started"].at)
    '6:14 pm'
    """
    return f"{at.local:%I:%M }{'am' if at.local.hour < 12 else 'pm'}".lstrip("0")  # noqa: PLR2004


def short_moment(at: Moment, *, year: bool = False) -> str:
    """Write a moment where there is little room, with the year where there is more than one.

    Examples
    --------
    >>> from course.incident.loading import load_incident
    >>> short_moment(load_incident().milestones["started"].at)
    '11 Jun 18:14'
    """
    date = short_day(at, year=year)
    return date if at.is_day else f"{date} {clock(at)}"


def roughly(at: Moment) -> str:
    """Give the mark of a moment that is known only roughly, or nothing.

    Examples
    --------
    >>> from dataclasses import replace
    >>> from course.incident.loading import load_incident
    >>> clock(replace(load_incident().milestones["started"].at, is_about=True))
    '~18:14'
    """
    return "~" if at.is_about else ""


def zone_name(at: Moment) -> str:
    """Give the abbreviation of the zone at that moment, such as NZST or NZDT.

    Examples
    --------
    >>> from datetime import UTC, datetime
    >>> from zoneinfo import ZoneInfo
    >>> at = datetime(2026, 6, 11, 6, 14, tzinfo=UTC)
    >>> [zone_name(Moment(at, ZoneInfo(f"America/{city}"))) for city in ("Lima", "New_York")]
    ['UTC-05', 'EDT']
    """
    # Some zones have none but their offset, which is then said as such.
    name = f"{at:%Z}"
    return f"UTC{name}" if name[:1] in {"+", "-"} else name


def zones_named(first: Moment, last: Moment) -> str:
    """Name the zone over a stretch of time, twice where clocks changed in it.

    Examples
    --------
    >>> from datetime import UTC, datetime, timedelta
    >>> from zoneinfo import ZoneInfo
    >>> april = Moment(datetime(2026, 4, 4, tzinfo=UTC), ZoneInfo("Pacific/Auckland"))
    >>> zones_named(april, april + timedelta(days=2))
    'NZDT, then NZST'
    """
    names = dict.fromkeys((zone_name(first), zone_name(last)))
    return ", then ".join(names)


def zone_in_full(first: Moment, last: Moment, name: str) -> str:
    """Name the zone as clocks there do, and by its own name where that says more.

    Examples
    --------
    >>> from course.incident.loading import load_incident
    >>> start = load_incident().milestones["started"].at
    >>> zone_in_full(start, start, "Pacific/Auckland")
    'NZST (Pacific/Auckland)'
    """
    here = zones_named(first, last)
    return here if here == name else f"{here} ({name})"


def moment(at: Moment) -> str:
    """Write a moment in full, as exactly as it is known.

    Examples
    --------
    >>> from course.incident.loading import load_incident
    >>> moment(load_incident().milestones["started"].at)
    'Thursday 11 June 2026, 18:14 NZST'
    """
    if at.is_day:
        return f"{'about ' * at.is_about}{day(at)}"
    return f"{day(at)}, {clock(at)} {zone_name(at)}"
