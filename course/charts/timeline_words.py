"""What the timeline says beside its picture: table, caption, and the words of its places."""

import pandas as pd

from course.charts.stretches import Stretch, spoken
from course.content import load
from course.incident.loading import Incident
from course.incident.metrics import format_minutes
from course.incident.timeline import Event
from course.page.moments import minutes_between
from course.page.times import moment


def row(number: int, event: Event) -> str:
    """Say all that the table knows of an event."""
    parts = [moment(event.at), spoken(event.phase), event.event, event.actor_role, event.evidence]
    return f"{number} · {' · '.join(filter(None, [*parts, event.provenance]))}"


def table(incident: Incident) -> pd.DataFrame:
    """Write all events, as the table under the picture has them."""
    rows = [
        (
            number,
            moment(event.at),
            spoken(event.phase),
            event.event,
            event.actor_role,
            event.evidence,
            event.provenance,
        )
        for number, event in enumerate(incident.timeline, 1)
    ]
    return pd.DataFrame(rows, columns=load("charts")["timeline"]["columns"])


def caption(incident: Incident, parts: list[Stretch]) -> str:
    """Say how the picture is read, and what in it is constructed."""
    texts: dict[str, str] = load("charts")["timeline"]
    words = [texts["runs_down"]]
    if len(parts) > 1:
        words = [texts["broken"].format(scales=texts["scales"][len(parts) - 2])]
    words.append(texts["lines"])
    events, drawn = incident.timeline, sum(len(stretch.entries) for stretch in parts)
    constructed = sum(event.provenance == "constructed" for event in events)
    words.append(
        texts["constructed"].format(constructed=f"{constructed:,}", events=f"{len(events):,}")
        if constructed
        else texts["nothing_constructed"]
    )
    days = sum(event.at.is_day for event in events)
    if days:
        words.append(texts["day_one" if days == 1 else "day"].format(count=f"{days:,}"))
    if drawn < len(events):
        words.append(texts["thinned"].format(drawn=drawn, every=f"{len(events):,}"))
    return " ".join(words)


def alt(incident: Incident, parts: list[Stretch]) -> str:
    """Say what the picture shows."""
    texts: dict[str, str] = load("charts")["timeline"]
    words = [texts["title"].format(title=incident.title)]
    for stretch in parts:
        count = len(stretch.entries)
        first, last = stretch.scale.first, stretch.scale.last
        length = format_minutes(minutes_between(first, last))
        lasted = "" if first.is_day or last.is_day else f" ({length})"
        events = f"{count} event{'s' * (count != 1)}"
        words.append(f"{stretch.name}, {stretch.span}{lasted}: {events}.")
    marks = ", ".join(
        f"{phase} {moment(mark.at)} ({mark.provenance})"
        for phase, mark in incident.milestones.items()
    )
    words.append(texts["milestones"].format(marks=marks) if marks else texts["no_milestone"])
    return " ".join(words)
