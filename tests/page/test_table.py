"""Tables for screen readers and phones."""

from course.page.table import STYLE, table


def test_rows_and_columns_have_names():
    """A screen reader can say of each cell where it stands."""
    html = table("Facts", ["Fact", "Value"], [("Length", "174 min"), ("Calls", "17")])
    assert html.count('<th scope="col">') == 2
    assert html.count('<th scope="row">') == 2
    assert "<caption>Facts</caption>" in html


def test_a_corner_without_a_name_is_no_heading():
    """A screen reader does not read out an empty heading."""
    html = table("Facts", ["", "Value"], [("Length", "174 min")])
    assert '<td></td><th scope="col">Value</th>' in html


def test_what_scrolls_can_be_reached_and_has_a_name():
    """On a phone a wide table scrolls, by keyboard too."""
    html = table("Facts & figures", ["Fact"], [])
    assert 'tabindex="0"' in html
    assert 'role="region" aria-label="Facts &amp; figures"' in html


def test_text_stays_text():
    """Nothing in a cell, a header or the caption becomes markup."""
    html = table("<b>", ["<i>"], [("<script>", '"><img>')])
    for markup in ("<b>", "<i>", "<script>", "<img>"):
        assert markup not in html


def test_words_stand_to_the_left():
    """The rule outweighs Jupyter's, whose selector has two classes and an element."""
    assert ".course-table.course-table :is(th, td) {\n  text-align: start" in STYLE
