"""The address that the course is served at: how it is chosen, and how it is told."""

import argparse
import errno
import ipaddress
import socket
import sys
import webbrowser

from course.errors import CourseError

#: This computer, for itself alone.
LOOPBACK = "127.0.0.1"

_PORTS = range(2**16)

#: So many ports are tried when the wanted one is taken.
_NEAR = 50

#: Of a port that is worth repeating in a message, with zeros before it.
_LONGEST = 40


def port(text: str) -> int:
    """Read a port from the command line."""
    # Python reads no number of thousands of digits.
    if not text.isdecimal() or len(text) > _LONGEST or int(text) not in _PORTS:
        found = repr(text) if len(text) <= _LONGEST else f"{len(text):,} characters"
        raise argparse.ArgumentTypeError(
            f"expected a number from 0 (any free one) to {_PORTS[-1]}, found {found}"
        )
    return int(text)


def is_loopback(host: str) -> bool:
    """Tell whether only this computer reaches an address.

    Examples
    --------
    >>> is_loopback("127.0.0.1"), is_loopback("localhost"), is_loopback("0.0.0.0")
    (True, True, False)
    """
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def free_port(host: str, wanted: int) -> int:
    """Find a port that is free: the wanted one or one near it, any for 0."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    near = range(wanted, min(wanted + _NEAR, _PORTS.stop)) if wanted else [0]
    # After the last port come those before it.
    for number in (*near, *range(wanted - 1, max(wanted - _NEAR, 0), -1)):
        try:
            with socket.create_server((host, number), family=family) as probe:
                return int(probe.getsockname()[1])
        except OSError as error:
            if error.errno not in (errno.EADDRINUSE, errno.EACCES):
                raise CourseError(
                    f"Expected {host} to be an address of this computer: {error}. "
                    "Give another --host."
                ) from error
    raise CourseError(
        f"Expected port {wanted} or one near it to be free on {host}, and none is. "
        "Give another --port, or 0 for any."
    )


def announce(addresses: dict[str, str], *, browser: bool) -> None:
    """Say where the course can be opened, and open the first of these addresses.

    Examples
    --------
    >>> announce({"Read": "http://127.0.0.1:8866/"}, browser=False)
    Read:  http://127.0.0.1:8866/
    Stop:  Ctrl+C. Every answer is saved.
    """
    lines = {**addresses, "Stop": "Ctrl+C. Every answer is saved."}
    sys.stdout.writelines(f"{name}:  {what}\n" for name, what in lines.items())
    sys.stdout.flush()
    if browser:
        webbrowser.open(next(iter(addresses.values())))
