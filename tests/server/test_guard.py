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
from urllib.parse import urlsplit

import pytest

from course.content.notebooks import notebook, notebooks

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


class _Stay(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *_):
        return None


def led_to(address):
    """Where the server leads whoever opens an address; empty if it shows what is there."""
    try:
        urllib.request.build_opener(_Stay).open(address, timeout=30).close()
    except urllib.error.HTTPError as answer:
        return answer.headers.get("Location", "") if answer.code == 302 else ""
    return ""


def test_old_addresses_of_pages_find_the_page_of_today(jupyter, tmp_path):
    """In reader mode, JupyterLab and a launch link; somebody's own file stays where it is."""
    server, _ = jupyter
    today = notebook("a_strong_post_mortem").filename
    mine = tmp_path / "mine" / "06_a_strong_post_mortem.ipynb"
    mine.parent.mkdir()
    mine.write_text("{}")
    base = urlsplit(server).path
    for page in ("voila/render", "lab/tree", "lab/workspaces/auto-x/tree", "notebooks", "tree"):
        old = f"{page}/notebooks/06_a_strong_post_mortem.ipynb"
        new = f"{base}{page}/notebooks/{today}"
        assert led_to(f"{server}{old}?token={TOKEN}&a=%2f#b") == f"{new}?token={TOKEN}&a=%2f"
        assert led_to(server + old) == new
    for stays in (
        "voila/render/mine/06_a_strong_post_mortem.ipynb",
        "voila/render/my%2006_a_strong_post_mortem.ipynb",
        f"voila/render/notebooks/{today}",
        "voila/render/notebooks/06_a_stronger_post_mortem.ipynb",
        "api/contents/notebooks/06_a_strong_post_mortem.ipynb",
        "files/notebooks/06_a_strong_post_mortem.ipynb",
    ):
        assert not led_to(f"{server}{stays}?token={TOKEN}").endswith(".ipynb"), stays


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
    # Where a page could be, the course leads on; no other host is asked.
    with pytest.raises(urllib.error.HTTPError) as missing:
        urllib.request.urlopen(f"{server}voila/render/nothing.ipynb?token={TOKEN}", timeout=30)
    page = missing.value.read().decode()
    assert missing.value.code == 404
    assert "There is no such page" in page
    assert '<base href="/user/x/voila/render/">' in page
    assert page.count('<a href="') == len(notebooks())
    assert "://" not in page
