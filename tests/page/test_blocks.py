"""One thing said three times: HTML, Markdown and plain text made of the same blocks."""

from html.parser import HTMLParser

import mistune
from hypothesis import example, given
from hypothesis import strategies as st

from course.page.blocks import (
    Cell,
    Change,
    Disclosure,
    Emphasis,
    Heading,
    Headline,
    Link,
    List,
    Paragraph,
    Printed,
    Prompt,
    SideBySide,
    Source,
    Strong,
    Table,
    Terms,
    Title,
    Tree,
    Why,
)
from course.page.html import as_html
from course.page.markdown import as_markdown
from course.page.text import as_text

READ = mistune.create_markdown(plugins=["table", "strikethrough"])

TEXTS = st.text(
    st.characters(categories=["L", "N", "P", "S", "Zs"]), min_size=1, max_size=20
).filter(lambda text: text.strip() and "://" not in text)
LETTERS = st.text(st.characters(categories=["L", "N"]), min_size=1, max_size=9)
LINES = st.lists(TEXTS, min_size=1, max_size=2).map("\n".join)

# Two pieces stand apart, as they do wherever the course puts them together.
MARKED = st.builds(
    lambda kind, text: kind(text), st.sampled_from([Strong, Emphasis, Source]), LETTERS
)
PIECES = TEXTS | MARKED | st.builds(Link, LETTERS, st.just("02_open.ipynb"))
WORDS = PIECES | st.tuples(MARKED, st.just(" "), TEXTS)
WHYS = st.recursive(
    st.builds(Why, TEXTS, TEXTS, TEXTS),
    lambda below: st.builds(Why, TEXTS, TEXTS, TEXTS, st.tuples(below, below)),
    max_leaves=3,
)
FLAT = st.one_of(
    st.builds(Heading, TEXTS, st.integers(1, 3)),
    st.builds(Title, TEXTS),
    st.builds(Headline, LETTERS, TEXTS, st.sampled_from([True, False, None])),
    st.builds(Paragraph, WORDS),
    st.builds(Prompt, WORDS),
    st.builds(List, st.lists(WORDS, min_size=1, max_size=3).map(tuple), st.booleans()),
    st.builds(Terms, st.tuples(st.tuples(WORDS, WORDS))),
    st.builds(
        Table,
        LETTERS,
        st.tuples(TEXTS, TEXTS),
        st.tuples(
            st.tuples(LINES, LINES | st.builds(Cell, TEXTS, st.sampled_from(["number", "bad"])))
        ),
    ),
    st.builds(Tree, st.tuples(WHYS)),
)
BLOCKS = st.lists(
    FLAT
    | st.builds(Disclosure, LETTERS, st.tuples(FLAT, FLAT))
    | st.builds(SideBySide, st.tuples(FLAT, FLAT)),
    max_size=4,
)
CHANGES = st.builds(Change, LETTERS, st.lists(TEXTS, min_size=1, max_size=3).map(tuple))
AS_IT_STANDS = st.lists(st.builds(Printed, LINES) | CHANGES, min_size=1, max_size=3)

TAGS = {
    *("h1", "h2", "h3", "p", "strong", "em", "cite", "a", "ul", "ol", "li", "dl", "dt", "dd"),
    *("br", "div", "table", "caption", "thead", "tbody", "tr", "th", "td", "span", "small"),
    *("details", "summary", "pre", "ins", "del"),
}


class Seen(HTMLParser):
    """What a browser would find: elements, and words between them."""

    def __init__(self, html):
        super().__init__()
        self.tags, self.said = [], []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag, attrs):  # noqa: ARG002 - named by its base
        """Keep the name of an element."""
        self.tags.append(tag)

    def handle_data(self, data):
        """Keep the words, line by line."""
        self.said += [" ".join(line.split()) for line in data.split("\n") if line.strip()]


@given(BLOCKS)
@example([Paragraph("<script>alert(1)</script>")])
@example([Table("T", ("A", "B"), (("</td><img src=x>", '"><b>'),))])
@example([Tree((Why("</span>", "<!--", "]]>"),))])
@example([Heading("<u>"), Title("<u>"), Headline("<u>", "<u>"), Prompt("<u>"), List(("<u>",))])
@example([Terms((("<u>", "<u>"),)), Disclosure("<u>", ()), Paragraph(Link("<u>", "02_open.ipynb"))])
def test_no_text_becomes_an_element(blocks):
    """There are the elements of the blocks, and as many as these need."""
    seen = Seen(as_html(blocks))
    assert set(seen.tags) <= TAGS
    rows = sum(1 + len(one.rows) for one in flat(blocks) if isinstance(one, Table))
    assert seen.tags.count("tr") == rows
    assert seen.tags.count("td") + seen.tags.count("th") == 2 * rows


@given(BLOCKS)
def test_text_says_all_that_a_page_says(blocks):
    """Word for word, and in the same order."""
    left = " ".join(as_text(blocks).split())
    for said in Seen(as_html(blocks)).said:
        assert said in left
        left = left.partition(said)[2]


@given(AS_IT_STANDS)
@example([Printed("<b>\n```\n</b>")])
@example([Change("a.py", ("+<ins>", "-</ins>", ""))])
def test_what_a_program_wrote_stands_as_it_is(blocks):
    """On a page, as text and as Markdown, which reads it as code whatever is in it."""
    seen = Seen(as_html(blocks))
    assert set(seen.tags) <= TAGS
    code = " ".join(" ".join(Seen(READ(as_markdown(blocks))).said).split())
    text = " ".join(as_text(blocks).split())
    for said in seen.said:
        assert said in text
        assert said in code
        text, code = text.partition(said)[2], code.partition(said)[2]


@given(BLOCKS)
@example([Table("T", ("A", "B"), (("a|b", "\\"),))])
@example([List(("1. one", "- two", "[x] three"))])
@example([Prompt("# no heading")])
def test_markdown_says_all_that_a_page_says(blocks):
    """A reader of Markdown shows the same words in the same order, and none as markup."""
    seen = Seen(READ(as_markdown(blocks)))
    left = " ".join(" ".join(seen.said).split())
    for said in Seen(as_html(blocks)).said:
        assert said in left
        left = left.partition(said)[2]
    assert not {"img", "script", "code", "pre", "del", "hr"} & set(seen.tags)


def flat(blocks):
    """Give the blocks, and those that others hold."""
    for one in blocks:
        yield from one.blocks if isinstance(one, Disclosure | SideBySide) else [one]
