"""Documents of any known kind become an incident folder; what they do not say is asked for."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from operator import attrgetter
from pathlib import Path

from course.content import load
from course.incident.choices import Choices
from course.incident.columns import TIMESTAMP
from course.incident.facts_file import FACTS, read_facts
from course.incident.files import IncidentFiles, as_toml
from course.incident.findings import Finding, Findings
from course.incident.notices import noticed
from course.incident.phases import MILESTONES
from course.incident.reading import Reading, read_file
from course.incident.refusals import DAYS, NO_DATE, NO_YEAR, ORDER
from course.incident.sentences import Name, Sentence, with_commas
from course.incident.time_words import letters_of
from course.incident.timeline import Event
from course.incident.written_timeline import as_timeline
from course.incident.zones import nearest, read_zone


@dataclass(frozen=True, slots=True)
class Need:
    """Something that the documents do not say."""

    #: Which option of the command says it, and which field of `Answers`.
    option: str
    question: str
    #: What a document makes likely; nothing is taken by itself.
    suggestion: str = ""


@dataclass(frozen=True, slots=True)
class Answers:
    """What a person says besides the documents."""

    #: Facts by name, as in the facts file: title, organisation, timezone.
    facts: Mapping[str, str] = field(default_factory=dict)
    choices: Choices = field(default_factory=Choices)


@dataclass(frozen=True, slots=True)
class Brought:
    """What documents say together, and what is left to ask and to mend."""

    facts: Mapping[str, str]
    events: tuple[Event, ...]
    needs: tuple[Need, ...]
    problems: tuple[Finding, ...]
    notices: tuple[str, ...]
    #: Who is named, each once.
    people: tuple[str, ...]
    may_be_names: tuple[str, ...]

    @property
    def files(self) -> IncidentFiles:
        """The two files of the folder."""
        return IncidentFiles(as_toml(self.facts), as_timeline(self.events))


def bring(paths: Sequence[Path], answers: Answers | None = None) -> Brought:
    """Read documents, one or several, as one incident.

    Parameters
    ----------
    paths
        Timelines of any known kind; a file that ends in ``.toml`` holds facts.
    answers
        What the documents leave open.

    Returns
    -------
    Brought
        Facts, events and who is named; what there is to mend, and what is still asked.

    Examples
    --------
    >>> from course.incident.loading import BUILT_IN
    >>> bring([BUILT_IN / "incident_timeline.csv"]).needs[0].option
    'title'
    """
    answers = answers or Answers()
    facts: dict[str, str] = {}
    sources: list[Findings] = []
    for path in paths:
        if path.suffix == ".toml":
            sources.append(Findings(path.name))
            found = read_facts(path, sources[-1], required=())
            facts |= {name: str(value) for name, value in found.items() if value is not None}
    facts |= {name: text for name, text in answers.facts.items() if text.strip()}
    sources.append(Findings("--zone"))
    zone = read_zone(facts.get("timezone", ""), sources[-1])
    readings = []
    for path in paths:
        if path.suffix != ".toml":
            sources.append(Findings(path.name))
            if reading := read_file(path, zone, _numbers(facts), sources[-1], answers.choices):
                readings.append(reading)
    problems = [finding for findings in sources for finding in findings.problems]
    facts = _with_titles(facts, readings)
    needs = tuple(_needs(facts, readings, problems))
    asked = {need.option for need in needs}
    sources.append(Findings("the documents"))
    events = _together(readings, sources[-1])
    return Brought(
        facts,
        events,
        needs,
        tuple(finding for finding in problems if answered_by(finding) not in asked),
        tuple(notice for findings in sources for notice in findings.notices),
        tuple(dict.fromkeys(name for reading in readings for name in reading.people)),
        # Names are looked at once all is well.
        ()
        if problems
        else tuple(dict.fromkeys(word for reading in readings for word in reading.may_be_names)),
    )


def _numbers(facts: Mapping[str, str]) -> dict[str, int]:
    return {
        name: int(facts[name])
        for name, kind in FACTS.items()
        if kind is int and facts.get(name, "").isdecimal()
    }


def _with_titles(facts: dict[str, str], readings: Sequence[Reading]) -> dict[str, str]:
    title = next((reading.title for reading in readings if reading.title), "")
    return facts if "title" in facts or not title else {"title": title, **facts}


def _needs(
    facts: Mapping[str, str], readings: Sequence[Reading], problems: Sequence[Finding]
) -> Iterator[Need]:
    asked = load("reading")["asked"]
    if not facts.get("title"):
        yield Need("title", asked["title"])
    if not facts.get("timezone"):
        said = (
            reading.zone or letters_of(reading.cells.get(TIMESTAMP, [])) for reading in readings
        )
        zone = next(filter(None, said), "")
        yield Need("zone", asked["zone"], next(iter(nearest(zone)), "") if zone else "")
    yield from needs_of(problems)


def needs_of(problems: Sequence[Finding]) -> Iterator[Need]:
    """Give what the call may say of dates, as far as findings ask for it."""
    asked = load("reading")["asked"]
    first = {answered_by(finding): finding for finding in reversed(problems)}
    for option in ("date", "dates"):
        if finding := first.get(option):
            yield Need(option, str(Sentence(asked[option], _said(finding))))


def order_asked(problems: Sequence[Finding]) -> dict[str, str]:
    """Give a date of which nobody knows whether its day or its month stands first, and both days.

    Examples
    --------
    >>> findings = Findings("a.md")
    >>> known = {"cell": "“3/4/24”", "day_first": "2024-04-03", "month_first": "2024-03-04"}
    >>> findings.problem("found {cell}", row=2, kind=ORDER, **known)
    >>> order_asked(findings.problems)
    {'cell': '“3/4/24”', 'day_first': '2024-04-03', 'month_first': '2024-03-04'}
    """
    asked = (finding for finding in problems if answered_by(finding) == "dates")
    return next(map(_said, asked), {})


def _said(finding: Finding) -> dict[str, str]:
    """Give what stands in the first row of those that leave something open, and what it may be."""
    parts = finding.found.parts
    return {"cell": finding.cell, **{name: str(parts[name]) for name in DAYS if name in parts}}


def answered_by(finding: Finding) -> str:
    """Tell which option answers what a finding asks, or nothing."""
    return {NO_DATE.kind: "date", NO_YEAR.kind: "date", ORDER: "dates"}.get(finding.kind, "")


def _together(readings: Sequence[Reading], findings: Findings) -> tuple[Event, ...]:
    """Put the events of several documents in order; of a milestone marked twice the first stays."""
    events = sorted(
        (event for reading in readings for event in reading.events), key=attrgetter("at.instant")
    )
    if len(readings) == 1:
        return tuple(events)
    seen: set[str] = set()
    merged = []
    for event in events:
        phases = tuple(phase for phase in event.phases if phase not in seen)
        seen |= {phase for phase in event.phases if phase in MILESTONES}
        if phases != event.phases:
            again = with_commas(Name(phase) for phase in event.phases if phase not in phases)
            findings.say(noticed("several_files", again=again))
        merged.append(event._replace(phases=phases))
    return tuple(merged)
