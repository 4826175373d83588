"""A room has one server, and the facilitator's link works once."""

import asyncio
import json
import os
import signal
import subprocess
import sys
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from course.room.errors import ServedElsewhereError, UnknownRoomError
from course.room.rooms import Rooms, create_room, invite_facilitator, resume_room
from course.room.serving import Serving, served
from course.room.store import Store


def call(home: Path, *words: str) -> subprocess.CompletedProcess[str]:
    """Run `course room` to its end."""
    return subprocess.run(
        [sys.executable, "-m", "course", "room", *words],
        env={**os.environ, "COURSE_HOME": str(home)},
        check=False,
        capture_output=True,
        text=True,
        timeout=60,
    )


async def test_resuming_beside_the_first_server_is_told(room_process: Any, new_visitor: Any):
    """`--resume` of a room that is served ends with 2, says where it is, and changes nothing."""
    links = room_process.start()
    lead = new_visitor(links["join"])
    lead.link_token = links["lead"].partition("#")[2]
    await lead.step("open")
    words = ("--host", "127.0.0.1", "--port", "0", "--resume", links["code"])
    told = await asyncio.to_thread(call, room_process.home, *words)
    assert told.returncode == 2
    assert told.stdout == ""
    assert f"Room {links['code']} is served already" in told.stderr
    assert links["lead"].partition("#")[0] in told.stderr
    assert (await lead.step("close"))["phase"] == "closed"
    await lead.leave()


async def test_room_opens_again_after_its_server_was_killed(room_process: Any, new_visitor: Any):
    """A lock dies with its process, and whoever led the room before leads it no longer."""
    links = room_process.start()
    lead = new_visitor(links["join"])
    lead.link_token = links["lead"].partition("#")[2]
    await lead.step()
    room_process.stop(signal.SIGKILL)
    again = room_process.start()
    assert (await lead.get("lead/state")).code == 403
    lead.link_token = again["lead"].partition("#")[2]
    assert (await lead.step("open"))["phase"] == "open"
    await lead.leave()


