"""Which column is what: by its name, in the words of people and tools, or by what it holds."""

from zoneinfo import ZoneInfo

import pytest

from course.incident.cells import Cells
from course.incident.choices import Choices
from course.incident.columns import take_columns
from course.incident.findings import Findings
from course.incident.reading import read
from course.incident.timeline import COLUMNS


def taken(columns: dict[str, str], **chosen: str) -> tuple[dict[str, tuple[str, ...]], Findings]:
    """Match columns of one row, and give what each was taken for."""
    cells = Cells(list(columns), [2], {name: [cell] for name, cell in columns.items()})
    findings = Findings("a.csv")
    return take_columns(cells, COLUMNS, chosen, findings).names, findings


@pytest.mark.parametrize(
    ("columns", "expected"),
    [
        (["When", "What happened"], {"timestamp": ("When",), "event": ("What happened",)}),
        (["created_at", "Message"], {"timestamp": ("created_at",), "event": ("Message",)}),
        (["createdAt", "Summary"], {"timestamp": ("createdAt",), "event": ("Summary",)}),
        (["TIME [UTC]", "DESCRIPTION"], {"timestamp": ("TIME [UTC]",), "event": ("DESCRIPTION",)}),
        (["Date", "Time", "Note"], {"timestamp": ("Date", "Time"), "event": ("Note",)}),
        (["Datum", "Uhrzeit", "Was"], {"timestamp": ("Datum", "Uhrzeit"), "event": ("Was",)}),
        (["Date", "Event"], {"timestamp": ("Date",), "event": ("Event",)}),
        (["Time", "Title", "Summary"], {"timestamp": ("Time",), "event": ("Summary",)}),
        (["time", "timestamp", "event"], {"timestamp": ("timestamp",), "event": ("event",)}),
    ],
)
def test_names_are_matched(columns, expected):
    """Without regard to case and signs; what fits best is taken, and the contract's own first."""
    assert taken(dict.fromkeys(columns, "x"))[0] == expected


def test_what_was_taken_for_what_is_a_notice():
    """But for the names of the contract, in whichever case."""
    assert taken({"Timestamp": "", "EVENT": "", "Actor Role": ""})[1].notices == []
    (notice,) = taken({"When": "", "Note": ""})[1].notices
    assert "`When` for `timestamp`, `Note` for `event`" in notice


def test_a_column_that_was_chosen_is_taken():
    """In any case; one that is not there is told with those that are."""
    names, findings = taken({"When": "", "Note": "", "Title": ""}, event="title")
    assert names["event"] == ("Title",)
    assert findings.problems == []
    _, findings = taken({"When": "", "Note": ""}, event="Foo")
    assert str(findings.problems[0]).endswith(
        "found no column `Foo`; expected one of `When`, `Note`"
    )
    _, findings = taken({"When": "", "Note": ""}, colour="Note")
    assert "`colour` is no column of a timeline" in str(findings.problems[0])


def test_without_a_name_that_is_known_what_it_holds_says_it():
    """Times are times under any name, and the longest texts are what happened."""
    columns = {"Q": "ok", "M": "13 March 2024 10:00", "R": "An alarm rings loudly"}
    assert taken(columns)[0] == {"timestamp": ("M",), "event": ("R",)}


def test_a_column_of_zones_belongs_to_the_time():
    """Unless it holds something else than zones."""
    columns = {"Date": "1 Mar 2024", "Time": "14:05", "TZ": "CET", "What": "A."}
    assert taken(columns)[0]["timestamp"] == ("Date", "Time", "TZ")
    assert taken(columns | {"TZ": "rack 7"})[0]["timestamp"] == ("Date", "Time")


def test_a_finding_names_the_column_as_the_document_does():
    """Whoever mends it looks for that name; a program finds the column of the contract."""
    findings = Findings("a.csv")
    read(b"When,What\nsometime,A.\n", ZoneInfo("UTC"), {}, findings)
    (problem,) = findings.problems
    assert str(problem).startswith("a.csv, row 2, column `When`: found “sometime”")
    assert problem.column == "timestamp"


def test_a_choice_reaches_the_reading():
    """As the desk and the command give it."""
    findings = Findings("a.csv")
    choices = Choices(columns={"event": "Title"})
    raw = b"When,Note,Title\n2024-03-01 10:00,A.,B.\n"
    reading = read(raw, ZoneInfo("UTC"), {}, findings, choices)
    assert reading.events[0].event == "B."
    assert reading.names == ("When", "Note", "Title")
    assert reading.columns["event"] == ("Title",)


def test_columns_that_are_left_out_are_named_in_one_sentence():
    """However many an export has."""
    findings = Findings("a.csv")
    names = [f"Custom {number}" for number in range(60)]
    raw = f"Time,Event,{','.join(names)}\n2026-06-11T18:14,Calls,{','.join('x' * 60)}\n".encode()
    assert read(raw, ZoneInfo("UTC"), {}, findings)
    (told,) = [notice for notice in findings.notices if "left out" in notice]
    assert "`Custom 0`, `Custom 1`" in told
    assert "and 52 more are not known" in told
