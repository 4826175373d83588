"""A real JupyterLab or reader mode on loopback, and a real Chromium before it."""

import os
import secrets
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from contextlib import contextmanager

import pytest

from course.notebooks import ROOT
from course.shared_data import environment as shared_data

#: As on Binder: a link that forgets it leads nowhere here.
PREFIX = "/user/x/"


@contextmanager
def serving(command, address, home, folder):
    log = (folder / "server.log").open("w")
    environment = (
        os.environ
        | shared_data()
        | {
            "COURSE_HOME": str(home),
            "JUPYTERLAB_SETTINGS_DIR": str(folder / "settings"),
            "JUPYTERLAB_WORKSPACES_DIR": str(folder / "workspaces"),
        }
    )
    server = subprocess.Popen(command, stdout=log, stderr=log, env=environment, cwd=ROOT)
    try:
        for _ in range(240):
            assert server.poll() is None, (folder / "server.log").read_text()
            try:
                urllib.request.urlopen(address, timeout=60).read(1)
                break
            except OSError:
                time.sleep(0.25)
        yield address
    finally:
        server.terminate()
        try:
            server.wait(20)
        except subprocess.TimeoutExpired:
            # Jupyter waits for ever when a page of reader mode was still starting.
            server.kill()
            server.wait()
        log.close()


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@pytest.fixture
def course_copy(tmp_path):
    """A copy of the notebooks, so that a browser cannot save into the checkout."""
    shutil.copytree(ROOT / "notebooks", tmp_path / "course" / "notebooks")
    return tmp_path / "course"


@pytest.fixture
def server(tmp_path, course_home, course_copy):
    """Start what `course lab` and `course read` serve, behind a path as on Binder."""
    port, token = free_port(), secrets.token_hex(8)
    command = [sys.executable, "-m", "jupyterlab", "--no-browser", "--allow-root"]
    command += [f"--port={port}", f"--IdentityProvider.token={token}"]
    command += [f"--ServerApp.root_dir={course_copy}", f"--ServerApp.base_url={PREFIX}"]
    command += ["--expose-app-in-browser"]
    base = f"http://127.0.0.1:{port}{PREFIX}"
    with serving(command, f"{base}api?token={token}", course_home, tmp_path):
        yield base, token


@pytest.fixture
def lab(server):
    """JupyterLab: what takes a notebook's file name to its address."""
    base, token = server
    return lambda name, form="lab": f"{base}{form}/tree/notebooks/{name}?token={token}"


@pytest.fixture
def reader(server):
    """Reader mode: what takes a notebook's file name to its address."""
    base, token = server
    return lambda name: f"{base}voila/render/notebooks/{name}?token={token}"
