"""The run sheet holds what the learner wrote, and is whole where they wrote nothing."""

import json
import re

import pytest

from course.content import load
from course.content.notebooks import notebook
from course.page.text import as_text
from course.progress import progress
from course.rehearsal.keeping import Meetings
from course.rehearsal.sitting import sit
from course.report.run_sheet import run_sheet


def test_every_part_of_the_sheet_is_asked_for_on_the_way():
    """Each names a line that some notebook asks for, in a cell of its own or by a practice."""
    taken = {
        each["takes"]: name for name, each in load("practice")["set"].items() if "takes" in each
    }
    for part in load("run_sheet")["part"]:
        asked_in = load("writing")["line"][part["line"]]["asked_in"]
        cells = notebook(asked_in).path.read_text("utf-8")
        practised = f'practice(\\"{taken.get(part["line"])}\\", learner)'
        assert f'write(\\"{part["line"]}\\")' in cells or practised in cells


def test_the_clock_runs_for_an_hour_and_gives_the_timeline_what_the_guide_says():
    """Sixty minutes in all, 35 to 40 of them for the timeline, and ten at the end."""
    minutes = [each["minutes"] for each in load("run_sheet")["clock"]]
    assert sum(minutes) == 60
    assert 35 <= minutes[1] <= 40
    assert minutes[-1] == 10
    assert "| 50 to 60 |" in run_sheet(None).markdown


def test_where_nothing_is_written_the_course_s_words_stand_and_say_so():
    """Nothing on it is a blank to fill in; each sentence of ours is marked as one."""
    parts = load("run_sheet")["part"]
    markdown = run_sheet(progress()).markdown
    assert markdown.count("The course’s words") == len(parts)
    for title, text in re.findall(r"^## (.+)\n\n(.+)", markdown, re.MULTILINE):
        assert len(text) > 20, title
        assert "…" not in text


def test_what_the_learner_wrote_takes_its_place():
    """Their own words, line by line, in the order of the meeting, and as they wrote them."""
    kept = progress()
    kept.keep("line.first-sentence", "“We look at *how*.”")
    kept.keep("line.questions", "What was deployed?\n\n  Who saw it first?\n")
    sheet = run_sheet(kept)
    assert sheet.markdown.count("The course’s words") == len(load("run_sheet")["part"]) - 2
    assert "- What was deployed?\n- Who saw it first?" in sheet.markdown
    assert r"\*how\*" in sheet.markdown
    assert "<li>Who saw it first?</li>" in sheet.page
    assert as_text(sheet.blocks).index("We look at") < as_text(sheet.blocks).index("Who saw it")


def test_what_was_written_in_practice_stands_until_one_line_is_put_there():
    """A mark is no line, and what is put there is the only one."""
    kept = progress()
    kept.keep("practice.questions", json.dumps({"options": "What else?", "cues": "What\ndid you?"}))
    kept.keep("practice.traps", json.dumps({"one-more-test": "normative"}))
    markdown = run_sheet(kept).markdown
    told = load("run_sheet")["practised"].format(title=notebook("fix_the_system").title)
    assert f"- What did you?\n- What else?\n\n*{told}*" in markdown
    assert "normative" not in markdown
    kept.keep("line.follow-up", "Which part?")
    assert "What else?" not in run_sheet(kept).markdown


def test_what_was_typed_in_the_rehearsal_stands_with_the_questions():
    """Their own words of the last meeting that they led, and none of an earlier one."""
    sitting = sit()
    for letter in "bBbcdb":
        sitting = sitting.make(letter)
    for text in ("An earlier one?", "What was on your *screen*?"):
        Meetings(progress()).keep(sitting.write(5, text), anew=True)
    progress().keep("line.said", "What did it look like from there?")
    markdown = run_sheet(progress()).markdown
    assert f"{load('run_sheet')['rehearsed']}\n\n- What did it look like from there?" in markdown
    assert r"- What was on your \*screen\*?" in markdown
    assert "An earlier one?" not in markdown
    assert load("run_sheet")["rehearsed"] not in run_sheet(None).markdown


def test_what_came_out_in_the_rehearsal_says_whom_to_ask():
    """How much came out stands there, and who has said nothing yet."""
    sheet = run_sheet(progress()).markdown
    assert "facts came out" not in sheet
    sitting = sit()
    for letter in ("b", "B", "b", "c", "b"):
        sitting = sitting.make(letter)
    Meetings(progress()).keep(sitting)
    sheet = run_sheet(progress()).markdown
    meeting = sitting.meeting
    assert f"{len(meeting.wall)} of 12 facts came out" in sheet
    heard = {meeting.script.names[fact.holder] for fact in meeting.wall}
    told = sheet.partition("what they know: ")[2].splitlines()[0]
    assert heard
    assert set(told.rstrip(".").split(", ")) == set(meeting.script.names.values()) - heard


def test_what_the_learner_wrote_is_text_and_no_markup():
    """In the page that is taken along, too."""
    progress().keep("line.ring", "<script>alert(1)</script>")
    assert "<script" not in run_sheet(progress()).page
    assert "<script" not in run_sheet(progress()).fragment.html


def test_the_page_asks_no_host_for_anything():
    """It can be opened anywhere, and says its language."""
    page = run_sheet(None).page
    assert '<html lang="en-NZ">' in page
    assert not re.search(r"(?:src|href)=|url\(|@import", page)


@pytest.mark.browser
def test_it_fits_on_one_sheet_of_paper(browser):
    """With as much in every field as a person writes by hand, it prints on one side of A4."""
    kept = progress()
    for part in load("run_sheet")["part"]:
        kept.keep(
            f"line.{part['line']}",
            "\n".join(["Some twelve words that a person would write down for the meeting."] * 3),
        )
    page = browser.new_page()
    for sheet in (run_sheet(None), run_sheet(kept)):
        page.set_content(sheet.page)
        assert len(re.findall(rb"/Type\s*/Page\b", page.pdf(prefer_css_page_size=True))) == 1
    # In two columns the first two headings stand side by side.
    page.emulate_media(media="print")
    ring, first = (page.locator("h2").nth(place).bounding_box() for place in (0, 1))
    assert (ring["y"], ring["x"] < first["x"]) == (first["y"], True)
    page.close()
