"""What somebody gets who has no business with it, or sends what nobody expects."""

import contextlib
import csv
import json
import re
from dataclasses import replace
from io import StringIO
from typing import Any

import pytest
from tornado.httpclient import HTTPClientError
from tornado.simple_httpclient import HTTPStreamClosedError

from course.content.decisions import decisions
from course.room import export
from course.room.handlers import routes
from course.room.limits import BODY_BYTES, MESSAGE_BYTES, TABS
from course.room.rooms import Rooms

ROOM = "/room/([^/]{1,32})/"
ALL_ROUTES = [pattern for pattern, _, _ in routes("/room/", Rooms())]
LEAD_ROUTES = [
    pattern.removeprefix(ROOM).replace(r"results\.(csv|json)", "results.csv")
    for pattern in ALL_ROUTES
    if pattern.startswith(ROOM + "lead/")
]
#: These two are asked before somebody is known to lead; neither says anything of the room.
ENTRANCES = {"lead/", "lead/enter"}

KEY = decisions()[0].key
FEEDBACK = decisions()[0].options[0].effect


def test_all_routes_are_known():
    """A new route has to be classified here before it passes."""
    assert len(ALL_ROUTES) == 22
    assert len(LEAD_ROUTES) == 13
    assert set(LEAD_ROUTES) >= ENTRANCES


@pytest.mark.parametrize("who", ["stranger", "participant", "wrong token", "other room"])
async def test_front_is_closed_without_the_token(open_site: Any, who: str):
    """No control, count or key by any route, whoever asks but the facilitator."""
    open_to = {}
    async with open_site() as site, open_site() as other:
        lead, visitor = site.facilitator(), site.visitor()
        if who == "participant":
            await visitor.join()
            visitor.cookies["facilitator"] = visitor.cookies["participant"]
        elif who == "wrong token":
            visitor.headers["Authorization"] = "Bearer " + "A" * 43
        elif who == "other room":
            elsewhere = other.facilitator()
            await elsewhere.step()
            visitor.cookies["facilitator"] = elsewhere.cookies["facilitator"]
        await lead.step("open")
        for path in sorted({*LEAD_ROUTES, "lead/results.json"} - ENTRANCES):
            if path.endswith("socket"):
                with pytest.raises(HTTPClientError, match="403"):
                    await visitor.listen(path)
                continue
            asked = {"step": "close", "version": 2, "delete": "all"}
            answers = [await visitor.get(path), await visitor.post(path, asked)]
            codes = {answer.code for answer in answers}
            said = " ".join(answer.body.decode() for answer in answers)
            told = re.findall(r"votes|counts|percent|\"key\"", said)
            closed = codes in ({403}, {403, 405})
            phase = (await lead.step())["phase"]
            if not (closed and told == [] and phase == "open"):
                open_to[path] = (codes, told, phase)
    assert open_to == {}


async def test_page_for_the_token_holds_nothing(open_site: Any):
    """Without the token the facilitator's address has no controls, and a wrong one opens none."""
    async with open_site() as site:
        visitor = site.visitor()
        page = (await visitor.get("lead/")).body.decode()
        assert "takeStep" not in page
        for token in ("", "A" * 43, None, 7, {"a": 1}):
            answer = await visitor.post("lead/enter", {"token": token})
            assert answer.code == 403
            assert "facilitator" not in visitor.cookies
        token = site.admission.facilitator_token
        assert (await visitor.post("lead/enter", {"token": token})).code == 200
        assert "takeStep" in (await visitor.get("lead/")).body.decode()


async def test_projector_without_the_token_says_what_it_needs(open_site: Any):
    """Who opens the projector's address without the token is not sent after another code."""
    async with open_site() as site:
        answer = await site.visitor().get("lead/screen")
        told = answer.body.decode()
        assert answer.code == 403
        assert "needs the facilitator" in told
        assert "newer one" not in told
        assert "You are not in a room" not in told


async def test_nothing_leaks_before_the_reveal(open_site: Any):
    """No message or answer to a participant has counts, key or feedback before the reveal."""
    async with open_site() as site:
        lead, one, two = site.facilitator(), site.visitor(), site.visitor()
        heard = []
        await one.join()
        await two.join()
        line = await one.listen()
        heard.append(await line.read_message())
        for step in ("open", "close", "discuss", "vote-again", "close"):
            state = await lead.step(step)
            heard.append(await line.read_message())
            if step in ("open", "vote-again"):
                for visitor, option in ((one, "A"), (two, "B")):
                    answer = await visitor.vote(option, round_=state["round"])
                    heard.append(answer.body.decode())
                heard.append(await line.read_message())
            heard.append((await one.get("state")).body.decode())
            heard.append((await one.post("join")).body.decode())
            for path in ("", "lead/"):
                assert FEEDBACK not in (await one.get(path)).body.decode()
        screen = await lead.get("lead/screen-state")
        heard.append(screen.body.decode())
        for told in heard:
            assert FEEDBACK not in told
            for word in ('"results"', '"counts"', '"percent"', '"why"', f'"key": "{KEY}"'):
                assert word not in told
        await lead.step("reveal")
        assert '"counts"' in await line.read_message()


GOOD = {"decision": "opening", "round": 1, "option": "A"}


