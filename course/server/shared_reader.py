"""Reader mode for visitors from other computers: pages behind a token, and no JupyterLab.

A visitor opens the notebooks of the course, and their socket carries messages to the widgets on a
page and nothing else (`visitor_socket`). What those widgets would run, keep or call for whoever
types is refused in the kernel (`course.visitors`), unless the host asks for it.
"""

import os
import secrets
import sys
from collections.abc import Callable
from http.client import responses
from pathlib import Path
from typing import Any

from jupyter_client.kernelspec import NATIVE_KERNEL_NAME
from jupyter_server.base.handlers import FileFindHandler, JupyterHandler
from jupyter_server.services.kernels.handlers import KernelHandler
from jupyter_server.utils import url_path_join
from jupyterlab_server.themes_handler import ThemesHandler
from tornado.ioloop import IOLoop
from tornado.web import HTTPError, RequestHandler, authenticated
from voila.app import Voila
from voila.shutdown_kernel_handler import VoilaShutdownKernelHandler
from voila.static_file_handler import MultiStaticFileHandler, TemplateStaticFileHandler
from voila.tornado.handler import TornadoVoilaHandler
from voila.tornado.kernel_websocket_handler import VoilaKernelWebsocketHandler

from course import visitors
from course.content import load
from course.content.notebooks import notebooks
from course.room.server import own_address
from course.server.guard import keep_out_of_logs, refuse_strange_paths
from course.server.left_pages import end_left_pages
from course.server.listening import announce, free_port
from course.server.missing_page import lead_back
from course.server.old_addresses import find_old_addresses
from course.server.ready_kernel import ReadyKernel
from course.server.shared_data import environment


class PlainErrors(RequestHandler):
    """Says what is not there in a line: Jupyter's pages for that need files that are not here."""

    def write_error(self, status_code: int, **_: Any) -> None:
        """Write the number and its meaning, and nothing of what led to it."""
        self.set_header("Content-Type", "text/plain; charset=UTF-8")
        self.finish(f"{status_code}: {responses.get(status_code, 'Unknown')}\n")


class CoursePage(TornadoVoilaHandler):  # type: ignore[misc]  # Voila is not typed
    """A notebook of the course, and no other that lies in the same folder."""

    async def prepare(self) -> None:
        """Know the page by its name before anything is read or started."""
        await super().prepare()
        if self.path_args[:1] not in [[notebook.filename] for notebook in notebooks()]:
            raise HTTPError(404)


class PageCookie(JupyterHandler):  # type: ignore[misc]  # Jupyter's servers are not typed
    """The cookie with which a page ends its kernel when it is left; elsewhere a list brings it."""

    @authenticated
    def get(self) -> None:
        """Set it, and list nothing."""
        self.finish(b"" if self.xsrf_token else None)


# It cannot be ended here: a page does that itself.
class KernelState(KernelHandler):  # type: ignore[misc]  # Jupyter's servers are not typed
    """Whether the kernel of a page is there."""

    SUPPORTED_METHODS = ("GET", "OPTIONS")


#: What a visitor's browser asks for besides pages. Whatever else Voila serves is left out: lists
#: and contents of files.
_SERVED = {
    KernelHandler: KernelState,
    VoilaKernelWebsocketHandler: VoilaKernelWebsocketHandler,
    TemplateStaticFileHandler: TemplateStaticFileHandler,
    MultiStaticFileHandler: MultiStaticFileHandler,
    ThemesHandler: ThemesHandler,
    VoilaShutdownKernelHandler: VoilaShutdownKernelHandler,
    FileFindHandler: FileFindHandler,
    TornadoVoilaHandler: CoursePage,
}


def _plain(handler: type[RequestHandler]) -> type[RequestHandler]:
    return type(handler.__name__, (PlainErrors, handler), {})


class SharedReader(Voila):  # type: ignore[misc]  # Voila is not typed
    """A Voila server that says where it is as soon as it is there."""

    #: Called with the port that was taken.
    on_ready: Callable[[int], None] = staticmethod(print)

    def init_handlers(self) -> list[tuple[Any, ...]]:
        """Serve the pages of the course and what they are made of."""
        login = self.identity_provider.get_handlers()
        return [
            (url_path_join(self.server_url, "/voila/tree"), _plain(PageCookie)),
            *(
                (pattern, _plain(_SERVED.get(handler, handler)), *settings)
                for pattern, handler, *settings in super().init_handlers()
                if handler in _SERVED or (pattern, handler) in login
            ),
        ]

    def listen(self) -> None:
        """Serve: no secret gets into the log, and no strange address to a page."""
        refuse_strange_paths(self.app)
        find_old_addresses(self.app, self.server_url, Path(self.root_dir))
        lead_back(self.app, self.server_url, Path(self.root_dir))
        keep_out_of_logs(self.token, self.log)
        ready = ReadyKernel(self.kernel_manager)
        end_left_pages(self.kernel_manager)
        IOLoop.current().add_callback(ready.prepare, "", NATIVE_KERNEL_NAME)
        super().listen()

    def launch_browser(self) -> None:
        """Say so instead: what Voila opens is a list of files."""
        self.on_ready(self.port)


def serve(port: int, host: str, *, browser: bool, root: Path, may: visitors.May = "read") -> int:
    """Serve the pages to whoever has the token, until asked to stop; return the exit code."""
    os.environ.update(environment())
    visitors.announce(may)
    texts = load("visitors")["host"]
    # Given here, it is in no list of processes.
    token = secrets.token_urlsafe(24)
    everywhere = host in ("0.0.0.0", "::", "")  # noqa: S104 - compared, not bound
    name = own_address() if everywhere else host
    name = f"[{name}]" if ":" in name else name

    def ready(taken: int) -> None:
        page = f"http://{name}:{taken}/voila/render/{notebooks()[0].filename}?token={token}"
        lines = [texts["answers"], texts["limited" if visitors.only_read() else "run"]]
        sys.stdout.write("".join(f"{line}\n" for line in lines))
        announce({"Read": page}, browser=browser)

    SharedReader.on_ready = staticmethod(ready)
    settings = {
        "Application.log_level": "ERROR",
        "Voila.ip": host,
        "Voila.open_browser": True,
        "Voila.port": free_port(host, port),
        "Voila.root_dir": root / "notebooks",
        "Voila.kernel_websocket_connection_class": "course.server.visitor_socket.VisitorConnection",
        "Voila.token": token,
        # What stands in an address is no setting.
        "VoilaConfiguration.allow_template_override": "NO",
        "VoilaConfiguration.allow_theme_override": "NO",
        # Without it, each kernel warns in the terminal that others could listen.
        "KernelManager.transport_encryption": "auto",
        "MappingKernelManager.allow_tracebacks": False,
    }
    SharedReader.launch_instance([f"--{name}={value}" for name, value in settings.items()])
    return 0
