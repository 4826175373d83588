"""The address that the course is served at: how it is chosen, and how it is told."""

import argparse
import ipaddress
import sys
import webbrowser

#: This computer, for itself alone.
LOOPBACK = "127.0.0.1"

_PORTS = range(2**16)


def port(text: str) -> int:
    """Read a port from the command line.

    Raises
    ------
    ArgumentTypeError
        If it is no port.

    Examples
    --------
    >>> port("8866")
    8866
    """
    if not text.isdecimal() or int(text) not in _PORTS:
        raise argparse.ArgumentTypeError(
            f"expected a number from 0 (any free one) to {_PORTS[-1]}, found {text!r}"
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


def tell(addresses: dict[str, str], *, browser: bool) -> None:
    """Say where the course can be opened, and open the first of these addresses.

    Parameters
    ----------
    addresses
        By what each is for, such as ``"Read"``.
    browser
        Whether to open it. Without a browser on the machine nothing happens then.

    Examples
    --------
    >>> tell({"Read": "http://127.0.0.1:8866/"}, browser=False)
    Read:  http://127.0.0.1:8866/
    Stop:  Ctrl+C. Every answer is saved.
    """
    lines = {**addresses, "Stop": "Ctrl+C. Every answer is saved."}
    sys.stdout.writelines(f"{name}:  {what}\n" for name, what in lines.items())
    sys.stdout.flush()
    if browser:
        webbrowser.open(next(iter(addresses.values())))
