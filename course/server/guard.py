"""What a server of the course refuses at its door, and what it keeps out of its log."""

import logging
from pathlib import Path
from typing import Any

from tornado.routing import PathMatches, Rule
from tornado.web import Application, ErrorHandler

from course.server.left_pages import end_left_pages
from course.server.missing_page import lead_back
from course.server.old_addresses import find_old_addresses
from course.server.own_pages import tell_own_pages
from course.server.ready_kernel import ReadyKernel

#: Among the settings of a server: its kernel that is ready.
READY = "course_ready_kernel"

#: Addresses under which reader mode can have nothing: with a control character, with a way up,
#: or without the name of a file. Voila answers them with a fault of its own.
_NOTHING_THERE = (
    r"(?i).*/voila/(?:"
    r".*%[01][0-9a-f].*"
    r"|(?:.*(?:/|%2f))?(?:\.|%2e){1,2}(?:(?:/|%2f).*)?"
    r"|templates(?:/(?![\w.-]+/static/[\w./@%-]*\w).*)?"
    r")"
)


def refuse_strange_paths(application: Application) -> None:
    """Answer 404 where no page can be, before anything looks for one.

    Examples
    --------
    >>> application = Application()
    >>> refuse_strange_paths(application)
    >>> application.default_router.rules[0].target.__name__
    'ErrorHandler'
    """
    rule = Rule(PathMatches(_NOTHING_THERE), ErrorHandler, {"status_code": 404})
    application.default_router.rules.insert(0, application.default_router.process_rule(rule))


def _jupyter_server_extension_points() -> list[dict[str, str]]:
    return [{"module": "course.server.guard"}]


def _load_jupyter_server_extension(server: Any) -> None:
    """Guard any Jupyter server with the course in it: on Binder and a hub it is not our own."""
    refuse_strange_paths(server.web_app)
    find_old_addresses(server.web_app, server.base_url, Path(server.root_dir))
    tell_own_pages(server.web_app, server.base_url)
    lead_back(server.web_app, server.base_url, Path(server.root_dir))
    # Behind a gateway kernels run on another computer.
    if not server.gateway_config.gateway_enabled:
        server.web_app.settings[READY] = ReadyKernel(server.kernel_manager)
        end_left_pages(server.kernel_manager)


class _Without(logging.Formatter):
    """What another formatter writes, tracebacks too, without a secret."""

    def __init__(self, secret: str, other: logging.Formatter | None) -> None:
        super().__init__()
        self._secret = secret
        self._other = other or logging.Formatter()

    def format(self, record: logging.LogRecord) -> str:
        return self._other.format(record).replace(self._secret, "[secret]")


def keep_out_of_logs(secret: str, *loggers: logging.Logger) -> None:
    """Let no logger of this process write a secret: neither these nor those without a handler.

    Examples
    --------
    >>> import sys
    >>> log = logging.Logger("here")
    >>> log.addHandler(logging.StreamHandler(sys.stdout))
    >>> keep_out_of_logs("abc", log)
    >>> log.error("404 /?token=abc")
    404 /?token=[secret]
    >>> keep_out_of_logs("", log)
    >>> log.error("as it is")
    as it is
    """
    if not secret:
        return  # a server that was set to need none
    if not logging.root.handlers:
        # Else Python writes what no handler takes, as it is.
        logging.basicConfig(format="%(message)s", level=logging.ERROR)
    handlers = {id(h): h for log in (logging.root, *loggers) for h in log.handlers}
    for handler in handlers.values():
        handler.setFormatter(_Without(secret, handler.formatter))
