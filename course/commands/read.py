"""`course read`: the course as pages without code."""

import argparse
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path
from typing import NoReturn

from course.errors import CourseError
from course.notebooks import ROOT, notebooks

#: Where the pages are served unless another port is asked for.
PORT = 8866

#: Only this computer: the pages share one learner's answers.
HOST = "127.0.0.1"

#: Ports tried from the one asked for.
_NEARBY = 50


def add(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Register the command.

    Examples
    --------
    >>> parser = argparse.ArgumentParser()
    >>> add(parser.add_subparsers())
    >>> parser.parse_args(["read", "--no-browser"]).no_browser
    True
    """
    parser = subparsers.add_parser(
        "read",
        help="read the course as pages without code, also on a narrow screen",
        description="Serve the course as pages without code, with the same answers.",
        epilog="example:\n  course read --port 9000 --no-browser",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument(
        "--port", type=int, default=PORT, help=f"a free one near it if taken (default: {PORT})"
    )
    parser.add_argument("--no-browser", action="store_true", help="only say the address")
    parser.set_defaults(run=run)


def run(call: argparse.Namespace) -> int:
    """Serve the pages until interrupted; return the exit code."""
    port = free_port(call.port)
    signal.signal(signal.SIGTERM, _stop)
    # Voila's own browser opening shows a list of files, not the first page.
    with subprocess.Popen(command(ROOT / "notebooks", port)) as server:
        try:
            if _answers(server, port):
                _show(port, browser=not call.no_browser)
            return server.wait()
        except KeyboardInterrupt:
            return 0
        finally:
            server.terminate()


def command(folder: Path, port: int) -> list[str]:
    """Give the command line of the server for the notebooks of a folder.

    Examples
    --------
    >>> command(Path("notebooks"), 8866)[2:4]
    ['voila', 'notebooks']
    """
    return [
        sys.executable,
        "-m",
        "voila",
        str(folder),
        "--no-browser",
        f"--port={port}",
        f"--Voila.ip={HOST}",
    ]


def free_port(wanted: int) -> int:
    """Find a port on this computer, the one wanted or one of the next.

    Raises
    ------
    CourseError
        If none of them is free.

    Examples
    --------
    >>> free_port(8866) >= 8866
    True
    """
    for port in range(wanted, wanted + _NEARBY):
        with socket.socket() as probe:
            # As the server will do: a port in its last minute after use is free.
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind((HOST, port))
            except (OSError, OverflowError):
                continue
            return port
    raise CourseError(
        f"A free port was expected from {wanted} to {wanted + _NEARBY - 1}, and none was "
        "found. Give another --port."
    )


def _answers(server: "subprocess.Popen[bytes]", port: int) -> bool:
    """Wait until the server takes calls, or has ended."""
    while server.poll() is None:
        with socket.socket() as probe:
            if probe.connect_ex((HOST, port)) == 0:
                return True
        time.sleep(0.1)
    return False


def _show(port: int, *, browser: bool) -> None:
    import webbrowser

    address = f"http://{HOST}:{port}/voila/render/{notebooks()[0].filename}"
    sys.stdout.write(f"Read:  {address}\nStop:  Ctrl+C. Every answer is saved.\n")
    sys.stdout.flush()
    if browser:
        # Without a browser on the machine this does nothing, and the address stands above.
        webbrowser.open(address)


def _stop(_signal: int, _frame: object) -> NoReturn:
    raise KeyboardInterrupt
