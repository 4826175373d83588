"""Letters beside clocks that are no zone anybody knows."""

from zoneinfo import ZoneInfo

import pytest

from course.incident.findings import Findings
from course.incident.reading import read


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("4 May 2026\n10:02 XST Off\n10:05 XST On\n", ["lines 2 and 3: XST, which"]),
        ("4 May 2026\n10:02 AM (XST) Off\n10:05 API down\n", ["line 2: XST, which"]),
        ("4 May 2026\n10:02 PST Off\n10:05 XST On\n", ["line 3: XST, which"]),
        ("4 May 2026\n10:02 XST: Off\n10:05 XST: On\n", ["lines 2 and 3: XST, which"]),
        ("4 May 2026 (all times XST)\n- 10:02 Off\n- 10:05 On\n", ["XST, in “4 May 2026 (all"]),
        ("4 May 2026\n10:02 PST Off\n10:05 EST On\n", []),
        ("4 May 2026\n10:02 NAT fails\n10:05 On\n10:07 CERT joins\n", []),
    ],
)
def test_they_are_told_and_words_are_not(text, told):
    """Where most rows have them, where they stand in brackets, or where other rows have a zone."""
    findings = Findings("a.txt")
    read(text.encode(), ZoneInfo("UTC"), {}, findings)
    found = [notice for notice in findings.notices if "no time zone that is known" in notice]
    assert [
        notice.removeprefix("a.txt: ")[: len(begin)]
        for notice, begin in zip(found, told, strict=True)
    ] == told
