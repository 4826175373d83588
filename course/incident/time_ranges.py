"""Ranges: a beginning and an end where one moment is expected, and what only looks like one."""

import re
from collections.abc import Sequence
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from course.incident.iso_times import OFFSETS, Form, Refusal, Respelt

_MAY_BE_END = re.compile(r"-00?:00")


def ranges(
    cells: Sequence[str], forms: Sequence[Form], zone: ZoneInfo
) -> dict[int, Respelt | Refusal]:
    """Find the ranges among what could be an offset as well, such as 09:00-10:00."""
    # Beside one that can only be a range, all of them are. Else an offset is believed when it is
    # the zone's own or stands in the column where it can be nothing else.
    certain: dict[int, Respelt | Refusal] = {}
    doubtful: dict[int, datetime] = {}
    believed: set[timedelta | None] = set()
    for place, (text, form) in enumerate(zip(cells, forms, strict=True)):
        if form.parts is None or not form.parts["offset"]:
            if form.begin:
                certain[place] = Respelt(text[: form.begin])
            continue
        try:
            at = datetime.fromisoformat(form.respelt(text))
        except ValueError:
            continue
        offset = at.utcoffset() or timedelta(0)
        if not could_be_range(form):
            believed.add(offset)
        elif offset not in OFFSETS:
            certain[place] = Respelt(_begin(text, form))
        elif form.parts["t"] == " " and -offset >= timedelta(hours=at.hour, minutes=at.minute):
            doubtful[place] = at
        else:
            believed.add(offset)
    if certain:
        return certain | {place: Respelt(_begin(cells[place], forms[place])) for place in doubtful}
    return {
        place: _either(cells[place], _begin(cells[place], forms[place]))
        for place, at in doubtful.items()
        if at.utcoffset() not in {at.replace(tzinfo=zone).utcoffset(), *believed}
    }


def could_be_range(form: Form) -> bool:
    """Tell whether cells of this form are a range, or may be one."""
    if form.parts is None:
        return bool(form.begin)
    has_end = _MAY_BE_END.fullmatch(form.parts["offset"] or "")
    return bool(has_end) and not form.parts["second"]


def _begin(text: str, form: Form) -> str:
    assert form.parts is not None
    return text[: form.parts.start("offset")].rstrip()


def _either(text: str, begin: str) -> Refusal:
    return Refusal(
        ", a range or a time with an offset",
        f"its beginning, {begin}, or the offset after seconds, "
        f"{begin}:00{text[len(begin) :].strip()}",
        "range or offset",
    )
