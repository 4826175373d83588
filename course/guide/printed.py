"""The whole facilitation guide as one page, to print or to keep beside the keyboard."""

from course.content import facilitation, load
from course.content.decisions import Decision, decision, decisions
from course.content.facilitation import Plan, Source, guide_to_decision, guide_to_notebook
from course.content.notebooks import Notebook, notebooks
from course.guide.session import STYLE, Section, aim, plan_table, plan_title, sections, stops
from course.page.blocks import (
    Block,
    Heading,
    Link,
    List,
    Paragraph,
    Terms,
    Words,
    prose,
)
from course.page.html import as_html
from course.page.look import look_of_page
from course.page.style import style

_STYLE = """
body { background: var(--course-paper); color: var(--course-ink);
  font: var(--course-text)/1.5 var(--course-font); margin: 0; }
main.course-guide { margin: 0 auto; max-width: var(--course-measure); padding: 1rem; }
h1, h2, h3, h4 { line-height: 1.25; break-after: avoid; }
h2 { border-top: 2px solid currentColor; margin: 2.2em 0 .6em; padding-top: .6em; }
h3 { margin: 1.4em 0 .4em; }
h4 { margin: 1em 0 .3em; }
main.course-guide.course-guide nav ul { columns: 16rem; list-style: none; padding: 0; }
nav a { display: inline-block; padding: .2em 0; }
a { color: inherit; }
.course-guide :is(li, dd, tr) { break-inside: avoid; }
.course-guide dt { break-after: avoid; }
@media print {
  @page { margin: 13mm 14mm; }
  body { background: none; font-size: 9.5pt; line-height: 1.32; }
  main.course-guide { max-width: none; padding: 0; }
  main.course-guide.course-guide :is(p, ul, ol, dl, dd) { margin-bottom: .35em; }
  main.course-guide.course-guide li { margin-bottom: .2em; }
  h1, h2, h3, h4 { break-after: avoid; break-inside: avoid; }
  h2 { border-top: 1px solid currentColor; margin: 1.4em 0 .4em; padding-top: .4em; }
  h3 { margin: .9em 0 .25em; }
  h4 { margin: .6em 0 .2em; }
  .course-table.course-table { overflow: visible; }
  p, li, dd { orphans: 3; widows: 3; }
}
"""


def guide_page() -> str:
    """Write the guide as a page that asks no host for anything.

    Returns
    -------
    str
        HTML that holds its style, for paper and for a screen.

    Examples
    --------
    >>> guide_page().count("<h1>")
    1
    """
    heading = load("facilitation")["heading"]
    chapters: list[Section] = [
        (heading["plans"], tuple(block for plan in facilitation.plans() for block in _plan(plan))),
        (heading["before"], _open(sections("before"))),
        (heading["running"], _open(sections("running"))),
        (heading["blame"], _open(sections("redirect"))),
        *(
            (f"Notebook {notebook.number}: {notebook.title}", _notebook(notebook))
            for notebook in notebooks()
        ),
        (heading["after"], _open(sections("after"))),
        (heading["sources"], (_sources(),)),
    ]
    contents = as_html(
        [List(tuple(Link(title, f"#part-{n}") for n, (title, _) in enumerate(chapters, 1)))]
    )
    body = "".join(
        f'<section id="part-{number}">{as_html([Heading(title), *blocks], below=1)}</section>'
        for number, (title, blocks) in enumerate(chapters, 1)
    )
    looks = (
        look_of_page()
        + style([block for _, blocks in chapters for block in blocks])
        + STYLE
        + _STYLE
    )
    return (
        '<!doctype html>\n<html lang="en-NZ">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{heading['title']}</title>\n<style>{looks}</style>\n</head>\n<body>\n"
        f'<main class="course-guide"><header><h1>{heading["title"]}</h1>'
        f"<p>{heading['lead']}</p></header>"
        f'<nav aria-label="Contents">{contents}</nav>{body}</main>\n</body>\n</html>\n'
    )


def _plan(plan: Plan) -> tuple[Block, ...]:
    return Heading(plan_title(plan), 2), Paragraph(plan.suits), plan_table(plan)


def _notebook(notebook: Notebook) -> tuple[Block, ...]:
    guide = guide_to_notebook(notebook.slug)
    if notebook.decision is None:
        return aim(guide), *_open(stops(guide))
    rest = Heading(load("facilitation")["heading"]["rest"], 2)
    return *_decision(decision(notebook.decision)), rest, aim(guide), *_open(stops(guide), 3)


def _decision(asked: Decision) -> tuple[Block, ...]:
    guide = guide_to_decision(asked.id)
    options = tuple(
        (f"{option.id}. {option.text}", f"{'✓ ' * asked.is_key(option.id)}{option.label}")
        for option in asked.options
    )
    return (
        Heading(f"Decision {decisions().index(asked) + 1}: {asked.question}", 2),
        aim(guide),
        *prose(asked.situation),
        Terms(options),
        Heading(f"Why {asked.key}", 3),
        *prose(asked.why),
        *_open(stops(guide), 3),
    )


def _sources() -> Terms:
    return Terms(tuple((source.name, _where(source)) for source in facilitation.sources()))


def _where(source: Source) -> Words:
    if not source.address:
        return source.title
    return f"{source.title}. ", Link(source.address, source.address)


def _open(sections: list[Section], level: int = 2) -> tuple[Block, ...]:
    parts = ((Heading(title, level), *blocks) for title, blocks in sections)
    return tuple(block for part in parts for block in part)
