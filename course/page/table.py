"""Tables that a screen reader can walk through and a phone can scroll."""

from collections.abc import Iterable, Sequence
from html import escape

# The class stands twice so that it outweighs Jupyter's own rule, which puts the words
# of every table to the right.
STYLE = """
.course-table.course-table { overflow-wrap: break-word; overflow-x: auto; max-width: 62rem; }
.course-table.course-table table { border-collapse: collapse; margin: 0; }
.course-table.course-table caption { text-align: start; font-weight: 600; padding-block: .4em; }
.course-table.course-table :is(th, td) {
  text-align: start; vertical-align: top; white-space: pre-line; padding: .35em 1em .35em 0;
}
.course-table.course-table :is(th, td):last-child { padding-right: 0; }
@media (max-width: 30rem) {
  .course-table.course-table { font-size: .93em; }
  .course-table.course-table :is(th, td) { padding-right: .6em; }
}
"""
"""CSS for every table; it travels with the piece that holds one."""


def table(caption: str, columns: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    r"""Write a table whose first column names each row.

    Examples
    --------
    >>> "<th scope=\"row\">Length</th><td>174 min</td>" in table(
    ...     "Facts", ["Fact", "Value"], [("Length", "174 min")]
    ... )
    True
    """
    # A corner that names nothing is no heading.
    head = "".join(
        f'<th scope="col">{escape(name)}</th>' if name else "<td></td>" for name in columns
    )
    body = "".join(
        f'<tr><th scope="row">{escape(first)}</th>'
        + "".join(f"<td>{escape(cell)}</td>" for cell in rest)
        + "</tr>"
        for first, *rest in rows
    )
    # What scrolls must be reachable by keyboard, and what is reachable needs a name.
    return (
        f'<div class="course-table" role="region" aria-label="{escape(caption)}" tabindex="0">'
        f"<table><caption>{escape(caption)}</caption>"
        f"<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></div>"
    )
