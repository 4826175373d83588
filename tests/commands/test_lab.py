"""`course lab`: the server that it starts."""

import json
import signal
import socket
import urllib.request
from contextlib import closing
from urllib.parse import urlsplit

import psutil
import pytest

from course.cli import main
from course.content.notebooks import notebooks
from course.server.listening import LOOPBACK, free_port

pytestmark = pytest.mark.slow

FIRST = notebooks()[0].filename

#: Lets the server's first attempt to take its port fail, as if somebody had been faster.
OVERTAKEN = """
import errno
from tornado.httpserver import HTTPServer
listen, tries = HTTPServer.listen, []
def overtaken(self, port, *arguments, **named):
    tries.append(port)
    if len(tries) == 1:
        import socket
        HTTPServer.taken = socket.create_server(("127.0.0.1", port))
        raise OSError(errno.EADDRINUSE, "taken")
    return listen(self, port, *arguments, **named)
HTTPServer.listen = overtaken
"""


def token(address):
    return {"Authorization": f"token {urlsplit(address).query.partition('=')[2]}"}


def test_jupyterlab_opens_on_the_first_notebook(serve):
    """Its address is told, on the port that was asked for, and nobody gets in without it."""
    port = free_port(LOOPBACK, 0)
    lab = serve("lab", "--no-browser", "--port", str(port))
    address = lab.addresses["Open"]
    assert urlsplit(address).netloc == f"{LOOPBACK}:{port}"
    assert urlsplit(address).path == f"/lab/tree/notebooks/{FIRST}"
    status, page = lab.get(address)
    assert status == 200
    assert "jupyter-config-data" in page
    assert lab.get(address.partition("?")[0])[0] == 302
    assert lab.get(lab.addresses["Read"].partition("?")[0])[0] == 302
    assert lab.stop() == 0


def test_no_question_about_news(serve):
    """JupyterLab neither asks about news nor looks for them, and so for no host outside."""
    lab = serve("lab", "--no-browser", "--port", "0")
    address = urlsplit(lab.addresses["Open"])
    name = "@jupyterlab/apputils-extension:notification"
    settings = f"http://{address.netloc}/lab/api/settings/{name}"
    schema = json.loads(lab.get(settings, **token(lab.addresses["Open"]))[1])["schema"]
    assert schema["properties"]["fetchNews"]["default"] == "false"
    assert schema["properties"]["checkForUpdates"]["default"] is False


def test_a_port_that_is_taken_is_left_alone(serve):
    """A free port near it is told instead, and works."""
    with closing(socket.create_server(("127.0.0.1", 0))) as taken:
        port = taken.getsockname()[1]
        lab = serve("lab", "--no-browser", "--port", str(port))
        address = lab.addresses["Open"]
        assert urlsplit(address).port != port
        assert lab.get(address)[0] == 200


def test_a_port_that_somebody_takes_meanwhile_is_left_alone(serve):
    """Between the search for a port and its use another program may take it."""
    port = free_port(LOOPBACK, 0)
    lab = serve("lab", "--no-browser", "--port", str(port), before=OVERTAKEN)
    address = lab.addresses["Open"]
    assert urlsplit(address).port != port
    assert lab.get(address)[0] == 200


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_stopping_stops_its_kernels_too(serve, number):
    """One signal ends the server and every kernel, without a question, and with 0."""
    lab = serve("lab", "--no-browser", "--port", "0")
    # A page of reader mode starts a kernel and keeps it.
    assert lab.get(lab.addresses["Read"])[0] == 200
    kernels = lab.children()
    assert kernels
    assert lab.stop(number) == 0
    assert psutil.wait_procs(kernels, timeout=10)[1] == []


def test_stopping_does_not_wait_for_a_page_that_starts(serve):
    """With a page on its way the server ends all the same, and its kernels with it."""
    lab = serve("lab", "--no-browser", "--port", "0")
    with urllib.request.urlopen(lab.addresses["Read"], timeout=90) as page:
        assert b"<html" in page.read(100)
        kernels = lab.children()
        assert lab.stop() == 0
    assert psutil.wait_procs(kernels, timeout=10)[1] == []


def test_the_browser_is_shown_the_same_address(serve, tmp_path):
    """What opens by itself is the first of the addresses that are told."""
    seen = tmp_path / "seen"
    browser = tmp_path / "browser"
    browser.write_text(f'#!/bin/sh\necho "$1" > {seen}.new && mv {seen}.new {seen}\n')
    browser.chmod(0o755)
    lab = serve("lab", "--port", "0", BROWSER=str(browser))
    lab.get(lab.addresses["Open"])
    assert seen.read_text().strip() == lab.addresses["Open"]


def test_a_port_that_cannot_be_is_told(capsys):
    """The call was wrong: 2, with the range that is expected."""
    with pytest.raises(SystemExit) as end:
        main(["lab", "--port", "70000"])
    assert end.value.code == 2
    assert "65535" in capsys.readouterr().err
