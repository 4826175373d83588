"""Old addresses of pages: a notebook that has moved in the course is found by its slug."""

import re
from pathlib import Path
from typing import Any
from urllib.parse import unquote

from tornado.httputil import HTTPServerRequest
from tornado.routing import Matcher, Rule
from tornado.web import Application, RequestHandler

from course.content.notebooks import notebook_named

#: Where a page is opened: reader mode, JupyterLab in any workspace, Notebook 7.
_PAGES = r"(?:voila/render|(?:lab|doc)(?:/workspaces/[^/]+)?/tree|notebooks|edit|tree)/"


class OldAddress(Matcher):
    """Addresses with a number that a notebook has no more, and no file of that name."""

    def __init__(self, base: str, root: Path) -> None:
        self._pattern = re.compile(
            rf"(?P<before>{re.escape(base)}{_PAGES}(?P<folder>(?:[^/]+/)*))(?P<name>[^/]+\.ipynb)"
        )
        self._root = root

    def match(self, request: HTTPServerRequest) -> dict[str, Any] | None:
        """Give the address of today, or ``None`` where there is nothing to say."""
        found = self._pattern.fullmatch(request.path)
        if not found or request.method not in {"GET", "HEAD"}:
            return None
        name = unquote(found["name"])
        today = notebook_named(name)
        if not today or len(name) != len(today.filename) or name == today.filename:
            return None
        if (self._root / unquote(found["folder"]) / name).exists():
            return None  # somebody's own file
        query = f"?{request.query}" if request.query else ""
        return {"target_kwargs": {"url": f"{found['before']}{today.filename}{query}"}}


class ToThePageOfToday(RequestHandler):
    """Lead to the page of today; not for ever, since it may move again."""

    def initialize(self, url: str) -> None:
        """Take the address."""
        self._url = url

    def get(self) -> None:
        """Lead there."""
        self.redirect(self._url)

    head = get


def find_old_addresses(application: Application, base: str, root: Path) -> None:
    """Let an old address of a page lead to the page of today.

    Examples
    --------
    >>> application = Application()
    >>> find_old_addresses(application, "/", Path("nowhere"))
    >>> application.default_router.rules[0].target.__name__
    'ToThePageOfToday'
    """
    router = application.default_router
    router.rules.insert(0, router.process_rule(Rule(OldAddress(base, root), ToThePageOfToday)))
