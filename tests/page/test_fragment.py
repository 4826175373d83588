"""Pieces of a page, and the text that stands for them."""

from course.page.blocks import Paragraph, Table, prose
from course.page.fragment import Fragment, shown


def test_two_pieces_make_one():
    """Page and text hold the one after the other, and the style of both."""
    both = Fragment("<p>A.</p>", "A.", "p { margin: 0; }") + shown(prose("B."), style="b { }")
    assert (both.html, both.text) == ("<p>A.</p><p>B.</p>", "A.\n\nB.")
    assert both.styled == "<style>p { margin: 0; }b { }</style><p>A.</p><p>B.</p>"


def test_a_piece_without_words_leaves_no_gap_in_the_text():
    """What says nothing is not heard either."""
    assert (Fragment("", "") + shown([Paragraph("B.")])).text == "B."


def test_blocks_stand_within_their_element_with_the_style_that_they_need():
    """The element is there for a style of one's own."""
    piece = shown([Table("T", ("A",), ())], within="course-mine", style=".course-mine { }")
    assert piece.html.startswith('<div class="course-mine"><div class="course-table"')
    assert ".course-table" in piece.style
    assert piece.style.endswith(".course-mine { }")
    assert piece.text == "T:\nA"
