"""What is said of lines that are no events."""

from collections.abc import Sequence

from course.incident.findings import Findings
from course.incident.sentences import Rows


def note_left_out(passed: Sequence[int], elsewhere: Sequence[int], findings: Findings) -> None:
    """Tell which lines begin with no time, and which tell outside the timeline of it."""
    if passed:
        verbs = "begins with no time and has" if len(passed) == 1 else "begin with no time and have"
        findings.notice(f"{{rows}} {verbs} been left out.", rows=Rows(passed))
    if elsewhere:
        verbs = (
            "is outside the timeline and has"
            if len(elsewhere) == 1
            else "are outside the timeline and have"
        )
        findings.notice(f"{{rows}} {verbs} been left out.", rows=Rows(elsewhere))
