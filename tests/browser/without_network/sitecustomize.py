"""Takes the network away from the Python that loads it, where a test cannot take it from Linux."""

import errno
import os
import socket
import sys

HERE = {None, "", "0.0.0.0", "127.0.0.1", "::", "::1", "localhost", socket.gethostname()}


def refuse(event, arguments):
    """Let a process reach this computer and no other."""
    if event == "socket.connect":
        address = arguments[1]
        host = address[0] if isinstance(address, tuple) else None
    elif event == "socket.getaddrinfo":
        host = arguments[0]
    else:
        return
    if host not in HERE:
        raise OSError(errno.ENETUNREACH, os.strerror(errno.ENETUNREACH))


sys.addaudithook(refuse)
