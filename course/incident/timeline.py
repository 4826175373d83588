"""The events of an incident: read from CSV, checked, put in order of time.

Checks run on whole columns and collect what they find, so that a file with twenty
things to mend is mended in one round.
"""

from collections.abc import Mapping
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pandas as pd

from course.incident.findings import Findings, quoted
from course.incident.moments import read_times
from course.incident.spreadsheet import HEADER_ROW, read_cells

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
    path: Path, zone: ZoneInfo, facts: Mapping[str, Any], findings: Findings
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
    findings
        Takes down what must be mended, and what was mended or left out here.

    Returns
    -------
    DataFrame or None
        All of `COLUMNS`, in order of time. ``timestamp`` is in `zone`, counts are
        ``Int64`` with missing values, the rest is text, empty when the file says nothing.
        The index holds spreadsheet rows. None when there is no table at all.

    Examples
    --------
    >>> path = Path(__file__).parents[2] / "data" / FILE
    >>> read_timeline(path, ZoneInfo("Pacific/Auckland"), {}, Findings(FILE)).shape
    (28, 8)
    """
    found = read_cells(path, findings, COUNTS)
    if found is None:
        return None
    cells = _known_columns(found, findings)
    if cells.empty:
        findings.problem("found a header only; expected at least one event under it")
        return None
    if "event" in found:
        for row in cells.index[cells["event"].isin([""])]:
            findings.problem("found nothing; expected one sentence", row=row, column="event")
    _check_words(cells, findings)
    if "timestamp" in found:
        times = read_times(cells["timestamp"], zone, findings)
    else:
        times = pd.Series(pd.NaT, index=cells.index, dtype=pd.DatetimeTZDtype("us", zone))
    events = cells.assign(timestamp=times)
    if not times.is_monotonic_increasing:
        if times.notna().all():
            findings.notice("the rows were not in time order and have been sorted.")
        events = events.sort_values("timestamp", kind="stable")
    # A row without a readable time has no place in the order, so it cannot break it.
    in_order = events["timestamp"].notna()
    for column in COUNTS:
        events[column] = _counts(events[column], facts, findings)
        _check_falls(events[column].where(in_order).dropna(), findings)
    _check_order(events, findings)
    return events


def _known_columns(cells: pd.DataFrame, findings: Findings) -> pd.DataFrame:
    """Give all of `COLUMNS`; one that the file does not have is empty."""
    found = ", ".join(f"`{name}`" for name in cells.columns) or "none"
    for name in REQUIRED:
        if name not in cells:
            findings.problem(f"column `{name}` is missing; found {found}", row=HEADER_ROW)
    for name in cells.columns:
        if name not in COLUMNS:
            findings.notice(f"column `{name}` is not known and has been left out.")
    cells = cells.reindex(columns=list(COLUMNS), fill_value="")
    unsaid = cells["provenance"].isin([""])
    return cells.assign(provenance=cells["provenance"].mask(unsaid, PROVENANCES[0]))


def _check_words(cells: pd.DataFrame, findings: Findings) -> None:
    for column, allowed in (("phase", ("", *PHASES)), ("provenance", PROVENANCES)):
        if set(cells[column].to_list()) <= set(allowed):
            continue
        expected = ", ".join(word for word in allowed if word)
        for row in cells.index[~cells[column].isin(allowed)]:
            findings.problem(
                f"found {quoted(cells.loc[row, column])}; expected nothing or one of {expected}",
                row=row,
                column=column,
            )
    marked = cells["phase"][cells["phase"].isin(MILESTONES)]
    for row in marked.index[marked.duplicated()]:
        first = marked.index[marked == marked[row]][0]
        findings.problem(
            f"found {quoted(marked[row])} again after row {first}; expected it at most once",
            row=row,
            column="phase",
        )


def _counts(
    cells: "pd.Series[Any]", facts: Mapping[str, Any], findings: Findings
) -> "pd.Series[int]":
    name = str(cells.name)
    if pd.api.types.is_string_dtype(cells.dtype) or (cells < 0).any():
        texts = cells.astype("str").fillna("").to_list()
        numbers = [_whole_number(text) for text in texts]
        for row, text, number in zip(cells.index, texts, numbers, strict=True):
            if text and number is None:
                findings.problem(
                    f"found {quoted(text)}; expected a whole number such as 17",
                    row=row,
                    column=name,
                )
        cells = pd.Series(numbers, index=cells.index, dtype="Int64", name=name)
    known = cells.dropna()
    fact = next((fact for fact in _TOTALS[name] if facts.get(fact) is not None), None)
    if fact:
        for row in known.index[known > facts[fact]]:
            findings.problem(
                f"found {known[row]}; "
                f"expected at most {facts[fact]}, which is `{fact}` in incident.toml",
                row=row,
                column=name,
            )
    return cells


def _check_falls(known: "pd.Series[int]", findings: Findings) -> None:
    highest = known.cummax().shift(fill_value=0)
    for row in known.index[known < highest]:
        findings.problem(
            f"found {known[row]} after {highest[row]}; "
            "expected a count that never falls in order of time",
            row=row,
            column=str(known.name),
        )


def _whole_number(text: str) -> int | None:
    """Read a count the way pandas does: a spreadsheet may write 17 as 17.0 or 1.7E+01."""
    try:
        number = float(text)
    except ValueError:
        return None
    return int(number) if 0 <= number < _TOO_MANY and number.is_integer() else None


def _check_order(events: pd.DataFrame, findings: Findings) -> None:
    marked = events[events["phase"].isin(MILESTONES) & events["timestamp"].notna()]
    times = {
        str(phase): (row, time)
        for row, phase, time in zip(marked.index, marked["phase"], marked["timestamp"], strict=True)
    }
    for earlier, later in IN_ORDER:
        if earlier in times and later in times and times[later][1] < times[earlier][1]:
            findings.problem(
                f"found `{later}` before `{earlier}` (row {times[earlier][0]}); "
                "expected it at the same time or after",
                row=times[later][0],
                column="timestamp",
            )
    if {"detected", "started"} <= times.keys() and times["detected"][1] < times["started"][1]:
        findings.notice("`detected` stands before `started`, so time to detect is negative.")
