"""A text is read for the blame language: what is looked at, where it stands, and what is left."""

import pytest

from course.report.language.markdown import MASK, masked
from course.report.language.reading import read, without_reason

BLAMES = "The tester should have known."


def found(text, **how):
    """Give line, column and rule of all that is found."""
    return [(each.line, each.column, each.rule.id) for each in read(text, **how)]


def test_place_and_words_are_those_of_the_file():
    """Line and column count from one, through emphasis, a link and a wrapped line."""
    text = "# Report\n\nSee [it](http://x/y): the **on-call\nengineer** should have known."
    (finding,) = read(text)
    assert (finding.line, finding.column) == (3, 23)
    assert finding.text == "the on-call engineer should have known"


@pytest.mark.parametrize(
    "text",
    [
        f"```\n{BLAMES}\n```",
        f"~~~\n```\n{BLAMES}\nMore.\n~~~",
        f"Text.\n\n    {BLAMES}\n",
        f"Run `{BLAMES}` now.",
        f"<!-- {BLAMES} -->",
        f"---\nsummary: {BLAMES}\n---\n\nText.",
        f"He wrote: “{BLAMES}”",
        f'He wrote: "{BLAMES}"',
        f"He wrote: ‘{BLAMES}’",
        "## What could have gone better",
        "What could we have done better\n---\n",
        "## 3. What we could have done differently:",
        "## What we could have done differently",
        "**What we could have done differently**",
        "What we could have done differently\n===",
        f"---\nsummary: {BLAMES}\n...",
        f"---\n{BLAMES}\nMore.\n---",
        f"- Text\n\nPlain.\n\n    {BLAMES}\n",
        f"“So,” she said.\n\n    {BLAMES}\n",
        "See https://x.org/careless and [it](https://x.org/careless-engineer).",
        "| Action | Owner |\n|---|---|\n| Alert | the tester forgot to run it |",
        "- **Owner:** the tester who forgot to run it",
    ],
)
def test_what_is_not_the_writer_s_prose_is_left_alone(text):
    """Code, comments, front matter, quotations, headings of templates and owners."""
    assert found(text) == []


@pytest.mark.parametrize(
    ("text", "place"),
    [
        (f"> {BLAMES}", (1, 3)),
        (f"> quoted\n> on: {BLAMES}", (2, 7)),
        (f"## {BLAMES}", (1, 4)),
        (f"- [ ] {BLAMES}", (1, 7)),
        (f"1. Text\n   - {BLAMES}", (2, 6)),
        (f"| Owner | What |\n|---|---|\n| QA | {BLAMES} |", (3, 8)),
        (f"```\ncode\n```\n{BLAMES}", (4, 1)),
        (f"~~~\ncode\n~~~\n{BLAMES}", (4, 1)),
        (f"---\ntitle: T\n---\n{BLAMES}", (4, 1)),
        (f"---\ntitle: T\n...\n{BLAMES}", (4, 1)),
        (f"---\n\n{BLAMES}", (3, 1)),
        (f"Text: so.\n{BLAMES}\n\n---\n", (2, 1)),
        (f"- Text\n\n    {BLAMES}", (3, 5)),
        (f"- Text\n (more)\n\n    {BLAMES}", (4, 5)),
        (f"Text.\r\n{BLAMES}\r\n", (2, 1)),
        (f"“Fine,” she said. {BLAMES}", (1, 19)),
    ],
)
def test_the_writer_s_prose_is_read_wherever_it_stands(text, place):
    """Block quotations, one's own headings, items, cells and what follows code."""
    assert found(text) == [(*place, "should-have")]


def test_words_of_a_known_heading_are_read_where_they_are_none():
    """What stands in a paragraph is somebody's own choice of words."""
    words = "What we could have done differently"
    for text, column in ((words, 6), (f"  {words}", 8), (f"{words}\n--", 6)):
        assert found(text) == [(1, column, "could-have")]
    assert found("Mistakes made\nby the engineers") == [(1, 1, "mistake")]


@pytest.mark.parametrize("quoted", ["", "> "])
@pytest.mark.parametrize(
    ("above", "below"), [("## ", ""), ("", "## "), ("- ", "- "), ("", "2. "), ("  * ", "  * ")]
)
def test_nobody_is_put_together_from_two_blocks(quoted, above, below):
    """A heading ends where its line ends, and an item, like a heading, begins anew."""
    assert found(f"{quoted}The tester\n{quoted}should have known.") != []
    assert found(f"{quoted}{above}The tester\n{quoted}{below}should have known.") == []


