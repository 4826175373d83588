"""The questions to take into the room: what the facts and the timeline do not say.

For its own case the course asks what a sharp learner would. For any other incident
the data is searched for what is missing from it.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from html import escape

import pandas as pd

from course.content import load
from course.incident.counts import total
from course.incident.facts import in_words
from course.incident.loading import Incident
from course.incident.metrics import format_minutes
from course.incident.timeline import MILESTONES
from course.page.fragment import Fragment
from course.page.times import clock, short_day

LONGEST_GAPS = 3


@dataclass(frozen=True)
class Question:
    """Something to ask, and why it is worth asking.

    Parameters
    ----------
    question, why
        Sentences, ready to be read.
    """

    question: str
    why: str


def questions(incident: Incident) -> list[Question]:
    """Gather what to ask about an incident.

    Examples
    --------
    >>> from course.incident.loading import load_incident
    >>> questions(load_incident())[5].question
    'Four days before that Thursday is a Sunday. Was the merge within 24 hours of a release freeze?'
    """
    if not incident.is_built_in:
        return list(_of_any_timeline(incident))
    words = in_words(incident)
    return [
        Question(entry["question"].format_map(words), entry["why"].format_map(words))
        for entry in load("case")["question"]
    ]


def _of_any_timeline(incident: Incident) -> Iterator[Question]:
    asked = load("timeline")
    events, milestones = incident.events, incident.milestones
    for phase in MILESTONES:
        if phase not in milestones:
            yield Question(**asked["missing"][phase])
    for earlier, later in _longest_gaps(incident):
        length = format_minutes((later - earlier).total_seconds() / 60)
        yield _ask(asked["gap"], earlier=_near(earlier), later=_near(later), length=length)
    without = events.index[events["evidence"] == ""]
    if len(without):
        yield _ask(asked["no_evidence"], rows=_rows(list(without), len(events)))
    if "started" in milestones and events["timestamp"].iloc[0] == milestones["started"].at:
        yield _ask(asked["no_lead_up"])
    if total(incident, "affected") is None:
        yield _ask(asked["no_affected"], unit=incident.affected_unit)


def _ask(template: dict[str, str], **words: str) -> Question:
    return Question(template["question"].format_map(words), template["why"])


def _longest_gaps(incident: Incident) -> list[tuple[pd.Timestamp, pd.Timestamp]]:
    """Find the longest silences between the start and the end, in order of time."""
    milestones, times = incident.milestones, incident.events["timestamp"]
    if "started" in milestones:
        times = times[times >= milestones["started"].at]
    if "resolved" in milestones:
        times = times[times <= milestones["resolved"].at]
    gaps = times.diff().dropna()
    # A silence stands out from the usual distance between rows; twice that is a convention.
    long = gaps[gaps > 2 * gaps.median()].nlargest(LONGEST_GAPS)
    ends = [times[row] for row in long.sort_index().index]
    return [(end - gap, end) for end, gap in zip(ends, long.sort_index(), strict=True)]


def _near(at: pd.Timestamp) -> str:
    return f"{clock(at)} on {short_day(at)}"


def _rows(rows: list[int], total: int) -> str:
    if len(rows) == total:
        return "all rows of the timeline"
    if len(rows) == 1:
        return f"row {rows[0]}"
    return "rows " + ", ".join(map(str, rows[:-1])) + f" and {rows[-1]}"


def open_questions(incident: Incident) -> Fragment:
    """Show what to ask about an incident, each question with why it matters.

    Examples
    --------
    >>> from course.incident.loading import load_incident
    >>> open_questions(load_incident()).text.startswith("1. The change was merged 4 days before")
    True
    """
    found = questions(incident)
    if not found:
        text = "The timeline has all milestones, evidence in every row and no long silence."
        return Fragment(f"<p>{escape(text)}</p>", text)
    entries = "".join(
        f"<li><strong>{escape(entry.question)}</strong><br>{escape(entry.why)}</li>"
        for entry in found
    )
    lines = [f"{number}. {entry.question}\n   {entry.why}" for number, entry in enumerate(found, 1)]
    # Shut at first: whoever is asked to think of their own questions has not seen these yet.
    html = (
        '<details class="course-questions"><summary data-lm-suppress-shortcuts="true">'
        f"Show the questions ({len(found)})</summary><ol>{entries}</ol></details>"
    )
    return Fragment(html, "\n".join(lines), _STYLE)


_STYLE = """
.course-questions { max-width: 44rem; line-height: 1.5; }
.course-questions li { margin-block: .75em; }
.course-questions summary { cursor: pointer; font-weight: 600; padding-block: .7em; }
"""
