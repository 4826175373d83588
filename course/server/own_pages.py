"""Which open notebook is a page of the course, as it was installed: only such a one starts alone.

JupyterLab asks when a notebook is opened there. What it would run on its own has to be the course's
own code, in a folder where nothing stands that Python would import in its place.
"""

import json
from pathlib import Path
from typing import Any
from urllib.parse import unquote

from jupyter_server.base.handlers import APIHandler
from tornado import web
from tornado.web import Application

from course.content.notebooks import notebooks

_FOLDER = "notebooks"


def code_of(path: Path) -> list[str] | None:
    """Give the code cells of a page of the course, or ``None`` where anything in it differs.

    Examples
    --------
    >>> code_of(notebooks()[0].path)[0].splitlines()[1]
    'incident = None'
    >>> code_of(Path("elsewhere.ipynb"))
    """
    installed = next((known.path for known in notebooks() if known.filename == path.name), None)
    if installed is None or path.parent.name != _FOLDER or _may_shadow(path.parent):
        return None
    try:
        ours, theirs = _cells(installed), _cells(path)
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return None
    return ours if ours == theirs else None


def _may_shadow(folder: Path) -> bool:
    """Whether something in a folder could be imported, where only notebooks should be."""
    try:
        beside = [entry for entry in folder.iterdir() if not entry.name.startswith(".")]
        return any(map(_holds_code, beside))
    except OSError:
        return True


def _holds_code(entry: Path) -> bool:
    """Whether a file is code, or a folder holds some; one with an incident in it does not."""
    if entry.is_dir():
        return entry.is_symlink() or any(map(_holds_code, entry.iterdir()))
    return entry.suffix in {".py", ".pyc", ".so", ".pyd"}


def _cells(path: Path) -> list[str]:
    cells = json.loads(path.read_text("utf-8"))["cells"]
    return ["".join(cell["source"]) for cell in cells if cell["cell_type"] == "code"]


class OwnPage(APIHandler):  # type: ignore[misc]  # Jupyter's servers are not typed
    """Says whether a notebook is a page of the course, and its code if all is the course's."""

    @web.authenticated
    def get(self, path: str) -> None:
        """Answer with its code cells, or with none."""
        root = Path(self.settings["serverapp"].root_dir).resolve()
        asked = (root / unquote(path)).resolve()
        code = code_of(asked) if asked.is_relative_to(root) else None
        is_page = any(known.filename == asked.name for known in notebooks())
        self.finish(json.dumps({"code": code, "is_page": is_page}))


def tell_own_pages(application: Application, base: str) -> None:
    """Answer JupyterLab's question about a notebook that was opened there."""
    from jupyter_server.utils import url_path_join

    pattern = url_path_join(base, r"blameless-course/page/(.+)")
    rows: list[Any] = [(pattern, OwnPage)]
    application.add_handlers(".*$", rows)
