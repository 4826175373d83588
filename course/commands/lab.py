"""`course lab`: the course in JupyterLab."""

import argparse
from pathlib import Path
from typing import NoReturn

from course.commands.parts import add_part
from course.server import listening

#: Where JupyterLab is served unless another port is asked for.
PORT = 8888


def add(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Register the command."""
    parser = add_part(
        subparsers,
        "lab",
        "open the course in JupyterLab, where its code can be read and changed",
        "course lab --port 9000 --no-browser",
        more="Open the course in JupyterLab; reader mode is one link away.",
    )
    add_serving(parser, PORT)
    parser.set_defaults(run=run)


def add_serving(part: argparse.ArgumentParser, port: int) -> None:
    """Add what every call that serves the notebooks takes."""
    part.add_argument(
        "--port",
        type=listening.port,
        default=port,
        help=f"a free one near it if taken (default: {port})",
    )
    part.add_argument(
        "--folder",
        type=Path,
        metavar="DIR",
        help="serve a copy of the notebooks there, never over a file "
        "(default: the notebooks of a checkout themselves, else a copy in ./blameless-course)",
    )
    part.add_argument("--no-browser", action="store_true", help="only say the address")


def run(call: argparse.Namespace) -> NoReturn:
    """Serve JupyterLab until interrupted; end with 0."""
    from course.server.jupyter import serve
    from course.server.own_copy import root_to_change

    root = root_to_change(call.folder)
    serve(call.port, "Open", browser=not call.no_browser, root=root)
