"""Opening the rooms' file, whatever has happened to it: what cannot be used is kept beside.

A file that is damaged is set aside, and what can still be read of it is brought into a new
one. Rows that mean nothing, such as those of a decision that is not in the course, are taken
out, after a copy of the file was made.
"""

import contextlib
import sqlite3
from contextlib import closing
from itertools import chain
from pathlib import Path

from course.content.decisions import decisions
from course.database import connect, make_way
from course.errors import DamagedFileError
from course.rehearsal import script
from course.room.log import log
from course.room.schema import SCHEMA, check_tables, tables
from course.room.state import MOMENTS, moment_id
from course.storage import stamp

#: The columns by which the rows of each table are told apart, parents before children.
_KEYS = {
    "rooms": "code",
    "participants": "id",
    "leaders": "room, token_hash",
    "dry_runs": "room",
    "votes": "room, decision, round, participant",
    "moves": "room, place",
}

#: What the table of dry runs was called in files of an earlier course.
_EARLIER = {"dry_runs": "rehearsals"}

_UNUSABLE = {
    "rooms": "decision NOT IN (SELECT decision FROM temp.known) "
    "OR (phase, round) NOT IN (SELECT phase, round FROM temp.moments)",
    "participants": "room NOT IN (SELECT code FROM rooms)",
    "leaders": "room NOT IN (SELECT code FROM rooms)",
    "dry_runs": "room NOT IN (SELECT code FROM rooms)",
    "moves": "room NOT IN (SELECT code FROM rooms)",
    "votes": "room NOT IN (SELECT code FROM rooms) OR round NOT IN (1, 2) "
    "OR (decision, option) NOT IN (SELECT decision, option FROM temp.known)",
}


def open_rooms(path: Path) -> sqlite3.Connection:
    """Open the rooms' file for one thread at a time; one that is not there is begun."""
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        return _opened(path)
    except DamagedFileError as damage:
        aside = make_way(path, check_tables)
        database = _opened(path)
        if aside:
            kept = _bring_over(aside, database)
            log().warning(
                "The rooms' file was damaged (%s). It is kept as %s; what could be read of it is "
                "in use: %s.",
                str(damage).splitlines()[-1],
                aside.name,
                "1 room" if kept == 1 else f"{kept} rooms",
            )
        return database


def _opened(path: Path) -> sqlite3.Connection:
    with contextlib.suppress(IsADirectoryError):  # which `connect` tells
        # Nobody else on a shared computer needs to know who leads and what was voted.
        path.touch(mode=0o600)
    database = connect(path, check_tables, any_thread=True)
    try:
        for pragma in ("synchronous = FULL", "foreign_keys = ON", "secure_delete = ON"):
            database.execute(f"PRAGMA {pragma}")
        database.executescript(SCHEMA)
        _take_over_earlier(database)
        _take_out_unusable(database, path)
    except BaseException:
        database.close()
        raise
    return database


def _take_over_earlier(database: sqlite3.Connection) -> None:
    """Bring rows over from a table under its earlier name, which goes then."""
    if tables(database).keys().isdisjoint(_EARLIER.values()):
        return
    database.execute("BEGIN IMMEDIATE")
    # Another process may have been faster.
    for table, earlier in _EARLIER.items():
        if earlier in tables(database):
            _bring_table(database, earlier, database, table)
            database.execute(f"DROP TABLE {earlier}")
    database.execute("COMMIT")


def _take_out_unusable(database: sqlite3.Connection, path: Path) -> None:
    _note_what_is_known(database)
    if not any(_count_unusable(database, table) for table in _KEYS):
        return
    aside = _copy(database, path)
    taken_out = 0
    database.execute("BEGIN IMMEDIATE")
    for table in _KEYS:
        gone = database.execute(f"DELETE FROM {table} WHERE {_UNUSABLE[table]}")  # noqa: S608 - constants
        taken_out += gone.rowcount
    database.execute("COMMIT")
    log().warning(
        "Rows of the rooms' file that mean nothing in this course were taken out (%d, with all "
        "that belongs to them). The file as it was is kept as %s.",
        taken_out,
        aside.name,
    )


def _count_unusable(database: sqlite3.Connection, table: str) -> int:
    row = database.execute(f"SELECT count(*) FROM {table} WHERE {_UNUSABLE[table]}")  # noqa: S608 - constants
    return int(row.fetchone()[0])


def _note_what_is_known(database: sqlite3.Connection) -> None:
    database.executescript(
        "CREATE TEMP TABLE known (decision, option); CREATE TEMP TABLE moments (phase, round);"
    )
    known = [(asked.id, option.id) for asked in decisions() for option in asked.options]
    known += [
        (moment_id(moment.number), move.id) for moment in script().moments for move in moment.moves
    ]
    database.executemany("INSERT INTO temp.known VALUES (?, ?)", known)
    moments = [(str(phase), round_) for phase, round_ in MOMENTS]
    database.executemany("INSERT INTO temp.moments VALUES (?, ?)", moments)


def _copy(database: sqlite3.Connection, path: Path) -> Path:
    """Copy the file as it is beside itself, and return the copy."""
    aside = path.with_name(f"{path.stem}-damaged-{stamp()}{path.suffix}")
    aside.touch(mode=0o600)
    with closing(sqlite3.connect(aside)) as copy:
        database.backup(copy)
    return aside


def _bring_over(damaged: Path, database: sqlite3.Connection) -> int:
    """Copy all rows that can be read and mean something; return how many rooms came."""
    with contextlib.suppress(sqlite3.Error), closing(sqlite3.connect(damaged)) as old:
        old.text_factory = lambda raw: raw.decode("utf-8", "replace")
        for table in _KEYS:
            for name in filter(None, (table, _EARLIER.get(table))):
                _bring_table(old, name, database, table)
    # Votes of somebody whose row was lost are still votes of somebody.
    database.execute(
        "INSERT OR IGNORE INTO participants (id, room, token_hash) "
        "SELECT DISTINCT participant, room, randomblob(32) FROM votes "
        "WHERE participant NOT IN (SELECT id FROM participants)"
    )
    for table in _KEYS:
        database.execute(f"DELETE FROM {table} WHERE {_UNUSABLE[table]}")  # noqa: S608 - constants
    return int(database.execute("SELECT count(*) FROM rooms").fetchone()[0])


def _bring_table(
    old: sqlite3.Connection, name: str, database: sqlite3.Connection, table: str
) -> None:
    key = _KEYS[table]
    names = [row[1] for row in database.execute(f"PRAGMA table_info({table})")]
    columns, places = ", ".join(names), ", ".join("?" * len(names))
    backwards = ", ".join(f"{column} DESC" for column in key.split(", "))
    # From both ends, to reach what stands behind a part that cannot be read.
    for row in chain.from_iterable(_rows(old, name, columns, order) for order in (key, backwards)):
        with contextlib.suppress(sqlite3.IntegrityError):  # an empty cell, or not of its kind
            database.execute(f"INSERT OR IGNORE INTO {table} ({columns}) VALUES ({places})", row)  # noqa: S608 - constants


def _rows(
    old: sqlite3.Connection, table: str, columns: str, order: str
) -> "list[tuple[object, ...]]":
    found: list[tuple[object, ...]] = []
    try:
        for row in old.execute(f"SELECT {columns} FROM {table} ORDER BY {order}"):  # noqa: S608 - constants
            found.append(row)  # noqa: PERF402 - what was read before the damage counts
    except sqlite3.Error:
        pass
    return found
