"""The forms in which a report is taken along, by the name that a page asks for."""

from collections.abc import Callable
from contextlib import suppress

from course.incident.loading import Incident
from course.report.document import Document
from course.report.exports import actions
from course.report.exports.markdown import as_file
from course.report.exports.page import as_page
from course.report.understood import contents

FORMS = {
    "markdown": ("md", "text/markdown"),
    "colleague": ("md", "text/markdown"),
    "page": ("html", "text/html"),
    "tasks": ("md", "text/markdown"),
    "jira": ("csv", "text/csv"),
    "gitlab": ("csv", "text/csv"),
    "csv": ("csv", "text/csv"),
}
"""The ending of each form, and its media type."""

DATED = frozenset({"jira", "gitlab"})
"""Forms for an import that asks how dates are written."""


def exported(
    document: Document,
    form: str,
    open_findings: int,
    *,
    ask: str,
    charts: Callable[[], list[str]],
) -> str:
    r"""Write a report in a form; a colleague's copy ends with what is asked of its reader.

    Parameters
    ----------
    document
        As `course.report.document.parse` gives it.
    form
        ``"page"``, ``"markdown"`` or ``"colleague"``; of its actions alone ``"csv"``, ``"jira"``,
        ``"gitlab"`` or ``"tasks"``.
    open_findings
        How many findings are open; every form that carries the whole report says so.
    ask
        What a colleague is asked.
    charts
        Draws what a page shows; called for a page alone.

    Returns
    -------
    str
        The file's text.

    Examples
    --------
    >>> from course.report.document import parse
    >>> asked = {"ask": "Is anything missing?", "charts": list}
    >>> exported(parse("## Summary\n\nTills stopped."), "colleague", 2, **asked).splitlines()[-1]
    '> Is anything missing?'
    """
    if form == "page":
        return as_page(document, open_findings, charts())
    if form in {"markdown", "colleague"}:
        asked = f"\n> {ask}\n" if form == "colleague" else ""
        return as_file(document, open_findings) + asked
    return str(getattr(actions, f"as_{form}")(contents(document)))


def drawn(incident: Incident) -> list[str]:
    """Give the charts that are kept or can be drawn: the edition in a browser draws none."""
    from course.charts import CHARTS

    shown_charts = []
    for make in CHARTS:
        with suppress(ImportError):
            shown_charts.append(make(incident).fragment.styled)
    return shown_charts
