"""Reader mode for visitors from other computers: pages behind a token, and no JupyterLab.

A visitor's browser can touch what the pages show. It cannot send code, as JupyterLab could.
"""

import os
import secrets
import socket
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

from voila.app import Voila

from course.content.notebooks import notebooks
from course.errors import CourseError
from course.room.server import own_address
from course.server.address import tell
from course.server.shared_data import environment

_SHARED = "Whoever has this address can read and answer, and all of them share one set of answers."


class SharedReader(Voila):  # type: ignore[misc]  # Voila is not typed
    """A Voila server that says where it is as soon as it is there."""

    #: Called with the port that was taken.
    on_ready: Callable[[int], None] = staticmethod(print)

    def launch_browser(self) -> None:
        """Say so instead: what Voila opens is a list of files."""
        self.on_ready(self.port)

    def random_ports(self, port: int, n: int) -> Iterator[int]:
        """Give the ports to try: for 0, free ones by their numbers, so that one can be told."""
        if port:
            yield from super().random_ports(port, n)
            return
        family = socket.AF_INET6 if ":" in self.ip else socket.AF_INET
        for _ in range(n):
            with socket.create_server((self.ip, 0), family=family) as probe:
                number = probe.getsockname()[1]
            yield number


def serve(port: int, host: str, *, browser: bool, root: Path) -> int:
    """Serve the pages to whoever has the token, until asked to stop; return the exit code.

    Parameters
    ----------
    port
        Wanted; a free one near it if it is taken.
    host
        The address to listen on.
    browser
        Whether to open the first page.
    root
        The folder with `notebooks/` that is served.

    Raises
    ------
    CourseError
        If this computer does not have that address.
    """
    os.environ.update(environment())
    # Given here, it is in no list of processes.
    token = secrets.token_urlsafe(24)
    everywhere = host in ("0.0.0.0", "::", "")  # noqa: S104 - compared, not bound
    name = own_address() if everywhere else host
    name = f"[{name}]" if ":" in name else name

    def ready(taken: int) -> None:
        page = f"http://{name}:{taken}/voila/render/{notebooks()[0].filename}?token={token}"
        sys.stdout.write(f"{_SHARED}\n")
        tell({"Read": page}, browser=browser)

    SharedReader.on_ready = staticmethod(ready)
    settings = {
        "Application.log_level": "ERROR",
        "Voila.ip": host,
        "Voila.open_browser": True,
        "Voila.port": port,
        "Voila.root_dir": root / "notebooks",
        "Voila.token": token,
        # The template says on every page what has just been said here.
        "VoilaConfiguration.resources": "shared=yes",
    }
    try:
        SharedReader.launch_instance([f"--{name}={value}" for name, value in settings.items()])
    except OSError as error:
        raise CourseError(
            f"Expected {host} to be an address of this computer: {error}. Give another --host."
        ) from error
    return 0
