"""The events as a table of pandas, for charts and for whoever reckons with them."""

from collections.abc import Sequence
from zoneinfo import ZoneInfo

import pandas as pd

from course.incident.timeline import COLUMNS, COUNTS, Event


def event_table(timeline: Sequence[Event], timezone: str) -> pd.DataFrame:
    """Put events into a table.

    Examples
    --------
    >>> from course.incident.loading import load_incident
    >>> load_incident().events.shape
    (28, 8)
    """
    index = pd.Index([event.row for event in timeline], dtype="int64", name="row")
    table = pd.DataFrame(index=index)
    instants = pd.DatetimeIndex([event.at.instant for event in timeline], tz="UTC").as_unit("us")
    table["timestamp"] = instants.tz_convert(ZoneInfo(timezone))
    for name in COLUMNS[1:]:
        kind = "Int64" if name in COUNTS else "str"
        cells = [getattr(event, name) for event in timeline]
        table[name] = pd.Series(cells, index=index, dtype=kind)
    return table
