"""A report in Markdown: read and written back without loss, also after a person edited it."""

import re

import mistune
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from course.report.composed import document_of
from course.report.contents import Action, Contents, Entry, NotDoing, Row, Why
from course.report.document import parse
from course.report.draft import draft
from course.report.escaping import as_cell, as_words, escaped, from_cell, unescaped
from course.report.guidance import is_written, without_guidance
from course.report.opened import MOST_BYTES, notices, opened
from course.report.understood import contents

HTML = mistune.create_markdown(plugins=["table"], escape=False)
#: What stands between something that will not be done and its reason.
MARKS = (", because ", " because ", ": ", " – ", " since ")
ODD = [
    *(
        "- a",
        "  - b",
        "    - c",
        "1. d",
        "  more",
        "    ## x",
        "## 2. Timeline",
        "### Sub ##",
        "```",
    ),
    *("~~~", "| a | b |", "|---|--|", "  | c \\| d", "a | b", "text", "---", "key: value", "   "),
    *("# T", "* x", "- - y", "> q", "- ", "\t- t", "10. z", "- [ ] t", "  ```", ""),
]
edited = st.lists(st.sampled_from(ODD) | st.text(max_size=8), max_size=14).map("\n".join)
_LETTERS = [
    *"\\<|#&1;ab>!- \u202e",
    "&#8238;",
    "<br>",
    "</textarea>",
    "<!-- report ignore x: y -->",
]
#: One line, as a field gives it, that begins and ends with a letter.
line = st.lists(st.sampled_from([*_LETTERS, "word", " "]), max_size=8).map(
    lambda parts: " ".join(f"x{''.join(parts)}x".split())
)
maybe = st.just("") | line
whys = st.recursive(
    st.builds(Why, line, maybe), lambda below: st.builds(Why, line, maybe, st.tuples(below))
)
reports = st.builds(
    Contents,
    title=line,
    date=st.just("2026-06-16"),
    summary=st.lists(line, max_size=3).map("\n\n".join),
    rows=st.lists(st.builds(Row, line, line, maybe, maybe, maybe), max_size=3).map(tuple),
    whys=st.lists(whys, max_size=2).map(tuple),
    root_cause=maybe,
    well=st.lists(st.builds(Entry, line), max_size=2).map(tuple),
    actions=st.lists(st.builds(Action, line, maybe, maybe, maybe, maybe), max_size=3).map(tuple),
    not_doing=st.lists(st.builds(NotDoing, line, maybe), max_size=2).map(tuple),
)


@given(edited)
@example("# ")
@example("a\n\n## \n\nb")
def test_what_was_edited_by_hand_is_read_and_written_without_loss(text):
    """Whatever stands there: written and read again it is the same, and every word is there."""
    document = parse(text)
    assert parse(document.markdown) == document
    letters = re.compile(r"[^\W\d_]")
    assert set(letters.findall(text)) <= set(letters.findall(document.markdown))


@given(reports)
def test_what_a_report_says_comes_back_from_its_file(said):
    """Whatever somebody typed: no mark of it becomes a row, a heading or another column."""
    assert contents(parse(document_of(said).markdown)) == said


@given(st.lists(st.sampled_from([*_LETTERS, "\n"]), max_size=12).map("".join))
def test_escaping_can_be_undone(text):
    """In words and in cells, for every mark that means something, also behind a backslash."""
    assert unescaped(escaped(text)) == text
    trimmed = "\n".join(line.strip() for line in text.strip().split("\n"))
    assert from_cell(as_cell(trimmed)) == trimmed


@pytest.mark.parametrize(
    "typed",
    ["<script>alert(1)</script>", "</textarea>", "a | b", "\u202eevil", "## 5. Action items"],
)
def test_what_is_typed_is_text_for_every_reader_of_markdown(typed):
    """No tag, no cell, no turn of direction and no heading comes of it."""
    said = Contents(summary=typed, rows=(Row("18:14", typed),), well=(Entry(typed),))
    markdown = document_of(said).markdown
    html = HTML(markdown)
    assert "<script" not in html
    assert "</textarea>" not in html
    assert "\u202e" not in markdown
    assert html.count("<td") == 2
    assert len(parse(markdown).sections) == 5


def test_headings_of_one_s_own_and_text_between_sections_stay_and_are_told():
    """In their place, word for word."""
    text = "---\ntitle: T\n---\n\nBefore all.\n\n## 1. Summary and impact\n\nIt froze.\n\n"
    text += (
        "## Thanks\n\nTo *all*.\n\n- [ ] open\n\n```\n## code\n```\n\n## Timeline\n\nNone yet.\n"
    )
    document = parse(text)
    assert document.markdown == text
    (notice,) = notices(document)
    assert "“## Thanks” (line 11)" in notice


