"""The facilitation guide in pieces, as notebook “Lead the room” shows it."""

from collections.abc import Iterable
from typing import TypeAlias

from course.content import facilitation, load
from course.content.decisions import decision
from course.content.facilitation import (
    Chapter,
    Guide,
    Plan,
    Point,
    guide_to_decision,
    guide_to_notebook,
)
from course.content.notebooks import notebooks
from course.errors import UnknownNameError
from course.page.blocks import (
    Block,
    Disclosure,
    List,
    Paragraph,
    Source,
    Strong,
    Table,
    Terms,
)
from course.page.fragment import Fragment, shown

STYLE = """
.course-guide { line-height: 1.5; max-width: var(--course-measure); overflow-wrap: break-word; }
.course-guide.course-guide :is(p, ul, dl) { margin: 0 0 .6em; }
.course-guide.course-guide ul { padding-left: 1.2em; }
.course-guide.course-guide li { margin: 0 0 .45em; }
.course-guide dt { font-weight: 700; }
.course-guide.course-guide dd { margin: 0 0 .6em; }
.course-guide cite { font-size: var(--course-small); font-style: normal; white-space: nowrap;
  color: var(--course-quiet); }
.course-guide cite::before { content: "– "; }
"""
"""CSS for the guide; it travels with each piece of it."""

_PARTS = ("before", "running", "redirect", "notebooks", "after")

#: A heading, and what stands under it.
Section: TypeAlias = tuple[str, tuple[Block, ...]]


def session_plans() -> Fragment:
    """Show the three plans, each to open.

    Returns
    -------
    Fragment
        The plans, as a page and as text.

    Examples
    --------
    >>> print(session_plans().text.splitlines()[0])
    45 minutes: The four decisions
    """
    plans = [
        (plan_title(plan), (Paragraph(plan.suits), plan_table(plan)))
        for plan in facilitation.plans()
    ]
    return _shown(_disclosed(plans))


def session_guide(part: str) -> Fragment:
    """Show one part of the guide that gives no answer away.

    Parameters
    ----------
    part
        ``"before"``, ``"running"``, ``"redirect"``, ``"notebooks"`` or ``"after"``.

    Returns
    -------
    Fragment
        The part of the guide, as a page and as text.

    Raises
    ------
    UnknownNameError
        If there is no such part.

    Examples
    --------
    >>> print(session_guide("after").text.splitlines()[0])
    Before people leave
    """
    if part not in _PARTS:
        raise UnknownNameError("part of the guide", part, _PARTS)
    opened = _disclosed(sections(part))
    # A long list is behind one line: on a phone it is a screen that one scrolls past.
    behind = load("facilitation")["behind"].get(part)
    return _shown((Disclosure(behind, opened),) if behind else opened)


def decision_guide(name: str) -> Fragment:
    """Write the guide to one decision as disclosures, the first one open.

    Examples
    --------
    >>> "The course argues for B" in decision_guide("opening").text
    True
    """
    # It tells the key: show it only to whoever leads.
    guide, asked = guide_to_decision(name), decision(name)
    label = asked.option(asked.key).label
    key = load("facilitation")["heading"]["argues_for"].format(key=asked.key, label=label)
    return _shown((aim(guide), Paragraph(key), *_disclosed(stops(guide), first_open=True)))


def sections(part: str) -> list[Section]:
    """Write one part of the guide, section by section.

    Examples
    --------
    >>> [title for title, _ in sections("before")]
    ['People', 'Room and equipment', 'The day before']
    """
    if part == "running":
        return [
            (f"{stage.title} ({stage.takes})", (Paragraph(_with_source(stage)),))
            for stage in facilitation.running()
        ]
    if part == "redirect":
        return [
            (move.title, (Paragraph(move.say), Paragraph(_with_source(move))))
            for move in facilitation.moves()
        ]
    if part == "notebooks":
        return [
            (notebook.title, _notebook(guide_to_notebook(notebook.slug)))
            for notebook in notebooks()
        ]
    chapters: tuple[Chapter, ...] = getattr(facilitation, part)()
    return [(chapter.title, (_list(chapter.points),)) for chapter in chapters]


def stops(guide: Guide) -> list[Section]:
    """Write what a guide tells to say, ask, watch for and answer, section by section.

    Examples
    --------
    >>> [title for title, _ in stops(guide_to_notebook("start_here"))]
    ['Say', 'Ask', 'Watch for', 'When it turns to a person']
    """
    heading = load("facilitation")["heading"]
    found: list[Section] = [
        (heading[part], (_list(getattr(guide, part)),)) for part in ("say", "ask", "watch")
    ]
    if guide.heard:
        answers = tuple(
            (f"{answer.option}. {answer.sounds}", ("You: ", *_with_source(answer)))
            for answer in guide.heard
        )
        found.append((heading["heard"], (Terms(answers),)))
    found.append((heading["redirect"], (_list(guide.redirect),)))
    if guide.explain:
        explain = Paragraph((guide.explain, " ", Source("Our own")))
        found.append((heading["explain"], (explain,)))
    return found


def _notebook(guide: Guide) -> tuple[Block, ...]:
    parts = ((Paragraph(Strong(title)), *blocks) for title, blocks in stops(guide))
    return (aim(guide), *(block for part in parts for block in part))


def aim(guide: Guide) -> Paragraph:
    """Write how long a stop takes and what has happened when it went well."""
    return Paragraph((Strong(f"About {guide.minutes} minutes."), f" {guide.aim}"))


def plan_table(plan: Plan) -> Table:
    """Write a plan as a table.

    Examples
    --------
    >>> plan_table(facilitation.plans()[0]).title
    'How the 45 minutes go'
    """
    rows = tuple((f"{row.start}–{row.end}", row.title, row.what) for row in plan.rows)
    heading = load("facilitation")["heading"]
    title = heading["minutes"].format(minutes=plan.minutes)
    return Table(title, (heading["plan_minutes"], heading["plan_stop"], heading["plan_what"]), rows)


def plan_title(plan: Plan) -> str:
    """Name a plan by its length."""
    return f"{plan.minutes} minutes: {plan.title}"


def _list(points: Iterable[Point]) -> List:
    return List(tuple(map(_with_source, points)))


def _with_source(point: Point) -> tuple[str | Source, ...]:
    return point.text, " ", Source(", ".join(point.sources))


def _disclosed(sections: Iterable[Section], *, first_open: bool = False) -> tuple[Disclosure, ...]:
    return tuple(
        Disclosure(title, blocks, opened=first_open and not number)
        for number, (title, blocks) in enumerate(sections)
    )


def _shown(blocks: tuple[Block, ...]) -> Fragment:
    return shown(blocks, within="course-guide", style=STYLE)
