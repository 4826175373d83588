"""Files of answers and texts: merged in any order they give the same, and nothing is lost."""

import json
import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from course.content.decisions import decisions
from course.errors import ProgressError
from course.progress import Progress
from course.progress.document import write_rows

MOMENTS = st.datetimes(timezones=st.just(None)).filter(lambda moment: 1 < moment.year < 9999)
AT_UTC = MOMENTS.map(lambda moment: moment.isoformat(timespec="microseconds") + "Z")
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers(-9, 9) | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=4), inner),
    max_leaves=5,
)
KEPT = st.fixed_dictionaries(
    {
        "key": st.sampled_from(["line.opening", "line.x", "meeting.1"]),
        "value": VALUES,
        "at_utc": AT_UTC | st.just("2026-06-12T09:00:00.000000Z"),
        "content_hash": st.sampled_from(["", "abc"]),
    }
)
ATTEMPTS = st.fixed_dictionaries(
    {
        "decision": st.sampled_from([one.id for one in decisions()]),
        "option": st.sampled_from("ABCD"),
        "at_utc": AT_UTC,
    }
)
FILES = st.builds(
    lambda attempts, kept: json.dumps({"version": 2, "attempts": attempts, "kept": kept}),
    st.lists(ATTEMPTS, max_size=3),
    st.lists(KEPT, max_size=4),
)


def merged(*files):
    """Merge files into an empty home, and export what is there then."""
    with tempfile.TemporaryDirectory() as home:
        learner = Progress(Path(home))
        for file in files:
            learner.merge(file)
        return learner.export()


def entries(file):
    return {json.dumps(entry, sort_keys=True) for entry in json.loads(file)["kept"]}


@settings(max_examples=25, deadline=None)
@given(FILES, FILES)
def test_merging_is_a_union(one, other):
    """The order does not matter, twice is once, and every text of both is there."""
    both = merged(one, other)
    assert both == merged(other, one) == merged(one, other, one, other)
    assert entries(both) == entries(one) | entries(other)


@settings(max_examples=25, deadline=None)
@given(FILES)
def test_what_is_exported_and_brought_back_is_the_same(file):
    """An empty home that takes a file gives that file again, byte for byte."""
    exported = merged(file)
    assert merged(exported) == exported


def test_of_two_computers_the_newer_text_is_shown_and_the_other_is_there(tmp_path):
    """Whoever wrote on both loses neither."""
    one, other = Progress(tmp_path / "one"), Progress(tmp_path / "other")
    one.keep("line.opening", "at home")
    other.keep("line.opening", "at work")
    one.merge(other.export())
    other.merge(one.export())
    for learner in (one, other):
        assert [kept.value for kept in learner.versions("line.opening")] == ["at work", "at home"]


def test_a_file_of_version_1_is_read(tmp_path):
    """It holds answers, and nothing that was written."""
    file = {
        "version": 1,
        "attempts": [
            {"decision": "opening", "option": "B", "at_utc": "2026-06-12T09:00:00.000000Z"}
        ],
    }
    learner = Progress(tmp_path)
    assert learner.merge(json.dumps(file)) == 1
    assert [attempt.option for attempt in learner.attempts()] == ["B"]


def test_a_file_of_a_newer_course_says_so(tmp_path):
    """It is neither damaged nor foreign: the course is to be brought up to date."""
    with pytest.raises(ProgressError, match="newer version of this course") as caught:
        Progress(tmp_path).merge('{"version": 3, "answers": "elsewhere"}')
    assert "Nothing was changed" in str(caught.value)


GOOD = {"key": "line.x", "value": "text", "at_utc": "2026-06-11T21:00:00Z"}


@pytest.mark.parametrize(
    "bad",
    [
        None,
        {},
        GOOD | {"key": "Line"},
        GOOD | {"at_utc": "yesterday"},
        GOOD | {"at_utc": "2026-06-11T21:00:00"},
        GOOD | {"at_utc": "9999-12-31T23:59:59Z"},
        GOOD | {"content_hash": 7},
        GOOD | {"content_hash": "\ud800"},
        GOOD | {"value": "x" * 1_000_001},
        GOOD | {"value": float("nan")},
        {"key": "line.x", "at_utc": "2026-06-11T21:00:00Z"},
    ],
)
def test_one_text_that_cannot_be_read_means_that_nothing_is_taken(tmp_path, bad):
    """The error names it by its number and says what was expected."""
    learner = Progress(tmp_path)
    with pytest.raises(ProgressError, match=r"Text 2 of this file.*Nothing was changed"):
        learner.merge(json.dumps({"version": 2, "attempts": [], "kept": [GOOD, bad]}))
    assert learner.kept_under() == {}


@pytest.mark.parametrize(
    ("part", "reason"),
    [
        ({"content_hash": 7}, "`content_hash` is not a text"),
        ({"at_utc": "2026-06-11T21:00:00"}, "`at_utc` has no time zone"),
    ],
)
def test_what_is_wrong_with_a_text_is_named(tmp_path, part, reason):
    """Whoever made the file by hand learns which part of it to look at."""
    with pytest.raises(ProgressError, match=reason):
        Progress(tmp_path).merge(json.dumps({"version": 2, "attempts": [], "kept": [GOOD | part]}))


def test_a_file_for_which_there_is_no_room_is_refused_whole(tmp_path):
    """Neither its texts nor its answers are taken then."""
    learner = Progress(tmp_path)
    texts = [GOOD | {"key": f"draft.{n}", "value": "x" * 999_000} for n in range(21)]
    answer = {"decision": "opening", "option": "B", "at_utc": "2026-06-12T09:00:00Z"}
    with pytest.raises(ProgressError, match="There is no room"):
        learner.merge(json.dumps({"version": 2, "attempts": [answer], "kept": texts}))
    assert (learner.kept_under(), learner.attempts()) == ({}, ())


@pytest.mark.parametrize(
    ("file", "told"),
    [
        ("no", "This is not a file of answers: JSON was expected (Expecting value: line 1 "),
        (
            '{"version": 0}',
            (
                '{"version": 2, "attempts": [...]} was expected, and version \'0\' was found. '
                "Nothing was changed. Choose the file that “Download my answers” made."
            ),
        ),
        ('{"version": 2, "attempts": [], "kept": 7}', "a list was expected as `kept`"),
        ('{"version": 9}', "(file version 9; this course knows 2). Nothing was changed. Bring the"),
        ('{"version": 2, "attempts": [7]}', "Answer 1 of this file cannot be read: "),
        ('{"version": 2, "attempts": [], "kept": [7]}', "Text 1 of this file cannot be read: "),
    ],
)
def test_a_file_that_is_no_such_file_is_told_by_what_was_found(tmp_path, file, told):
    """Beside what was expected, and nothing of it comes in."""
    learner = Progress(tmp_path)
    with pytest.raises(ProgressError) as error:
        learner.merge(file)
    assert told in str(error.value)
    assert (learner.attempts(), learner.kept_under()) == ((), {})


def test_rows_that_cannot_be_shown_are_written_under_their_names():
    """Whoever opens what was set aside sees which part is which."""
    rows, texts = [("opening", "Z", "some day")], [("line.x", "some day", "no JSON", "abc")]
    assert json.loads(write_rows(rows, texts)) == {
        "version": 2,
        "attempts": [{"decision": "opening", "option": "Z", "at_utc": "some day"}],
        "kept": [
            {"key": "line.x", "at_utc": "some day", "value": "no JSON", "content_hash": "abc"}
        ],
    }
