"""Blocks as HTML, for screen readers and phones."""

from course.page.blocks import (
    Disclosure,
    Heading,
    Link,
    List,
    Paragraph,
    Prompt,
    Sign,
    Strong,
    Table,
)
from course.page.html import as_html
from course.page.style import style


def table(*block):
    """Write one table."""
    return as_html([Table(*block)])


def test_rows_and_columns_have_names():
    """A screen reader can say of each cell where it stands."""
    html = table("Facts", ("Fact", "Value"), (("Length", "174 min"), ("Calls", "17")))
    assert html.count('<th scope="col">') == 2
    assert html.count('<th scope="row">') == 2
    assert "<caption>Facts</caption>" in html


def test_a_corner_without_a_name_is_no_heading():
    """A screen reader does not read out an empty heading."""
    html = table("Facts", ("", "Value"), (("Length", "174 min"),))
    assert '<td></td><th scope="col">Value</th>' in html


def test_what_scrolls_can_be_reached_and_has_a_name():
    """On a phone a wide table scrolls, by keyboard too."""
    html = table("Facts & figures", ("Fact",), ())
    assert 'tabindex="0"' in html
    assert 'role="region" aria-label="Facts &amp; figures"' in html


def test_text_stays_text():
    """Nothing in a cell, a header or the caption becomes markup."""
    html = table("<b>", ("<i>", '"><u>'), (("<script>", '"><img>'),))
    for markup in ("<b>", "<i>", "<u>", "<script>", "<img>"):
        assert markup not in html


def test_a_cell_says_what_it_is_about():
    """Where a row stands as a card, each of its cells bears the name of its column."""
    html = table("Facts", ("Fact", "Value", ""), (("Length", "174 min", "given"),))
    assert '<th scope="row">Length</th><td data-label="Value">174 min</td><td>given</td>' in html


def test_words_stand_to_the_left():
    """The rule outweighs Jupyter's, whose selector has two classes and an element."""
    rules = style([Table("Facts", ("Fact",), ())])
    assert ".course-table.course-table :is(th, td) {\n  text-align: start" in rules


def test_line_breaks_count_only_where_lines_do():
    """In a paragraph they are layout, in an entry of a list they are meant."""
    assert as_html([Paragraph("One\n  line.")]) == "<p>One line.</p>"
    assert as_html([List(("Two\nlines.",))]) == "<ul><li>Two<br>lines.</li></ul>"
    # A sign of its own takes the place of the one that a list gives.
    marked = as_html([List(((Sign("●", "done"), " One."),))])
    assert marked.startswith('<ul style="list-style-type: none"><li>')


def test_a_space_that_keeps_words_together_stays():
    """5 % stands on one line, also in a paragraph."""
    assert as_html([Paragraph("5\N{NO-BREAK SPACE}%")]) == "<p>5\N{NO-BREAK SPACE}%</p>"


def test_an_address_stays_in_its_place():
    """Nothing of it leaves the attribute."""
    html = as_html([Paragraph(Link("here", 'a"><script>'))])
    assert html == '<p><a href="a&quot;&gt;&lt;script&gt;">here</a></p>'


def test_headings_stand_under_that_of_the_page():
    """Also behind a disclosure."""
    inner = Disclosure("More", (Heading("Calls", 2),), opened=True)
    html = as_html([Heading("Facts"), inner], below=2)
    assert "<h3>Facts</h3>" in html
    assert "<h4>Calls</h4></details>" in html
    assert '<details class="course-disclosure" open>' in html


def test_style_travels_only_as_far_as_it_is_needed():
    """A paragraph brings none, and what a disclosure hides counts."""
    assert style([Paragraph(Strong("No."))]) == ""
    hidden = style([Disclosure("More", (Prompt("Why?"),))])
    assert ".course-prompt" in hidden
    assert ".course-table" not in hidden


def test_names_in_maori_are_read_out_as_such():
    """Wherever they stand, once, and in no attribute."""
    inner = Disclosure("Of Ōtautahi", (Paragraph(("In ", Strong("Ōtautahi"), ".")),))
    marked = '<span lang="mi">Ōtautahi</span>'
    html = as_html([inner, Table("Ōtautahi", ("Ōtautahi",), (("Ōtautahi",),))])
    assert html.count(marked) == 5
    assert html.count('<span lang="mi">') == 5
    assert 'aria-label="Ōtautahi"' in html


def test_options_keep_their_letters_where_a_page_numbers_every_list():
    """JupyterLab's own style makes numbers of them, unless the list says otherwise itself."""
    shown = as_html([List(("This one", "That one"), lettered=True)])
    assert shown.startswith('<ol type="A" style="list-style-type: upper-alpha">')
