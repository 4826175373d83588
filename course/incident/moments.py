"""Turn what a timeline calls a time into moments in the incident's zone.

A time with an offset is a moment as it stands. One without is read in the incident's
zone, and there, twice a year in many places, an hour does not exist or comes twice:
guessing would move what happened by an hour, so the row is named instead.
"""

from contextlib import suppress
from zoneinfo import ZoneInfo

import numpy as np
import pandas as pd

from course.incident.findings import Findings, quoted

FIRST_YEAR, LAST_YEAR = 1900, 2200
"""As they are written. A year beyond them is a slip, or stands for an open end, such as
9999-12-31; and not far beyond them lengths of time and offsets end that can be reckoned with."""

# A text that begins with one of these years stands between the two in the order of texts.
_FROM, _BEFORE = str(FIRST_YEAR), str(LAST_YEAR + 1)
_DATE = len("20260611")
_DATE_WITH_HYPHENS = len("2026-06-11")
_EXPECTED_YEAR = (
    f"expected a year from {FIRST_YEAR} to {LAST_YEAR}: what has not come yet has no row"
)
_EXPECTED = "expected year, month, day and time, such as 2026-06-11T18:14 (ISO 8601)"


def read_times(
    cells: "pd.Series[str]", zone: ZoneInfo, findings: Findings
) -> "pd.Series[pd.Timestamp]":
    """Read a column of times.

    Parameters
    ----------
    cells
        ISO 8601, each with or without an offset; the index holds spreadsheet rows.
    zone
        Where a time without an offset is read, and where all of them are shown.
    findings
        Takes down what must be mended, and what was read with a grain of salt.

    Returns
    -------
    Series
        Microseconds in `zone`; NaT where there is a problem.

    Examples
    --------
    >>> cells = pd.Series(["2026-06-11T18:14", "2026-06-11T06:15Z"])
    >>> times = read_times(cells, ZoneInfo("Pacific/Auckland"), Findings("a.csv"))
    >>> [f"{time:%H:%M %Z}" for time in times]
    ['18:14 NZST', '18:15 NZST']
    """
    texts = cells.to_list()
    if min(map(len, texts)) > _DATE_WITH_HYPHENS:
        # All alike, as most programs write them: one offset or none, and no hour to tell apart.
        with suppress(ValueError):
            times = pd.to_datetime(texts, format="ISO8601")
            if times.min().year >= FIRST_YEAR and times.max().year <= LAST_YEAR:
                here = times.tz_localize(zone) if times.tz is None else times.tz_convert(zone)
                return here.as_unit("us").to_series(index=cells.index)
    return _read_one_by_one(cells, zone, findings)


def _read_one_by_one(
    cells: "pd.Series[str]", zone: ZoneInfo, findings: Findings
) -> "pd.Series[pd.Timestamp]":
    lengths = cells.str.len()
    has_offset = cells.str.contains(r"[T ].*(?:Z|[+-]\d\d(?::?\d\d)?)$")
    is_date = lengths >= _DATE
    is_near = cells.between(_FROM, _BEFORE, inclusive="left")
    times = pd.to_datetime(
        cells.where(is_date & is_near), format="ISO8601", utc=True, errors="coerce"
    ).dt.as_unit("us")
    for row in cells.index[times.isna()]:
        found = quoted(cells[row]) if cells[row] else "nothing"
        is_far = is_date[row] and not is_near[row] and cells[row][:4].isdecimal()
        expected = _EXPECTED_YEAR if is_far else _EXPECTED
        findings.problem(f"found {found}; {expected}", row=row, column="timestamp")
    for row in cells.index[(lengths <= _DATE_WITH_HYPHENS) & times.notna()]:
        findings.notice(
            f"{cells[row]} has no time of day and is read as 00:00.", row=row, column="timestamp"
        )
    naive = times[~has_offset].dropna().dt.tz_localize(None)
    here = times.dt.tz_convert(zone)
    if naive.empty:
        return here
    first_of_two = np.ones(len(naive), dtype=bool)
    once = naive.dt.tz_localize(zone, ambiguous="NaT", nonexistent="shift_forward")
    real = naive.dt.tz_localize(zone, ambiguous=first_of_two, nonexistent="NaT")
    for row in naive.index[once.isna() | real.isna()]:
        how = (
            "happened twice, as clocks went back"
            if pd.isna(once[row])
            else "did not happen, as clocks went forward"
        )
        findings.problem(
            f"found {quoted(cells[row])}, which in {zone.key} {how}; "
            "expected a time with its offset",
            row=row,
            column="timestamp",
        )
    here[naive.index] = once.where(real.notna())
    return here
