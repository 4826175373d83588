"""The address that the course is served at."""

import argparse

import pytest

from course.server.address import is_loopback, port, tell


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
    tell({"Read": "http://one/", "Open": "http://two/"}, browser=True)
    assert opened == ["http://one/"]
    assert capsys.readouterr().out.splitlines()[:2] == ["Read:  http://one/", "Open:  http://two/"]
