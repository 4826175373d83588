"""A draft of the five-section report, as far as an incident's own files can write it.

It states what stands in the files and asks for the rest. Nothing is guessed, so that no
sentence in it has to be taken back.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from course.content import load
from course.incident.counts import total
from course.incident.facts import facts
from course.incident.loading import Incident
from course.incident.metrics import Metric, metrics, metrics_table
from course.incident.questions import questions
from course.page.blocks import Block, Heading, List, Prompt, Strong, Table, prose
from course.page.fragment import Fragment, shown
from course.page.markdown import as_markdown
from course.page.times import moment, zone_in_full
from course.report.document import front_matter

FILE = "report.md"

_STYLE = ".course-draft { max-width: var(--course-wide); line-height: 1.5; }\n"


@dataclass(frozen=True)
class Draft:
    """A report: its title, what a reader of the draft must know, and its sections."""

    blocks: tuple[Block, ...]
    #: What the file begins with: the figures that `course report check` holds the text against.
    matter: tuple[tuple[str, str], ...] = ()

    @cached_property
    def text(self) -> str:
        """The draft as Markdown, without the figures that a file begins with."""
        return f"{as_markdown(self.blocks)}\n"

    @property
    def markdown(self) -> str:
        """The draft as a Markdown file."""
        return f"{front_matter(self.matter)}\n\n{self.text}"

    @property
    def fragment(self) -> Fragment:
        """The draft as a piece of a page, with its Markdown as text."""
        return shown(self.blocks, within="course-draft", style=_STYLE, below=2, text=self.text)


def draft(incident: Incident) -> Draft:
    """Draft the report of an incident.

    Parameters
    ----------
    incident
        As `course.load_incident` gives it.

    Returns
    -------
    Draft
        As blocks and as Markdown: what is known is written, what is not is asked for.

    Examples
    --------
    >>> from course.incident.loading import load_incident
    >>> draft(load_incident()).markdown.partition("# ")[2].splitlines()[0]
    'First-time patients could not book'
    """
    titles = [section["title"] for section in load("reveal")["section"]]
    written = (_summary, _timeline, _factors, _review, _actions)
    blocks: list[Block] = [Heading(incident.title), *prose(load("report")["intro"])]
    for number, (title, write) in enumerate(zip(titles, written, strict=True), 1):
        blocks += [Heading(f"{number}. {title}", 2), *write(incident)]
    return Draft(tuple(blocks), matter_of(incident))


def matter_of(incident: Incident) -> tuple[tuple[str, str], ...]:
    """Give what the front matter says: the date is left to whoever writes the report.

    Examples
    --------
    >>> from course.incident.loading import load_incident
    >>> matter_of(load_incident())[3]
    ('started', '2026-06-11T18:14:00+12:00')
    """
    affected, calls = total(incident, "affected"), total(incident, "support_calls")
    moments = {
        phase: incident.milestones[phase].at.isoformat()
        for phase in ("started", "resolved")
        if phase in incident.milestones
    }
    numbers = {
        "affected": affected.number if affected else None,
        "affected_unit": incident.affected_unit if affected else None,
        "population": incident.population,
        "support_calls": calls.number if calls else None,
    }
    numbers_known = {key: str(value) for key, value in numbers.items() if value is not None}
    first = {"title": incident.title, "date": "", "timezone": incident.timezone}
    return tuple((first | moments | numbers_known).items())


def _summary(incident: Incident) -> Iterator[Block]:
    if incident.summary:
        yield from prose(incident.summary)
    yield from map(_to_write, load("report")["summary"]["to_write"])
    known = tuple(
        f"{fact.label}: {fact.value} ({': '.join(filter(None, [fact.provenance, fact.formula]))})"
        for fact in facts(incident)
    )
    if known:
        yield List(known)


def _timeline(incident: Incident) -> Iterator[Block]:
    texts, events = load("report")["timeline"], incident.timeline
    zone = zone_in_full(events[0].at, events[-1].at, incident.timezone)
    yield from prose(texts["zone"].format(zone=zone))
    columns = {
        name: [moment(event.at) if field == "at" else getattr(event, field) for event in events]
        for field, name in texts["column"].items()
    }
    filled = {name: cells for name, cells in columns.items() if any(cells)}
    rows = tuple(zip(*filled.values(), strict=True))
    yield Table(texts["rows_in_draft"], tuple(filled), rows)
    yield from map(_to_write, texts["to_write"])
    yield Heading(texts["metrics"], 3)
    # A name of its own: on a page the table of metrics may stand above it as well.
    yield metrics_table(incident, texts["metrics_in_draft"])
    yield Heading(texts["open"], 3)
    asked = tuple(entry.question for entry in questions(incident))
    yield from [List(asked)] if asked else prose(texts["nothing_open"])


def _factors(_incident: Incident) -> Iterator[Block]:
    texts = load("report")["factors"]
    yield from map(_to_write, texts["to_write"])
    yield List(tuple(texts["chain"]), numbered=True)
    yield from prose(texts["branches"])
    yield from prose(texts["root_cause"])


def _review(_incident: Incident) -> Iterator[Block]:
    texts = load("report")["review"]
    for name in ("well", "poorly", "lucky"):
        yield Heading(texts[name], 3)
        yield _to_write(texts[f"to_write_{name}"])


def _actions(incident: Incident) -> Iterator[Block]:
    texts = load("report")["actions"]
    yield from map(_to_write, texts["to_write"])
    yield _to_write(_detection(metrics(incident)["time_to_detect"], texts))
    yield _to_write(texts["cause"])
    blank = ("…",) * len(texts["columns"])
    yield Table(texts["table"], tuple(texts["columns"]), (blank,) * 3)
    yield from prose(texts["not_doing"])


def _to_write(text: str) -> Prompt:
    return Prompt((Strong(f"{load('report')['mark']}:"), f" {text}"))


def _detection(metric: Metric, texts: Mapping[str, str]) -> str:
    """Ask for an action that shortens detection, or, without a length, for what lacks."""
    if metric.contradicts:
        return texts["contradiction"]
    if metric.days:
        return texts["days"]
    if metric.minutes is None:
        return texts["no_detection"]
    return texts["detection"].format(length=metric.in_words)
