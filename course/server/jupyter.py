"""The server behind `course lab` and `course read`: JupyterLab and reader mode in one."""

import os
import secrets
import sys
import warnings
from collections.abc import Callable
from pathlib import Path
from typing import NoReturn

from jupyter_client.kernelspec import NATIVE_KERNEL_NAME
from jupyter_server.serverapp import ServerApp

from course.content.notebooks import notebooks
from course.server.guard import READY, keep_out_of_logs
from course.server.listening import LOOPBACK, announce, free_port
from course.server.shared_data import environment

#: What each of the two is told as, and where it shows a notebook.
_PAGES = {"Open": "lab/tree/notebooks/", "Read": "voila/render/notebooks/"}

_EXTENSIONS = {"jupyterlab": True, "voila.server_extension": True}


class CourseServer(ServerApp):  # type: ignore[misc]  # Jupyter's servers are not typed
    """A Jupyter server that says where it is as soon as it is there."""

    #: Called with the server's own address.
    on_ready: Callable[[str], None] = staticmethod(print)

    def start(self) -> None:
        """Serve, and let no secret get into the log."""
        keep_out_of_logs(self.identity_provider.token, self.log)
        super().start()

    def launch_browser(self) -> None:
        """Say so once the port is taken, which comes next."""
        self.io_loop.add_callback(lambda: self.on_ready(self.connection_url))

    def _bind_http_server_tcp(self) -> bool:
        """Take the port that was found free, or another if somebody was faster."""
        while not super()._bind_http_server_tcp():
            self._find_http_port()
            self.write_server_info_file()
        return True


def serve(port: int, first: str, *, browser: bool, root: Path, host: str = LOOPBACK) -> NoReturn:
    """Serve JupyterLab and reader mode on this computer until asked to stop, then end with 0.

    Parameters
    ----------
    port
        The one to listen on; where it is taken, the next free one is.
    first
        What opens first: ``"Read"``, reader mode, or ``"Open"``, JupyterLab.
    browser
        Whether a browser is opened on it.
    root
        The folder that is served, with ``notebooks/`` in it.
    host
        The address to listen at.
    """
    os.environ.update(environment())
    # It asks at its import for deprecations to be shown, and is loaded later in any case.
    import voila  # noqa: F401

    # What Jupyter's parts deprecate among themselves is no news for a learner.
    warnings.filterwarnings("ignore", category=DeprecationWarning)
    # Given here, it is neither logged nor in any list of processes.
    token = os.environ.get("JUPYTER_TOKEN") or secrets.token_hex(24)
    page = notebooks()[0].filename

    def ready(address: str) -> None:
        names = sorted(_PAGES, key=lambda name: name != first)
        if first == "Read":
            kernel = CourseServer.instance().web_app.settings[READY]
            kernel.prepare("notebooks", NATIVE_KERNEL_NAME)
        announce(
            {name: f"{address}{_PAGES[name]}{page}?token={token}" for name in names},
            browser=browser,
        )

    CourseServer.on_ready = staticmethod(ready)
    settings = {
        "Application.log_level": "ERROR",
        "IdentityProvider.token": token,
        # Without it, each kernel warns in the terminal that others could listen.
        "KernelManager.transport_encryption": "auto",
        "ServerApp.answer_yes": True,  # one Ctrl+C is enough
        "ServerApp.ip": host,
        "ServerApp.jpserver_extensions": _EXTENSIONS,
        "ServerApp.open_browser": True,
        "ServerApp.port": free_port(host, port),
        "ServerApp.root_dir": root,
        # Containers are often root, and Jupyter refuses to start there unasked.
        "ServerApp.allow_root": True,
        "ServerApp.default_url": f"/{_PAGES[first]}{page}",
    }
    CourseServer.launch_instance([f"--{name}={value}" for name, value in settings.items()])
    # Kernels are stopped and files closed. A page that was still starting leaves a thread that
    # waits for work for ever, and would keep the process with it.
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(0)
