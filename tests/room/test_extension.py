"""The room inside a real Jupyter server, behind a prefix."""

import json
import os
import socket
import subprocess
import sys
import time
from contextlib import closing
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from tornado.httpclient import HTTPClientError
from tornado.websocket import websocket_connect

from course.room.rooms import create_room, rooms_file
from course.room.store import Store

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parents[2]
BASE = "/user/x/"
TOKEN = "a-token-for-this-test-only"

#: A room that is older than rooms are kept.
FORGOTTEN = "01D000"

CLOSED = [
    "api/contents",
    "api/kernels",
    "api/sessions",
    "api/status",
    "api/terminals",
    "files/README.md",
    "lab",
    "tree",
    "metrics",
    "api/config/notebook",
]


@pytest.fixture(params=[True, False], ids=["default", "strict"])
def jupyter(
    request: pytest.FixtureRequest, tmp_path: Path, course_home: Path, wait_until_served: Any
):
    """Start a Jupyter server with the extension switched on by the file that ships with it."""
    with closing(socket.create_server(("127.0.0.1", 0))) as probe:
        port = probe.getsockname()[1]
    with closing(Store(rooms_file())) as store:
        store.create(FORGOTTEN, b"hash", "opening", 0.0)
    environment = {
        **os.environ,
        "JUPYTER_CONFIG_PATH": str(ROOT / "jupyter-config"),
        "JUPYTER_RUNTIME_DIR": str(tmp_path / "runtime"),
        "JUPYTER_CONFIG_DIR": str(tmp_path / "config"),
        "COURSE_HOME": str(course_home),
    }
    options = {
        "ip": "127.0.0.1",
        "port": port,
        "port_retries": 0,
        "base_url": BASE,
        "open_browser": False,
        "allow_root": True,
        "root_dir": tmp_path,
        "allow_unauthenticated_access": request.param,
        # As Binder sets it; the room must not take it as leave for other sites.
        "allow_origin": "*",
    }
    call = [sys.executable, "-m", "jupyter_server", f"--IdentityProvider.token={TOKEN}"]
    log = (tmp_path / "log").open("w")
    process = subprocess.Popen(
        [*call, *(f"--ServerApp.{name}={setting}" for name, setting in options.items())],
        env=environment,
        stderr=log,
    )
    wait_until_served(process, port, tmp_path / "log")
    yield f"http://127.0.0.1:{port}{BASE}"
    process.terminate()
    process.wait(timeout=20)
    log.close()
    assert "Traceback" not in (tmp_path / "log").read_text()


def call_room(*words: str) -> subprocess.CompletedProcess[str]:
    """Run `course room` in the home of the server, to its end."""
    return subprocess.run(
        [sys.executable, "-m", "course", "room", *words],
        check=False,
        capture_output=True,
        text=True,
        timeout=60,
        env={**os.environ, "COURSE_HOME": str(rooms_file().parent)},
    )


@pytest.mark.usefixtures("jupyter")
def test_server_clears_away_old_rooms_unasked():
    """A Jupyter server deletes rooms that are too old before anyone asks it for a room."""
    deadline = time.monotonic() + 30
    with closing(Store(rooms_file())) as store:
        while FORGOTTEN in store.codes():
            assert time.monotonic() < deadline
            time.sleep(0.1)


async def test_room_is_open_and_nothing_else(jupyter: str, new_visitor: Any):
    """Phones vote without the server's token; its own pages stay closed to them."""
    admission = create_room()
    phone = new_visitor(f"{jupyter}room/{admission.code}/")
    assert (await phone.get("")).code == 200
    await phone.join()
    lead = new_visitor(phone.room_url)
    assert (await lead.post("lead/enter", {"token": "wrong"})).code == 403
    assert (await lead.post("lead/enter", {"token": admission.facilitator_token})).code == 200
    line = await phone.listen()
    assert json.loads(await line.read_message())["phase"] == "lobby"
    await lead.step("open")
    assert json.loads(await line.read_message())["phase"] == "open"
    before = time.time()
    assert (await phone.vote("B")).code == 200
    assert (await lead.step())["results"]["rounds"][0]["counts"]["B"] == 1
    assert (await phone.get("lead/state")).code == 403

    room_url, phone.room_url = phone.room_url, jupyter
    for path in CLOSED:
        answer = await phone.get(path)
        sent_to_login = "/login" in answer.headers.get("Location", "")
        assert answer.code in (403, 404) or sent_to_login, (path, answer.code)
    with pytest.raises(HTTPClientError):
        await websocket_connect(
            jupyter.replace("http", "ws") + "api/events/subscribe",
        )

    phone.headers = {"Authorization": f"token {TOKEN}"}
    status = json.loads((await phone.get("api/status")).body)
    assert datetime.fromisoformat(status["last_activity"]).timestamp() >= before - 1
    phone.headers, phone.room_url = {}, room_url

    # The terminal is told who serves the room, and prints a link to lead it there.
    resumed = call_room("--host", "127.0.0.1", "--port", "0", "--resume", admission.code)
    assert resumed.returncode == 2
    assert "is served already" in resumed.stderr
    fresh = json.loads(call_room("--link", "--json").stdout)["lead"]
    address, _, token = fresh.partition("#")
    assert address.endswith(f"{BASE}room/{admission.code}/lead/")
    assert (await phone.fetch("", method="HEAD")).code == 200
    tablet = new_visitor(phone.room_url)
    assert (await tablet.post("lead/enter", {"token": token})).code == 200
    assert (await tablet.get("lead/state")).code == 200
    await tablet.leave()

    other_site = {"Origin": "http://other.example"}
    with pytest.raises(HTTPClientError, match="403"):
        await phone.listen("socket", **other_site)
    await phone.leave()
    await lead.leave()
