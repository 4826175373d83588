"""Built pages are for reading: an index, ways on, and no word of pressing what is not there."""

import re
from html import escape

import nbformat
import pytest

from course.build.for_reading import frame, in_words_for_reading, index
from course.build.pages import page
from course.content import load
from course.content.notebooks import notebook_of, notebooks
from course.widgets.decide import decide
from course.widgets.memory import from_memory
from course.widgets.reveal import reveal
from course.widgets.trail import TrailWidget

LISTED = notebooks()


@pytest.mark.parametrize(
    "shown",
    [
        lambda: decide("opening").readable().html,
        lambda: from_memory("what_coverage_tells").html,
        lambda: reveal().html,
        lambda: TrailWidget(notebook_of("opening")).readable().html,
    ],
)
def test_nothing_waits_for_what_cannot_happen(shown):
    """No kernel to choose in a menu, no gate that never opens, nothing to start."""
    html = in_words_for_reading(shown())
    for never in (
        "opens once",
        "start this page",
        "Run All Cells",
        "Start this page",
        "Check again",
    ):
        assert escape(never) not in html


def test_how_it_runs_is_told_where_it_does(tmp_path):
    """Where nothing runs, the start page speaks of no reader mode or menu, and keeps nothing."""
    start = nbformat.read(LISTED[0].path, as_version=4)
    written = page(start, LISTED[0].title, linked=(), folder=tmp_path)
    for instead in load("pages")["built"]["instead"].values():
        assert escape(instead) in written
    for never in ("reader mode", "Run All Cells", "Binder", "the computer that runs the course"):
        assert never not in written


def test_the_index_leads_to_every_page():
    """In the order of the course, with what each takes, and what the pages are."""
    html = index(LISTED, with_answers=False)
    places = [html.index(f'href="{one.page}"') for one in LISTED]
    assert places == sorted(places)
    assert "no answer is given away" in html


def test_a_page_says_when_it_gives_answers_away():
    """On each page, since any may be passed on alone."""
    told = [frame(one, LISTED, with_answers=True) for one in LISTED]
    assert all("gives away" in around["note"] for around in told)
    assert told[0]["before"] == {}
    assert told[-1]["after"] == {}
    assert told[1]["before"]["href"] == LISTED[0].page


def test_what_stands_behind_a_line_stands_there(tmp_path):
    """Lines open what is theirs, words keep their language, and pictures come along."""
    (tmp_path / "one.svg").write_text('<svg xmlns="http://www.w3.org/2000/svg"/>')
    texts = (
        '<details><summary>More</summary>\n\n- <span lang="mi">Ō</span>\n\n</details>',
        "![One](one.svg)",
    )
    cells = [nbformat.v4.new_markdown_cell(text) for text in texts]
    html = page(nbformat.v4.new_notebook(cells=cells), "A page", linked=(), folder=tmp_path)
    [behind] = re.findall(r"<details>.*?</details>", html, re.DOTALL)
    assert '<li><span lang="mi">Ō</span></li>' in behind
    assert 'src="data:image/svg+xml;base64,' in html
