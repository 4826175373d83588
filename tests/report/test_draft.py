"""The draft of a report: what the files say, what is asked for, and nothing else."""

import re
from html import unescape
from pathlib import Path

import mistune
import pytest

from course.content import load
from course.incident.facts import facts
from course.incident.loading import Incident, load_incident
from course.incident.questions import questions
from course.report.draft import draft

READ = mistune.create_markdown(plugins=["table"])
CASE = load_incident()

SHORT = "timestamp,event\n2026-05-04T10:00,Alarm.\n2026-05-04T10:30,Quiet.\n"


@pytest.fixture
def incident_of(tmp_path: Path):
    """Load an incident from its timeline and a title."""

    def load_it(timeline: str, title: str = "Tills") -> Incident:
        (tmp_path / "incident.toml").write_text(
            f'title = {title!r}\norganisation = "Café Noir"\ntimezone = "Europe/Paris"\n',
            encoding="utf-8",
        )
        (tmp_path / "incident_timeline.csv").write_text(timeline, encoding="utf-8")
        return load_incident(tmp_path)

    return load_it


def sections(markdown: str) -> dict[str, str]:
    """Take a report apart at its headings."""
    parts = re.split(r"^## \d\. (.*)$", markdown, flags=re.MULTILINE)
    return dict(zip(parts[1::2], parts[2::2], strict=True))


def test_it_has_the_five_sections_in_their_order():
    """Their names are those of the reveal, which says them once."""
    found = sections(draft(CASE).markdown)
    assert list(found) == [section["title"] for section in load("reveal")["section"]]


def test_the_timeline_is_filled_in_whole():
    """Every event with its time, milestone, role, evidence and what it rests on."""
    html = READ(sections(draft(CASE).markdown)["Timeline"])
    table = html.partition("</table>")[0]
    cells = [
        [unescape(cell) for cell in re.findall(r"<td[^>]*>(.*?)</td>", row)]
        for row in table.split("<tr>")[2:]
    ]
    assert len(cells) == len(CASE.events)
    assert [row[1] for row in cells] == list(CASE.events["event"])
    for place, column in enumerate(("phase", "actor_role", "evidence", "provenance"), start=2):
        assert [row[place] for row in cells] == list(CASE.events[column])
    assert cells[5][0] == "Thursday 11 June 2026, 18:14 NZST"


def test_it_holds_facts_metrics_and_open_questions():
    """What the tables and the list of the notebook say stands in the file too."""
    text = re.sub(r"\\(?=[^\w\s])", "", draft(CASE).markdown)
    for fact in facts(CASE):
        assert f"{fact.label}: {fact.value}" in text
    for entry in questions(CASE):
        assert " ".join(entry.question.split()) in text
    assert (
        "| Time to mitigate | n/a | mitigated − started | n/a: no row marks “mitigated” |" in text
    )


def test_what_only_people_can_tell_is_asked_for_in_every_section():
    """Each section marks what is to be written; nothing is made up in its place."""
    for title, text in sections(draft(CASE).markdown).items():
        assert "> **To write:**" in text, title


def test_two_columns_are_enough_for_a_draft(incident_of):
    """Columns that say nothing are left out, and what is not known is n/a."""
    text = draft(incident_of(SHORT)).markdown
    assert "| Time | What happened | Rests on |" in text
    assert "Nothing says when it was detected." in text
    assert "Time to resolve | n/a" in text
    assert "CEST (Europe/Paris)" in text


def test_a_whole_timeline_leaves_nothing_open(incident_of):
    """Then that is said, rather than an empty list."""
    rows = "\n".join(
        f"2026-05-04T10:0{minute}:00Z,E,{phase},Log,1"
        for minute, phase in enumerate(
            ["", "introduced", "started", "detected", "acknowledged", "mitigated", "resolved"]
        )
    )
    header = "timestamp,event,phase,evidence,affected_cumulative\n"
    assert "no silence stands out" in draft(incident_of(f"{header}{rows}\n")).markdown


def test_page_and_file_say_the_same():
    """Every word of the file stands on the page."""
    fragment = draft(CASE).fragment
    page = " ".join(unescape(re.sub(r"<[^>]+>", " ", fragment.html)).split())
    for line in re.sub(r"<[^>]+>", " ", READ(fragment.text)).splitlines():
        assert " ".join(unescape(line).split()) in page


def test_nothing_of_the_course_s_case_is_in_another_report(incident_of):
    """A draft of someone else's incident speaks of it alone."""
    text = draft(incident_of(SHORT)).markdown
    for word in ("Ōtautahi", "patient", "booking", "null check", "2,340", "CEO", "NZST"):
        assert word not in text


def test_what_a_file_says_cannot_become_markup(incident_of):
    """A title or an event with markup in it is text, on the page and in the file."""
    incident = incident_of(
        "timestamp,event\n2026-05-04T10:00,<img src=x> | **bold**\n", title="<script>x</script>"
    )
    report = draft(incident)
    assert "<script>" not in report.fragment.html
    assert "<img" not in report.fragment.html
    html = READ(report.markdown)
    assert "<script>" not in html
    assert "<img" not in html
    assert "<strong>bold" not in html


def test_the_same_incident_gives_the_same_draft():
    """No date of today, no path of this machine."""
    assert draft(CASE).markdown == draft(load_incident()).markdown
    assert str(CASE.folder) not in draft(CASE).markdown
