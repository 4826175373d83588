"""What a room costs at least: bare handlers that commit what they are sent, and no more.

Run as a program it serves them, prints its port, and goes on until it is stopped.
"""

import asyncio
import json
import os
import secrets
import sqlite3
from pathlib import Path

from tornado.httpserver import HTTPServer
from tornado.web import Application, RequestHandler

from course.room.connections import most_connections
from course.room.server import listen


class Bare(RequestHandler):
    """A request that keeps one row."""

    def initialize(self, database: sqlite3.Connection) -> None:
        """Take the database."""
        self.database = database


class BareJoin(Bare):
    """What joining costs at least: draw a token, commit it, answer."""

    def post(self) -> None:
        """Commit one participant."""
        token = secrets.token_urlsafe(16)
        self.database.execute("INSERT INTO participants VALUES (?)", (token,))
        self.set_cookie("participant", token)
        self.finish({})


class BareVote(Bare):
    """What a vote costs at least: read it, commit it, answer."""

    def post(self) -> None:
        """Commit one vote."""
        vote = json.loads(self.request.body)
        self.database.execute(
            "INSERT INTO votes VALUES (?, ?, ?, ?) "
            "ON CONFLICT DO UPDATE SET option = excluded.option",
            (vote["decision"], vote["round"], self.get_cookie("participant"), vote["option"]),
        )
        self.finish({"saved": vote["option"]})


async def serve_bare() -> None:
    """Serve the bare handler until the process is stopped."""
    path = Path(os.environ["COURSE_HOME"]) / "bare.sqlite"
    database = sqlite3.connect(path, isolation_level=None)
    database.execute("PRAGMA synchronous = FULL")
    database.execute(
        "CREATE TABLE votes (decision TEXT, round INTEGER, participant TEXT, option TEXT, "
        "PRIMARY KEY (decision, round, participant))"
    )
    database.execute("CREATE TABLE participants (token TEXT PRIMARY KEY)")
    most_connections()
    taken = listen(0, "127.0.0.1")
    kept = {"database": database}
    table = [("/join", BareJoin, kept), ("/vote", BareVote, kept)]
    HTTPServer(Application(table, log_function=lambda _: None)).add_socket(taken)
    print(taken.getsockname()[1], flush=True)  # noqa: T201 - the parent reads it
    await asyncio.Event().wait()


if __name__ == "__main__":
    asyncio.run(serve_bare())
