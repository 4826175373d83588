"""Blocks as plain text."""

import pytest

from course.page.blocks import (
    Cell,
    Change,
    Disclosure,
    Heading,
    Headline,
    List,
    Paragraph,
    Printed,
    SideBySide,
    Source,
    Strong,
    Table,
    Terms,
    Title,
    Tree,
    Why,
)
from course.page.text import as_text


@pytest.mark.parametrize(
    ("block", "text"),
    [
        (Paragraph(("Ask ", Strong("how"), ". ", Source("Allspaw"))), "Ask how. (Allspaw)"),
        (List(("Say", "Ask\nagain")), "- Say\n- Ask\n  again"),
        (List(("Say", "Ask\nagain"), numbered=True), "1. Say\n2. Ask\n   again"),
        (Terms((("A. Who?", "You: how?"),)), "A. Who?\n  You: how?"),
        (Table("T", ("", "Due"), (("Test", "3\ndays"),)), "T:\n| Due\nTest | 3; days"),
        (
            Tree((Why("What?", "It fell.", "given", (Why("How?", "So.", "ours"),)),)),
            "- What? It fell. (given)\n  - How? So. (ours)",
        ),
        (Headline("✕ Red.", "2 of 3 failed.", good=False), "✕ Red. 2 of 3 failed."),
        (Change("a.py", ("@@", "-was", "+is")), "a.py\n@@\n-was\n+is"),
        (SideBySide((Title("One"), Printed("a\n b"))), "One\n\na\n b"),
        (
            Table("T", ("Suite", "Lines"), (("A", Cell("87 %", "number")),)),
            "T:\nSuite | Lines\nA | 87 %",
        ),
        (Disclosure("More", (Heading("H"), List(("Say",)))), "More\n  H\n  - Say"),
    ],
)
def test_each_kind_reads_well_on_its_own(block, text):
    """Signs and indentation say what a page says by its look."""
    assert as_text([block]) == text


def test_blocks_stand_apart():
    """A line is left empty between two of them."""
    assert as_text([Heading("H"), Paragraph("P.")]) == "H\n\nP."


@pytest.mark.parametrize(
    ("turned", "ended"),
    [
        ("\u202ea", "\u202ea\u202c"),
        ("\u2067\u202ea", "\u2067\u202ea\u202c\u2069"),
        ("\u2067a\u2069", "\u2067a\u2069"),
        ("\u2069\u202ea", "\u2069\u202ea\u202c"),
        ("\u2067\u202ea\u2069b", "\u2067\u202ea\u2069b"),
        ("a\u202c", "a\u202c"),
    ],
)
def test_a_turn_of_direction_ends_where_its_text_ends(turned, ended):
    """A cell that turns to the left turns no other cell."""
    assert as_text([Table("T", ("A", "B"), ((turned, "b"),))]).endswith(f"\n{ended} | b")
