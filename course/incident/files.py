"""The two files of an incident folder as text: to be shown, checked and written.

Whoever fills in a form or pastes a table has no files yet. Here their words become the two
files of the contract, which are checked like any others.
"""

import csv
import io
import json
import os
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from course.errors import AlreadyThereError, IncidentError
from course.incident.choices import Choices
from course.incident.facts_file import FACTS, parse
from course.incident.facts_file import FILE as FACTS_FILE
from course.incident.findings import of_folder
from course.incident.loading import BUILT_IN, Incident, load_incident
from course.incident.spreadsheet import rows_of
from course.incident.timeline import FILE
from course.storage import is_stream, write_atomically, write_new

_LONGEST_NUMBER = 15

_BETWEEN_DIGITS = str.maketrans("", "", ", \u00a0\u202f’'")


@dataclass(frozen=True)
class IncidentFiles:
    r"""What stands in the two files.

    Examples
    --------
    >>> facts = as_toml({"title": "T", "organisation": "O", "timezone": "UTC"})
    >>> IncidentFiles(facts, "timestamp,event\n2026-06-11T18:14,A.\n").load(Path("mine"))
    Incident('T', 1 events)
    """

    #: TOML.
    facts: str
    #: CSV.
    timeline: str

    def load(self, folder: Path, choices: Choices | None = None) -> Incident:
        """Load and check it as if it stood in a folder already."""
        with tempfile.TemporaryDirectory(prefix="blameless-incident-") as name:
            aside = Path(name)
            for file, text in self._by_name().items():
                (aside / file).write_bytes(text.encode())
            return replace(load_incident(aside, choices), folder=folder)

    def write(self, folder: Path, *, over: bool = False) -> list[Path]:
        """Write both files, made whole or not at all, and never over others unless told to."""
        if Path(os.path.realpath(folder)) == BUILT_IN:  # `resolve` raises at links in a circle
            raise IncidentError(
                [
                    of_folder(
                        folder, "found the course's own case, which stays as it is; give another"
                    )
                ]
            )
        try:
            changed = {
                folder / file: text
                for file, text in self._by_name().items()
                if not _holds(folder / file, text)
            }
            taken = [path for path in changed if os.path.lexists(path)]
            if taken and not over:
                raise AlreadyThereError(taken)
            folder.mkdir(parents=True, exist_ok=True)
            for path, text in changed.items():
                write(path, text, over=over)
        except OSError as error:
            reason = error.strerror or type(error).__name__
            raise IncidentError(
                [of_folder(folder, f"cannot be written to ({reason})", "a folder: give another")]
            ) from error
        return list(changed)

    def _by_name(self) -> dict[str, str]:
        # Half a character, as a browser can send it, has no place in a file.
        texts = {FACTS_FILE: self.facts, FILE: self.timeline}
        return {file: text.encode("utf-8", "replace").decode() for file, text in texts.items()}


def write(path: Path, text: str, *, over: bool = False) -> None:
    """Write a file whole or not at all, and never over another unless told to.

    Examples
    --------
    >>> target = Path(tempfile.mkdtemp()) / "report.md"
    >>> write(target, "# Report")
    >>> write(target, "# Another")  # doctest: +ELLIPSIS
    Traceback (most recent call last):
        ...
    course.errors.AlreadyThereError: report.md is there already and was not changed. ...
    """
    # One that says the same already is left alone.
    if not _holds(path, text):
        (write_atomically if over else write_new)(path, text)


def as_toml(fields: Mapping[str, str]) -> str:
    r"""Write what stands in the fields of a form as the facts file.

    Examples
    --------
    >>> print(as_toml({"title": 'Say "kia ora"', "affected": "2,340", "summary": " "}), end="")
    title = "Say \"kia ora\""
    affected = 2340
    """
    lines = []
    for name, kind in FACTS.items():
        text = fields.get(name, "").strip()
        digits = text.translate(_BETWEEN_DIGITS)
        is_number = digits.isascii() and digits.isdecimal() and len(digits) <= _LONGEST_NUMBER
        if kind is int and is_number:
            lines.append(f"{name} = {int(digits)}")
        elif text:
            # A JSON string is a TOML string, but for one character that it leaves as it is.
            lines.append(f"{name} = {json.dumps(text, ensure_ascii=False)}".replace("\x7f", ""))
    return "".join(f"{line}\n" for line in lines)


def fields_of(facts: str) -> dict[str, str]:
    r"""Take a facts file apart into the fields of a form.

    Examples
    --------
    >>> fields_of('title = "T"\naffected = 2340')
    {'title': 'T', 'affected': '2340'}
    """
    found = parse(facts)
    return {name: str(found[name]).strip() for name in FACTS if name in found}


def as_csv(pasted: str) -> str:
    r"""Turn what was pasted into CSV: a spreadsheet puts tabs between the cells it copies.

    Examples
    --------
    >>> as_csv("timestamp\tevent\n2026-06-11T18:14\tCalls, many\n")
    'timestamp,event\n2026-06-11T18:14,"Calls, many"\n'
    """
    header = pasted.lstrip().partition("\n")[0]
    if "\t" not in header or "," in header:
        return pasted
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerows(rows_of(pasted, "\t"))
    return text.getvalue()


def _holds(path: Path, text: str) -> bool:
    """Tell whether a file says this already; facts may have their comments besides."""
    if is_stream(path):  # what is read from it is gone, and may be waited for in vain
        return False
    try:
        there = path.read_bytes()
    except FileNotFoundError:
        return False
    if there == text.encode():
        return True
    try:
        return path.name == FACTS_FILE and parse(there.decode()) == parse(text)
    except ValueError:
        return False
