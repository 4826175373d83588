"""An incident: its facts and events, loaded from a folder and checked.

The ground floor. Metrics, facts and charts stand on what is loaded here; nothing here
draws or asks anything.
"""

import tomllib
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cached_property
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo, available_timezones

import pandas as pd

from course.content.shipped import shipped
from course.errors import IncidentError
from course.incident.findings import Findings, quoted
from course.incident.spreadsheet import read_bytes
from course.incident.timeline import FILE, MILESTONES, read_timeline

BUILT_IN = shipped("data")
"""The folder of the built-in case."""

FACTS_FILE = "incident.toml"

TEXTS = ("title", "organisation", "timezone", "service", "severity", "affected_unit", "summary")
NUMBERS = ("population", "affected", "support_calls")
_REQUIRED = TEXTS[:3]


@dataclass(frozen=True)
class Milestone:
    """A moment that a row of the timeline marks.

    Parameters
    ----------
    phase
        One of `course.incident.timeline.MILESTONES`.
    at
        When, in the incident's time zone.
    provenance
        ``"given"``, ``"derived"`` or ``"constructed"``.
    """

    phase: str
    at: pd.Timestamp
    provenance: str


@dataclass(frozen=True, eq=False)
class Incident:
    """What is known of an incident.

    Parameters
    ----------
    title, organisation, timezone
        Always known; `timezone` is an IANA name.
    events
        One row an event, in order of time, as `course.incident.timeline.read_timeline` gives them.
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
    events: pd.DataFrame
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
        rows = self.events[self.events["phase"].isin(MILESTONES)]
        return {
            str(phase): Milestone(str(phase), at, str(provenance))
            for phase, at, provenance in zip(
                rows["phase"], rows["timestamp"], rows["provenance"], strict=True
            )
        }

    def __repr__(self) -> str:
        return f"Incident({self.title!r}, {len(self.events)} events)"


def load_incident(folder: str | Path | None = None) -> Incident:
    """Load an incident folder and check it whole.

    Parameters
    ----------
    folder
        Holds ``incident.toml`` and ``incident_timeline.csv``. None is the built-in case.

    Raises
    ------
    IncidentError
        If anything in either file is not as the contract says: all of it at once.

    Examples
    --------
    >>> load_incident()
    Incident('First-time patients could not book', 28 events)
    """
    folder = BUILT_IN if folder is None else Path(folder)
    if not folder.is_dir():
        found = "a file" if folder.exists() else "nothing"
        raise IncidentError(
            [f"{folder}: found {found}; expected a folder with {FACTS_FILE} and {FILE}"]
        )
    of_facts, of_events = Findings(FACTS_FILE), Findings(FILE)
    facts = _read_facts(folder / FACTS_FILE, of_facts)
    zone = _zone(facts, of_facts)
    events = read_timeline(folder / FILE, zone, facts, of_events)
    problems = [*of_facts.problems, *of_events.problems]
    if problems or events is None:
        raise IncidentError(problems)
    notices = (*of_facts.notices, *of_events.notices)
    return Incident(**facts, events=events, folder=folder, notices=notices)


def _read_facts(path: Path, findings: Findings) -> dict[str, Any]:
    raw = read_bytes(path, findings)
    if raw is None:
        return {}
    try:
        found = tomllib.loads(raw.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        findings.problem(
            f"found bytes that are not UTF-8 in line {line}; "
            "expected UTF-8: save the file in that encoding"
        )
        return {}
    except tomllib.TOMLDecodeError as error:
        findings.problem(
            f"found text that is not TOML ({error}); expected lines such as "
            'title = "Tills stop", with quotation marks around every text'
        )
        return {}
    known = {name: found[name] for name in (*TEXTS, *NUMBERS) if name in found}
    for name in found:
        if name not in known:
            findings.notice(f"`{name}` is not known and has been left out.")
    for name in _REQUIRED:
        if name not in known:
            findings.problem(f'`{name}` is missing; expected {name} = "…"')
    return {name: _checked(name, value, findings) for name, value in known.items()}


def _checked(name: str, value: Any, findings: Findings) -> Any:
    """Pass a fact through; one that is not as expected is told and becomes None."""
    if name in TEXTS:
        if isinstance(value, str) and (value.strip() or name not in _REQUIRED):
            return value.strip()
        expected = "a text in quotation marks"
    else:
        lowest = 1 if name == "population" else 0
        if type(value) is int and value >= lowest:
            return value
        expected = f"a whole number, {lowest} or more"
    findings.problem(f"`{name}` is {quoted(value)}; expected {expected}")
    return None


def _zone(facts: dict[str, Any], findings: Findings) -> ZoneInfo:
    population, affected = facts.get("population"), facts.get("affected")
    if population is not None and affected is not None and affected > population:
        findings.problem(
            f"`affected` is {affected}; expected at most {population}, which is `population`"
        )
    name = facts.get("timezone")
    if name:
        try:
            return ZoneInfo(name)
        # A name that is a path or a folder of the zone files raises what opening it raises.
        except (KeyError, ValueError, OSError):
            near = get_close_matches(name[:40], available_timezones(), n=1, cutoff=0.8)
            findings.problem(
                f"`timezone` is {quoted(name)}; "
                f"expected an IANA name such as {next(iter(near), 'Pacific/Auckland')}"
            )
    # The times can be checked all the same, so that everything is told at once.
    return ZoneInfo("UTC")
