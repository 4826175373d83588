"""Terms of the field: what each means, behind a line that opens on a tap."""

from collections.abc import Iterable

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

    Examples
    --------
    >>> term("hotfix").title
    'hotfix'
    """
    known = named("term", name, load("terms")["term"])
    return Disclosure(known["word"], prose(known["means"]))


def explain(*names: str, said_in: Iterable[object] = ()) -> Fragment:
    """Show terms, each with what it means behind it.

    Parameters
    ----------
    names
        Which, by their names in the content.
    said_in
        What is read beside them: a term that stands in none of it is left out. Without it, all
        are shown.

    Returns
    -------
    Fragment
        The terms, each to open.

    Raises
    ------
    UnknownNameError
        If the course explains no such term.

    Examples
    --------
    >>> print(str(explain("refactor").text).splitlines()[0])
    refactor
    """
    terms = [term(name) for name in names]
    if read := "\n".join(map(str, said_in)):
        terms = [each for each in terms if each.title in read]
    return shown(terms, within="course-terms", style=_STYLE) if terms else Fragment("", "")
