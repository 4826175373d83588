"""The events of an incident: read from CSV, checked, put in order of time.

Checks run on whole columns and collect what they find, so that a file with twenty
things to mend is mended in one round.
"""

from collections.abc import Mapping
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pandas as pd

from course.moments import read_times
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

_TOTALS = {
    "affected_cumulative": ("affected", "population"),
    "support_calls_cumulative": ("support_calls",),
}
"""The facts that a count may not pass; the first that is known says most."""

COUNTS = tuple(_TOTALS)

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

_TOO_MANY = 1e15


def read_timeline(
    path: Path,
    zone: ZoneInfo,
    facts: Mapping[str, Any],
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
    facts
        What is known of the incident, by name: no count may pass what was counted in all.
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
    cells = read_cells(path, problems, COUNTS)
    if cells is None:
        return None
    cells = _known_columns(path.name, cells, problems, notices)
    if cells is None:
        return None
    if cells.empty:
        problems.append(f"{path.name}: found a header only; expected at least one event under it")
        return None
    problems.extend(
        f"{at(path.name, row, 'event')}: found nothing; expected one sentence"
        for row in cells.index[cells["event"] == ""]
    )
    _check_words(path.name, cells, problems)
    times = read_times(path.name, cells["timestamp"], zone, problems, notices)
    events = cells.assign(timestamp=times)
    if not times.is_monotonic_increasing:
        if times.notna().all():
            notices.append(f"{path.name}: the rows were not in time order and have been sorted.")
        events = events.sort_values("timestamp", kind="stable")
    for column in COUNTS:
        events[column] = _counts(path.name, events[column], facts, problems)
        # A row without a readable time has no place in the order, so it cannot break it.
        in_time = events.loc[events["timestamp"].notna(), column].dropna()
        problems.extend(_falls(path.name, in_time))
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
    unsaid = cells["provenance"] == ""
    return cells.assign(provenance=cells["provenance"].mask(unsaid, PROVENANCES[0]))


def _check_words(file: str, cells: pd.DataFrame, problems: list[str]) -> None:
    for column, allowed in (("phase", ("", *PHASES)), ("provenance", PROVENANCES)):
        if set(cells[column].to_list()) <= set(allowed):
            continue
        expected = ", ".join(word for word in allowed if word)
        problems.extend(
            f"{at(file, row, column)}: found {quoted(cells.loc[row, column])}; "
            f"expected nothing or one of {expected}"
            for row in cells.index[~cells[column].isin(allowed)]
        )
    marked = cells["phase"][cells["phase"].isin(MILESTONES)]
    problems.extend(
        f"{at(file, row, 'phase')}: found {quoted(marked[row])} again after row "
        f"{marked.index[marked == marked[row]][0]}; expected it at most once"
        for row in marked.index[marked.duplicated()]
    )


def _counts(
    file: str, cells: "pd.Series[Any]", facts: Mapping[str, Any], problems: list[str]
) -> "pd.Series[int]":
    name = str(cells.name)
    if pd.api.types.is_string_dtype(cells.dtype) or (cells < 0).any():
        texts = cells.astype("str").fillna("").to_list()
        numbers = [_whole_number(text) for text in texts]
        problems.extend(
            f"{at(file, row, name)}: found {quoted(text)}; expected a whole number such as 17"
            for row, text, number in zip(cells.index, texts, numbers, strict=True)
            if text and number is None
        )
        cells = pd.Series(numbers, index=cells.index, dtype="Int64", name=name)
    known = cells.dropna()
    fact = next((fact for fact in _TOTALS[name] if facts.get(fact) is not None), None)
    if fact:
        problems.extend(
            f"{at(file, row, name)}: found {known[row]}; "
            f"expected at most {facts[fact]}, which is `{fact}` in incident.toml"
            for row in known.index[known > facts[fact]]
        )
    return cells


def _falls(file: str, known: "pd.Series[int]") -> list[str]:
    highest = known.cummax().shift(fill_value=0)
    return [
        f"{at(file, row, str(known.name))}: found {known[row]} after {highest[row]}; "
        "expected a count that never falls in order of time"
        for row in known.index[known < highest]
    ]


def _whole_number(text: str) -> int | None:
    """Read a count the way pandas does: a spreadsheet may write 17 as 17.0 or 1.7E+01."""
    try:
        number = float(text)
    except ValueError:
        return None
    return int(number) if 0 <= number < _TOO_MANY and number.is_integer() else None


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
