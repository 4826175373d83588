"""An incident: its facts and events, loaded from a folder and checked.

The ground floor. Metrics, facts and charts stand on what is loaded here; nothing here
draws or asks anything.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from course.content.shipped import shipped
from course.errors import IncidentError
from course.incident.choices import Choices
from course.incident.facts_file import FILE as FACTS_FILE
from course.incident.facts_file import REQUIRED, read_facts
from course.incident.findings import Findings, of_folder
from course.incident.folder import folder_at
from course.incident.phases import MILESTONES
from course.incident.reading import read_file, timeline_file
from course.incident.sentences import Name
from course.incident.timeline import FILE, Event
from course.incident.zones import read_zone
from course.page.moments import Moment

if TYPE_CHECKING:
    import pandas as pd

BUILT_IN = shipped("data")
"""The folder of the built-in case."""


@dataclass(frozen=True)
class Milestone:
    """A moment that a row of the timeline marks."""

    #: One of `course.incident.phases.MILESTONES`.
    phase: str
    #: When, in the incident's time zone, and how exactly that is known.
    at: Moment
    #: ``"given"``, ``"derived"`` or ``"constructed"``.
    provenance: str
    #: The row that marks it, as a spreadsheet numbers it.
    row: int


@dataclass(frozen=True, eq=False)
class Incident:
    """What is known of an incident.

    Parameters
    ----------
    title, organisation, timezone
        Always known; `timezone` is an IANA name.
    timeline
        The events in order of time, as `course.incident.reading.read` gives them.
    folder
        Where it was loaded from.
    service, severity, summary
        Empty when the folder does not say.
    affected_unit
        What `affected` counts, such as ``"patients"``.
    population, affected, support_calls
        Whole numbers, or None when the folder does not say.
    notices
        Sentences about what loading has put right or left out.

    Examples
    --------
    >>> load_incident().title
    'First-time patients could not book'
    """

    title: str
    organisation: str
    timezone: str
    timeline: Sequence[Event]
    folder: Path
    service: str = ""
    severity: str = ""
    summary: str = ""
    affected_unit: str = "people"
    population: int | None = None
    affected: int | None = None
    support_calls: int | None = None
    notices: tuple[str, ...] = ()

    @property
    def is_built_in(self) -> bool:
        """Whether this is the course's own case, about which the course may tell more."""
        return self.folder.resolve() == BUILT_IN

    @cached_property
    def milestones(self) -> dict[str, Milestone]:
        """The moments that the timeline marks, by phase, in order of time."""
        return {
            phase: Milestone(phase, event.at, event.provenance, event.row)
            for event in self.timeline
            for phase in event.phases
            if phase in MILESTONES
        }

    @cached_property
    def events(self) -> "pd.DataFrame":
        """The events as a table of pandas, made when it is first asked for."""
        # It has the columns of the file, and the rows of a spreadsheet as its index. Of a day
        # ``timestamp`` is the first moment; how exactly each is known stands in `timeline`.
        from course.incident.event_table import event_table

        return event_table(self.timeline, self.timezone)

    def __repr__(self) -> str:
        return f"Incident({self.title!r}, {len(self.timeline)} events)"


def load_incident(folder: str | Path | None = None, choices: Choices | None = None) -> Incident:
    """Load an incident folder and check it whole.

    Parameters
    ----------
    folder
        Holds ``incident.toml`` and ``incident_timeline.csv``, or a timeline in another known
        form. None is the built-in case.
    choices
        What a person has answered where the timeline leaves something open.

    Returns
    -------
    Incident
        Its facts and events, in the order of time.

    Raises
    ------
    IncidentError
        If anything in either file is not as the contract says: all of it at once.

    Examples
    --------
    >>> load_incident()
    Incident('First-time patients could not book', 28 events)
    """
    folder = BUILT_IN if folder is None else folder_at(folder)
    if not folder.is_dir():
        found = "a file" if folder.exists() else "nothing"
        raise IncidentError(
            [of_folder(folder, f"found {found}", f"a folder with {FACTS_FILE} and {FILE}")]
        )
    file = timeline_file(folder)
    of_facts, of_events = Findings(FACTS_FILE), Findings(file.name)
    facts = _facts(folder / FACTS_FILE, file, of_facts)
    zone = read_zone(facts.get("timezone"), of_facts)
    reading = read_file(file, zone, facts, of_events, choices)
    problems = [*of_facts.problems, *of_events.problems]
    if problems or reading is None:
        raise IncidentError(problems)
    notices = (*of_facts.notices, *of_events.notices)
    return Incident(**facts, timeline=reading.events, folder=folder, notices=notices)


def documents_of(folder: Path) -> list[Path]:
    """Give the files of an incident's folder that are there: its facts and its timeline."""
    files = (folder / FACTS_FILE, timeline_file(folder))
    return [file for file in files if file.exists() or file.is_symlink()]


def _facts(path: Path, timeline: Path, findings: Findings) -> dict[str, Any]:
    if path.exists() or path.is_symlink() or not timeline.exists():
        return read_facts(path, findings)
    findings.problem(
        "not found in {folder}",
        f"a file of this name with {', '.join(REQUIRED)}; {{command}} asks for them and writes it",
        folder=str(path.parent),
        command=Name(f"course incident import {timeline.name} --out DIR"),
    )
    return {}
