"""What the scripts of controls compute without a page, in an empty one."""

from pathlib import Path

import pytest

from course import widgets
from course.incident.named import authors, may_name_people

pytestmark = pytest.mark.browser

FOLDER = Path(widgets.__file__).parent


@pytest.fixture
def script(browser):
    """Load scripts into an empty page, and give what asks it."""
    page = browser.new_page()

    def load(*names):
        for name in names:
            page.add_script_tag(path=FOLDER / name)
        return page.evaluate

    yield load
    page.close()


@pytest.mark.parametrize(
    ("row", "found"),
    [
        (1, "time,event"),
        (2, '10:00,"Off,\nand ""on"" again"'),
        (3, "10:05,Back"),
        (4, ""),
        (9, ""),
    ],
)
def test_a_row_is_found_in_the_text_of_a_table(script, row, found):
    """A line break within quotation marks begins no row; a row that is not there is empty."""
    text = 'time,event\n10:00,"Off,\nand ""on"" again"\n10:05,Back\n'
    place = script("rows.js")("([row, text]) => placeOf(row, text)", [row, text])
    assert text[slice(*place)] == found


@pytest.mark.parametrize(
    ("minutes", "words"),
    [
        (0, ""),
        (1, "1 min"),
        (60, "1 h"),
        (95, "1 h 35 min"),
        (1440, "1 d"),
        (2945, "2 d 1 h 5 min"),
    ],
)
def test_a_length_is_said_in_days_hours_and_minutes(script, minutes, words):
    """Parts that are nothing are left out."""
    assert script("lengths.js")("(minutes) => inWords(minutes)", minutes) == words


@pytest.mark.parametrize(
    ("form", "is_written"),
    [
        ({}, False),
        ({"fields": {"timezone": "Pacific/Auckland", "title": " "}, "folder": "mine"}, False),
        ({"fields": {"title": "Tills"}}, True),
        ({"fields": {}, "timeline": "timestamp,event"}, True),
    ],
)
def test_a_form_counts_as_written_once_somebody_typed(script, form, is_written):
    """A time zone and a folder are there by themselves."""
    assert script("texts.js")("(form) => isWritten(form)", form) is is_written


@pytest.mark.parametrize(
    "table",
    [
        "timestamp,event,actor_role,Team,Ours\nlater,Off.,Engineer on call,A,x\n",
        "timestamp,event,evidence\n2026-05-04T10:00,Off.,https://example.org/@page\n",
        "timestamp,event,Created by\n2026-05-04T10:00,Off.,AB\n",
        "timestamp,event,createdBy\n2026-05-04T10:00,Off.,AB\n",
        "timestamp,event\n2026-05-04T10:00,cc @kim\n",
        "timestamp,event\n2026-05-04T10:00,cc kim@example.org\n",
    ],
)
def test_page_and_kernel_tell_the_same_of_who_may_be_named(script, table):
    """What the one keeps, the other keeps."""
    asked = "([authors, table]) => openNames(authors).may(table)"
    may = script("rows.js", "names.js")(asked, [list(authors()), table])
    assert may is may_name_people(table)