def test_new_room_beside_another_says_so(room_process: Any):
    """A second server of this home serves its own room, and says that there is another."""
    first = room_process.start()
    second = subprocess.Popen(
        [sys.executable, "-m", "course", "room", "--host", "127.0.0.1", "--port", "0", "--json"],
        env={**os.environ, "COURSE_HOME": str(room_process.home)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert second.stdout is not None
    code = json.loads(second.stdout.readline())["code"]
    second.terminate()
    _, told = second.communicate(timeout=20)
    assert code != first["code"]
    assert f"Room {first['code']} is served from this home as well" in told


async def test_other_server_does_not_answer_for_a_room(open_site: Any):
    """What reaches the wrong server is refused there, and the right one goes on."""
    async with open_site() as site, open_site() as other:
        one, stray = site.visitor(), other.visitor()
        await one.join()
        stray.room_url = f"{other.url}{site.admission.code}/"
        answer = await stray.post("join")
        assert answer.code == 503
        said = json.loads(answer.body)["error"]
        assert "open at another address" in said
        assert "process" not in said
        assert (await one.get("state")).code == 200


async def test_room_is_free_when_its_server_has_ended(tmp_path: Path):
    """After a server has closed, another serves its room."""
    path = tmp_path / "room.sqlite"
    code = create_room(path).code
    first, second = Rooms(path), Rooms(path)
    await first.find(code)
    with pytest.raises(ServedElsewhereError):
        await second.find(code)
    with pytest.raises(ServedElsewhereError):
        resume_room(code, path)
    assert [one.code for one in served(path)] == [code]
    first.close()
    assert served(path) == ()
    assert (await second.find(code)).code == code
    second.close()


async def test_deleted_room_leaves_no_lock_behind(open_site: Any):
    """With a room its lock goes as well."""
    async with open_site() as site:
        lead = site.facilitator()
        await lead.post("lead/delete", {"delete": site.admission.code})
        assert list((site.rooms._path.parent / "served").iterdir()) == []


async def test_lock_of_a_room_that_is_gone_is_swept_away(tmp_path: Path):
    """What a server that was killed left behind goes with its room."""
    path = tmp_path / "room.sqlite"
    gone, kept = create_room(path).code, create_room(path).code
    for code in (gone, kept):
        Serving(path, code)._held.close()  # as a process that is killed lets go
    with closing(Store(path)) as store:
        store.delete(gone)
    rooms = Rooms(path)
    await rooms.begin()
    rooms.close()
    assert [lock.stem for lock in (tmp_path / "served").glob("*.lock")] == [kept]


def test_damaged_note_is_left_out(tmp_path: Path):
    """A note that cannot be read says nothing; the lock counts."""
    serving = Serving(tmp_path / "room.sqlite", "07KX21")
    next((tmp_path / "served").glob("*.json")).write_text("[")
    assert [one.code for one in served(tmp_path / "room.sqlite")] == ["07KX21"]
    with pytest.raises(ServedElsewhereError):
        Serving(tmp_path / "room.sqlite", "07KX21")
    serving.let_go()


async def test_link_works_once(open_site: Any):
    """The link lets one browser lead; afterwards it is dead, and the browser goes on."""
    async with open_site() as site:
        token = site.admission.facilitator_token
        first, second = site.visitor(), site.visitor()
        first.cookies["facilitator"] = token
        assert (await first.get("lead/state")).code == 403, "the link itself leads nothing"
        assert (await first.post("lead/enter", {"token": token})).code == 200
        refused = await second.post("lead/enter", {"token": token})
        assert refused.code == 403
        assert "course room --link" in json.loads(refused.body)["error"]
        assert "facilitator" not in second.cookies
        assert first.cookies["facilitator"] != token
        assert (await first.step("open"))["phase"] == "open"


async def test_fresh_link_leaves_those_who_lead(open_site: Any):
    """A fresh link lets one more browser lead, and an unused one before it is dead."""
    async with open_site() as site:
        lead, tablet = site.facilitator(), site.visitor()
        await lead.step()
        stale = invite_facilitator(site.admission.code, site.rooms._path)
        fresh = invite_facilitator(site.admission.code, site.rooms._path)
        assert (await tablet.post("lead/enter", {"token": stale.facilitator_token})).code == 403
        assert (await tablet.post("lead/enter", {"token": fresh.facilitator_token})).code == 200
        await lead.step("open")
        assert (await tablet.step("close"))["phase"] == "closed"


async def test_terminal_prints_a_fresh_link(room_process: Any, new_visitor: Any):
    """While a room is served, `course room --link` prints a link that leads it."""
    links = room_process.start()
    told = await asyncio.to_thread(call, room_process.home, "--link", "--json")
    fresh = json.loads(told.stdout)
    address, _, token = fresh["lead"].partition("#")
    assert (told.returncode, fresh["code"]) == (0, links["code"])
    assert address == links["lead"].partition("#")[0]
    for link_token, status in ((links["lead"].partition("#")[2], 403), (token, 200)):
        visitor = new_visitor(links["join"])
        assert (await visitor.post("lead/enter", {"token": link_token})).code == status
        await visitor.leave()
    spoken = f"{links['code'][:3]} {links['code'][3:].lower()}"
    said = await asyncio.to_thread(call, room_process.home, "--link", spoken)
    assert said.stdout.startswith(f"Lead:  {address}#")


def test_link_of_a_room_that_is_not_served(tmp_path: Path):
    """Where no room is served, the command says how to start it."""
    none = call(tmp_path, "--link")
    assert none.returncode == 2
    assert "course room" in none.stderr
    code = create_room(tmp_path / "room.sqlite").code
    stopped = call(tmp_path, "--link", code)
    assert stopped.returncode == 2
    assert f"course room --resume {code}" in stopped.stderr


def test_link_of_an_unknown_room(tmp_path: Path):
    """There is no link for a room that is not there."""
    with pytest.raises(UnknownRoomError):
        invite_facilitator("ZZZZZZ", tmp_path / "room.sqlite")
