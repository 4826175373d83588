"""The sheet for tomorrow on its page: closed at first, up to date, and silent in what is saved."""

from course.content import load
from course.content.decisions import decisions
from course.progress import progress
from course.widgets.decide import decide
from course.widgets.run_sheet import sheet_for_tomorrow
from course.widgets.write import write


def test_it_opens_with_the_fourth_answer():
    """Before that it holds no sentence that would give an answer away."""
    gate = sheet_for_tomorrow()
    assert not gate.is_open
    assert "Everyone did" not in str(gate.get_state())
    for asked in decisions():
        decide(asked.id).choose("A").check()
    assert gate.is_open


def test_a_line_that_is_written_on_the_page_is_on_the_sheet_at_once():
    """Page and files follow; what a notebook is saved with holds nothing of it."""
    (sheet,) = sheet_for_tomorrow(reveal_open=True).parts
    write("look-back").write("Thursday 9 July, all of us")
    for shown in (sheet.html, sheet.page, sheet.markdown):
        assert "Thursday 9 July, all of us" in shown
    assert "9 July" not in sheet.readable().html
    assert "9 July" not in sheet.readable().text
    progress().remove("line.look-back")
    assert "9 July" not in sheet.html


def test_what_can_be_heard_as_blame_is_asked_about_once_more_before_it_goes_along():
    """Below the sheet, for the learner: neither paper nor file holds the question."""
    (sheet,) = sheet_for_tomorrow(reveal_open=True).parts
    asked = load("run_sheet")["heard"]
    assert sheet.asked == ""
    write("questions").write("What did the dial show?\nWho approved it?")
    assert "“Who approved it”: " in sheet.asked.partition(asked)[2]
    assert asked not in sheet.html + sheet.page + sheet.markdown
