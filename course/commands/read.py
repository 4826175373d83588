"""`course read`: the course as pages without code."""

import argparse

from course.commands.lab import add_serving
from course.commands.parts import add_part
from course.errors import CourseError
from course.server import listening
from course.visitors import RUN_FLAG

#: Where the pages are served unless another port is asked for.
PORT = 8866

_EXAMPLES = (
    "course read --port 9000 --no-browser",
    "course read --host 0.0.0.0     for others in this network too",
)


def add(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Register the command."""
    parser = add_part(
        subparsers,
        "read",
        "read the course as pages without code, also on a narrow screen",
        *_EXAMPLES,
        more="Serve the course as pages without code, with the same answers.",
    )
    add_serving(parser, PORT)
    parser.add_argument(
        "--host",
        default=listening.LOOPBACK,
        help="the address to serve on (default: only this computer); on any other, visitors "
        "need the token in the address that is told, share one set of answers, and can neither "
        "run programs nor keep what they type",
    )
    parser.add_argument(
        RUN_FLAG,
        dest="may",
        action="store_const",
        const="run",
        default="read",
        help="with --host: give visitors the editor of the coverage lab, the desk for an incident "
        "and all else that is here on this computer. This means that everyone who has the link "
        "can run any program as you on this computer, and read and change your files",
    )
    parser.set_defaults(run=run)


def run(call: argparse.Namespace) -> int:
    """Serve the pages until interrupted; return the exit code."""
    from course.server.own_copy import root_to_change

    if listening.is_loopback(call.host):
        if call.may != "read":
            raise CourseError(
                f"{RUN_FLAG} is about visitors from other computers, and {call.host} serves this "
                "computer alone, where everything runs anyway. Give --host as well, or leave "
                "the flag out."
            )
        from course.server.jupyter import serve

        # JupyterLab is one link away, and what is changed there is the reader's own.
        root = root_to_change(call.folder)
        serve(call.port, "Read", browser=not call.no_browser, root=root, host=call.host)
    from course.content.notebooks import ROOT
    from course.server.shared_reader import serve as serve_others

    # Nobody changes anything there, so the course itself is shown.
    root = root_to_change(call.folder) if call.folder else ROOT
    return serve_others(call.port, call.host, browser=not call.no_browser, root=root, may=call.may)
