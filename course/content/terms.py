"""Terms of the field: what each means, behind a line that opens on a tap."""

from course.content import load
from course.content.named import named
from course.page.blocks import Disclosure, prose
from course.page.fragment import Fragment, shown

# Side by side as long as they are closed; on paper all of them are open.
_STYLE = """
.course-terms { display: flex; flex-wrap: wrap; gap: 0 1.25rem; max-width: var(--course-measure); }
.course-terms > .course-disclosure { border: 0; }
.course-terms > .course-disclosure[open] { flex-basis: 100%; }
.course-terms > .course-disclosure > summary { font-weight: 400; text-decoration: underline dotted;
  text-underline-offset: .2em; }
.course-terms p { margin: 0 0 .6em; }
@media print {
  .course-terms.course-terms > details { display: block; flex-basis: 100%; }
  .course-terms > details::details-content { content-visibility: visible; }
}
"""


def term(name: str) -> Disclosure:
    """Give a term that opens what it means.

    Raises
    ------
    UnknownNameError
        If the course explains no such term.

    Examples
    --------
    >>> term("hotfix").title
    'hotfix'
    """
    known = named("term", name, load("terms")["term"])
    return Disclosure(known["word"], prose(known["means"]))


def explain(*names: str) -> Fragment:
    """Show terms, each with what it means behind it.

    Examples
    --------
    >>> print(str(explain("refactor").text).splitlines()[0])
    refactor
    """
    return shown([term(name) for name in names], within="course-terms", style=_STYLE)
