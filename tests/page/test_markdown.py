"""Markdown that says what it was given, as a Markdown reader reads it."""

import re
from html import unescape

import mistune
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from course.page.blocks import Heading, List, Paragraph, Table
from course.page.markdown import as_markdown, plain

READ = mistune.create_markdown(plugins=["table", "strikethrough"])

TEXTS = st.text(
    st.characters(categories=["L", "N", "P", "S", "Zs"]), min_size=1, max_size=40
).filter(lambda text: text.strip() and "://" not in text)


def words(html: str) -> str:
    """Give what a reader sees, with single spaces."""
    return " ".join(unescape(re.sub(r"<[^>]+>", "", html)).split())


@given(TEXTS)
@example("1. not a list")
@example("- neither")
@example("# no heading")
@example("> no quotation")
@example("***")
@example("===")
@example("a | b")
@example("<script>alert(1)</script>")
@example("&lt; stays")
@example("[no](link) ![no](picture) `no code` ~~not struck~~ _no_ \\")
def test_a_paragraph_says_what_it_was_given(text):
    """No character starts a heading, a list, a link or anything else."""
    html = READ(plain(text))
    assert html.startswith("<p>")
    assert words(html) == " ".join(text.split())
    assert not re.search(r"<(?!/?p>)", html.replace("<br />", ""))


@given(st.lists(TEXTS, min_size=2, max_size=2))
@example(["a|b", "c\\"])
@example(["\\", "|"])
def test_a_row_keeps_its_cells_apart(cells):
    """Whatever stands in a cell, a table of two columns has two cells a row."""
    html = READ(as_markdown([Table("T", ("One", "Two"), (tuple(cells),))]))
    found = re.findall(r"<td>(.*?)</td>", html, re.DOTALL)
    assert [words(cell) for cell in found] == [" ".join(cell.split()) for cell in cells]


def test_line_breaks_in_a_cell_are_kept():
    """A table row is one line, and what had lines still has them."""
    told = as_markdown([Table("T", ("A", "B"), (("one\ntwo", ""),))])
    assert told.splitlines()[-1] == "| one<br>two |  |"


@given(TEXTS)
@example("1. Summary")
@example("C #")
@example("# ##")
@example("a\\#")
def test_a_heading_keeps_its_signs(text):
    """Neither a number before it nor a number sign at its end is taken for markup."""
    html = READ(as_markdown([Heading(text, 2)]))
    assert html.startswith("<h2>")
    assert words(html) == " ".join(text.split())


def test_a_number_in_a_heading_reads_as_it_is_written():
    """Who reads the file, and not its page, sees no sign that is not needed."""
    assert as_markdown([Heading("1. Summary", 2)]) == "## 1. Summary"


def test_what_turns_the_direction_of_text_can_be_seen():
    """In the file it is a number, which a page turns back into the character."""
    turned = "a \N{RIGHT-TO-LEFT OVERRIDE}b"
    told = as_markdown([Paragraph(turned), List((turned,)), Table(turned, (turned,), ((turned,),))])
    assert "\N{RIGHT-TO-LEFT OVERRIDE}" not in told
    assert unescape(told).count(turned) == 5


@pytest.mark.parametrize("text", ["see https://example.org/a_b*c", "https://example.org/?x=1&y=2"])
def test_an_address_becomes_a_link_to_itself(text):
    """Nothing in an address is escaped, since there a backslash would count."""
    address = text.removeprefix("see ")
    assert f"<{address}>" in plain(text)
    assert f'href="{address}"'.replace("&", "&amp;") in READ(plain(f"{text}."))
    assert words(READ(plain(f"({text})."))) == f"({text})."
