"""What of the course a page loads before it can answer: each module takes a phone its time."""

import subprocess
import sys

from course.build.site.archive import STANDINS
from course.content.decisions import decisions
from course.content.notebooks import ROOT, notebook_of

#: Of the course, and beside it: questions, what is kept of them, and the page they stand on.
NEEDED = {
    *("__init__", "beginning", "content", "database", "errors", "membership", "page", "progress"),
    *("report", "storage", "visitors", "widgets"),
}

#: Loaded by what reads incidents, runs tests or draws.
DEAR = {"csv", "decimal", "difflib", "pickle", "subprocess", "zoneinfo"}

PRESS = """
import sys, in_page

for slug in sys.argv[1:]:
    shown = [cell["tree"] for cell in in_page.run(slug) if "tree" in cell]
    [asked] = [one["id"] for one in shown if one.get("kind", "").endswith("DecisionWidget")]
    press = {"type": "check", "id": 1, "option": "A"}
    in_page.hear({"type": "message", "id": asked, "content": press}, [])
    assert [sent for sent in in_page.take_outbox() if sent.get("state", {}).get("outcome")]
    in_page.standing()
print(*sys.modules)
"""


def test_a_page_loads_for_its_decision_nothing_that_reads_incidents_runs_tests_or_draws(tmp_path):
    """From its opening to the verdict and what the next page is told; one stands amid the lab."""
    slugs = {notebook_of(asked.id).slug for asked in decisions()} - {"what_coverage_tells"}
    assert len(slugs) == 3
    done = subprocess.run(
        [sys.executable, "-c", PRESS, *slugs],
        env={"COURSE_HOME": str(tmp_path), "PYTHONPATH": f"{STANDINS}:{ROOT}", "PATH": ""},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    loaded = set(done.stdout.split())
    ours = {name.split(".")[1] for name in loaded if name.startswith("course.")}
    assert ours <= NEEDED, ours - NEEDED
    # What can be heard as blame is asked of what was written, and its rules are read only then.
    assert {name for name in loaded if name.startswith("course.report.")} == {
        *("course.report.still_open", "course.report.language", "course.report.language.heard")
    }
    assert loaded.isdisjoint(DEAR), loaded & DEAR
