"""What is refused at the door of a Jupyter server that is not of the course's making."""

import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from contextlib import closing
from pathlib import Path

import pytest

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parents[2]
TOKEN = "a-token-for-this-test-only"


@pytest.fixture
def jupyter(tmp_path, course_home):
    """Start a Jupyter server as Binder and a hub do: with what the wheel installs beside it."""
    with closing(socket.create_server(("127.0.0.1", 0))) as probe:
        port = probe.getsockname()[1]
    log = tmp_path / "log"
    environment = {
        **os.environ,
        "JUPYTER_CONFIG_PATH": str(ROOT / "jupyter-config"),
        "JUPYTER_PATH": str(ROOT / "jupyter-share"),
        "JUPYTER_RUNTIME_DIR": str(tmp_path / "runtime"),
        "JUPYTER_CONFIG_DIR": str(tmp_path / "config"),
        "COURSE_HOME": str(course_home),
    }
    options = {
        "IdentityProvider.token": TOKEN,
        "ServerApp.port": port,
        "ServerApp.port_retries": 0,
        "ServerApp.base_url": "/user/x/",
        "ServerApp.open_browser": False,
        "ServerApp.allow_root": True,
        "ServerApp.root_dir": tmp_path,
        "ServerApp.jpserver_extensions": {"voila.server_extension": True},
    }
    with log.open("w") as out:
        process = subprocess.Popen(
            [sys.executable, "-m", "jupyter_server", *(f"--{k}={v}" for k, v in options.items())],
            env=environment,
            stderr=out,
        )
        deadline = time.monotonic() + 90
        while True:
            try:
                socket.create_connection(("127.0.0.1", port), timeout=1).close()
                break
            except OSError:
                assert process.poll() is None, log.read_text()
                assert time.monotonic() < deadline, log.read_text()
                time.sleep(0.1)
        yield f"http://127.0.0.1:{port}/user/x/", log
        process.terminate()
        process.wait(timeout=30)


def status(address):
    try:
        with urllib.request.urlopen(f"{address}?token={TOKEN}", timeout=30) as answer:
            return answer.status
    except urllib.error.HTTPError as error:
        return error.code


def test_strange_addresses_of_reader_mode_are_not_found(jupyter):
    """On Binder and a hub as well they are answered with 404, and no fault stands in the log."""
    server, log = jupyter
    for path in (
        "voila/templates/blameless/static/..%2f",
        "voila/templates/blameless/static/%00",
        "voila/templates/..%2f/static/x",
        "voila/templates",
        "voila/render/%0d%0ax",
    ):
        assert status(server + path) == 404, path
    assert status(server + "voila/templates/lab/static/voila.js") == 200
    assert "Traceback" not in log.read_text()
