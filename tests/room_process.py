"""`course room` as a process of its own."""

import json
import os
import signal
import socket
import subprocess
import sys
from contextlib import closing
from pathlib import Path


class RoomProcess:
    """`course room` as a process of its own, which can be killed and started again."""

    def __init__(self, home: Path) -> None:
        self.home = home
        with closing(socket.create_server(("127.0.0.1", 0))) as probe:
            self.port = probe.getsockname()[1]
        self.links: dict[str, str] = {}
        self.process: subprocess.Popen[str] | None = None

    def start(self, *words: str) -> dict[str, str]:
        """Start a room, or go on with the one that was started before."""
        resume = ["--resume", self.links["code"]] if self.links else []
        self.process = subprocess.Popen(
            [
                *(sys.executable, "-m", "course", "room", "--host", "127.0.0.1"),
                *("--port", str(self.port), "--json", *resume, *words),
            ],
            env={**os.environ, "COURSE_HOME": str(self.home)},
            stdout=subprocess.PIPE,
            text=True,
        )
        assert self.process.stdout is not None
        self.links = json.loads(self.process.stdout.readline())
        return self.links

    def stop(self, number: int = signal.SIGTERM) -> int:
        """Stop the process and return its exit code."""
        assert self.process is not None
        assert self.process.stdout is not None
        self.process.send_signal(number)
        code = self.process.wait(timeout=10)
        self.process.stdout.close()
        self.process = None
        return code