def test_quotations_are_read_when_asked_for():
    """Then they are text like any other."""
    assert found(f"“{BLAMES}”", quotations=True) == [(1, 2, "should-have")]


@pytest.mark.parametrize(
    "text",
    [
        "It is not important who merged the change.",
        "We did not stop at human error.",
        "Rather than who broke it, we asked how.",
        "Nobody was careless.",
    ],
)
def test_a_negation_is_no_reproach(text):
    """What a sentence denies, it does not say."""
    assert found(text) == []


def test_two_rules_at_one_place_are_one_finding():
    """The surest speaks."""
    assert found("A careless engineer should have known.") == [(1, 1, "should-have")]
    assert found("That is lazy testing.") == [(1, 9, "careless")]
    assert len(found("The engineer should have known, and QA dropped the ball.")) == 2


def test_an_ignore_needs_a_reason():
    """With one, its line or the next is left alone; without, it is read and that can be told."""
    assert found(f"{BLAMES} <!-- language ignore: said in the meeting -->") == []
    assert found(f"<!-- language ignore should-have: an example -->\n{BLAMES}") == []
    assert len(found(f"{BLAMES} <!-- language ignore human-error: another rule -->")) == 1
    bare = f"{BLAMES} <!-- language ignore: -->"
    assert len(found(bare)) == 1
    assert without_reason(f"a\n{bare}") == [2]


def test_masked_text_keeps_every_place():
    """It is as long as the text, with its lines where they were."""
    text = (
        "---\na: b\n---\n# T\n\n> `x` “y”\n\n| Owner | b |\n|--|--|\n| c | d |\n\n~~~\n_x_\n~~~\n"
    )
    assert len(masked(text)) == len(text)
    assert [len(line) for line in masked(text).split("\n")] == [
        len(line) for line in text.split("\n")
    ]


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("- [x] So: it is.", "      So: it is."),
        ("2. So: it is.", "   So: it is."),
        ("## So: it is.", "   So: it is."),
        ("It is so.\n\n- - -", "It is so.\n\n     "),
        ("It “was so”.", f"It {MASK * 8}."),
    ],
)
def test_what_marks_a_line_is_no_word_of_its_sentence(text, shown):
    """Bullets, numbers, hashes and rules become blanks; what is quoted stays a word."""
    assert masked(text) == shown


@pytest.mark.slow
def test_what_rules_are_written_with_is_read_as_labelled(written_with):
    """What blames has a finding that is sure or likely, what is fine has none."""
    misread = [
        row["sentence"]
        for row in written_with
        if row["label"] != "depends"
        and (row["label"] == "blames")
        != any(each.rule.sureness != "ask" for each in read(row["sentence"]))
    ]
    assert misread == []


UNITS = [
    *("who ", "the ", "engineer ", "the engineer who ", "should have ", "x" * 61 + " ", "’ "),
    *("`", "“", '"', "«", "‘", "<!--", "<a ", "](", "|", "> ", "* ", "_", "#", "\n", "- \n", "\\"),
]


@pytest.mark.parametrize("unit", UNITS)
def test_no_line_is_too_odd_to_be_read(unit):
    """A line of one thing over and over is read to its end, and so is what follows."""
    text = unit * (20_000 // len(unit))
    places = found(f"{text}\n\n\n{BLAMES}\n")
    # What opens code or a comment and never closes it may hold all that follows.
    assert places[-1:] == [(text.count("\n") + 4, 1, "should-have")] or unit in {"`", "- \n"}


def test_a_sentence_without_an_end_is_read_in_pieces():
    """No pattern sees more than a thousand letters, and none of the text is passed over."""
    on, blames = "and so on " * 5_000, BLAMES.strip(".")
    second = len(f"{on}{blames} {on}") + 1
    text = f"{on}{blames} {on}{BLAMES}"
    assert found(text) == [(1, 50_001, "should-have"), (1, second, "should-have")]


@pytest.mark.slow
def test_a_megabyte_is_read_paragraph_by_paragraph():
    """What a paragraph holds does not depend on how much stands around it."""
    paragraph = f"{BLAMES} The pod failed to start, and nobody was near it.\n\n"
    many = 1_000_000 // len(paragraph)
    assert len(found(paragraph * many)) == many
