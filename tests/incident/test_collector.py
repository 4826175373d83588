"""The collector is held back while a document is read, and is as it was afterwards."""

import gc
from collections.abc import Iterator
from zoneinfo import ZoneInfo

import pytest

from course.incident import reading
from course.incident.findings import Findings


@pytest.fixture(autouse=True)
def _as_it_was() -> Iterator[None]:
    yield
    gc.enable()


@pytest.mark.parametrize("was_on", [True, False])
def test_reading_leaves_the_collector_as_it_was(
    was_on: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is off while a document is read; whoever had it off before has it off afterwards."""
    meanwhile = []
    take_columns = reading.take_columns
    monkeypatch.setattr(
        reading,
        "take_columns",
        lambda *args: (meanwhile.append(gc.isenabled()), take_columns(*args))[1],
    )
    (gc.enable if was_on else gc.disable)()
    assert reading.read(b"Time,What\n2026-06-11T18:14Z,A call", ZoneInfo("UTC"), {}, Findings(""))
    assert meanwhile == [False]
    assert gc.isenabled() is was_on


def test_the_collector_is_on_again_after_a_reading_that_failed(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """A fault of ours in the middle of a reading does not leave it off."""

    def fails(*_: object) -> None:
        raise RuntimeError

    monkeypatch.setattr(reading, "take_columns", fails)
    with pytest.raises(RuntimeError):
        reading.read(b"Time,What\n2026-06-11T18:14Z,A call", ZoneInfo("UTC"), {}, Findings(""))
    assert gc.isenabled()