def test_a_list_by_hand_is_a_tree_and_a_numbered_one_a_chain():
    """Set in further is below; numbers follow each other."""
    branching = contents(
        parse("## Root cause\n\n* One\n    * Two\n    * Three (rests on: 18:14)\n")
    )
    (top,) = branching.whys
    assert [(why.text, why.rests_on) for why in top.below] == [("Two", ""), ("Three", "18:14")]
    chain = contents(parse("## Root cause\n\n1. One\n2. Two\n3. Three: …\n"))
    assert [(depth, why.text) for depth, why in chain.walk()] == [(1, "One"), (2, "Two")]


@pytest.mark.parametrize(
    "written",
    [
        *(f"### What will not be done\n\n- Raise it{mark}nobody reads it." for mark in MARKS),
        "### What will not be done\n\n| What | Why not |\n|--|--|\n| Raise it | nobody reads it. |",
        "**What will not be done, and why?** Raise it\nbecause nobody reads it.",
    ],
)
def test_what_will_not_be_done_is_read_with_its_reason(written):
    """In a list, a table or a line of its own; without a reason it stands alone."""
    (found,) = contents(parse(f"## Action items\n\n{written}\n")).not_doing
    assert (found.what, found.because) == ("Raise it", "nobody reads it.")
    (alone,) = contents(
        parse("## Action items\n\n### What will not be done\n\n- Raise\n  it.\n")
    ).not_doing
    assert (alone.what, alone.because, alone.line) == ("Raise it.", "", 5)


def test_a_root_cause_may_stand_behind_words_in_bold():
    """As people mark it, and over two lines; the time zone stands in the front matter."""
    factors = "## Contributing factors\n\n**Root cause of it:** Nobody from QA\nwas asked.\n"
    said = contents(parse(f"---\ntimezone: Europe/Paris\n---\n\n{factors}"))
    assert (said.root_cause, said.timezone) == ("Nobody from QA was asked.", "Europe/Paris")


def test_sections_tables_and_parts_are_known_by_their_common_names():
    """Whoever wrote it with a template of their own need not rename everything."""
    text = "## Impact\n\nIt froze.\n\n## Lessons learned\n\n### Luck\n\nA quiet day.\n\n"
    text += "## Next steps\n\n"
    text += "| # | Task | Assignee | Deadline |\n|--|--|--|--|\n| 1 | Ring | QA | Friday |\n"
    said = contents(parse(text))
    assert (said.summary, said.lucky[0].text) == ("It froze.", "A quiet day.")
    assert said.actions[0] == Action("Ring", "QA", "Friday")


def test_what_a_draft_asks_does_not_outlive_it(case):
    """Prompts and dots go; what the files say stays."""
    left = without_guidance(parse(draft(case).markdown)).markdown
    assert "To write" not in left
    assert "…" not in left
    assert "The booking flow begins to answer with an error page." in left
    assert not is_written("Systemic root cause: …")


@pytest.mark.parametrize(
    ("raw", "check", "line"),
    [
        (b"---\ntitle: caf\xe9\n---\n", "not-utf-8", 2),
        (b"# Report\n\nNo front matter.\n", "no-front-matter", 1),
        (b"---\ntitle: T\n\nnever closed\n", "no-front-matter", 1),
        (b"---\na: b\n---\n\n## Timeline\n\n## 2. Timeline\n", "section-twice", 7),
        (b"---\na: b\n---\n" + b"a" * MOST_BYTES, "too-large", 1),
    ],
)
def test_what_cannot_be_read_is_one_finding(raw, check, line):
    """What it is, where, and what to do: nothing else is said of such a file."""
    found = opened(raw)
    assert (found.check, found.line) == (check, line)


def test_front_matter_is_yaml_and_keeps_what_it_does_not_know(yaml_of):
    """Keys of one's own stay; a value that YAML would take for something else is quoted."""
    text = "---\ntitle: 'It''s: on'\ntags:\n  - till\nowner: \"#1\"\n---\n"
    document = parse(text)
    assert document.value("title") == "It's: on"
    assert parse(document.markdown).matter == document.matter
    assert yaml_of(document.markdown)["title"] == "It's: on"
    assert yaml_of(document.markdown)["tags"] == ["till"]


def test_words_of_a_paragraph_are_no_heading():
    """A number sign that somebody typed stands there as one."""
    assert as_words("#1 of the list") == "\\#1 of the list"
