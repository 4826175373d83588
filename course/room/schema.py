"""The tables of the rooms' file, and whether a file has them.

The rules that must hold whatever happens are kept by the database itself.
"""

import re
import sqlite3

from course.errors import DamagedFileError

SCHEMA = """
CREATE TABLE IF NOT EXISTS rooms (
    code TEXT PRIMARY KEY,
    facilitator_hash BLOB NOT NULL,
    created_at_utc REAL NOT NULL,
    decision TEXT NOT NULL,
    phase TEXT NOT NULL,
    round INTEGER NOT NULL,
    version INTEGER NOT NULL,
    timer_ends_at_utc REAL
) STRICT;
CREATE TABLE IF NOT EXISTS participants (
    id INTEGER PRIMARY KEY,
    room TEXT NOT NULL REFERENCES rooms ON DELETE CASCADE,
    token_hash BLOB NOT NULL,
    UNIQUE (room, token_hash)
) STRICT;
CREATE TABLE IF NOT EXISTS leaders (
    room TEXT NOT NULL REFERENCES rooms ON DELETE CASCADE,
    token_hash BLOB NOT NULL,
    PRIMARY KEY (room, token_hash)
) STRICT, WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS dry_runs (
    room TEXT PRIMARY KEY REFERENCES rooms ON DELETE CASCADE,
    people INTEGER NOT NULL
) STRICT;
CREATE TABLE IF NOT EXISTS votes (
    room TEXT NOT NULL REFERENCES rooms ON DELETE CASCADE,
    decision TEXT NOT NULL,
    round INTEGER NOT NULL,
    participant INTEGER NOT NULL,
    option TEXT NOT NULL,
    PRIMARY KEY (room, decision, round, participant)
) STRICT, WITHOUT ROWID;
-- The moves of the rehearsal, in their order: the meeting is played again from them.
CREATE TABLE IF NOT EXISTS moves (
    room TEXT NOT NULL REFERENCES rooms ON DELETE CASCADE,
    place INTEGER NOT NULL,
    move TEXT NOT NULL,
    PRIMARY KEY (room, place)
) STRICT, WITHOUT ROWID;
"""

#: What every file of rooms has; the other tables came later.
_FIRST = {"rooms", "participants", "votes"}


def tables(database: sqlite3.Connection) -> dict[str, str]:
    """Give the statement that made each table, without the spaces that mean nothing."""
    rows = database.execute(
        "SELECT name, sql FROM sqlite_master WHERE name NOT LIKE 'sqlite_%' AND sql IS NOT NULL"
    )
    return {str(name): re.sub(r"\s+", "", str(sql)) for name, sql in rows.fetchall()}


def check_tables(database: sqlite3.Connection) -> None:
    """Check that a file has the tables that are expected, or none yet."""
    found = tables(database)
    ours = sqlite3.connect(":memory:")
    try:
        ours.executescript(SCHEMA)
        expected = tables(ours)
    finally:
        ours.close()
    missing = _FIRST - found.keys() if found else set()
    if missing:
        raise DamagedFileError(f"no table {', '.join(sorted(missing))}")
    other = [name for name in expected.keys() & found if found[name] != expected[name]]
    if other:
        raise DamagedFileError(f"another table {', '.join(sorted(other))}")
