"""Write the meetings of `golden/` anew from their moves: `python -m tests.rehearsal.golden`."""

import json
from pathlib import Path
from typing import Any

from course.rehearsal import document, replay

FOLDER = Path(__file__).with_name("golden")


def write(path: Path, moves: str) -> None:
    """Write one meeting, for somebody to read what has changed."""
    found: dict[str, Any] = document(replay(moves))
    path.write_text(json.dumps(found, ensure_ascii=False, indent=1) + "\n", "utf-8")


if __name__ == "__main__":
    for each in sorted(FOLDER.glob("*.json")):
        write(each, " ".join(json.loads(each.read_text("utf-8"))["moves"]))
