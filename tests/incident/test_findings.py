"""Findings: gathered check by check, told from the top down."""

from course.incident.findings import Findings
from course.incident.sentences import LINE, Name, Rows


def test_findings_are_told_by_row():
    """Of one row they keep the order of the checks; what is about the file comes first."""
    findings = Findings("a.csv")
    for text, row in (("late", 3), ("early", 2), ("again", 3), ("whole", 0)):
        findings.problem(text, row=row)
    assert list(map(str, findings.problems)) == [
        "a.csv: whole",
        "a.csv, row 2: early",
        "a.csv, row 3: late",
        "a.csv, row 3: again",
    ]


def test_notices_name_their_rows_as_the_document_is_read_at_last():
    """They keep the order in which something was put right; what stands in a cell stays."""
    findings = Findings("a.md")
    findings.notice(
        "{rows}: {cell} in {name} is 00:00.",
        rows=Rows([4]),
        cell="“row 4 {rows}”",
        name=Name("Start"),
    )
    findings.notice("{the rows} have been sorted.")
    findings.counts = LINE
    assert findings.notices == [
        "a.md: line 4: “row 4 {rows}” in `Start` is 00:00.",
        "a.md: {the rows} have been sorted.",
    ]
    assert findings.problems == []


def test_many_rows_of_one_kind_are_one_finding():
    """With the first three, and how many more there are; a row of which it is so twice is one."""
    findings = Findings("a.csv")
    for row in (2, *range(2, 602)):
        findings.problem("found {cell}", "one sentence", row=row, column="event", cell=f"“{row}”")
    (told,) = findings.problems
    assert str(told) == (
        "a.csv, rows 2, 3, 4 and 597 more, column `event`: found “2” and “3”; expected one sentence"
    )
    assert (told.row, len(told.rows), told.cell) == (2, 600, "“2”")


def test_what_is_so_of_all_is_said_once():
    """And what is so of each beside it, with the rows that it names."""
    findings = Findings("a.md")
    findings.counts = LINE
    for row, way in ((2, "open"), (3, "open"), (2, "after"), (5, "after")):
        found = (
            "found {cell}, and nothing says more" if way == "open" else "found {cell} after {rows}"
        )
        known = (
            {"cell": f"“{row}”", "rows": Rows([row - 1])}
            if way == "after"
            else {"cell": f"“{row}”"}
        )
        findings.problem(found, "1", row=row, kind=way, **known)
    assert list(map(str, findings.problems)) == [
        "a.md, lines 2 and 3: found “2” and “3”, and nothing says more; expected 1",
        "a.md, lines 2 and 5: found “2” after line 1 and “5” after line 4; expected 1",
    ]


def test_rows_of_two_kinds_are_two_findings():
    """They are counted by kind, and stand where the first of them stands."""
    findings = Findings("a.csv")
    for row in range(2, 12):
        findings.problem("found nothing", "one sentence", row=row, column="event")
        findings.problem("found nothing", "a time", row=row, column="timestamp")
    assert [len(told.rows) for told in findings.problems] == [10, 10]
