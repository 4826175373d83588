"""What can be heard as blame in an incident of one's own: asked at the desk, and not judged."""

from collections.abc import Iterator
from itertools import islice
from typing import TYPE_CHECKING, Any

from course.content import load
from course.incident.loading import Incident
from course.incident.spreadsheet import HEADER_ROW

if TYPE_CHECKING:
    from course.report.language.reading import Finding

#: How many are asked about at once: what is changed makes room for the next ones.
MOST = 5

#: How many rows are looked at, before the others are waited for: some 0.3 seconds.
ROWS = 5_000


def heard_in(incident: Incident) -> list[dict[str, Any]]:
    """Give what comes first of it, each with the question instead and its place in the form."""
    words: str = load("writing")["writing"]["heard"]
    return [
        {
            "text": words.format(text=found.text, ask=found.rule.ask),
            "why": found.rule.why,
            "places": [place],
        }
        for found, place in islice(_found(incident), MOST)
    ]


def _found(incident: Incident) -> Iterator[tuple["Finding", dict[str, Any]]]:
    # With the rules of a whole language, only once there is an incident to read.
    from course.report.language.reading import read

    for name in ("title", "summary"):
        for found in read(getattr(incident, name) or ""):
            yield found, {"field": name}
    # What stands in quotation marks was said by somebody, and is a fact.
    for event in incident.timeline[:ROWS]:
        for found in read(event.event):
            yield found, {"row": event.row - HEADER_ROW, "column": "event"}
