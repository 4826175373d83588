"""What is said of lines that are no events."""

from collections.abc import Sequence

from course.incident.findings import Findings
from course.incident.notices import noticed
from course.incident.sentences import Rows


def note_left_out(passed: Sequence[int], elsewhere: Sequence[int], findings: Findings) -> None:
    """Tell which lines begin with no time, and which tell outside the timeline of it."""
    if passed:
        findings.say(noticed("begins_with_no_time", rows=Rows(passed)))
    if elsewhere:
        findings.say(noticed("outside", rows=Rows(elsewhere)))
