"""Findings: gathered check by check, told from the top down."""

from course.incident.findings import Findings


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
