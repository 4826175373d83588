"""The words that checks look for: when two texts speak of the same, and how one is shown."""

import pytest

from course.report.checks.words import expression, short, speaks_of, stems

FACT = "The alarm of the pump stayed silent because its cable had been pulled"


@pytest.mark.parametrize(
    ("text", "is_about"),
    [
        ("The pump’s alarm was silent: somebody pulled a plug.", True),
        ("The pump and its alarm stayed dry.", False),
        ("", False),
    ],
)
def test_a_text_speaks_of_a_fact_when_it_shares_four_of_its_words(text, is_about):
    """Three may be chance."""
    assert speaks_of([text], FACT) is is_about


def test_a_short_fact_is_spoken_of_by_all_of_its_words():
    """However few they are; and one text has them, not several together."""
    assert speaks_of(["Somewhere the cable was pulled."], "cable pulled")
    assert not speaks_of(["The cable held.", "It was pulled."], "cable pulled")


def test_words_are_told_apart_by_their_beginnings():
    """Endings do not count, short and common words neither."""
    assert stems("Reviewer, reviewers and reviewed: the end of it") == {"revie"}
    assert stems("pumps pump") == {"pump"}


def test_a_vague_action_is_found_where_it_begins_and_a_list_as_whole_words():
    """Each list is read as its content means it."""
    assert expression("vague").search("Improve the reviews")
    assert not expression("vague").search("The page must improve")
    assert expression("team").fullmatch("QA")
    assert not expression("team").search("qability")


def test_a_text_is_shown_on_one_line_and_shortened_when_it_must_be():
    """What fits is shown whole."""
    assert short("a\n  b") == "a b"
    assert short("x" * 80) == "x" * 80
    assert short("x" * 81) == f"{'x' * 79} …"
