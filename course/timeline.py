"""The events of an incident: read from CSV, checked, put in order of time.

Checks run on whole columns and collect what they find, so that a file with twenty
things to mend is mended in one round.
"""

from pathlib import Path
from typing import cast
from zoneinfo import ZoneInfo

import pandas as pd

from course.spreadsheet import HEADER_ROW, at, quoted, read_cells

FILE = "incident_timeline.csv"

PHASES = (
    "introduced",
    "started",
    "detected",
    "acknowledged",
    "mitigated",
    "resolved",
    "follow_up",
)
"""What a row may mark. Each but ``follow_up`` stands at most once: a milestone."""

MILESTONES = PHASES[:-1]

PROVENANCES = ("given", "derived", "constructed")
"""Where a row comes from, the strongest first."""

COUNTS = ("affected_cumulative", "support_calls_cumulative")

COLUMNS = (
    "timestamp",
    "event",
    "phase",
    "actor_role",
    "evidence",
    "provenance",
    *COUNTS,
)

REQUIRED = COLUMNS[:2]

IN_ORDER = (
    ("introduced", "started"),
    ("started", "mitigated"),
    ("started", "resolved"),
    ("detected", "acknowledged"),
)
"""Milestones of which the second cannot come before the first. Detection is not among
them: an alarm may well ring before anyone is affected."""

_DATE = len("20260611")
_DATE_WITH_HYPHENS = len("2026-06-11")
_EXPECTED_TIME = "expected ISO 8601 such as 2026-06-11T18:14:00+12:00"


def read_timeline(
    path: Path,
    zone: ZoneInfo,
    totals: dict[str, int | None],
    problems: list[str],
    notices: list[str],
) -> pd.DataFrame | None:
    """Read and check the events.

    Parameters
    ----------
    path
        The CSV file.
    zone
        Where a time without an offset is read, and where all times are shown.
    totals
        For each of `COUNTS` what it may not pass, or None when that is not known.
    problems, notices
        What must be mended, and what was mended or left out here, is appended.

    Returns
    -------
    DataFrame or None
        All of `COLUMNS`, in order of time. ``timestamp`` is in `zone`, counts are
        ``Int64`` with missing values, the rest is text, empty when the file says nothing.
        The index holds spreadsheet rows. None when there is no table at all.

    Examples
    --------
    >>> path = Path(__file__).parents[1] / "data" / FILE
    >>> read_timeline(path, ZoneInfo("Pacific/Auckland"), {}, [], []).shape
    (28, 8)
    """
    cells = read_cells(path, problems)
    if cells is None:
        return None
    cells = _known_columns(path.name, cells, problems, notices)
    if cells is None:
        return None
    if cells.empty:
        problems.append(f"{path.name}: found a header only; expected at least one event under it")
        return None
    events = cells.copy()
    for row in cells.index[cells["event"] == ""]:
        problems.append(f"{at(path.name, row, 'event')}: found nothing; expected one sentence")
    events["timestamp"] = _timestamps(path.name, cells["timestamp"], zone, problems, notices)
    _check_words(path.name, events, problems)
    if not events["timestamp"].is_monotonic_increasing:
        if events["timestamp"].notna().all():
            notices.append(f"{path.name}: the rows were not in time order and have been sorted.")
        events = events.sort_values("timestamp", kind="stable")
    for column in COUNTS:
        events[column] = _counts(path.name, events[column], totals.get(column), problems)
    _check_order(path.name, events, problems, notices)
    return events


def _known_columns(
    file: str, cells: pd.DataFrame, problems: list[str], notices: list[str]
) -> pd.DataFrame | None:
    missing = [name for name in REQUIRED if name not in cells]
    found = ", ".join(f"`{name}`" for name in cells.columns) or "none"
    problems.extend(
        f"{file}, row {HEADER_ROW}: column `{name}` is missing; found {found}" for name in missing
    )
    if missing:
        return None
    unknown = [name for name in cells.columns if name not in COLUMNS]
    notices.extend(
        f"{file}: column `{name}` is not known and has been left out." for name in unknown
    )
    cells = cells.reindex(columns=list(COLUMNS), fill_value="")
    return cells.assign(provenance=cells["provenance"].where(cells["provenance"] != "", "given"))


