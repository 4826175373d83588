"""A control that says how far a long reading is, while its page waits."""

from contextlib import AbstractContextManager

import traitlets

from course.incident.how_far import telling
from course.widgets.control import Control


class TellsHowFar(Control):
    """A control of which some requests may take long."""

    #: How far it was when it was last told.
    how_far = traitlets.Unicode().tag(sync=True)

    def telling(self) -> AbstractContextManager[None]:
        """Tell the page how far what is done within this is."""
        return telling(lambda text: self.set_trait("how_far", text))
