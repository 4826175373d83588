"""A pane shows the same thing about one incident, and then about another."""

import subprocess
import sys

import pytest

from course.charts import callers_chart
from course.incident.facts import show_facts
from course.incident.loading import load_incident
from course.widgets.pane import Pane, labelled

CASE = load_incident()


@pytest.mark.parametrize("make", [show_facts, callers_chart])
def test_it_shows_what_the_function_makes(make):
    """A table or a chart stands in it as it does without it."""
    pane = Pane(make, CASE)
    data, _ = pane._repr_mimebundle_()
    assert data["text/plain"] == repr(make(CASE))
    assert make(CASE)._repr_mimebundle_()["text/html"] == data["text/html"]


def test_turned_to_another_incident_nothing_of_the_first_is_left(incident_of):
    """Page and text are about the other one."""
    pane = Pane(show_facts, CASE)
    pane.about(incident_of("timestamp,event\n2026-05-04T10:00,A.\n"))
    assert pane.html.count("Ōtautahi") == 0
    assert [line.strip() for line in repr(pane).splitlines()] == [
        "The service (1)",
        "The service: what is known, and on what it rests:",
        "Fact | What is known | Rests on",
        "Organisation | O | given",
    ]


def test_it_says_whose_it_is():
    """What is said about it stands before it, in text and page, and is no markup."""
    pane = Pane(show_facts, CASE)
    pane.whose = "About “<b>”."
    data, _ = pane._repr_mimebundle_()
    assert data["text/plain"].startswith("About “<b>”.\n\nThe service")
    assert data["text/html"].startswith("<p><strong>About “&lt;b&gt;”.</strong></p>")
    assert labelled("", "<p>a</p>") == "<p>a</p>"


def test_desk_and_draft_need_no_pandas():
    """Whoever fills in the form, mends it and drafts a report waits for no drawing."""
    code = (
        "import sys\n"
        "from course import own_incident, report_draft, show_facts, show_metrics\n"
        "desk = own_incident()\n"
        "[desk.show(make) for make in (show_facts, show_metrics)]\n"
        "desk.show(report_draft, True)\n"
        "desk.check({'title': 'T', 'organisation': 'O', 'timezone': 'UTC'}, "
        "'timestamp,event\\n2026-06-11T18:14,A.\\n')\n"
        "assert not desk.problems, desk.problems\n"
        "assert not {'pandas', 'numpy', 'matplotlib'} & set(sys.modules)\n"
    )
    subprocess.run([sys.executable, "-c", code], check=True)
