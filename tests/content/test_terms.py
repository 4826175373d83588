"""Terms of the field are explained where they first come."""

import re

import nbformat
import pytest

from course.content import load
from course.content.notebooks import notebooks
from course.content.terms import explain
from course.errors import UnknownNameError
from course.progress import progress
from course.report.strong_post_mortem import strong_post_mortem

TERMS = load("terms")["term"]
#: Those that come for the first time behind the gate of the reveal.
REVEALED = {"amigos", "regression-suite"}


def cells_of(room):
    """Give what stands in each cell, and the code that wrote it."""
    for cell in nbformat.read(room.path, as_version=4).cells:
        outputs = [out.get("data", {}).get("text/plain", "") for out in cell.get("outputs", [])]
        words = cell.source if cell.cell_type == "markdown" else "\n".join(outputs)
        yield words, cell.source if cell.cell_type == "code" else ""


@pytest.mark.parametrize("name", sorted(TERMS.keys() - REVEALED))
def test_a_term_is_explained_where_it_first_comes(name):
    """In the same notebook, at most two cells below; a term that nobody meets is not explained."""
    word = re.compile(rf"\b{re.escape(TERMS[name]['word'])}s?\b", re.IGNORECASE)
    for room in notebooks():
        cells = list(enumerate(cells_of(room)))
        met = [n for n, (words, code) in cells if word.search(words) and name not in code]
        if met:
            explained = [n for n, (_, code) in cells if f'"{name}"' in code]
            assert explained, f"{room.filename}, cell {met[0]}"
            assert explained[0] - met[0] <= 2, room.filename
            return
    pytest.fail("nobody meets it")


@pytest.mark.parametrize("name", sorted(REVEALED))
def test_a_term_of_the_reveal_is_explained_there(name):
    """Before that it would give away what the reveal leads to."""
    html = strong_post_mortem(progress()).html
    summary = f'<summary data-lm-suppress-shortcuts="true">{TERMS[name]["word"]}</summary>'
    assert html.count(summary) == 1
    told = "".join(words for room in notebooks()[:7] for words, _ in cells_of(room))
    assert TERMS[name]["word"] not in told


def test_a_term_opens_on_a_tap_and_is_read_without_a_page():
    """A line of its own for each, by keyboard and screen reader too; in plain text it is open."""
    shown = explain("hotfix", "refactor")
    assert shown.html.count("<details") == shown.html.count("<summary") == 2
    assert TERMS["hotfix"]["means"] in shown.text


def test_a_term_that_is_not_read_there_is_left_out():
    """Whose incident it is decides which words they meet."""
    assert explain("hotfix", "refactor", said_in=["The hotfix is deployed."]).text.startswith(
        "hotfix"
    )
    assert explain("hotfix", "refactor", said_in=["A hotfix."]).html.count("<summary") == 1
    assert explain("hotfix", said_in=["The parcels wait."]).html == ""


def test_an_unknown_term_says_which_there_are():
    """As everything that content calls by a name."""
    with pytest.raises(UnknownNameError, match="hotfix"):
        explain("jargon")
