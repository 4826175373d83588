"""What a page of reader mode is told about the course: where it stands, and the ways on."""

from pathlib import PurePosixPath
from typing import Any
from urllib.parse import quote

from course.content import load
from course.content.notebooks import Notebook, notebook_named
from course.page.look import look_of_notebook
from course.progress.trail import trail
from course.server.written_rows import written_rows
from course.visitors import on_every_page


def page_in_course(
    page_config: dict[str, Any],
    *,
    base_url: str,
    settings: dict[str, Any],
    notebook_path: str,
    **_: object,
) -> dict[str, Any]:
    """Add to what Voila tells its template what the page shows before any kernel has started.

    Examples
    --------
    >>> page = {"base_url": "/user/x/", "settings": {}}
    >>> words = page_in_course({}, notebook_path="notebooks/00_start_here.ipynb", **page)
    >>> words["course"]["after"]
    {'title': 'What happened', 'href': '01_what_happened.ipynb'}
    """
    here = notebook_named(PurePosixPath(notebook_path).name)
    way = trail(here)
    then = way.once_answered()
    lab = f"{base_url}lab/tree/{quote(notebook_path.lstrip('/'))}" if _has_lab(settings) else ""
    return {
        **page_config,
        # Without an address Voila takes the MathJax that it brings, and asks no host outside.
        "fullMathjaxUrl": None,
        "mathjaxConfig": None,
        "course": {
            "here": f"{here.number}: {here.title}" if here else "",
            "steps": way.steps,
            "standing": way.standing,
            "is_open": way.is_open,
            # As they stand in a cell that asks for one.
            "guessed": [f'"{name}"' for name in sorted(way.guessed)],
            "written": written_rows(way),
            "notice": way.notice,
            "answered": {"steps": then.steps, "standing": then.standing} if then != way else None,
            "before": _link(way.before),
            "after": _link(way.after),
            "shared": on_every_page(),
            "lab": lab,
            "words": load("pages")["reader"],
            "look": look_of_notebook(),
        },
    }


def _link(notebook: Notebook | None) -> dict[str, str] | None:
    return {"title": notebook.title, "href": notebook.filename} if notebook else None


def _has_lab(settings: dict[str, Any]) -> bool:
    """Tell whether JupyterLab runs in the same server."""
    server = settings.get("serverapp")
    lab = server and server.extension_manager.extensions.get("jupyterlab")
    return bool(lab and lab.enabled)
