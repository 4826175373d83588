"""What reader mode is told about a page."""

import json
from types import SimpleNamespace

import pytest
from traitlets.config import PyFileConfigLoader
from voila.configuration import VoilaConfiguration

from course.content.decisions import decisions
from course.content.notebooks import ROOT, notebook, notebooks
from course.progress import progress
from course.server.reader import page_in_course
from course.widgets.practice import practice

PAGE = {"base_url": "/user/x/", "settings": {}}


def told(path, **changed):
    return page_in_course({"kept": 1}, notebook_path=path, **{**PAGE, **changed})


def server_with(**extensions):
    known = {name: SimpleNamespace(enabled=enabled) for name, enabled in extensions.items()}
    manager = SimpleNamespace(extensions=known)
    return {"serverapp": SimpleNamespace(extension_manager=manager)}


@pytest.mark.parametrize("room", notebooks(), ids=lambda room: room.slug)
def test_ways_lead_to_the_neighbours(room):
    """They are the neighbours in the list; a learner's way ends before what is for who leads."""
    course = told(f"notebooks/{room.filename}")["course"]
    names = [other.filename for other in notebooks()]
    at = names.index(room.filename)
    onward = {other.number: other.filename for other in notebooks() if not other.leads_course}
    assert (course["before"] or {}).get("href") == (names[at - 1] if at else None)
    assert (course["after"] or {}).get("href") == onward.get(at + 1)
    assert course["here"] == f"{room.number}: {room.title}"


def test_what_voila_says_is_kept():
    """The rest of the page's configuration is as it was, but for what asks hosts outside."""
    page = told("a.ipynb")
    assert page["kept"] == 1
    assert page["fullMathjaxUrl"] is None
    json.dumps(page)


def test_a_copy_stands_where_its_notebook_stands():
    """A copy with something before its name is shown as the notebook that it was."""
    assert told("mine/my_02_open_the_meeting.ipynb")["course"]["here"].startswith("2:")
    assert told("mine/elsewhere.ipynb")["course"]["here"] == ""


def test_a_copy_of_an_earlier_course_stands_where_its_notebook_stands_today():
    """A page is known by its slug, whatever number it had when somebody copied it."""
    today = notebook("a_strong_post_mortem")
    assert told("mine/my_06_a_strong_post_mortem.ipynb")["course"]["here"] == (
        f"{today.number}: {today.title}"
    )
    assert told("mine/06_a_stronger_post_mortem.ipynb")["course"]["here"] == ""


def test_the_code_is_one_link_away_where_jupyterlab_runs():
    """The link keeps the server's prefix and quotes the path; without JupyterLab there is none."""
    path = "notebooks/my 00_start_here.ipynb"
    assert told(path)["course"]["lab"] == ""
    assert told(path, settings=server_with(jupyterlab=False))["course"]["lab"] == ""
    there = told(path, settings=server_with(jupyterlab=True))["course"]["lab"]
    assert there == "/user/x/lab/tree/notebooks/my%2000_start_here.ipynb"


def test_the_settings_that_ship_are_understood_by_voila():
    """Voila accepts the file, and finds in it the template and what is told of a page."""
    config = PyFileConfigLoader("voila.py", str(ROOT / "jupyter-config")).load_config()
    voila = VoilaConfiguration(config=config)
    assert voila.template == "blameless"
    page = voila.page_config_hook({}, notebook_path="00_start_here.ipynb", log=None, **PAGE)
    assert page["course"]["here"] == "0: Start here"
    assert (ROOT / "jupyter-share/voila/templates" / voila.template / "index.html.j2").is_file()


def test_a_page_is_told_when_all_is_open():
    """What waits for the decisions gets the room that it needs once each of them is answered."""
    for asked in decisions():
        assert told("07_a_strong_post_mortem.ipynb")["course"]["is_open"] is False
        progress().record(asked.id, "A")
    assert told("07_a_strong_post_mortem.ipynb")["course"]["is_open"] is True


def test_a_page_is_told_what_is_guessed_and_written():
    """What a guess opens, and a field, gets the room that it needs, where nobody was before too."""
    assert told("01_what_happened.ipynb")["course"]["guessed"] == []
    progress().keep("guess.share", {"said": "10"})
    progress().keep("line.times", "It began at six.\n" + "We noticed it later. " * 4)
    course = told("01_what_happened.ipynb")["course"]
    assert course["guessed"] == ['"share"']
    assert course["written"] == {'write("times")': 4, 'recall("times")': 4}
    # What was said of it needs room as well: of a line, and of a practice that was compared.
    progress().keep("line.ring", "Who approved it?")
    practised = practice("when")
    before = told("02_open_the_meeting.ipynb")["course"]["written"]
    assert before['write("ring")'] == 4
    practised.write('{"day-five": "By now each of us remembers a little less."}')
    rows = told("02_open_the_meeting.ipynb")["course"]["written"]
    assert rows == before | {'practice("when"': 1}
    practised._hear_compare(name="day-five", own="By now each of us remembers a little less.")
    assert told("02_open_the_meeting.ipynb")["course"]["written"]['practice("when"'] > 6
