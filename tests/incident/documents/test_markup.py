"""Pages and feeds are taken for the lines that a person sees."""

import pytest

from course.incident.documents.markdown import plain
from course.incident.documents.markup import is_markup, lines_of, without_cells_on_lines


def test_a_table_is_a_table():
    """Cells are parted by tabs, also where one holds paragraphs; a style is not seen."""
    page = (
        "<style>td{}</style><table><tr><th>Time</th><th>What</th></tr>"
        "<tr><td>10:05</td><td><p>Off</p><p>and on &amp; off</p></td></tr></table>"
    )
    assert lines_of(page) == "Time\tWhat\n10:05\tOff and on & off\n"
    assert lines_of("<table>\n <tr>\n  <td></td>\n  <td>Off</td>\n </tr>\n</table>") == "\tOff\n"


def test_the_options_of_a_table_are_none_of_it():
    """What AsciiDoc says of the columns above a table is no cell and no JSON."""
    table = '[cols="1,3"]\n|===\n|Time |What\n\n|10:05 |Off\n|===\n'
    assert without_cells_on_lines(table).startswith("\n|Time |What\n|---|---|\n")


def test_an_entry_of_a_feed_may_hold_a_page():
    """The dates of entries stand above, the oldest of them."""
    feed = (
        "<rss><item><title>Logins</title><description>&lt;p&gt;Feb 3, 15:40 UTC&lt;br&gt;Resolved"
        "&lt;/p&gt;</description><pubDate>Mon, 03 Feb 2025 15:40:00 +0000</pubDate></item></rss>"
    )
    assert lines_of(feed) == "# 03 Feb 2025\n# Logins\nFeb 3, 15:40 UTC\nResolved\n"


def test_what_is_never_closed_is_read_all_the_same():
    """No page is too broken for a person to see something of it."""
    assert lines_of("<div><p>10:05 Off<p>10:20 <b>On") == "10:05 Off\n10:20 On\n"
    assert not is_markup("<10 users> saw it")


@pytest.mark.parametrize(
    ("written", "says"),
    [
        ("*Rolled back*, and _mended_", "Rolled back, and mended"),
        ("__Two__ pages, ***both*** out", "Two pages, both out"),
        (r"my\_table is full \[see below\]", "my_table is full [see below]"),
        ("`a_b` **`c_*_d` fails**", "a_b c_*_d fails"),
        ("Alarm rings** and more", "Alarm rings and more"),
        *(
            (text, text)
            for text in (
                *("my_table_name", "__init__.py", "my__var__x", "_private and snake_x", "x**2"),
                *("rm *.log *.tmp", "db-*-prod and api-*-prod", "*/5 * * * *", "SELECT * FROM *"),
                r"C:\_temp",
            )
        ),
    ],
)
def test_marks_around_words_are_taken_away_and_names_keep_theirs(written, says):
    """What is emphasis is none of the sentence; what only has such a sign stays as it is."""
    assert plain(written) == says
