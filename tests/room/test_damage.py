"""A rooms' file that something has happened to: kept aside, said, and on it goes."""

import json
import logging
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from course.room.past import past_sessions
from course.room.rooms import Rooms, create_room, resume_room
from course.room.schema import SCHEMA, tables
from course.room.state import RoomState, Step, after
from course.room.store import Store
from course.room.tokens import hashed

CODE = "07KX21"
PEOPLE = 300


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Make a rooms' file of several pages, with a room in which everyone has voted."""
    path = tmp_path / "room.sqlite"
    with closing(Store(path)) as store:
        store.create(CODE, hashed("link"), "opening", 4e9)
        store.step(CODE, after(RoomState("opening"), Step.OPEN, ["opening"]))

        def fill(store: Store) -> None:
            for person in range(PEOPLE):
                number = store.join(CODE, hashed(f"person {person}"))
                assert store.vote(CODE, "opening", 1, number, "ABCD"[person % 4])

        store.transact([fill])
    return path


def asides(path: Path) -> list[Path]:
    """List what is kept beside the file."""
    return sorted(path.parent.glob("room-damaged-*.sqlite"))


def change(path: Path, *statements: str) -> None:
    """Change the file as no course does."""
    with closing(sqlite3.connect(path, isolation_level=None)) as database:
        for statement in statements:
            database.executescript(statement)


def zero_page_of(table: str) -> Callable[[Path], None]:
    """Fill the page with zeros at which a table begins."""

    def zero(path: Path) -> None:
        with closing(sqlite3.connect(path)) as database:
            (size,) = database.execute("PRAGMA page_size").fetchone()
            asked = "SELECT rootpage FROM sqlite_master WHERE name = ?"
            (page,) = database.execute(asked, (table,)).fetchone()
        with path.open("r+b") as file:
            file.seek((page - 1) * size)
            file.write(bytes(size))

    return zero


def zero_first_page(path: Path) -> None:
    """Fill the first page with zeros."""
    with path.open("r+b") as file:
        file.write(bytes(4_096))


def lax(path: Path) -> None:
    """Put a table without rules in the place of ours, with an empty cell and a wrong one."""
    change(
        path,
        "CREATE TABLE lax AS SELECT * FROM votes; DROP TABLE votes; "
        "ALTER TABLE lax RENAME TO votes; "
        "INSERT INTO votes VALUES (NULL, 'opening', 1, 1, 'A'), ('07KX21', NULL, 1, 2, 'A'), "
        "('07KX21', 'opening', 'one', 3, 'A')",
    )


DAMAGES = {
    "first page": zero_first_page,
    "rooms": zero_page_of("rooms"),
    "participants": zero_page_of("participants"),
    "votes": zero_page_of("votes"),
    "rubbish": lambda path: path.write_bytes(b"rubbish" * 999),
    "cut": lambda path: path.write_bytes(path.read_bytes()[:6_000]),
    "no votes": lambda path: change(path, "DROP TABLE votes"),
    "no rooms": lambda path: change(path, "DROP TABLE rooms"),
    "empty cells": lax,
    "folder": lambda path: (path.unlink(), path.mkdir()),
}


@pytest.mark.parametrize("name", DAMAGES)
async def test_damaged_file_is_set_aside_and_on_it_goes(path: Path, name: str, caplog: Any):
    """Whatever is damaged, the file is kept beside, that is said, and a new room opens."""
    DAMAGES[name](path)
    past_sessions(path)
    [aside] = asides(path)
    said = [record.getMessage() for record in caplog.records]
    assert any(aside.name in text for text in said), said
    rooms = Rooms(path)
    room = await rooms.find(create_room(path).code)
    token = await room.join(None)
    assert room.participant(token)
    rooms.close()
    assert asides(path) == [aside], "once is enough"


def test_what_can_be_read_is_brought_over(path: Path):
    """Empty cells and a lost table of people take no vote that can be read with them."""
    lax(path)
    [session] = past_sessions(path)
    assert len(session.votes["opening", 1]) == session.people == PEOPLE


