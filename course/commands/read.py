"""`course read`: the course as pages without code."""

import argparse

from course import address

#: Where the pages are served unless another port is asked for.
PORT = 8866

_EXAMPLE = """\
example:
  course read --port 9000 --no-browser
  course read --host 0.0.0.0     for others in this network too
"""


def add(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Register the command.

    Examples
    --------
    >>> parser = argparse.ArgumentParser()
    >>> add(parser.add_subparsers())
    >>> parser.parse_args(["read", "--no-browser"]).host
    '127.0.0.1'
    """
    parser = subparsers.add_parser(
        "read",
        help="read the course as pages without code, also on a narrow screen",
        description="Serve the course as pages without code, with the same answers.",
        epilog=_EXAMPLE,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument(
        "--port",
        type=address.port,
        default=PORT,
        help=f"a free one near it if taken (default: {PORT})",
    )
    parser.add_argument(
        "--host",
        default=address.LOOPBACK,
        help="the address to serve on (default: only this computer); on any other, visitors "
        "need the token in the address that is told, and share one set of answers",
    )
    parser.add_argument("--no-browser", action="store_true", help="only say the address")
    parser.set_defaults(run=run)


def run(call: argparse.Namespace) -> int:
    """Serve the pages until interrupted; return the exit code."""
    if address.is_loopback(call.host):
        from course.server import serve

        serve(call.port, "Read", browser=not call.no_browser)
    from course.shared_reader import serve as serve_others

    return serve_others(call.port, call.host, browser=not call.no_browser)