async def test_malformed_votes_are_refused(open_site: Any):
    """A vote that is not one is answered with 400 and what was expected, and counts nothing."""
    malformed = [
        b"",
        b"{",
        b"[]",
        b'"B"',
        b"null",
        b"\xff\xfe",
        b"[" * 1_500,
        json.dumps(GOOD | {"option": "E"}).encode(),
        json.dumps(GOOD | {"option": "<b>A</b>"}).encode(),
        json.dumps(GOOD | {"option": ["A"]}).encode(),
        json.dumps(GOOD | {"option": None}).encode(),
        json.dumps(GOOD | {"decision": "opening' OR 1"}).encode(),
        json.dumps(GOOD | {"round": "1"}).encode(),
        json.dumps(GOOD | {"round": True}).encode(),
        json.dumps(GOOD | {"round": 3}).encode(),
        json.dumps({"option": "A"}).encode(),
    ]
    json_type = {"Content-Type": "application/json"}
    async with open_site() as site:
        lead, one = site.facilitator(), site.visitor()
        await one.join()
        await lead.step("open")
        answers = {}
        for body in malformed:
            answer = await one.fetch("vote", method="POST", body=body, headers=json_type)
            is_told = "Expected" in json.loads(answer.body).get("error", "")
            answers[body] = (answer.code, is_told, (await lead.step())["voted"])
    assert answers == dict.fromkeys(malformed, (400, True, 0))


async def test_malformed_steps_are_refused(open_site: Any):
    """A step that is not one changes nothing."""
    malformed = [
        {"step": "explode", "version": 2},
        {"step": "close"},
        {"step": "close", "version": "2"},
        {"step": ["close"], "version": 2},
        {"step": "discuss", "version": 2, "timer_seconds": -1},
        {"step": "discuss", "version": 2, "timer_seconds": "long"},
    ]
    async with open_site() as site:
        lead = site.facilitator()
        await lead.step("open")
        answers = []
        for body in malformed:
            code = (await lead.post("lead/step", body)).code
            answers.append((body, code, (await lead.step())["version"]))
    assert answers == [(body, 400, 2) for body in malformed]


async def test_long_bodies_are_refused(open_site: Any):
    """A body over the limit is refused, whether its length is announced or not."""
    async with open_site() as site:
        one = site.visitor()
        await one.join()
        json_type = {"Content-Type": "application/json"}
        long = b" " * (BODY_BYTES + 1)
        with contextlib.suppress(HTTPStreamClosedError):  # it may close before all is sent
            answer = await one.fetch("vote", method="POST", body=long, headers=json_type)
            assert answer.code == 413
        sent = {"body_producer": lambda write: write(long), "headers": json_type}
        assert (await one.fetch("vote", method="POST", **sent)).code == 400


async def test_long_messages_are_refused(open_site: Any):
    """A phone that sends a long message is hung up on; a short one is not looked at."""
    async with open_site() as site:
        one = site.visitor()
        await one.join()
        line = await one.listen()
        await line.read_message()
        await line.write_message(json.dumps({"step": "open", "version": 1}))
        await line.write_message("x" * (MESSAGE_BYTES + 1))
        assert await line.read_message() is None
        assert (await site.facilitator().step())["version"] == 1


async def test_connections_are_limited(open_site: Any):
    """One participant cannot hold connections without end, and still reads the state."""
    async with open_site() as site:
        one = site.visitor()
        await one.join()
        for _ in range(TABS):
            await (await one.listen()).read_message()
        with pytest.raises(HTTPClientError, match="429"):
            await one.listen()
        assert (await one.get("state")).code == 200


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "http://other.example"},
        {"Origin": "null"},
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site", "Origin": "http://other.example"},
    ],
)
async def test_other_sites_are_refused(open_site: Any, headers: dict[str, str]):
    """A page of another site can neither vote nor lead nor listen in somebody's name."""
    async with open_site() as site:
        one, lead = site.visitor(), site.facilitator()
        await one.join()
        await lead.step()
        one.headers = lead.headers = headers
        assert (await one.vote("A")).code == 403
        assert (await lead.post("lead/step", {"step": "open", "version": 1})).code == 403
        with pytest.raises(HTTPClientError, match="403"):
            await one.listen()


async def test_own_page_is_let_through(open_site: Any):
    """The origin that a browser sends from the room's own page is accepted."""
    async with open_site() as site:
        one = site.visitor()
        one.headers = {"Origin": site.url.partition("/room")[0]}
        await one.join()
        await (await one.listen()).read_message()
        # Behind a proxy that puts its own host in front.
        one.headers = {"Origin": "https://hub.example", "X-Forwarded-Host": "hub.example"}
        await (await one.listen()).read_message()


async def test_only_json_is_taken(open_site: Any):
    """What a form of another site could send without asking is refused."""
    async with open_site() as site:
        one = site.visitor()
        await one.join()
        form = {"Content-Type": "text/plain"}
        answer = await one.fetch("vote", method="POST", body=json.dumps(GOOD), headers=form)
        assert answer.code == 400


@pytest.mark.parametrize("cell", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1"])
def test_spreadsheets_find_no_formula(cell: str):
    """A text that a spreadsheet would run is written with a mark before it."""
    assert export.neutral(cell) == f"'{cell}"


async def test_downloaded_table_has_no_formula(open_site: Any):
    """An option whose text a spreadsheet would run is neutral in the file that is downloaded."""
    async with open_site() as site:
        lead, one = site.facilitator(), site.visitor()
        room = await site.rooms.find(site.admission.code)
        first, *others = room.order
        option = replace(first.options[0], text="=HYPERLINK(1)")
        room.order = (replace(first, options=(option, *first.options[1:])), *others)
        await one.join()
        await lead.step("open")
        await one.vote("A")
        table = (await lead.get("lead/results.csv")).body.decode("utf-8-sig")
        rows = list(csv.reader(StringIO(table)))
        assert rows[1][rows[0].index("text")] == "'=HYPERLINK(1)"
        assert not any(cell.startswith(("=", "+", "-", "@")) for row in rows for cell in row)
