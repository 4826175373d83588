"""What nobody sends by accident: answered, and never with a traceback."""

import asyncio
import json
import logging
from typing import Any

import pytest
from tornado.httpclient import HTTPClientError

from course.room.live import LiveRoom

BROKEN_ORIGINS = ["http://[::1", "http://[", "//", "http://[v1.x]", "\xff", "http://x:y:z"]
BROKEN_ADDRESSES = [
    "http://[::1",
    "http://[",
    "https://]",
    "",
    "ftp://x/",
    "//x",
    "http:" + "x" * 300,
]
SURROGATES = [b'{"token":"\\ud800"}', b'{"\\ud800":1}', b'{"token":"\\udfff\\ud800"}']


async def raw(site: Any, request: bytes) -> bytes:
    """Send bytes and read the answer to its end."""
    port = int(site.url.split(":")[2].split("/")[0])
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    writer.write(request)
    answer = await asyncio.wait_for(reader.read(), 20)
    writer.close()
    return answer


@pytest.fixture
def no_complaints(caplog: Any):
    """Nothing is logged that somebody would have to look at."""
    caplog.set_level(logging.WARNING)
    yield
    assert [record.getMessage() for record in caplog.records] == []


@pytest.mark.usefixtures("no_complaints")
@pytest.mark.parametrize("origin", BROKEN_ORIGINS)
async def test_broken_origins_are_refused(open_site: Any, origin: str):
    """An origin that is no address is another site's: no vote, step or line with it."""
    async with open_site() as site:
        one, lead = site.visitor(), site.facilitator()
        await one.join()
        await lead.step()
        one.headers = lead.headers = {"Origin": origin}
        assert (await one.vote("A")).code == 403
        assert (await lead.post("lead/step", {"step": "open", "version": 1})).code == 403
        for visitor, path in ((one, "socket"), (lead, "lead/socket")):
            with pytest.raises(HTTPClientError, match="403"):
                await visitor.listen(path)


@pytest.mark.usefixtures("no_complaints")
@pytest.mark.parametrize("address", BROKEN_ADDRESSES)
async def test_qr_code_of_no_address(open_site: Any, address: str):
    """A QR code is drawn of web addresses only; anything else is told what was expected."""
    async with open_site() as site:
        lead = site.facilitator()
        answer = await lead.get(f"lead/qr.svg?address={address}")
        assert answer.code == 400
        assert "Expected `address`" in json.loads(answer.body)["error"]
        assert (await lead.get("lead/qr.svg?address=http://[::1]:8765/room/")).code == 200


@pytest.mark.usefixtures("no_complaints")
@pytest.mark.parametrize("body", SURROGATES)
async def test_lone_surrogates_are_refused(open_site: Any, body: bytes):
    """A text that is none is refused wherever JSON is taken, as other wrong texts are."""
    async with open_site() as site:
        one, lead = site.visitor(), site.facilitator()
        await one.join()
        await lead.step("open")
        sent = {"method": "POST", "headers": {"Content-Type": "application/json"}}
        assert (await one.fetch("lead/enter", body=body, **sent)).code == 403
        for path in ("lead/step", "lead/delete", "lead/clear"):
            assert (await lead.fetch(path, body=body, **sent)).code == 400
        for name in ("decision", "option"):
            vote = {"decision": "opening", "round": 1, "option": "A"} | {name: "\ud800"}
            answer = await one.fetch("vote", body=json.dumps(vote), **sent)
            assert answer.code == 400


@pytest.mark.usefixtures("no_complaints")
@pytest.mark.parametrize(
    "target",
    ["%ff/", "%ED%A0%80/", "..%2f", "%00/", "?code=%ED%A0%80", "?code=%00", "%F0%9F%98%80/"],
)
async def test_targets_that_are_no_text(open_site: Any, target: str):
    """An address with bytes that are no text is answered as any other that leads nowhere."""
    async with open_site() as site:
        path = f"/room/{target}".encode()
        answer = await raw(
            site, b"GET " + path + b" HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"
        )
        assert answer.split()[1] in (b"200", b"302", b"400", b"404"), answer


@pytest.mark.usefixtures("no_complaints")
async def test_head_is_get_without_a_body(open_site: Any):
    """Whoever only asks whether an address is there hears so; a post's address says 405."""
    async with open_site() as site:
        lead = site.facilitator()
        await lead.join()
        await lead.step()
        for path in ("", "state", "lead/", "lead/state", "lead/results.csv"):
            asked, read = await lead.fetch(path, method="HEAD"), await lead.get(path)
            assert (asked.code, asked.body) == (200, b"")
            for name in ("Content-Type", "Cache-Control"):
                assert asked.headers[name] == read.headers[name]
        for path in ("join", "vote", "lead/enter", "lead/step", "socket"):
            assert (await lead.fetch(path, method="HEAD")).code == 405
        assert (await site.visitor().fetch("lead/state", method="HEAD")).code == 403


async def test_fault_of_our_own_is_told_as_ours(open_site: Any, monkeypatch: Any, caplog: Any):
    """A fault of ours is a 500 that says so and nothing of itself, and one line in the log."""

    def stumble(*_: Any) -> Any:
        raise KeyError("something-inside")

    async with open_site() as site:
        one = site.visitor()
        await one.join()
        monkeypatch.setattr(LiveRoom, "for_participant", stumble)
        for _ in range(20):
            answer = await one.get("state")
            assert answer.code == 500
            assert "on our side" in json.loads(answer.body)["error"]
            assert b"inside" not in answer.body
        line = await one.listen()
        assert await line.read_message() is None
    said = [record for record in caplog.records if record.levelno >= logging.ERROR]
    assert 1 <= len(said) <= 2  # the request's, and perhaps the line's
    assert all(record.exc_info is None for record in said)
    assert "KeyError" in said[0].getMessage()
    assert "\n" not in said[0].getMessage()


async def test_slash_leads_to_no_other_site(open_site: Any):
    """Adding the last slash never leads out of the room's folder."""
    async with open_site() as site:
        one = site.visitor()
        one.room_url = site.url
        answer = await one.get("http:other.example")
        assert answer.code == 302
        assert answer.headers["Location"] == "./http:other.example/"
