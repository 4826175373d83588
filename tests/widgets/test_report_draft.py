"""The draft on the page: closed where it would give answers away, and saved with care."""

import pytest

from course.content import load
from course.content.decisions import decisions
from course.errors import AlreadyThereError, CourseError
from course.incident.loading import load_incident
from course.progress.answers import progress
from course.report.draft import draft
from course.widgets.report_draft import ReportDraft, report_draft

CASE = load_incident()


@pytest.fixture
def own(incident_of):
    """Open the draft of an incident of one's own."""
    return report_draft(incident_of("timestamp,event\n2026-05-04T10:00,A.\n"))


def test_that_of_the_course_s_case_stays_closed_until_all_is_answered():
    """It names the open decisions, and no section of a report."""
    shown = report_draft(CASE)
    assert shown.markdown == ""
    assert shown.can_save is False
    assert "The right output" in repr(shown)
    for section in load("reveal")["section"]:
        assert section["title"] not in shown.html
    for asked in decisions():
        progress().record(asked.id, "A")
    shown.about(CASE)
    assert shown.markdown == draft(CASE).markdown


def test_a_facilitator_opens_it():
    """The switch that opens the reveal opens this too."""
    assert report_draft(CASE, reveal_open=True).markdown == draft(CASE).markdown


def test_that_of_another_incident_is_open(own):
    """Who brings an incident gets its draft, whatever has been answered."""
    assert own.markdown.startswith("---\ntitle: T\n")
    assert own.can_save
    assert own.markdown.endswith(repr(own))


def test_it_is_saved_beside_the_files(own, tmp_path, ask):
    """The button says where it went."""
    assert ask(own, "save") == {"say": f"Saved as {tmp_path / 'report.md'}."}
    assert (tmp_path / "report.md").read_text("utf-8") == own.markdown


def test_another_report_is_not_written_over_unasked(own, tmp_path, ask):
    """The page asks; only with leave does the old one go."""
    (tmp_path / "report.md").write_text("finished")
    with pytest.raises(AlreadyThereError):
        own.save()
    answer = ask(own, "save")
    assert "report.md in " in answer["ask"]
    assert (tmp_path / "report.md").read_text() == "finished"
    for leave in ({"over": True}, {}):
        answer = ask(own, "save", **leave)
        assert "ask" not in answer, "what says the same already is saved"
    assert (tmp_path / "report.md").read_text("utf-8") == own.markdown


def test_a_folder_that_cannot_be_made_is_told(incident_of, tmp_path):
    """What stands in the way is named, and what to do."""
    (tmp_path / "taken").write_text("")
    incident = incident_of("timestamp,event\n2026-05-04T10:00,A.\n")
    object.__setattr__(incident, "folder", tmp_path / "taken")
    with pytest.raises(CourseError, match="expected a folder"):
        ReportDraft(incident).save()
