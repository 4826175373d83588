"""The facilitation guide in pieces, as notebook “Lead the room” shows it."""

from collections.abc import Iterable
from html import escape
from typing import TypeAlias

from course.content import facilitation
from course.content.decisions import Decision, decision
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
from course.page.fragment import Fragment
from course.page.table import STYLE as TABLE_STYLE
from course.page.table import table

STYLE = (
    TABLE_STYLE
    + """
.course-guide { line-height: 1.5; max-width: 46rem; overflow-wrap: break-word; }
.course-guide.course-guide :is(p, ul, dl) { margin: 0 0 .6em; }
.course-guide.course-guide ul { padding-left: 1.2em; }
.course-guide.course-guide li { margin: 0 0 .45em; }
.course-guide dt { font-weight: 700; }
.course-guide.course-guide dd { margin: 0 0 .6em; }
.course-guide details { border-top: 1px solid var(--jp-border-color1, #9e9e9e); }
.course-guide summary { align-items: center; cursor: pointer; display: flex; font-weight: 700;
  gap: .5em; min-height: 44px; }
.course-guide summary::before { content: "+"; flex: none; width: .8em; }
.course-guide details[open] > summary::before { content: "–"; }
.course-guide summary:focus-visible { outline: 3px solid var(--jp-brand-color1, #1565c0); }
.course-guide cite { font-size: .85em; font-style: normal; white-space: nowrap;
  color: var(--jp-content-font-color2, #505050); }
.course-guide cite::before { content: "– "; }
"""
)
"""CSS for the guide; it travels with each piece of it."""

# On each control of its own: without it JupyterLab takes the keys for commands.
_QUIET = ' data-lm-suppress-shortcuts="true"'

_PLAN_COLUMNS = ("Minutes", "Stop", "What happens")

_PARTS = ("before", "running", "redirect", "notebooks", "after")

#: A heading, and what stands under it as HTML.
Section: TypeAlias = tuple[str, str]


def session_plans() -> Fragment:
    """Show the three plans, each to open.

    Examples
    --------
    >>> print(session_plans().text.splitlines()[0])
    45 minutes: The four decisions. A team meeting. People vote and talk, and read the rest on ...
    """
    html = "".join(
        f"<details><summary{_QUIET}>{plan.minutes} minutes: {escape(plan.title)}</summary>"
        f"<p>{escape(plan.suits)}</p>{plan_table(plan)}</details>"
        for plan in facilitation.plans()
    )
    text = "\n\n".join(
        "\n".join(
            [
                f"{plan.minutes} minutes: {plan.title}. {plan.suits}",
                *(" | ".join(row) for row in _plan_rows(plan)),
            ]
        )
        for plan in facilitation.plans()
    )
    return Fragment(f'<div class="course-guide">{html}</div>', text, STYLE)


def session_guide(part: str) -> Fragment:
    """Show one part of the guide that gives no answer away.

    Parameters
    ----------
    part
        ``"before"``, ``"running"``, ``"redirect"``, ``"notebooks"`` or ``"after"``.

    Raises
    ------
    UnknownNameError
        If there is no such part.

    Examples
    --------
    >>> print(session_guide("running").text.splitlines()[0])
    Read the situation aloud (1 min)
    """
    if part not in _PARTS:
        raise UnknownNameError("part of the guide", part, _PARTS)
    told = sections(part)
    text = "\n".join(line for title, body in told for line in (title, *_lines(body)))
    return Fragment(f'<div class="course-guide">{_disclosed(told)}</div>', text, STYLE)


def decision_guide(name: str) -> str:
    """Write the guide to one decision as disclosures, the first one open.

    It tells the key: show it only to whoever leads.

    Examples
    --------
    >>> "The course argues for B" in decision_guide("opening")
    True
    """
    guide = guide_to_decision(name)
    asked = decision(name)
    return (
        f'<div class="course-guide">{aim(guide)}{_key(asked)}'
        f"{_disclosed(stops(guide), first_open=True)}</div>"
    )