def _timestamps(
    file: str, cells: "pd.Series[str]", zone: ZoneInfo, problems: list[str], notices: list[str]
) -> "pd.Series[pd.Timestamp]":
    lengths = cells.str.len()
    has_offset = cells.str.contains(r"[T ].*(?:Z|[+-]\d\d(?::?\d\d)?)$")
    times = pd.to_datetime(
        cells.where(lengths >= _DATE), format="ISO8601", utc=True, errors="coerce"
    ).dt.as_unit("us")
    for row in cells.index[times.isna()]:
        found = quoted(cells[row]) if cells[row] else "nothing"
        problems.append(f"{at(file, row, 'timestamp')}: found {found}; {_EXPECTED_TIME}")
    here = times.dt.tz_convert(zone)
    if has_offset.all():
        return here
    for row in cells.index[(lengths <= _DATE_WITH_HYPHENS) & times.notna()]:
        notices.append(
            f"{at(file, row, 'timestamp')}: {cells[row]} has no time of day and is read as 00:00."
        )
    naive = times[~has_offset].dt.tz_localize(None)
    once = naive.dt.tz_localize(zone, ambiguous="NaT", nonexistent="shift_forward")
    exists = naive.dt.tz_localize(zone, ambiguous=[True] * len(naive), nonexistent="NaT")
    for row in naive.index[naive.notna()]:
        if pd.isna(once[row]):
            problems.append(
                f"{at(file, row, 'timestamp')}: found {quoted(cells[row])}, which happened twice "
                f"in {zone.key} when clocks went back; expected a time with its offset"
            )
        elif pd.isna(exists[row]):
            problems.append(
                f"{at(file, row, 'timestamp')}: found {quoted(cells[row])}, which did not happen "
                f"in {zone.key}, as clocks went forward; expected a time with its offset"
            )
    return cast("pd.Series[pd.Timestamp]", here.where(has_offset, exists.reindex(here.index)))


def _check_words(file: str, events: pd.DataFrame, problems: list[str]) -> None:
    for column, allowed in (("phase", ("", *PHASES)), ("provenance", PROVENANCES)):
        expected = ", ".join(word for word in allowed if word)
        for row in events.index[~events[column].isin(allowed)]:
            problems.append(
                f"{at(file, row, column)}: found {quoted(events.loc[row, column])}; "
                f"expected nothing or one of {expected}"
            )
    marked = events["phase"][events["phase"].isin(MILESTONES)]
    for row in marked.index[marked.duplicated()]:
        first = marked.index[marked == marked[row]][0]
        problems.append(
            f"{at(file, row, 'phase')}: found {quoted(marked[row])} again after row {first}; "
            "expected it at most once"
        )


def _counts(
    file: str, cells: "pd.Series[str]", total: int | None, problems: list[str]
) -> "pd.Series[int]":
    name = str(cells.name)
    is_number = cells.str.fullmatch(r"[0-9]{1,15}")
    for row in cells.index[~is_number & (cells != "")]:
        problems.append(
            f"{at(file, row, name)}: found {quoted(cells[row])}; expected a whole number such as 17"
        )
    counts = pd.to_numeric(cells.where(is_number), errors="coerce").astype("Int64")
    known = counts.dropna()
    highest = known.cummax().shift(fill_value=0)
    for row in known.index[known < highest]:
        problems.append(
            f"{at(file, row, name)}: found {known[row]} after {highest[row]}; "
            "expected a count that never falls in order of time"
        )
    if total is not None:
        field = name.removesuffix("_cumulative")
        for row in known.index[known > total]:
            problems.append(
                f"{at(file, row, name)}: found {known[row]}; "
                f"expected at most {total}, which is `{field}` in incident.toml"
            )
    return counts


def _check_order(file: str, events: pd.DataFrame, problems: list[str], notices: list[str]) -> None:
    marked = events[events["phase"].isin(MILESTONES) & events["timestamp"].notna()]
    times = {
        str(phase): (row, time)
        for row, phase, time in zip(marked.index, marked["phase"], marked["timestamp"], strict=True)
    }
    for earlier, later in IN_ORDER:
        if earlier in times and later in times and times[later][1] < times[earlier][1]:
            problems.append(
                f"{at(file, times[later][0], 'timestamp')}: found `{later}` before `{earlier}` "
                f"(row {times[earlier][0]}); expected it at the same time or after"
            )
    if {"detected", "started"} <= times.keys() and times["detected"][1] < times["started"][1]:
        notices.append(
            f"{file}: `detected` stands before `started`, so time to detect is negative."
        )
