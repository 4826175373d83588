"""Findings: gathered check by check, told from the top down."""

from course.incident.findings import LINE, Findings


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


def test_notices_say_where_as_well():
    """They keep the order in which something was put right."""
    findings = Findings("a.csv")
    findings.notice("read as 00:00.", row=4, column="timestamp")
    findings.notice("the rows have been sorted.")
    assert findings.notices == [
        "a.csv, row 4, column `timestamp`: read as 00:00.",
        "a.csv: the rows have been sorted.",
    ]
    assert findings.problems == []


def test_many_rows_of_one_kind_are_one_finding():
    """With the first three, and how many more there are."""
    findings = Findings("a.csv")
    for row in range(2, 602):
        findings.problem(f"found “{row}”", "one sentence", row=row, column="event")
    (told,) = findings.problems
    assert str(told) == (
        "a.csv, rows 2, 3, 4 and 597 more, column `event`: found “2”, “3” and “4”; "
        "expected one sentence"
    )
    assert (told.row, len(told.rows)) == (2, 600)
    findings = Findings("a.md")
    findings.counts = LINE
    for row in (2, 3):
        findings.problem(f"found “{row}”, and nothing says more", "1", row=row, kind="open")
    (told,) = findings.problems
    assert str(told) == "a.md, lines 2 and 3: found “2” and “3”, and nothing says more; expected 1"


def test_rows_of_two_kinds_are_two_findings():
    """They are counted by kind, and stand where the first of them stands."""
    findings = Findings("a.csv")
    for row in range(2, 12):
        findings.problem("found nothing", "one sentence", row=row, column="event")
        findings.problem("found nothing", "a time", row=row, column="timestamp")
    assert [len(told.rows) for told in findings.problems] == [10, 10]
