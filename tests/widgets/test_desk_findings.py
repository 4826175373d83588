"""What the desk says of an incident, in the words of its form."""

from zoneinfo import ZoneInfo

import pytest

from course.incident.findings import Findings
from course.incident.sentences import Name, Rows
from course.incident.tabulated import tabulated
from course.widgets.desk_counting import OfTheForm, of_the_document
from course.widgets.desk_findings import located, notices_of_the_desk


@pytest.mark.parametrize(
    ("header", "told"),
    [
        ("When,What happened", []),
        ("When,Summary", ["Columns were taken so: “Summary” for “What happened”."]),
        (
            "Date,Time,What happened",
            ["Columns were taken so: “Date” and “Time” for “When”."],
        ),
    ],
)
def test_a_column_that_is_called_as_its_field_needs_no_word(header, told):
    """“When” for “When” would tell nobody anything."""
    row = "2026-05-04,10:00,Tills stop" if "Time" in header else "2026-05-04T10:00,Tills stop"
    read = tabulated(f"{header}\n{row}\n".encode(), ZoneInfo("UTC"))
    notices = notices_of_the_desk(read.notices, OfTheForm())
    assert [notice.partition(" If that is wrong")[0] for notice in notices] == told


@pytest.mark.parametrize(
    ("by", "told"),
    [
        (OfTheForm(), "Rows 2 and 3 and “row 3” of “When”, as “Due” says."),
        (OfTheForm(moved={2: 7}), "Rows 3 and 7 and “row 3” of “When”, as “Due” says."),
        (
            of_the_document("When,Due"),
            "Lines 3 and 4 of what you pasted and “row 3” of “When”, as “Due” says.",
        ),
    ],
)
def test_rows_are_counted_where_they_are_shown(by, told):
    """From one in a form, and wherever they went; a cell says what it said, names are labels."""
    findings = Findings("a.csv")
    known = {"rows": Rows([3, 4]), "cell": "“row 3”", "due": Name("Due")}
    name = Name("timestamp")
    findings.notice("{rows} and {cell} of {name}, as {due} says.", name=name, **known)
    assert notices_of_the_desk([*findings.notices, "", "whole"], by) == [told, "Whole"]


def test_the_header_is_no_row_of_the_form():
    """And what a document lacks is said of it; what stands above it are rows of the file."""
    findings = Findings("a.csv")
    findings.notice("above the header, {rows} passed over.", rows=Rows([1, 2]))
    (told,) = notices_of_the_desk(findings.notices, OfTheForm())
    assert told == "Above the header, rows 1 and 2 of the file passed over."
    (finding,) = tabulated(b"event,Foo\nTills stop,x\n", ZoneInfo("UTC"))
    assert located(finding)["text"].startswith("The header: column “When” is missing; ")
