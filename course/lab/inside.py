"""What happens in a run's own process: pytest under coverage, every journey watched.

This file is run as a script, in the throw-away folder that `course.lab.process` lays out.
It imports nothing of the course, so that a run can only meet the booking service.
"""

import functools
import json
import sys
from collections import Counter
from collections.abc import Callable
from enum import StrEnum
from pathlib import Path
from typing import Any

LONGEST_REPORT = 20_000  # characters a test; a run's whole output is capped by `process`


class Journey(StrEnum):
    """What a patient can set out to do; the values are the service's method names."""

    FIND = "find_slots"
    BOOK = "book"
    MOVE = "move"
    CANCEL = "cancel"


class State(StrEnum):
    """How a patient stands on record at the moment a journey begins."""

    FIRST_TIME = "first-time patient"
    SEEN = "seen before"
    ONLY_CANCELLED = "only cancelled so far"
    AHEAD = "appointment ahead"
    AT_LIMIT = "at the limit of three"

    @property
    def holds_a_booking(self) -> bool:
        """Whether there is anything to move or to cancel."""
        return self in {State.AHEAD, State.AT_LIMIT}


def state_of(service: Any, patient_number: str, limit: int) -> State | None:
    """Classify a patient from the bare record, or return None for an unknown one.

    Examples
    --------
    >>> from types import SimpleNamespace as Bare
    >>> register, history = Bare(patients={"P-1": ...}), Bare(appointments=[])
    >>> state_of(Bare(patients=register, history=history, clock=lambda: 0), "P-1", limit=3).value
    'first-time patient'
    """
    if patient_number not in service.patients.patients:
        return None
    record = [
        appointment
        for appointment in service.history.appointments
        if appointment.patient_number == patient_number
    ]
    now = service.clock()
    booked = [appointment for appointment in record if appointment.status == "booked"]
    ahead = sum(appointment.slot.starts_at > now for appointment in booked)
    if not record:
        return State.FIRST_TIME
    if ahead:
        return State.AT_LIMIT if ahead >= limit else State.AHEAD
    if all(appointment.status.startswith("cancelled") for appointment in record):
        return State.ONLY_CANCELLED
    return State.SEEN


class Watcher:
    """A pytest plugin that notes each test's outcome and each journey it made."""

    def __init__(self) -> None:
        self.tests: list[dict[str, str]] = []
        self.calls: Counter[tuple[str, str, str | None, str]] = Counter()
        self.current = ""

    def watch(self, booking: Any, limit: int) -> None:
        """Wrap the journeys of the service, so that calls are recorded and not declared."""
        for journey in Journey:
            made = getattr(booking.BookingService, journey)
            watched = self._watched(journey, made, booking.BookingError, limit)
            setattr(booking.BookingService, journey, watched)

    def _watched(
        self, journey: Journey, made: Callable[..., Any], refusal: type[Exception], limit: int
    ) -> Callable[..., Any]:
        @functools.wraps(made)
        def call(service: Any, patient_number: str, *rest: Any, **named: Any) -> Any:
            __tracebackhide__ = True
            state = state_of(service, patient_number, limit)
            ending = "crashed"
            try:
                result = made(service, patient_number, *rest, **named)
                ending = "done"
            except refusal:
                ending = "refused"
                raise
            finally:
                self.calls[self.current, journey, state, ending] += 1
            return result

        return call

    def pytest_collectstart(self, collector: Any) -> None:
        """Remember the file whose calls come while it is read, outside any test."""
        self.current = collector.nodeid

    def pytest_runtest_logstart(self, nodeid: str) -> None:
        """Remember which test the coming calls belong to."""
        self.current = nodeid

    def pytest_runtest_logreport(self, report: Any) -> None:
        """Note a test's outcome, also when it ended in its set-up or tear-down."""
        if report.when == "call" or report.outcome != "passed":
            self._note(report)

    def pytest_collectreport(self, report: Any) -> None:
        """Note a file that could not be collected."""
        if report.failed:
            self._note(report)

    def _note(self, report: Any) -> None:
        crash = getattr(report.longrepr, "reprcrash", None)
        text = report.longreprtext
        message = crash.message if crash else next(reversed(text.splitlines()), "")
        note = {"id": report.nodeid, "outcome": report.outcome, "message": message, "text": text}
        self.tests.append({name: _printable(value) for name, value in note.items()})


def _printable(text: str) -> str:
    return text[:LONGEST_REPORT].encode("utf-8", "backslashreplace").decode()


def main(*, measure: bool) -> None:
    """Run the tests of the working folder and leave what was seen in JSON files."""
    from importlib import import_module

    import coverage
    import pytest

    folder = Path.cwd()
    sys.path.insert(0, str(folder))
    meter = coverage.Coverage(
        data_file=None, config_file=False, branch=True, source=[str(folder / "booking")]
    )
    if measure:
        meter.start()
    watcher = Watcher()
    booking = import_module("booking")
    watcher.watch(booking, import_module("booking.rules").UPCOMING_LIMIT)
    options = ["-q", "--no-header", "--tb=short", "--color=no", "--capture=no", "--rootdir=."]
    plugins_off = ["-p", "no:cacheprovider", "-p", "no:warnings"]
    exit_code = pytest.main([*options, *plugins_off, "tests"], plugins=[watcher])
    if measure:
        meter.stop()
        meter.json_report(outfile=str(folder / "coverage.json"))
    calls = [[*call, times] for call, times in watcher.calls.items()]
    seen = {"exit_code": int(exit_code), "tests": watcher.tests, "calls": calls}
    # Renamed into place: a run that is ended half-way leaves nothing half-written.
    written = folder / "seen.json.part"
    written.write_text(json.dumps(seen), "utf-8")
    written.replace(folder / "seen.json")


if __name__ == "__main__":
    main(measure="measure" in sys.argv)
