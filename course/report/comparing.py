"""A draft held beside a strong report: what it has no counterpart for, where that can be computed.

Of prose nothing is computed: only owners, days, ends, rows and facts are looked for.
"""

from collections.abc import Iterator
from typing import Any

from course.content import load
from course.incident.figures import figures
from course.incident.loading import load_incident
from course.page.blocks import Block, Heading, List, Table, Tree, prose
from course.page.blocks import Why as Branch
from course.page.fragment import Fragment, shown
from course.report.checks.words import speaks_of
from course.report.contents import Contents
from course.report.document import SECTIONS
from course.report.due import in_words


def strong_section(name: str) -> Fragment:
    """Show a section as a strong report of the course's own case has it."""
    texts, known = load("reveal"), figures(load_incident())
    section = texts["strong_report"]["section"][SECTIONS.index(name)]
    blocks: list[Block] = list(prose(section["text"].format(**known)))
    if section.get("point"):
        rows = tuple(
            (each["label"].format(**known), each["text"].format(**known))
            for each in section["point"]
        )
        blocks.append(Table(section["title"], ("", ""), rows))
    if name == "factors":
        blocks.append(Tree(_branches(texts["why"], None)))
    if name == "actions":
        blocks += _actions(texts)
    return shown(blocks, below=3)


def _actions(texts: dict[str, Any]) -> Iterator[Block]:
    for each in texts["strong_action"]:
        yield Heading(each["action"])
        yield List((each["owner"], in_words(each["due_days"]), each["end_state"]))
    for each in texts["not_doing"]:
        yield from prose(f"{each['what']} {each['because']}")


def _branches(whys: list[dict[str, Any]], parent: str | None) -> tuple[Branch, ...]:
    return tuple(
        Branch(each["asks"], each["text"], each["provenance"], _branches(whys, each["id"]))
        for each in whys
        if each.get("parent") == parent
    )


def missing(name: str, report: Contents) -> list[str]:
    """List what a section of a draft has no counterpart for.

    Examples
    --------
    >>> from course.report.contents import Action
    >>> missing("actions", Contents(actions=(Action("Ring", "QA lead", "", "It rings"),)))
    ['due date: “Ring”']
    """
    if name == "actions":
        return [
            f"{label}: “{each.action}”"
            for each in report.actions
            for label, value in (
                ("owner", each.owner),
                ("due date", each.due),
                ("end state", each.end_state),
            )
            if not value
        ]
    if name == "timeline":
        marks = [f"{row.milestone} {row.what}" for row in report.rows]
        phases = ("introduced", "started", "detected", "resolved")
        return [f"row “{phase}”" for phase in phases if not any(phase in mark for mark in marks)]
    if name == "factors":
        texts = [why.text for _, why in report.walk()]
        facts = [each["text"] for each in load("reveal")["why"]]
        return [f"fact: {fact}" for fact in facts if not speaks_of(texts, fact, 2)]
    if name == "summary":
        known = {key: report.known.get(key, "") for key in ("affected",)}
        wanted = [f"{int(value):,}" for value in known.values() if value.isdigit()]
        return [f"number: {number}" for number in wanted if number not in report.summary]
    return []
