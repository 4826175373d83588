"""The template: nothing to mend in it, and nobody's files lost to it."""

import pytest

from course.errors import AlreadyThereError
from course.incident.loading import load_incident
from course.incident.metrics import metrics
from course.incident.phases import MILESTONES
from course.incident.template import template, template_rows, write_template
from course.incident.timeline import COLUMNS


def test_it_has_nothing_to_mend_and_shows_every_milestone(tmp_path):
    """Who starts from it sees a check that passes, and every metric with a length."""
    write_template(tmp_path)
    incident = load_incident(tmp_path)
    assert incident.notices == ()
    assert tuple(incident.milestones) == MILESTONES
    assert all(metric.minutes for metric in metrics(incident).values())
    assert (incident.events["evidence"] != "").all()


def test_it_shows_the_columns_that_can_be_used():
    """All but the one that is right when it is left out."""
    header = template().timeline.splitlines()[0].split(",")
    assert header == [name for name in COLUMNS if name != "provenance"]


def test_it_is_written_over_nothing(tmp_path):
    """A folder that holds an incident keeps it."""
    write_template(tmp_path)
    (tmp_path / "incident_timeline.csv").write_text("mine")
    with pytest.raises(AlreadyThereError, match="already"):
        write_template(tmp_path)
    assert (tmp_path / "incident_timeline.csv").read_text() == "mine"


def test_its_sentences_are_known(tmp_path):
    """Each row of it can be told from a row of one's own."""
    write_template(tmp_path)
    assert template_rows() == frozenset(load_incident(tmp_path).events["event"])


def test_nothing_of_the_course_s_own_case_is_in_it():
    """A template is nobody's incident."""
    for word in ("Ōtautahi", "patient", "booking", "null check", "2,340"):
        assert word not in template().facts + template().timeline
