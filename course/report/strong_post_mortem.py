"""What a strong post-mortem produces, written out for the page.

The few numbers it needs come from the case itself.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from course import content
from course.content.decisions import decisions
from course.content.terms import term
from course.incident.figures import figures
from course.incident.loading import load_incident
from course.page.blocks import (
    Block,
    Emphasis,
    Heading,
    List,
    Paragraph,
    Strong,
    Table,
    Terms,
    Tree,
    Why,
    prose,
)
from course.page.fragment import Fragment, shown
from course.progress.answers import Progress
from course.report.due import in_words


@dataclass(frozen=True)
class Part:
    """One of the parts that open one after the other."""

    title: str
    blocks: tuple[Block, ...]

    def fragment(self) -> Fragment:
        """Show what stands under the title."""
        return shown(self.blocks, below=1)


def strong_post_mortem(answers: Progress) -> Fragment:
    """Write everything the reveal shows, from one end to the other."""
    texts = content.load("reveal")
    everything = [*parts(answers), actions_part(), strong_report()]
    blocks = [block for part in everything for block in (Heading(part.title), *part.blocks)]
    return shown([*prose(texts["intro"]), *blocks], below=1)


def parts(answers: Progress) -> tuple[Part, ...]:
    """Write the parts before the actions: choices, sections, whys and what is disputed."""
    texts = content.load("reveal")
    headings = texts["heading"]
    sections = ((s["title"], _sourced(s, "holds"), s["prompt"]) for s in texts["section"])
    disputes = ((d["claim"], d["source"], d["for_you"]) for d in texts["dispute"])
    return (
        Part(headings["choices"], (_choices(answers),)),
        Part(
            headings["sections"],
            (*prose(texts["sections_intro"]), _table("sections", sections)),
        ),
        Part(
            headings["whys"],
            (
                *prose(texts["whys_intro"]),
                Tree(_branches(texts["why"], None)),
                term("amigos"),
                *prose(texts["branch_note"]),
                Paragraph(Strong(headings["root_cause"])),
                *prose(texts["root_cause"]),
            ),
        ),
        Part(
            headings["disputes"],
            (*prose(texts["disputes_intro"]), _table("disputes", disputes)),
        ),
    )


def actions_part() -> Part:
    """Write the three actions as they are given, and what is unfinished about them."""
    texts = content.load("reveal")
    rows = (
        (a["action"], a["owner"], a["due"], "\n".join(a["unfinished"])) for a in texts["action"]
    )
    return Part(
        texts["heading"]["actions"],
        (
            *prose(texts["actions_intro"]),
            _table("actions", rows),
            term("regression-suite"),
            List(tuple(texts["unfinished_together"])),
            *prose(texts["finish_them"]),
        ),
    )


def strong_report() -> Part:
    """Write the strong report, which the course has constructed."""
    texts = content.load("reveal")
    return Part(
        texts["heading"]["strong"],
        (*prose(texts["strong_intro"]), *_report(texts), *prose(texts["closing"])),
    )


def finished(number: int) -> Fragment:
    """Write how the course finishes one of the three actions, counted from 0."""
    texts = content.load("reveal")
    given = [each for each in texts["strong_action"] if each["from"] == "given"]
    ours, words = given[number], texts["finish"]
    pairs = (
        (words["owner"], ours["owner"]),
        (words["due"], in_words(ours["due_days"])),
        (words["end"], ours["end_state"]),
    )
    return shown([Paragraph(Strong(words["ours"])), Terms(pairs)])


def _table(name: str, rows: Iterable[tuple[str, ...]]) -> Table:
    table = content.load("reveal")["table"][name]
    return Table(table["title"], tuple(table["columns"]), tuple(rows))


def _choices(answers: Progress) -> Table:
    first, cell = answers.first_choices(), content.load("reveal")["cell"]
    rows = []
    for asked in decisions():
        mine = first.get(asked.id)
        key = asked.option(asked.key)
        rows.append(
            (
                asked.title,
                f"{mine.option}. {asked.option(mine.option).label}" if mine else cell["unanswered"],
                f"{key.id}. {key.label}",
                cell["same" if mine.correct else "other"] if mine else "–",
            )
        )
    return _table("choices", rows)


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
    if why["branch"] == "second":
        text = str(content.load("reveal")["cell"]["second_branch"]).format(basis=basis)
        return f"{text}. {why['drawn_from']}"
    return basis.capitalize()


def _sourced(row: dict[str, Any], name: str) -> str:
    """Give a cell with its source below it, where it has one."""
    return "\n".join(filter(None, (row[name], row.get("source"))))


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
            yield Table(section["title"], tuple(report["columns"]), points)
    yield from prose(texts["strong_actions_intro"])
    yield _table(
        "strong_actions",
        (
            (a["action"], a["owner"], in_words(a["due_days"]), a["end_state"])
            for a in texts["strong_action"]
        ),
    )
    yield _table("not_doing", ((n["what"], _sourced(n, "because")) for n in texts["not_doing"]))
