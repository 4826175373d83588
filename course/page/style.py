"""The look of blocks; it travels with each piece of a page, and only as far as it is needed."""

from collections.abc import Iterable

from course.page.blocks import Block, Disclosure, Prompt, SideBySide, Table, Tree
from course.page.look import opening

# The class stands twice so that it outweighs Jupyter's own rule, which puts the words
# of every table to the right.
TABLE = """
.course-table.course-table { overflow-wrap: break-word; overflow-x: auto;
  max-width: var(--course-wide); }
.course-table.course-table table { border-collapse: collapse; font-size: 1em;
  margin: 0; }
.course-table.course-table caption { text-align: start; font-weight: 600; padding-block: .4em; }
.course-table.course-table :is(th, td) {
  text-align: start; vertical-align: top; white-space: pre-line; padding: .35em 1em .35em 0;
}
.course-table.course-table :is(th, td):last-child { padding-right: 0; }
@media screen and (max-width: 37.5rem) {
  .course-table.course-table :is(table, caption, tbody, tr, th, td) { display: block; }
  .course-table.course-table thead { clip-path: inset(50%); height: 1px; overflow: hidden;
    position: absolute; width: 1px; }
  .course-table.course-table tbody tr { background: none;
    border-top: 1px solid var(--course-edge); padding-block: .5em; }
  .course-table.course-table tbody :is(th, td) { overflow-wrap: anywhere; padding: .1em 0; }
  .course-table.course-table td[data-label]::before { content: attr(data-label) ": ";
    color: var(--course-quiet); }
  .course-table.course-table td:empty { display: none; }
}
"""
"""The look of every table, also of one that is written by hand: rows are cards on a phone."""

_TREE = """
.course-tree ul { list-style: none; margin: 0; padding: 0 0 0 1.4rem; position: relative; }
.course-tree > ul { padding-left: 0; }
.course-tree li { margin: 0; padding: .35rem 0 0; position: relative; }
.course-tree ul ul > li::before { border: 0 solid currentColor; border-width: 0 0 2px 2px;
  border-bottom-left-radius: 6px; content: ""; height: 1.7rem; left: -.8rem; position: absolute;
  top: 0; width: .8rem; }
.course-tree ul ul > li:not(:last-child)::after { border-left: 2px solid currentColor; bottom: 0;
  content: ""; left: -.8rem; position: absolute; top: 0; }
.course-why { border: 1px solid currentColor; border-radius: 8px; display: inline-block;
  max-width: var(--course-measure); padding: .45rem .7rem; }
.course-why.aside { border-style: dashed; }
.course-why small { display: block; }
"""

_PROMPT = """
.course-prompt { border-left: .3rem solid currentColor; margin: .6em 0;
  max-width: var(--course-measure); padding: .1em 0 .1em .8em; }
"""

_DISCLOSURE = f"""
{opening(".course-disclosure")}
.course-disclosure {{ border-top: 1px solid var(--course-edge); line-height: 1.5;
  max-width: var(--course-measure); }}
.course-disclosure > summary {{ padding-block: .4em; }}
/* Its line has just said what the table is about. */
.course-disclosure > summary + div caption {{ clip-path: inset(50%); height: 1px;
  overflow: hidden; position: absolute; white-space: nowrap; width: 1px; }}
.course-disclosure > summary:focus-visible {{ outline: 3px solid var(--course-accent); }}
"""

_STYLES = {Table: TABLE, Tree: _TREE, Prompt: _PROMPT, Disclosure: _DISCLOSURE}


def style(blocks: Iterable[Block]) -> str:
    """Give the CSS that blocks need, each rule once."""
    kinds = _kinds(blocks)
    return "".join(css for kind, css in _STYLES.items() if kind in kinds)


def _kinds(blocks: Iterable[Block]) -> set[type]:
    kinds: set[type] = set()
    for block in blocks:
        kinds.add(type(block))
        if isinstance(block, Disclosure | SideBySide):
            kinds |= _kinds(block.blocks)
    return kinds
