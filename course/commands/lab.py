"""`course lab`: the course in JupyterLab."""

import argparse
import os
import subprocess
import sys
from pathlib import Path

from course.notebooks import ROOT, notebooks

#: Where JupyterLab is served unless another port is asked for.
PORT = 8888

#: Settings that ship with the course. They keep JupyterLab from asking about news, and
#: with it from looking for a host outside.
SETTINGS = Path(__file__).resolve().parent.parent / "jupyterlab_settings"


def add(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Register the command.

    Examples
    --------
    >>> parser = argparse.ArgumentParser()
    >>> add(parser.add_subparsers())
    >>> parser.parse_args(["lab", "--port", "9000"]).port
    9000
    """
    parser = subparsers.add_parser(
        "lab",
        help="open the course in JupyterLab, where its code can be read and changed",
        description="Open the course in JupyterLab.",
        epilog="example:\n  course lab --port 9000 --no-browser",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument(
        "--port", type=int, default=PORT, help=f"a free one near it if taken (default: {PORT})"
    )
    parser.add_argument("--no-browser", action="store_true", help="only say the address")
    parser.set_defaults(run=run)


def run(call: argparse.Namespace) -> int:
    """Become a JupyterLab server that runs until interrupted; return its exit code."""
    words = command(call.port, browser=not call.no_browser)
    if os.name == "posix":
        sys.stdout.flush()
        # The server takes the place of this process, so that signals reach it.
        os.execv(words[0], words)  # noqa: S606 - a fixed program without a shell
    return subprocess.call(words)


def command(port: int, *, browser: bool) -> list[str]:
    """Give the command line of the JupyterLab server.

    Examples
    --------
    >>> "--ServerApp.port=9000" in command(9000, browser=False)
    True
    """
    words = [
        sys.executable,
        "-m",
        "jupyterlab",
        f"--ServerApp.root_dir={ROOT}",
        f"--ServerApp.port={port}",
        f"--LabApp.app_settings_dir={SETTINGS}",
        f"--LabApp.default_url=/lab/tree/notebooks/{notebooks()[0].filename}",
    ]
    if not browser:
        words.append("--no-browser")
    if hasattr(os, "geteuid") and os.geteuid() == 0:
        # Containers are often root, and JupyterLab refuses to start there unasked.
        words.append("--allow-root")
    return words
