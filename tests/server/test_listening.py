"""The address that the course is served at."""

import argparse
import socket

import pytest

from course.errors import CourseError
from course.server.listening import announce, free_port, is_loopback, port


@pytest.mark.parametrize("text", ["65536", "-1", "8e3", "", "²"])
def test_what_is_no_port_is_told(text):
    """A number that cannot be a port is refused with the range that is expected."""
    with pytest.raises(argparse.ArgumentTypeError, match="65535"):
        port(text)


@pytest.mark.parametrize(
    ("host", "alone"),
    [("127.0.0.5", True), ("::1", True), ("localhost", True), ("::", False), ("", False)],
)
def test_loopback(host, alone):
    """Only addresses that nobody else can reach count as this computer."""
    assert is_loopback(host) == alone


def test_the_first_address_is_opened(monkeypatch, capsys):
    """What is told first is what the browser shows."""
    opened = []
    monkeypatch.setattr("webbrowser.open", opened.append)
    announce({"Read": "http://one/", "Open": "http://two/"}, browser=True)
    assert opened == ["http://one/"]
    assert capsys.readouterr().out.splitlines()[:2] == ["Read:  http://one/", "Open:  http://two/"]


def test_after_the_last_port_come_those_before_it():
    """A port that is told can exist: none is told above the last."""
    with socket.create_server(("127.0.0.1", 65535)):
        assert free_port("127.0.0.1", 65535) < 65535


def test_a_port_that_is_taken_is_left_alone():
    """The next free one is found, and one that is free is taken as it is."""
    with socket.create_server(("127.0.0.1", 0)) as taken:
        number = taken.getsockname()[1]
        assert free_port("127.0.0.1", number) != number
    assert free_port("127.0.0.1", number) == number


@pytest.mark.parametrize("host", ["203.0.113.1", "nosuch.invalid"])
def test_an_address_that_this_computer_does_not_have_is_told(host):
    """It is the address that does not fit, and not the port."""
    with pytest.raises(CourseError, match=f"Expected {host} to be an address of this computer"):
        free_port(host, 0)
