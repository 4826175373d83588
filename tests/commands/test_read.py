"""`course read`: pages on this computer, and pages for others."""

import re
import socket
from urllib.parse import urljoin, urlsplit

import psutil
import pytest

from course.content.notebooks import notebooks
from course.progress.answers import progress

pytestmark = pytest.mark.slow

ROOMS = notebooks()
SHARED = "Everybody who reads here shares one set of answers"


def with_token(address, page):
    """Give another page on the same server, with the token that opens it."""
    return f"{urljoin(address, page)}?{urlsplit(address).query}"


def test_every_link_between_pages_works(serve):
    """From the first page all others are reached, each saying where it stands."""
    read = serve("read", "--no-browser", "--port", "0")
    address = read.addresses["Read"]
    assert next(iter(read.addresses)) == "Read"
    assert urlsplit(address).path == f"/voila/render/notebooks/{ROOMS[0].filename}"
    status, page = read.get(address)
    assert status == 200
    assert SHARED not in page
    links = set(re.findall(r'href="([\w./]+\.ipynb)"', page))
    assert {room.filename for room in ROOMS[1:]} <= links
    for room in ROOMS[1:3]:
        status, page = read.get(with_token(address, room.filename))
        assert status == 200
        assert f"Notebook {room.number}: {room.title}" in page
        assert "parts have run" in page
    lab = re.search(r'href="(/lab/tree/[^"]+)"', page)[1]
    assert read.get(with_token(address, lab))[0] == 200
    assert read.stop() == 0


def test_a_page_knows_what_is_answered(serve):
    """What was answered elsewhere is counted before any kernel has run."""
    progress().record("opening", "A")
    read = serve("read", "--no-browser", "--port", "0")
    assert "You have answered 1 of 4 decisions." in read.get(read.addresses["Read"])[1]


def test_visitors_get_pages_with_the_token_alone_and_are_told_that_they_share(share):
    """Beyond this computer the token opens pages, which say so, and no JupyterLab or file."""
    shared = share()
    assert "share one set of answers" in shared.said
    address = shared.addresses["Read"]
    for path in ("/lab", "/tree", "/api/contents", "/api/terminals", "/files/a"):
        assert shared.get(with_token(address, path))[0] == 404, path
    status, page = shared.get(address)
    assert status == 200
    assert SHARED in page
    assert "/lab/tree/" not in page
    for visitor in (address.partition("?")[0], f"{address}x"):
        status, page = shared.get(visitor)
        assert status in (302, 403)
        assert SHARED not in page
    kernels = shared.children()
    assert kernels
    assert shared.stop() == 0, shared.errors
    assert psutil.wait_procs(kernels, timeout=10)[1] == []


def test_an_address_of_another_computer_is_told(serve):
    """Nothing is served where this computer is not: 2, and what to do."""
    # A documentation address, which no computer has.
    read = serve("read", "--no-browser", "--host", "203.0.113.1")
    assert read.process.wait() == 2
    assert "Give another --host" in read.errors
    assert read.said == ""


@pytest.mark.deployment
@pytest.mark.parametrize("host", ["127.0.0.2", "::1"])
def test_the_address_that_is_asked_for_is_served(serve, host):
    """Each of this computer's addresses for itself is obeyed; no other one answers."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        socket.create_server((host, 0), family=family).close()
    except OSError as error:
        pytest.skip(f"this computer has no {host}: {error}")
    read = serve("read", "--no-browser", "--port", "0", "--host", host)
    told = urlsplit(read.addresses["Read"])
    assert told.hostname == host
    assert read.get(read.addresses["Read"])[0] == 200
    with pytest.raises(ConnectionRefusedError):
        socket.create_connection(("127.0.0.1", told.port), timeout=10).close()


STRANGE = [
    "voila/templates/blameless/static/..%2f",
    "voila/templates/blameless/static/%00",
    "voila/templates/blameless/static/",
    "voila/templates/blameless//x",
    "voila/templates/./static/x",
    "voila/templates/%2e%2e/static/x",
    "voila/templates/..%2f/static/x",
    "voila/templates/lab/static/..%2F..%2f",
    "voila/templates",
    "voila/render/%00",
    "voila/render/%0d%0ax",
    "voila/render/nosuch.ipynb",
    "nowhere",
]


@pytest.mark.parametrize("host", ["127.0.0.1", "0.0.0.0"])
def test_a_strange_address_is_not_found_and_no_token_is_logged(serve, host):
    """Where no page can be the answer is 404, and stderr holds no secret and no traceback."""
    read = serve("read", "--no-browser", "--port", "0", "--host", host)
    told = urlsplit(read.addresses["Read"])
    token = told.query.partition("=")[2]
    for path in STRANGE:
        address = f"http://{told.netloc}/{path}?{told.query}"
        assert read.get(address, Referer=read.addresses["Read"])[0] == 404, path
    page = read.get(read.addresses["Read"])[1]
    for found in set(re.findall(r'(?:src|href)="(/voila/[^"]+)"', page)):
        assert read.get(with_token(read.addresses["Read"], found))[0] == 200, found
    assert token not in read.errors
    assert "Traceback" not in read.errors


#: Lets a handler fail with its own address in the text, as any fault of a page may.
FAILS = """
from voila.handler import VoilaHandler
def fails(self, path=None):
    raise RuntimeError(self.request.uri)
VoilaHandler.get_generator = fails
"""


@pytest.mark.parametrize("host", ["127.0.0.1", "0.0.0.0"])
def test_a_fault_is_logged_without_the_token(serve, host):
    """What failed stands on stderr, for whoever mends it; the token does not."""
    read = serve("read", "--no-browser", "--port", "0", "--host", host, before=FAILS)
    token = urlsplit(read.addresses["Read"]).query.partition("=")[2]
    assert read.get(read.addresses["Read"], Referer=read.addresses["Read"])[0] == 500
    assert "RuntimeError" in read.errors
    assert token not in read.errors
