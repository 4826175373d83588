"""A draft of the five-section report, as far as an incident's own files can write it.

It states what stands in the files and asks for the rest. Nothing is guessed, so that no
sentence in it has to be taken back.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from html import escape

from course.content import load
from course.incident.facts import facts
from course.incident.loading import Incident
from course.incident.metrics import Metric, format_minutes, metric_rows, metrics
from course.incident.questions import questions
from course.page import markdown
from course.page.fragment import Fragment, items, paragraphs
from course.page.table import STYLE, table
from course.page.times import moment, zone_in_full

FILE = "report.md"

_STYLE = """
.course-draft { max-width: 62rem; line-height: 1.5; }
.course-draft .course-to-write { border-left: .3rem solid currentColor; margin: .6em 0;
  padding: .1em 0 .1em .8em; max-width: 44rem; }
"""


@dataclass(frozen=True)
class Said:
    """A paragraph that stands as it is."""

    text: str

    def markdown(self) -> str:
        """Write it as Markdown."""
        return "\n\n".join(markdown.plain(part) for part in self.text.split("\n\n"))

    def html(self) -> str:
        """Write it as HTML."""
        return paragraphs(self.text)


@dataclass(frozen=True)
class ToWrite:
    """Something that is asked of the writer."""

    text: str

    def markdown(self) -> str:
        """Write it as a quotation, which stands out in every viewer."""
        return f"> **{load('report')['mark']}:** {markdown.plain(self.text)}"

    def html(self) -> str:
        """Write it so that it stands out."""
        mark = escape(load("report")["mark"])
        return f'<p class="course-to-write"><strong>{mark}:</strong> {escape(self.text)}</p>'


@dataclass(frozen=True)
class Points:
    """A list, numbered where the order matters."""

    texts: tuple[str, ...]
    numbered: bool = False

    def markdown(self) -> str:
        """Write it as Markdown."""
        marks = (f"{number}." if self.numbered else "-" for number in range(1, 1 + len(self.texts)))
        pairs = zip(marks, self.texts, strict=True)
        return "\n".join(f"{mark} {markdown.plain(text)}" for mark, text in pairs)

    def html(self) -> str:
        """Write it as HTML."""
        html = items(self.texts)
        return html.replace("<ul>", "<ol>").replace("</ul>", "</ol>") if self.numbered else html


@dataclass(frozen=True)
class Rows:
    """A table with a heading of its own."""

    title: str
    columns: Sequence[str]
    cells: Sequence[Sequence[str]]

    def markdown(self) -> str:
        """Write it as Markdown."""
        return markdown.rows(self.columns, self.cells)

    def html(self) -> str:
        """Write it as HTML."""
        return table(self.title, self.columns, self.cells)


@dataclass(frozen=True)
class Part:
    """A heading within a section."""

    text: str

    def markdown(self) -> str:
        """Write it as Markdown."""
        return f"### {markdown.plain(self.text)}"

    def html(self) -> str:
        """Write it as HTML."""
        return f"<h4>{escape(self.text)}</h4>"


Block = Said | ToWrite | Points | Rows | Part


@dataclass(frozen=True)
class Draft:
    """A report with its sections."""

    #: Of the incident.
    title: str
    #: What a reader of the draft must know.
    intro: tuple[Block, ...]
    #: Title and content of each of the five.
    sections: tuple[tuple[str, tuple[Block, ...]], ...]

    @property
    def markdown(self) -> str:
        """The draft as a Markdown file."""
        parts = [f"# {markdown.plain(self.title)}", *(block.markdown() for block in self.intro)]
        for number, (title, blocks) in enumerate(self.sections, 1):
            parts.append(f"## {number}. {markdown.plain(title)}")
            parts.extend(block.markdown() for block in blocks)
        return "\n\n".join(parts) + "\n"

    @property
    def fragment(self) -> Fragment:
        """The draft as a piece of a page, with its Markdown as text."""
        html = f"<h3>{escape(self.title)}</h3>" + "".join(block.html() for block in self.intro)
        for number, (title, blocks) in enumerate(self.sections, 1):
            html += f"<h3>{number}. {escape(title)}</h3>"
            html += "".join(block.html() for block in blocks)
        return Fragment(f'<div class="course-draft">{html}</div>', self.markdown, STYLE + _STYLE)


def draft(incident: Incident) -> Draft:
    """Draft the report of an incident.

    Examples
    --------
    >>> from course.incident.loading import load_incident
    >>> print(draft(load_incident()).markdown.splitlines()[0])
    # First-time patients could not book
    """
    said = load("report")
    written = (_summary, _timeline, _factors, _review, _actions)
    titles = [section["title"] for section in load("reveal")["section"]]
    return Draft(
        incident.title,
        (Said(said["intro"]),),
        tuple(
            (title, tuple(write(incident))) for title, write in zip(titles, written, strict=True)
        ),
    )


def _summary(incident: Incident) -> Iterator[Block]:
    if incident.summary:
        yield Said(incident.summary)
    yield from map(ToWrite, load("report")["summary"]["to_write"])
    known = tuple(
        f"{fact.label}: {fact.value} ({': '.join(filter(None, [fact.provenance, fact.formula]))})"
        for fact in facts(incident)
    )
    yield Points(known)


def _timeline(incident: Incident) -> Iterator[Block]:
    said, events = load("report")["timeline"], incident.timeline
    zone = zone_in_full(events[0].at, events[-1].at, incident.timezone)
    yield Said(said["zone"].format(zone=zone))
    columns = {
        "Time": [moment(event.at) for event in events],
        "What happened": [event.event for event in events],
        "Milestone": [event.phase for event in events],
        "Role": [event.actor_role for event in events],
        "Evidence": [event.evidence for event in events],
        "Rests on": [event.provenance for event in events],
    }
    told = {name: cells for name, cells in columns.items() if any(cells)}
    yield Rows(said["rows_in_draft"], list(told), list(zip(*told.values(), strict=True)))
    yield from map(ToWrite, said["to_write"])
    yield Part(said["metrics"])
    # A name of its own: on a page the table of metrics may stand above it as well.
    yield Rows(
        said["metrics_in_draft"], ["Metric", "Length", "Formula", "Rests on"], metric_rows(incident)
    )
    yield Part(said["open"])
    asked = tuple(entry.question for entry in questions(incident))
    yield Points(asked) if asked else Said(said["nothing_open"])


def _factors(_incident: Incident) -> Iterator[Block]:
    said = load("report")["factors"]
    yield from map(ToWrite, said["to_write"])
    yield Points(tuple(said["chain"]), numbered=True)
    yield Said(said["branches"])
    yield Said(said["root_cause"])


def _review(_incident: Incident) -> Iterator[Block]:
    said = load("report")["review"]
    for name in ("well", "poorly", "lucky"):
        yield Part(said[name])
        yield ToWrite(said[f"to_write_{name}"])


def _actions(incident: Incident) -> Iterator[Block]:
    said = load("report")["actions"]
    yield from map(ToWrite, said["to_write"])
    yield ToWrite(_detection(metrics(incident)["time_to_detect"], said))
    yield ToWrite(said["cause"])
    blank = ["…"] * len(said["columns"])
    yield Rows("Action items", said["columns"], [blank] * 3)
    yield Said(said["not_doing"])


def _detection(metric: Metric, said: Mapping[str, str]) -> str:
    """Ask for an action that shortens detection, or, without a length, for what lacks."""
    if metric.contradicts:
        return said["contradiction"]
    if metric.days:
        return said["days"]
    if metric.minutes is None:
        return said["no_detection"]
    return said["detection"].format(length=format_minutes(metric.minutes))
