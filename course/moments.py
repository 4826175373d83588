"""Turn what a timeline calls a time into moments in the incident's zone.

A time with an offset is a moment as it stands. One without is read in the incident's
zone, and there, twice a year in many places, an hour does not exist or comes twice:
guessing would move what happened by an hour, so the row is named instead.
"""

from contextlib import suppress
from zoneinfo import ZoneInfo

import numpy as np
import pandas as pd

from course.findings import Findings, quoted

_DATE = len("20260611")
_DATE_WITH_HYPHENS = len("2026-06-11")
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
            here = times.tz_localize(zone) if times.tz is None else times.tz_convert(zone)
            return here.as_unit("us").to_series(index=cells.index)
    return _read_one_by_one(cells, zone, findings)


def _read_one_by_one(
    cells: "pd.Series[str]", zone: ZoneInfo, findings: Findings
) -> "pd.Series[pd.Timestamp]":
    lengths = cells.str.len()
    has_offset = cells.str.contains(r"[T ].*(?:Z|[+-]\d\d(?::?\d\d)?)$")
    times = pd.to_datetime(
        cells.where(lengths >= _DATE), format="ISO8601", utc=True, errors="coerce"
    ).dt.as_unit("us")
    for row in cells.index[times.isna()]:
        found = quoted(cells[row]) if cells[row] else "nothing"
        findings.problem(f"found {found}; {_EXPECTED}", row=row, column="timestamp")
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
