"""Print the measurements; none of them is a test.

python -m tests.benchmarks [NAME ...]
"""

import argparse
import signal
import sys
import traceback
from collections.abc import Callable, Iterable
from types import FrameType
from typing import NoReturn

from tests.benchmarks import (
    commands,
    crowd,
    decision,
    incident,
    lab,
    language,
    laptop,
    mutants,
    phone,
    reader,
    reading,
    rehearsal,
    room,
    setup,
    site,
)
from tests.benchmarks.ratios import NotMeasuredError, Row, table

GROUPS = {
    "decision": decision.MEASURES,
    "commands": commands.MEASURES,
    "incident": incident.MEASURES | reading.MEASURES,
    "lab": lab.MEASURES,
    "language": language.MEASURES,
    "rehearsal": rehearsal.MEASURES,
    "room": room.MEASURES | crowd.MEASURES | phone.MEASURES,
    "laptop": laptop.MEASURES,
    "reader": reader.MEASURES,
    "site": site.MEASURES,
    "setup": setup.MEASURES,
    "mutants": mutants.MEASURES,
}

#: Begins the note of a measurement that failed.
STOPPED = "stopped:"


def measured(name: str, measure: Callable[[], Iterable[Row]]) -> list[Row]:
    """Take one measurement, or say why it cannot be taken here."""
    sys.stderr.write(f"measuring {name} …\n")
    rows = []
    try:
        rows.extend(measure())
    except NotMeasuredError as reason:
        rows.append(Row(name, note=f"not measured: {reason}"))
    except Exception as error:  # noqa: BLE001 - the others are worth having all the same
        traceback.print_exception(error)
        rows.append(Row(name, note=f"{STOPPED} {type(error).__name__}, told above"))
    return rows


def stop(_signal: int, _frame: FrameType | None) -> NoReturn:
    """Leave in order, so that servers, kernels and folders go as well."""
    sys.exit("stopped")


def main() -> int:
    """Measure what is asked for, all of it unless named; return 1 if any of it failed."""
    every = [*GROUPS, *(f"{group}.{name}" for group in GROUPS for name in GROUPS[group])]
    parser = argparse.ArgumentParser(
        prog="python -m tests.benchmarks",
        description="Print measurements of the course, ours beside a baseline.",
        epilog="names:\n  " + "\n  ".join(every),
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("name", nargs="*", default=[*GROUPS], help="a group or a measurement")
    asked = parser.parse_args().name
    if unknown := sorted(set(asked) - set(every)):
        parser.error(f"expected names from --help, and found {', '.join(unknown)}")
    signal.signal(signal.SIGTERM, stop)
    failed = False
    for group, measures in GROUPS.items():
        chosen = [name for name in measures if {group, f"{group}.{name}"} & set(asked)]
        rows = [row for name in chosen for row in measured(f"{group}.{name}", measures[name])]
        if rows:
            sys.stdout.write(f"\n== {group}\n{table(rows)}\n")
            sys.stdout.flush()
        failed |= any(row.note.startswith(STOPPED) for row in rows)
    return int(failed)


if __name__ == "__main__":
    sys.exit(main())
