"""Lint the project's JavaScript as browsers get it: scripts without imports, put one after another.

A name that one file gives and another uses is known only in the whole, so the whole is what
oxlint reads (`.oxlintrc.json` says with which rules); what it finds is told by file and line. It
needs no network and no Node.
"""

import importlib
import json
import pkgutil
import subprocess
import sys
import sysconfig
import tempfile
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path

from course import widgets
from course.build.site.writing import HOST
from course.room import pages
from course.widgets.control import Control

ROOT = Path(__file__).resolve().parent.parent
RULES = ROOT / ".oxlintrc.json"

#: Not in use is what no script that holds it uses: this holds in some, and is fine in others.
IN_ALL = "eslint(no-unused-vars)"


def scripts() -> list[list[Path]]:
    """Return the files of every script of the project, each in its order."""
    for module in pkgutil.iter_modules(widgets.__path__, "course.widgets."):
        importlib.import_module(module.name)
    wholes = [list(control.scripts) for control in _kinds(Control)]
    for parts in pages.PARTS.values():
        wholes += [[pages.part(name) for name in parts if name.endswith(".js")]]
    for folder in (ROOT / "jupyter-share", ROOT / "course" / "build" / "site"):
        wholes += [[file] for file in sorted(folder.rglob("*.js")) if file not in HOST]
    wholes += [list(HOST)]
    return [whole for whole in wholes if whole]


def findings(wholes: Iterable[list[Path]]) -> list[str]:
    """Return what is to mend in some scripts, one sentence each, with its file and line."""
    with tempfile.TemporaryDirectory() as folder:
        lines: dict[str, list[tuple[Path, int]]] = {}
        for number, files in enumerate(wholes):
            whole = Path(folder) / f"{number}.js"
            whole.write_text("".join(_text(file) for file in files), "utf-8")
            lines[whole.name] = [
                (file, line) for file in files for line in range(1, _text(file).count("\n") + 1)
            ]
        command = [_oxlint(), "--config", str(RULES), "--format", "json", folder]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        if not done.stdout.startswith("{"):
            raise SystemExit(f"oxlint stopped: {done.stdout}{done.stderr}")
    found: dict[tuple[Path, int, str, str], set[str]] = defaultdict(set)
    for one in json.loads(done.stdout)["diagnostics"]:
        name = Path(one["filename"]).name
        span = one["labels"][0]["span"] if one["labels"] else {"line": 1}
        file, line = lines[name][min(span["line"], len(lines[name])) - 1]
        found[file, line, one.get("code", "error"), one["message"]].add(name)
    holders = {file: {name for name in lines if file in dict(lines[name])} for file, *_ in found}
    return [
        f"{file}:{line}: {code}: {message}"
        for (file, line, code, message), where in sorted(found.items())
        if code != IN_ALL or where == holders[file]
    ]


def _kinds(kind: type[Control]) -> Iterable[type[Control]]:
    for one in kind.__subclasses__():
        yield one
        yield from _kinds(one)


def _text(file: Path) -> str:
    # Each file of a page says it for itself; in the middle of a whole it says nothing.
    return file.read_text("utf-8").rstrip("\n").replace('"use strict";', "") + "\n"


def _oxlint() -> str:
    return str(Path(sysconfig.get_path("scripts")) / "oxlint")


def main() -> None:
    """Tell what is to mend, and end with 1 if there is anything."""
    wholes = scripts()
    found = findings(wholes)
    print(*found, sep="\n", end="\n" if found else "")
    files = {file for files in wholes for file in files}
    print(f"JavaScript: {len(found)} to mend in {len(files)} files.")
    sys.exit(bool(found))


if __name__ == "__main__":
    main()