def test_votes_outlive_the_table_of_people(path: Path):
    """Where only the people were lost their votes are still counted, as those of somebody."""
    zero_page_of("participants")(path)
    [session] = past_sessions(path)
    assert len(session.votes["opening", 1]) == session.people == PEOPLE


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE votes SET decision = 'lunch' WHERE participant = 1",
        "UPDATE votes SET option = 'Z' WHERE participant = 1",
        "INSERT INTO votes VALUES ('07KX21', 'opening', 7, 1, 'A')",
        "INSERT INTO votes VALUES ('NOROOM', 'opening', 1, 1, 'A')",
        "INSERT INTO participants VALUES (9999, 'NOROOM', x'00')",
        "INSERT INTO rooms VALUES ('0THER1', x'', 4e9, 'lunch', 'lobby', 0, 1, NULL)",
        "INSERT INTO rooms VALUES ('0THER1', x'', 4e9, 'opening', 'dancing', 0, 1, NULL)",
        "INSERT INTO rooms VALUES ('0THER1', x'', 4e9, 'opening', 'open', 7, 1, NULL)",
    ],
)
async def test_rows_that_mean_nothing_are_taken_out(path: Path, statement: str, caplog: Any):
    """A row of an unknown decision, option, phase or room goes, a copy stays, the rest as well."""
    change(path, statement)
    rooms = Rooms(path)
    room = await rooms.find(CODE)
    assert room.joined == PEOPLE
    assert len(room.votes["opening", 1]) >= PEOPLE - 1
    assert room.for_facilitator()["results"]
    rooms.close()
    [aside] = asides(path)
    assert any(aside.name in record.getMessage() for record in caplog.records)
    with closing(sqlite3.connect(aside)) as kept:
        (votes,) = kept.execute("SELECT count(*) FROM votes").fetchone()
    assert votes >= PEOPLE
    assert resume_room(CODE, path).code == CODE
    assert [session.code for session in past_sessions(path)] == [CODE]
    assert asides(path) == [aside]


async def test_damage_in_the_middle_of_a_session(open_site: Any, caplog: Any):
    """A file that is damaged while it is in use fails one request and then goes on."""
    caplog.set_level(logging.CRITICAL, "asyncio")
    async with open_site() as site:
        lead, one = site.facilitator(), site.visitor()
        await one.join()
        await lead.step("open")
        zero_page_of("votes")(site.rooms._path)
        answers = [await one.vote("A") for _ in range(3)]
        assert [answer.code for answer in answers[1:]] == [200, 200]
        assert answers[0].code in (200, 503)
        if answers[0].code == 503:
            assert "Nothing was saved" in json.loads(answers[0].body)["error"]
        assert (await lead.step("close"))["results"]["rounds"][0]["n"] == 1


def test_file_of_an_earlier_course_is_as_it_was(path: Path):
    """A file without the tables that came later is no damaged one."""
    change(path, "DROP TABLE leaders; DROP TABLE dry_runs")
    assert [session.people for session in past_sessions(path)] == [PEOPLE]
    assert asides(path) == []
    assert "leaders" in SCHEMA


@pytest.mark.parametrize("is_damaged", [False, True])
def test_a_dry_run_under_its_earlier_name_stays_one(path: Path, is_damaged: bool):
    """Where an earlier course wrote the file, nobody takes simulated votes for real ones."""
    with closing(Store(path)) as store:
        store.transact([lambda store: store.mark_as_dry_run(CODE, PEOPLE)])
    change(path, "ALTER TABLE dry_runs RENAME TO rehearsals")
    if is_damaged:
        zero_page_of("votes")(path)
    for _ in range(2):
        with closing(Store(path)) as store:
            assert store.load(CODE).simulated == PEOPLE
    with closing(sqlite3.connect(path)) as database:
        assert "rehearsals" not in tables(database)
    assert len(asides(path)) == is_damaged
