"""A place on the page for what is said about an incident, which may become another one."""

from collections.abc import Callable
from html import escape
from typing import TYPE_CHECKING, Any

import traitlets

from course.content import load
from course.incident.loading import Incident
from course.page.fragment import Fragment
from course.widgets.control import Control

if TYPE_CHECKING:
    from course.charts.figured import Figured


class Pane(Control, beside=__file__):
    """A table, a text or a chart about an incident.

    Examples
    --------
    >>> from course.incident.facts import show_facts
    >>> from course.incident.loading import load_incident
    >>> print(str(Pane(show_facts, load_incident())).splitlines()[0])
    The service (3)
    """

    #: Who it is about, where that is not plain.
    whose = traitlets.Unicode().tag(sync=True)
    html = traitlets.Unicode().tag(sync=True)
    #: What can be done where there is nothing to draw; the desk on the page hears of it.
    offer = traitlets.Unicode().tag(sync=True)

    def __init__(
        self, make: "Callable[[Incident], Fragment | Figured]", incident: Incident
    ) -> None:
        self._make = make
        super().__init__()
        self.about(incident)

    def about(self, incident: Incident) -> None:
        """Say the same about another incident."""
        made = self._make(incident)
        self._made = made
        with self.hold_sync():
            self.html = made.styled
            is_unknown = getattr(made, "unknown", "")
            self.offer = load("own_incident")["add_count"] if is_unknown else ""

    def readable(self) -> Fragment:
        """Write it, and whom it is about, for a page that has no kernel behind it."""
        text = "\n\n".join(filter(None, [self.whose, self._made.text]))
        return Fragment(labelled(self.whose, self.html), text)


def shown_about(incident: Incident, make: Callable[..., Any], *settings: Any) -> Any:
    """Make what shows something about an incident, as a widget that can turn to another one."""
    made = make(incident, *settings)
    is_still = isinstance(made, Fragment) or hasattr(made, "fragment")
    return Pane(make, incident) if is_still else made


def labelled(whose: str, html: str) -> str:
    """Put before a piece of a page whom it is about.

    Examples
    --------
    >>> labelled("About “Slow tills”.", "<p>…</p>")
    '<p><strong>About “Slow tills”.</strong></p><p>…</p>'
    """
    return f"<p><strong>{escape(whose)}</strong></p>{html}" if whose else html
