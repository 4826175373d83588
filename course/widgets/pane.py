"""A place on the page for what is said about an incident, which may become another one."""

from collections.abc import Callable
from html import escape
from pathlib import Path
from typing import Any

import anywidget
import traitlets

from course.charts.chart import Chart
from course.incident.loading import Incident
from course.page.fragment import Fragment


class Pane(anywidget.AnyWidget):
    """A table, a text or a chart about an incident.

    Parameters
    ----------
    make
        What the notebook of the course's own case calls, such as `show_facts`.
    incident
        Which one it is about at first.

    Examples
    --------
    >>> from course.incident.facts import show_facts
    >>> from course.incident.loading import load_incident
    >>> print(str(Pane(show_facts, load_incident())).splitlines()[0])
    Organisation: Ōtautahi Health (given)
    """

    _esm = Path(__file__).with_suffix(".js")
    _css = """
    .course-pane { color: var(--jp-content-font-color1, #1f1f1f); line-height: 1.5;
      font-family: var(--jp-content-font-family, system-ui, sans-serif); }
    .course-pane .course-whose { font-weight: 600; }
    .course-pane .course-whose:empty { display: none; }
    .course-pane a { color: var(--jp-content-link-color, #1565c0); }
    """

    #: Who it is about, where that is not plain.
    whose = traitlets.Unicode().tag(sync=True)
    html = traitlets.Unicode().tag(sync=True)

    def __init__(self, make: Callable[[Incident], Fragment | Chart], incident: Incident) -> None:
        self._make = make
        self._text = ""
        super().__init__()
        self.about(incident)

    def about(self, incident: Incident) -> None:
        """Say the same about another incident."""
        made = self._make(incident)
        fragment = made.fragment if isinstance(made, Chart) else made
        self._text = fragment.text
        self.html = f"<style>{fragment.style}</style>{fragment.html}"

    def __repr__(self) -> str:
        return "\n\n".join(filter(None, [self.whose, self._text]))

    def _repr_mimebundle_(self, **named: Any) -> tuple[dict[str, Any], dict[str, Any]]:
        data, metadata = super()._repr_mimebundle_(**named)
        html = labelled(self.whose, self.html)
        return {**data, "text/plain": repr(self), "text/html": html}, metadata


def shown_about(incident: Incident, make: Callable[..., Any], *settings: Any) -> Any:
    """Make what shows something about an incident, as a widget that can turn to another one."""
    made = make(incident, *settings)
    return Pane(make, incident) if isinstance(made, Chart | Fragment) else made


def labelled(whose: str, html: str) -> str:
    """Put before a piece of a page whom it is about.

    Examples
    --------
    >>> labelled("About “Slow tills”.", "<p>…</p>")
    '<p><strong>About “Slow tills”.</strong></p><p>…</p>'
    """
    return f"<p><strong>{escape(whose)}</strong></p>{html}" if whose else html
