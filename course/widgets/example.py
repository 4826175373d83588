"""What stands in the place of the desk for visitors: a sentence, and the example to look at."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from course.incident.loading import load_incident
from course.widgets.guess import Guess, Shows
from course.widgets.notice import Notice
from course.widgets.pane import shown_about


class Example(Notice):
    """The example that the desk begins with, without a form, a folder or a file."""

    def __init__(self, folder: str | Path | None = None) -> None:
        self._incident = load_incident(folder)
        super().__init__("desk")

    def show(self, make: Callable[..., Any], *settings: Any) -> Any:
        """Show something about the example, as the desk does."""
        return shown_about(self._incident, make, *settings)

    def guess(self, name: str, *shows: Shows) -> Guess:
        """Ask for a guess about the example, as the desk does."""
        return Guess(name, self._incident, *shows, is_beside=True)
