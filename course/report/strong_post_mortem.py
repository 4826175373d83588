"""What a strong post-mortem produces, written out for the page.

The few numbers it needs come from the case itself.
"""

from collections.abc import Iterator
from typing import Any

from course import content
from course.content.decisions import decisions
from course.content.notebooks import notebook_of
from course.incident.figures import figures
from course.incident.loading import load_incident
from course.page.blocks import (
    Block,
    Emphasis,
    Heading,
    Link,
    List,
    Paragraph,
    Strong,
    Table,
    Tree,
    Why,
    prose,
)
from course.page.fragment import Fragment, shown
from course.progress.answers import Progress


def still_open(answers: Progress) -> Fragment:
    """Say which decisions are open, with the way to each, and nothing else.

    Examples
    --------
    >>> from course.progress.answers import progress
    >>> print(str(still_open(progress()).text).splitlines()[0])
    This part opens once all four decisions are answered. Still open:
    """
    lead = "This part opens once all four decisions are answered. Still open:"
    rooms = [notebook_of(name) for name in answers.unanswered()]
    links = tuple(Link(room.title, room.filename) for room in rooms)
    return shown([Paragraph(lead), List(links)])


def strong_post_mortem(answers: Progress) -> Fragment:
    """Write everything the reveal shows: report, whys, actions, and the learner's choices."""
    texts = content.load("reveal")
    return shown(
        [
            *prose(texts["intro"]),
            Heading("Your four first choices"),
            _choices(answers),
            Heading("The five sections of the report"),
            *prose(texts["sections_intro"]),
            Table(
                "The five sections",
                ("Section", "What it holds", "What it asks"),
                tuple((s["title"], s["holds"], s["prompt"]) for s in texts["section"]),
            ),
            Heading("The five whys, and a second branch"),
            *prose(texts["whys_intro"]),
            Tree(_branches(texts["why"], None)),
            *prose(texts["branch_note"]),
            Paragraph(Strong("Systemic root cause")),
            *prose(texts["root_cause"]),
            Heading("What the field disputes"),
            *prose(texts["disputes_intro"]),
            Table(
                "Disputes",
                ("Claim", "Who says so", "What it means for you"),
                tuple((d["claim"], d["source"], d["for_you"]) for d in texts["dispute"]),
            ),
            Heading("The three action items, and what is unfinished about them"),
            *prose(texts["actions_intro"]),
            Table(
                "The three action items as given",
                ("Action", "Owner", "Due", "Still unfinished"),
                tuple(
                    (a["action"], a["owner"], a["due"], "\n".join(a["unfinished"]))
                    for a in texts["action"]
                ),
            ),
            List(tuple(texts["unfinished_together"])),
            *prose(texts["finish_them"]),
            Heading("The strong report"),
            *prose(texts["strong_intro"]),
            *_report(texts),
            *prose(texts["closing"]),
        ],
        below=1,
    )


def _choices(answers: Progress) -> Table:
    first = answers.first_choices()
    rows = []
    for asked in decisions():
        mine = first.get(asked.id)
        key = asked.option(asked.key)
        rows.append(
            (
                asked.title,
                f"{mine.option}. {asked.option(mine.option).label}" if mine else "not answered",
                f"{key.id}. {key.label}",
                "✓ the same" if mine and mine.correct else "↺ another one" if mine else "–",
            )
        )
    columns = ("Decision", "Your first choice", "What the course argues for", "Compared")
    return Table("Your first choices beside the course's", columns, tuple(rows))


def _branches(whys: list[dict[str, Any]], parent: str | None) -> tuple[Why, ...]:
    return tuple(
        Why(
            why["asks"],
            why["text"],
            _note(why),
            _branches(whys, why["id"]),
            aside=why["branch"] == "second",
        )
        for why in whys
        if why.get("parent") == parent
    )


def _note(why: dict[str, Any]) -> str:
    basis: str = why["provenance"]
    return f"Second branch, {basis}" if why["branch"] == "second" else basis.capitalize()


def _report(texts: dict[str, Any]) -> Iterator[Block]:
    report, known = texts["strong_report"], figures(load_incident())
    yield Heading(report["title"], 2)
    yield Paragraph(Emphasis(report["note"]))
    for section in report["section"]:
        yield Heading(section["title"], 3)
        yield from prose(section["text"].format(**known))
        if section.get("point"):
            points = tuple(
                (
                    point["label"].format(**known),
                    point["text"].format(**known),
                    point.get("provenance", "–"),
                )
                for point in section["point"]
            )
            yield Table(section["title"], ("", "", "Rests on"), points)
    yield from prose(texts["strong_actions_intro"])
    yield Table(
        "Action items of the strong report (constructed)",
        ("Action", "Owner", "Due", "End state that can be checked"),
        tuple(
            (a["action"], a["owner"], _due(a["due_days"]), a["end_state"])
            for a in texts["strong_action"]
        ),
    )
    not_done = tuple((n["what"], n["because"]) for n in texts["not_doing"])
    yield Table("What will not be done", ("What", "Why not"), not_done)


def _due(days: int) -> str:
    return f"{days} days after the meeting" if days else "effective immediately"
