"""The whole facilitation guide as one page, to print or to keep beside the keyboard."""

from html import escape

from course.content import facilitation
from course.content.decisions import Decision, decision, decisions
from course.content.facilitation import Plan, guide_to_decision, guide_to_notebook
from course.content.notebooks import Notebook, notebooks
from course.guide.session import STYLE, Section, aim, plan_table, sections, stops
from course.page.fragment import paragraphs

_TITLE = "Blameless: the facilitation guide"
_LEAD = (
    "For the person at the front. It gives the answers away: take the four decisions yourself "
    "before you read on. After each point stands where it comes from."
)

_STYLE = """
:root { color-scheme: light dark; --jp-content-font-color2: #505050; }
body { font: 1rem/1.5 system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", sans-serif;
  margin: 0; }
main.course-guide { margin: 0 auto; max-width: 46rem; padding: 1rem; }
h1, h2, h3, h4 { line-height: 1.25; break-after: avoid; }
h2 { border-top: 2px solid currentColor; margin: 2.2em 0 .6em; padding-top: .6em; }
h3 { margin: 1.4em 0 .4em; }
h4 { margin: 1em 0 .3em; }
main.course-guide.course-guide nav ul { columns: 16rem; list-style: none; padding: 0; }
nav a { display: inline-block; padding: .2em 0; }
a { color: inherit; }
.course-guide :is(li, dd, tr) { break-inside: avoid; }
.course-guide dt { break-after: avoid; }
@media (prefers-color-scheme: dark) {
  :root { --jp-content-font-color2: #b9b9b9; }
  body { background: #121715; color: #e8eeeb; }
}
@media print {
  @page { margin: 18mm 16mm; }
  :root { color-scheme: light; --jp-content-font-color2: #505050; }
  body { background: none; color: #000; font-size: 10.5pt; }
  main.course-guide { max-width: none; padding: 0; }
  section { break-before: page; }
  h2 { border: 0; margin-top: 0; padding-top: 0; }
}
"""


def guide_page() -> str:
    """Write the guide as a page that asks no host for anything.

    Examples
    --------
    >>> guide_page().count("<h1>")
    1
    """
    chapters: list[Section] = [
        ("Three plans", "".join(_plan(plan) for plan in facilitation.plans())),
        ("Before the session", _open(sections("before"))),
        ("How one decision runs", _open(sections("running"))),
        ("When blame comes up", _open(sections("redirect"))),
        *((f"Notebook {room.number}: {room.title}", _room(room)) for room in notebooks()),
        ("After the session", _open(sections("after"))),
        ("Sources", _sources()),
    ]
    contents = "".join(
        f'<li><a href="#part-{number}">{escape(title)}</a></li>'
        for number, (title, _) in enumerate(chapters, start=1)
    )
    body = "".join(
        f'<section id="part-{number}"><h2>{escape(title)}</h2>{html}</section>'
        for number, (title, html) in enumerate(chapters, start=1)
    )
    return (
        '<!doctype html>\n<html lang="en-NZ">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{_TITLE}</title>\n<style>{STYLE}{_STYLE}</style>\n</head>\n<body>\n"
        f'<main class="course-guide"><header><h1>{_TITLE}</h1><p>{_LEAD}</p></header>'
        f'<nav aria-label="Contents"><ul>{contents}</ul></nav>{body}</main>\n</body>\n</html>\n'
    )


def _plan(plan: Plan) -> str:
    title = f"{plan.minutes} minutes: {plan.title}"
    return f"<h3>{escape(title)}</h3><p>{escape(plan.suits)}</p>{plan_table(plan)}"


def _room(room: Notebook) -> str:
    guide = guide_to_notebook(room.slug)
    if room.decision is None:
        return aim(guide) + _open(stops(guide))
    rest = aim(guide) + _open(stops(guide), 4)
    return f"{_decision(decision(room.decision))}<h3>The rest of this notebook</h3>{rest}"


def _decision(asked: Decision) -> str:
    guide = guide_to_decision(asked.id)
    number = decisions().index(asked) + 1
    options = "".join(
        f"<dt>{option.id}. {escape(option.text)}</dt>"
        f"<dd>{'✓ ' * asked.is_key(option.id)}{escape(option.label)}</dd>"
        for option in asked.options
    )
    return (
        f"<h3>Decision {number}: {escape(asked.question)}</h3>{aim(guide)}"
        f"{paragraphs(asked.situation)}<dl>{options}</dl>"
        f"<h4>Why {asked.key}</h4>{paragraphs(asked.why)}{_open(stops(guide), 4)}"
    )


def _sources() -> str:
    told = "".join(
        f"<dt>{escape(source.name)}</dt><dd>{escape(source.title)}"
        + (f'. <a href="{source.address}">{source.address}</a>' if source.address else "")
        + "</dd>"
        for source in facilitation.sources()
    )
    return f"<dl>{told}</dl>"


def _open(told: list[Section], level: int = 3) -> str:
    return "".join(f"<h{level}>{escape(title)}</h{level}>{body}" for title, body in told)
