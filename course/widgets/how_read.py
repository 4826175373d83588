"""How the desk for one's own incident reads what was pasted or opened, as its page is told."""

import base64
import binascii
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import Any

from course.content import load
from course.errors import IncidentError
from course.incident.choices import Choices
from course.incident.facts_file import FILE as FACTS_FILE
from course.incident.files import as_csv, fields_of
from course.incident.findings import Findings
from course.incident.importing import answered_by, order_asked
from course.incident.milestone_hints import milestone_questions
from course.incident.named import may_name_people
from course.incident.reading import timeline_file
from course.incident.sentences import AS_IT_STANDS, Counting
from course.incident.spreadsheet import HEADER_ROW
from course.incident.tabulated import Tabulated, is_table, tabulated
from course.incident.timeline import Event
from course.incident.zones import read_zone
from course.storage import read_file
from course.widgets.desk_counting import of_the_document
from course.widgets.proposed import Proposed, proposed


@dataclass(frozen=True, slots=True)
class HowRead:
    """A timeline as a table, with what the page shows of how it was read."""

    timeline: str
    notices: Sequence[str] = ()
    #: Columns, people and what is left to ask; None for what was a table already.
    page: dict[str, Any] | None = None
    #: What it makes likely of what it does not say.
    proposed: Proposed = field(default_factory=Proposed)
    #: How what is said of it counts its rows.
    by: Counting = AS_IT_STANDS

    @property
    def answer(self) -> dict[str, Any]:
        """What a page gets of it."""
        return {
            "form": {"timeline": self.timeline},
            "read": self.page,
            "proposes": {"title": self.proposed.title},
        }


def how_read(timeline: str, zone: str, file: str = "", choices: object = None) -> HowRead:
    """Read what was typed, pasted or opened; `file` holds its bytes where they are no text."""
    text = as_csv(timeline)
    answers = _choices(choices)
    is_ours = is_table(text) and not file and answers == Choices()
    if is_ours and not may_name_people(text):
        return HowRead(text, pasted(timeline))
    raw = _bytes(file) if file else text.encode("utf-8", "replace")
    place = read_zone(zone, Findings(""))
    found = tabulated(raw, place, answers)
    if not isinstance(found, Tabulated):
        raise IncidentError(list(found))
    if is_ours and not found.reading.people:
        return HowRead(text, pasted(timeline))
    page = _page(found)
    likely = proposed(found.reading, page["asks"], datetime.now(place).date())
    page["day"] = {"day": likely.day.isoformat(), "said": likely.without_year} if likely.day else {}
    by = of_the_document(timeline, is_file=bool(file))
    return HowRead(found.timeline, found.notices, page, likely, by)


def in_folder(folder: Path) -> dict[str, Any]:
    """Give what belongs in the form of a folder that was opened, as far as it is text."""
    form: dict[str, Any] = {}
    with suppress(OSError, ValueError):
        form["fields"] = fields_of(read_file(folder / FACTS_FILE).decode("utf-8-sig"))
    with suppress(OSError, ValueError):
        zone = form.get("fields", {}).get("timezone", "")
        form["timeline"] = _opened(read_file(timeline_file(folder)), zone)
    return form


def _opened(raw: bytes, zone: str) -> str:
    """Give a file that was opened as it is, if it is a table, or else as one."""
    try:
        text = raw.decode("utf-8-sig")
    except ValueError:
        text = ""
    if is_table(text):
        return text
    found = tabulated(raw, read_zone(zone, Findings("")))
    if isinstance(found, Tabulated) and (text or not found.problems):
        return found.timeline
    # Then all of it stays where it is, and the findings say why.
    return raw.decode("utf-8-sig")


def pasted(timeline: str) -> list[str]:
    """Say that columns were separated by tabs, where they were."""
    return [] if as_csv(timeline) == timeline else [load("own_incident")["pasted_tabs"]]


def unmarked(events: Iterable[Event]) -> list[dict[str, Any]]:
    """Ask for each milestone, where no row marks any."""
    events = tuple(events)
    if any(event.phases for event in events):
        return []
    return [
        {
            "phase": asked.phase,
            "question": asked.question,
            "hints": [
                {"row": hint.row - HEADER_ROW, "words": list(hint.words)} for hint in asked.hints
            ],
        }
        for asked in milestone_questions(events)
    ]


def _page(found: Tabulated) -> dict[str, Any]:
    reading = found.reading
    roles = reading.roles.roles if reading.roles else {}
    asked = dict.fromkeys(filter(None, map(answered_by, found.problems)))
    return {
        "names": list(reading.names),
        "columns": {target: list(names) for target, names in reading.columns.items()},
        # These go to the page that brought them, and are kept nowhere.
        "people": [
            {"name": name, "role": roles.get(name, "")}
            for name in (*reading.people, *reading.may_be_names)
        ],
        "asks": list(asked),
        "order": order_asked(found.problems),
        "rows": len(reading.rows),
    }


def _choices(given: object) -> Choices:
    """Take what a page sends as answers; what is none is left out."""
    if not isinstance(given, Mapping):
        return Choices()
    try:
        day = date.fromisoformat(str(given.get("day", "")))
    except ValueError:
        day = None
    is_first = given.get("day_first")
    return Choices(
        columns=_texts(given.get("columns")),
        day=day,
        day_first=is_first if isinstance(is_first, bool) else None,
        roles=_texts(given.get("roles")),
    )


def _texts(given: object) -> dict[str, str]:
    if not isinstance(given, Mapping):
        return {}
    return {str(name): text for name, text in given.items() if isinstance(text, str) and text}


def _bytes(file: str) -> bytes:
    try:
        return base64.b64decode(file, validate=True)
    except binascii.Error:
        return b""
