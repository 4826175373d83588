"""With the network gone everything works."""

import os
import shutil
import subprocess
import sys
from functools import cache
from pathlib import Path

import pytest

from course.content.notebooks import ROOT, notebooks

pytestmark = [pytest.mark.deployment, pytest.mark.browser, pytest.mark.slow]

#: Runs a command where there is no network but loopback, which is down at first.
WITHOUT_NETWORK = """
import fcntl, os, socket, struct, sys
SIOCSIFFLAGS, IFF_UP = 0x8914, 1
with socket.socket() as one:
    fcntl.ioctl(one, SIOCSIFFLAGS, struct.pack("16sh", b"lo", IFF_UP))
os.execv(sys.executable, [sys.executable, *sys.argv[1:]])
"""

COURSE = "import sys; from course.cli import main; sys.exit(main(sys.argv[1:]))"

#: Starts a server, asks it for its pages to their ends, and stops it.
VISIT = """
import re, subprocess, sys, urllib.request
command, course = sys.argv[1:]
words = [sys.executable, "-c", course, command, "--no-browser", "--port", "0"]
with subprocess.Popen(words, stdout=subprocess.PIPE, text=True) as server:
    said = "".join(iter(server.stdout.readline, "Stop:  Ctrl+C. Every answer is saved.\\n"))
    addresses = dict(re.findall(r"^(\\w+):  (http\\S+)$", said, re.MULTILINE))
    for address in addresses.values():
        print(urllib.request.urlopen(address, timeout=120).read().decode())
    server.terminate()
sys.exit(server.returncode)
"""


@cache
def namespace():
    """Return the command after which there is no network; empty where Linux gives none."""
    unshare = shutil.which("unshare")
    if unshare is None:
        return []
    rights = [] if os.geteuid() == 0 else ["--map-root-user"]
    command = [unshare, *rights, "--net"]
    is_allowed = subprocess.run([*command, "true"], capture_output=True, check=False)
    return command if is_allowed.returncode == 0 else []


def offline(*words):
    """Run Python with these words where no other computer can be reached."""
    command, path = [sys.executable], [str(ROOT)]
    if namespace():
        command = [*namespace(), sys.executable, "-c", WITHOUT_NETWORK]
    else:
        # Then each Python process refuses by itself, kernels included.
        path.append(str(Path(__file__).with_name("without_network")))
    return subprocess.run(
        [*command, *map(str, words)],
        capture_output=True,
        text=True,
        cwd=ROOT,
        env=os.environ | {"PYTHONPATH": os.pathsep.join(path)},
        check=False,
    )


def test_there_is_no_network_where_it_was_taken_away():
    """What the other tests rely on: only this computer answers."""
    code = "import socket; socket.create_connection(('192.0.2.1', 80), timeout=5)"
    assert "Network is unreachable" in offline("-c", code).stderr


@pytest.mark.parametrize("command", ["lab", "read"])
def test_the_course_starts_and_shows_its_pages(command):
    """Without a network `course lab` and `course read` serve JupyterLab and reader mode."""
    done = offline("-c", VISIT, command, COURSE)
    assert done.returncode == 0, done.stderr
    assert "jupyter-config-data" in done.stdout
    assert f"Notebook 0: {notebooks()[0].title}" in done.stdout
    assert done.stdout.count("courseReader.place(") > 1


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    """Build the whole course without a network."""
    folder = tmp_path_factory.mktemp("built")
    done = offline("-c", COURSE, "build", "--out", folder, "--learner", "all-correct")
    assert done.returncode == 0, done.stderr
    return folder


def test_every_notebook_runs_and_its_page_opens(built, watched):
    """Without a network every notebook runs to its end; the pages need no server at all."""
    with watched() as page:
        for room in notebooks():
            page.goto((built / room.filename).with_suffix(".html").as_uri())
            page.get_by_role("heading", level=1, name=room.title).wait_for()
            page.wait_for_load_state("networkidle")
