"""What a learner types is kept as they type it, on every page that shows it."""

import re
from pathlib import Path

import pytest

from course.content import load
from course.content.notebooks import notebook, notebooks
from course.errors import UnknownNameError
from course.progress import progress
from course.report.run_sheet import run_sheet
from course.visitors import VARIABLE
from course.widgets import written
from course.widgets.reflection import reflect
from course.widgets.write import recall, write

LINE = "first-words"
KEY = f"line.{LINE}"


def test_a_line_is_kept_and_met_again(ask):
    """Under a name of its own, in another notebook, and in another process."""
    line = write(LINE)
    reply = ask(line, "keep", text="So who was on call?", seen="")
    assert reply["say"] == line.writing["kept"]
    assert reply["seen"] == progress().kept(KEY).at_utc
    again = recall(LINE)
    assert (again.text, again.seen) == ("So who was on call?", reply["seen"])
    assert notebook("start_here").title in again.words["earlier"]


def test_all_fields_of_a_page_show_what_one_of_them_keeps(ask):
    """The line and its echo on one page never differ."""
    line, again = write(LINE), recall(LINE)
    ask(line, "keep", text="So", seen="")
    ask(line, "keep", text="So who?", seen=line.seen)
    assert (again.text, again.others) == ("So who?", [])


@pytest.mark.parametrize(
    ("made", "text", "is_asked"),
    [
        (lambda: write("questions"), "Who approved it?\nWhat was on the wall?", True),
        (lambda: recall("first-sentence"), "“You should have tested.”", True),
        (lambda: reflect("say-to-developer"), "People forget.", True),
        (lambda: reflect("say-to-developer"), "What did you have in front of you?", False),
        # What others said is told here, and asked of nobody.
        (lambda: write(LINE), "“So who approved it?”", False),
    ],
)
def test_what_can_be_heard_as_blame_is_asked_about(ask, made, text, is_asked):
    """As soon as it is kept, on the next day too, and gone with the text."""
    control = made()
    ask(control, "keep", text=text, seen="")
    assert bool(control.asked_about) == is_asked
    assert made().asked_about == control.asked_about
    assert control.asked_about not in str(control._repr_mimebundle_()) or not is_asked
    control.write("")
    assert control.asked_about == ""


def test_what_two_pages_type_is_kept_side_by_side(ask):
    """The later one is shown; the other can be shown instead, or be left out for good."""
    line = write(LINE)
    ask(line, "keep", text="So", seen="")
    began = line.seen
    ask(line, "keep", text="So who was it?", seen=began)
    ask(line, "keep", text="Thanks for coming.", seen=began)
    assert line.text == "Thanks for coming."
    [other] = line.others
    assert other["text"] == "So who was it?"
    reply = ask(line, "use", at=other["at_utc"])
    assert (reply["text"], line.text) == ("So who was it?", "So who was it?")
    assert [one["text"] for one in line.others] == ["Thanks for coming."]
    assert "not there any more" in ask(line, "use", at=other["at_utc"])["say"]
    ask(line, "settle")
    assert (line.text, line.others) == ("So who was it?", [])


def test_a_page_that_was_closed_while_it_kept_something_goes_on_from_there(ask):
    """What begins with all that is kept takes its place: nothing is lost by it."""
    line = write(LINE)
    ask(line, "keep", text="So who", seen="")
    ask(line, "keep", text="So who was it?", seen="")
    assert (line.text, line.others) == ("So who was it?", [])


@pytest.mark.parametrize("text", ["x" * 501, None, 7, ["x"]])
def test_what_is_too_long_or_no_text_leaves_what_was_kept(ask, text):
    """The answer says how much is kept."""
    line = write(LINE)
    line.write("So who was it?")
    reply = ask(line, "keep", text=text, seen=line.seen)
    assert reply["trouble"]
    assert "500 characters" in reply["say"]
    assert line.text == "So who was it?"


def test_a_file_that_is_written_to_from_elsewhere_is_looked_at_again(ask):
    """Another page is another process."""
    line = write(LINE)
    type(progress())(progress().path.parent).keep(KEY, "from another page")
    assert line.text == ""
    ask(line, "look")
    assert line.text == "from another page"


def test_a_saved_notebook_holds_nothing_of_what_was_typed():
    """It may be sent to somebody; the text stays where it was written."""
    write(LINE).write("So who was it?")
    for widget in (write(LINE), recall(LINE)):
        data, _ = widget._repr_mimebundle_()
        assert "So who was it?" not in data["text/html"] + data["text/plain"]
        assert widget.words["label"] in data["text/plain"]
        assert "*" not in data["text/html"]


def test_a_shared_reader_says_that_nothing_is_kept(ask, monkeypatch):
    """The field is there, and what is typed stays in that page."""
    write(LINE).write("the host’s own")
    monkeypatch.setenv(VARIABLE, "run")
    line = write(LINE)
    assert (line.can_keep, line.text) == (False, "")
    assert "kept nowhere" in line.writing["private"]
    assert ask(line, "keep", text="So who was it?", seen="")["trouble"]
    assert progress().kept(KEY).value == "the host’s own"


def test_a_line_that_nobody_asks_for_says_which_there_are():
    """As everything that content calls by a name."""
    with pytest.raises(UnknownNameError, match=LINE):
        write("last-words")


def test_every_word_that_the_field_says_is_given():
    """No page says “undefined”."""
    script = Path(written.__file__).with_suffix(".js").read_text("utf-8")
    asked = set(re.findall(r"\bwords\.(\w+)|(?:fill|tell)\(\"(\w+)\"", script))
    asked = {one for names in asked for one in names if one}
    assert asked
    assert asked <= load("writing")["writing"].keys()


@pytest.mark.parametrize("name", load("writing")["line"])
def test_every_line_is_asked_for_and_met_again(name):
    """In the notebook that its content names, then there, later or on the run sheet."""
    sets = load("practice")["set"].items()
    cells = [f'practice(\\"{own}\\"' for own, each in sets if each.get("takes") == name]
    cells.append(f'write(\\"{name}\\")')
    pages = {room.slug: room.path.read_text("utf-8") for room in notebooks()}
    asked = {slug for slug, page in pages.items() if any(cell in page for cell in cells)}
    met = {room.number for room in notebooks() if f'recall(\\"{name}\\")' in room.path.read_text()}
    home = notebook(load("writing")["line"][name]["asked_in"])
    assert asked == {home.slug}
    assert not met or min(met) >= home.number
    progress().keep(f"line.{name}", "in words of my own")
    assert met or "in words of my own" in run_sheet(progress()).markdown