def sections(part: str) -> list[Section]:
    """Write one part of the guide, section by section.

    Examples
    --------
    >>> [title for title, _ in sections("before")]
    ['People', 'Room and equipment', 'The day before']
    """
    if part == "running":
        return [
            (f"{stage.title} ({stage.takes})", f"<p>{_told(stage)}</p>")
            for stage in facilitation.running()
        ]
    if part == "redirect":
        return [
            (move.title, f"<p>{escape(move.say)}</p><p>{_told(move)}</p>")
            for move in facilitation.moves()
        ]
    if part == "notebooks":
        return [(room.title, _notebook(guide_to_notebook(room.slug))) for room in notebooks()]
    chapters: tuple[Chapter, ...] = getattr(facilitation, part)()
    return [(chapter.title, _list(chapter.points)) for chapter in chapters]


def stops(guide: Guide) -> list[Section]:
    """Write what a guide tells to say, ask, watch for and answer, section by section.

    Examples
    --------
    >>> [title for title, _ in stops(guide_to_notebook("start_here"))]
    ['Say', 'Ask', 'Watch for', 'When it turns to a person']
    """
    told = [
        ("Say", _list(guide.say)),
        ("Ask", _list(guide.ask)),
        ("Watch for", _list(guide.watch)),
    ]
    if guide.heard:
        heard = "".join(
            f"<dt>{one.option}. {escape(one.sounds)}</dt><dd>You: {_told(one)}</dd>"
            for one in guide.heard
        )
        told.append(("What the other answers sound like", f"<dl>{heard}</dl>"))
    told.append(("When it turns to a person", _list(guide.redirect)))
    if guide.explain:
        told.append(
            (
                "When fewer than a third have it",
                f"<p>{escape(guide.explain)} {_cited('Our own')}</p>",
            )
        )
    return told


def _notebook(guide: Guide) -> str:
    return aim(guide) + "".join(
        f"<p><strong>{escape(title)}</strong></p>{body}" for title, body in stops(guide)
    )


def aim(guide: Guide) -> str:
    """Write how long a stop takes and what has happened when it went well."""
    return f"<p><strong>About {guide.minutes} minutes.</strong> {escape(guide.aim)}</p>"


def _key(asked: Decision) -> str:
    label = asked.option(asked.key).label
    return f"<p>The course argues for {asked.key}: {escape(label)}.</p>"


def plan_table(plan: Plan) -> str:
    """Write a plan as a table.

    Examples
    --------
    >>> "How the 45 minutes go" in plan_table(facilitation.plans()[0])
    True
    """
    return table(f"How the {plan.minutes} minutes go", _PLAN_COLUMNS, _plan_rows(plan))


def _plan_rows(plan: Plan) -> list[tuple[str, str, str]]:
    return [(f"{row.start}–{row.end}", row.title, row.what) for row in plan.rows]


def _list(points: Iterable[Point]) -> str:
    return "<ul>" + "".join(f"<li>{_told(point)}</li>" for point in points) + "</ul>"


def _told(point: Point) -> str:
    return f"{escape(point.text)} {_cited(', '.join(point.sources))}"


def _cited(names: str) -> str:
    return f"<cite>{escape(names)}</cite>"


def _disclosed(told: list[Section], *, first_open: bool = False) -> str:
    return "".join(
        f"<details{' open' * (first_open and not number)}>"
        f"<summary{_QUIET}>{escape(title)}</summary>{body}</details>"
        for number, (title, body) in enumerate(told)
    )


def _lines(html: str) -> list[str]:
    """Reduce our own markup to lines of text."""
    import re
    from html import unescape

    text = re.sub(r"</(li|dd|dt|p)>", "\n", html.replace("<cite>", "("))
    text = re.sub(r"<[^>]+>", "", text.replace("</cite>", ")"))
    return [f"  {unescape(line.strip())}" for line in text.splitlines() if line.strip()]
