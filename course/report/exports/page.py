"""A report as one page that asks no host for anything, to read and to print."""

import re
from collections.abc import Iterable
from html import escape

from course.content import load
from course.page.look import look_of_page
from course.report.blocks import Block, Grid, Heading, Outline, Point, Words
from course.report.document import Document
from course.report.escaping import MEANT, from_cell, unescaped

_STYLE = """
body { background: var(--course-paper); color: var(--course-ink);
  font: var(--course-text)/1.5 var(--course-font); margin: 0; }
main { margin: 0 auto; max-width: 62rem; overflow-wrap: break-word; padding: 1rem; }
main :is(p, ul, ol, h1, h2, h3) { max-width: var(--course-measure); }
h1, h2, h3 { line-height: 1.25; break-after: avoid; }
.scroll { overflow-x: auto; }
table { border-collapse: collapse; width: 100%; }
th, td { border: 1px solid currentColor; padding: .4rem .6rem; text-align: left;
  vertical-align: top; }
td.long { overflow-wrap: anywhere; }
pre { white-space: pre-wrap; }
figure { margin: 1.5rem 0; break-inside: avoid; }
figure :is(img, svg) { max-width: 100%; height: auto; }
footer { border-top: 1px solid currentColor; margin-top: 2rem; padding-top: .5rem; }
@media (max-width: 40rem) {
  table, tbody, tr, td { display: block; }
  thead { clip-path: inset(50%); height: 1px; overflow: hidden; position: absolute; width: 1px; }
  tr { border: 1px solid currentColor; margin: .8rem 0; }
  td { border: 0; }
  td:empty { display: none; }
  td[data-column]:not(:empty)::before { content: attr(data-column); display: block;
    font-weight: 600; }
}
@media print {
  @page { margin: 18mm 16mm; }
  body { background: none; font-size: 10pt; }
  main { max-width: none; padding: 0; }
  .scroll { overflow: visible; }
  li, tr { break-inside: avoid; }
  footer { break-before: avoid; }
  /* What is closed repeats a chart in a table; what was opened is printed. */
  details:not([open]) { display: none; }
}
"""
#: A word of more letters may break anywhere, so that a table is never wider than its page.
_LONG = re.compile(r"\S{25}")
_SPAN = re.compile(r"`(?P<code>[^`]+)`|\*\*(?P<strong>[^*]+)\*\*|(?<!\w)\*(?P<em>[^*\s][^*]*)\*")
_FENCE = re.compile(r"^ {0,3}(?:`{3,}|~{3,})[^\n]*\n?|\n? {0,3}(?:`{3,}|~{3,}) *$")


def as_page(document: Document, open_findings: int, charts: Iterable[str] = ()) -> str:
    r"""Write a report as one self-contained page.

    Examples
    --------
    >>> from course.report.document import parse
    >>> "&lt;script&gt;" in as_page(parse("---\ntitle: <script>\n---\n"), 0)
    True
    """
    words = load("exports")
    title = document.value("title") or words["untitled"]
    body = [_block(block) for block in document.opening]
    if not any(isinstance(block, Heading) and block.level == 1 for block in document.opening):
        body.insert(0, f"<h1>{_words(title)}</h1>")
    drawn = "".join(charts)
    for section in document.sections:
        body.append(f"<section><h2>{_words(section.heading)}</h2>")
        body += map(_block, section.blocks)
        if section.name == "timeline":
            body.append(drawn)
        body.append("</section>")
    counted = words["open"] if open_findings else words["none_open"]
    body.append(f"<footer><p>{escape(counted.format(count=open_findings))}</p></footer>")
    return (
        '<!doctype html>\n<html lang="en"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{escape(title)}</title><style>{look_of_page()}{_STYLE}</style></head>"
        f"<body><main>{''.join(body)}</main></body></html>\n"
    )


def section_of_page(document: Document, name: str) -> str:
    r"""Write what stands in one section, as the page has it.

    Examples
    --------
    >>> from course.report.document import parse
    >>> section_of_page(parse("## 1. Summary and impact\n\nIt *froze*.\n"), "summary")
    '<p>It <em>froze</em>.</p>'
    """
    section = document.section(name)
    return "".join(map(_block, section.blocks)) if section else ""


def _block(block: Block) -> str:
    match block:
        case Heading(text, level):
            rank = min(max(level, 1), 6)
            return f"<h{rank}>{_words(text)}</h{rank}>"
        case Words(text):
            if text.lstrip().startswith(("```", "~~~")):
                return f"<pre><code>{escape(_FENCE.sub('', text))}</code></pre>"
            html = _words(re.sub(r"^> ?", "", text, flags=re.MULTILINE))
            return (
                f"<blockquote><p>{html}</p></blockquote>" if text[:1] == ">" else f"<p>{html}</p>"
            )
        case Outline(points):
            return _list(points)
        case Grid():
            return _table(block)


def _list(points: tuple[Point, ...]) -> str:
    tag = "ol" if points and points[0].numbered else "ul"
    made = "".join(
        f"<li>{_words(point.text)}{_list(point.below) if point.below else ''}</li>"
        for point in points
    )
    return f"<{tag}>{made}</{tag}>"


def _table(grid: Grid) -> str:
    head = "".join(f'<th scope="col">{_words(cell)}</th>' for cell in grid.columns)
    names = [escape(unescaped(cell), quote=True) for cell in grid.columns]
    rows = "".join(
        "<tr>"
        + "".join(
            f'<td data-column="{name}"{_class(cell)}>{_lines(cell)}</td>'
            for name, cell in zip(names, row.cells, strict=True)
        )
        + "</tr>"
        for row in grid.rows
    )
    return (
        f'<div class="scroll"><table><thead><tr>{head}</tr></thead>'
        f"<tbody>{rows}</tbody></table></div>"
    )


def _class(cell: str) -> str:
    return ' class="long"' if _LONG.search(from_cell(cell)) else ""


def _lines(cell: str) -> str:
    return "<br>".join(_plain(line) for line in MEANT.sub("", from_cell(cell)).split("\n"))


def _words(text: str) -> str:
    plain = re.sub(r"^(\s*)\\#", r"\1#", MEANT.sub("", text).strip(), flags=re.MULTILINE)
    return _plain(unescaped(plain))


def _plain(text: str) -> str:
    """Write text as HTML: nothing of it is markup but what is bold, stressed or code."""
    # What turns the direction of the words after it ends with the words themselves.
    html = _SPAN.sub(_span, escape(text, quote=False))
    return (
        f"<bdi>{html}</bdi>"
        if re.search("[\u200e\u200f\u202a-\u202e\u2066-\u2069]", text)
        else html
    )


def _span(found: re.Match[str]) -> str:
    name = found.lastgroup
    return f"<{name}>{found[name]}</{name}>" if name else found[0]
