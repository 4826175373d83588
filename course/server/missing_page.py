"""What reader mode shows where it has no page: a page of the course, which leads back into it."""

from pathlib import Path
from typing import Any

from tornado.web import Application

from course.content import load
from course.page.look import look_of_notebook
from course.progress.trail import Trail


def lead_back(application: Application, base: str, root: Path) -> None:
    """Tell what Voila's template for errors shows: the words, the notebooks and where they are.

    Examples
    --------
    >>> application = Application()
    >>> lead_back(application, "/user/x/", Path("nowhere"))
    >>> application.settings["jinja_template_vars"]["blameless"]["pages"]
    '/user/x/voila/render/'
    """
    folder = "notebooks/" if (root / "notebooks").is_dir() else ""
    words_and_steps: dict[str, Any] = {
        "look": look_of_notebook(),
        "pages": f"{base}voila/render/{folder}",
        "steps": Trail(here=None, answered=None).steps,
        "words": load("pages")["no_page"],
    }
    known = application.settings.get("jinja_template_vars", {})
    application.settings["jinja_template_vars"] = {**known, "blameless": words_and_steps}
