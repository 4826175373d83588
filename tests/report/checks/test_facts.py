"""What a report says, held against its incident."""

import pytest

from course.report.checks.reading import read_report
from tests.report.checks.inputs import CHANGES, STRONG, changed, checks


@pytest.mark.parametrize(
    ("summary", "found"),
    [
        ("It took about 3 hours.", []),
        ("It took about 4 hours.", ["length-differs"]),
        ("It took 1,740 minutes.", ["length-differs"]),
        ("After 1 minute it was noticed.", ["length-differs"]),
        ("After 48 minutes it was noticed.", []),
        ("There were 18 calls.", ["count-differs"]),
        ("Of 45,000 patients, 2 340 patients met it.", []),
        ("That is 5 % of all patients.", []),
        ("That is 6 % of all patients.", ["share-differs"]),
        ("Coverage stood at 87 %.", []),
        ("From the report on it took 2 h 6 min.", []),
        ("From the report on it took 2 h 3 min.", ["length-differs"]),
        ("It met 2,430 first-time patients.", ["count-differs"]),
        ("From 18:14 to 21:08 patients met it, and by 21.08 calls came.", []),
        ("On 2026-06-11 patients met it; on 11 June 2026 patients did, and calls came.", []),
        ("On June 11 patients met it: 5.25 patients of 100, with version 3 users.", []),
        ("In June 2,430 patients met it.", ["count-differs"]),
        ("It took 2.9 hours, and at 21:08 hours it was over.", []),
        ("It took 3.9 hours.", ["length-differs"]),
    ],
)
def test_figures_are_held_against_the_incident_as_exactly_as_they_are_told(summary, found):
    """Rounded figures agree; a part of the whole length is looked up in the timeline."""
    begin = STRONG.index("On Thursday evening")
    text = STRONG[:begin] + summary + "\n\n" + STRONG[STRONG.index("## 2.") :]
    assert checks(text) == found


def test_a_share_is_right_when_it_rounds_to_what_is_told():
    """2,362 of 45,000 is 5.249 %, and 2,364 of them are 5.253 %."""
    told = "5.2 % of 45,000"
    for affected, found in (("2362", []), ("2364", ["share-differs"])):
        text = changed(("affected: 2340", f"affected: {affected}"), ("2,340 patients, ", ""))
        assert told in text
        assert checks(text) == found


def test_the_front_matter_says_when_the_impact_began_if_no_row_does():
    """The row that is marked goes first."""
    assert checks(changed(("| started |", "| |"))) == []
    found = changed(*CHANGES["begins-late"], ("| started |", "| |"))
    assert set(checks(found)) == {"begins-late"}


def test_a_length_needs_both_of_its_ends():
    """Without a moment at which it was resolved, no figure is held against it."""
    text = changed(("resolved: 2026-06-11T21:08:00+12:00\n", ""), ("2 h 54 min (174 min)", "5 h"))
    assert checks(text) == []


def test_a_difference_is_told_against_the_right_number_and_place():
    """Of a count, against those affected; of a list that is not there, at its section."""
    (count,) = read_report(changed(*CHANGES["count-differs"]))
    assert "say 2,340 patients (90 of difference)" in count.text
    (chain,) = read_report(changed(*CHANGES["no-chain"]))
    assert STRONG.split("\n")[chain.line - 1].startswith("## 3.")


@pytest.mark.parametrize(
    ("check", "text", "line"),
    [
        ("no-date", "The report has no date", "---"),
        ("section-missing", "“What went well, what went poorly, where we got lucky” is not", "---"),
        ("section-empty", "“Timeline” holds nothing yet", "## 2."),
        ("part-empty", "Nothing stands under “Where we got lucky”", "## 4."),
        ("no-zone", "No time zone is named", "| 26 May"),
        ("runs-back", "“17:02” stands below “11 June 2026, 18:14”", "| 17:02"),
        ("begins-late", "is “11 June 2026, 18:14”, and the impact began at 18:14", "| 11 June"),
        ("two-lengths", "“2 h 54 min” is 174 min, and “48 min” beside it is 48 min", "On Thurs"),
        ("length-differs", "is 165 min. From 18:14 to 21:08 it is 174 min (9 min of", "On Thurs"),
        ("count-differs", "“2,430 patients”: the incident’s own files say 2,340", "On Thurs"),
        ("share-differs", "“5.4 % of 45,000”: 2,340 of 45,000 is 5.2 %", "On Thurs"),
    ],
)
def test_a_finding_says_what_it_held_against_what_and_where(check, text, line):
    """Both values stand in it, and its line is the first that it is about."""
    written = changed(*CHANGES[check])
    found = next(each for each in read_report(written) if each.check == check)
    assert text in found.text
    assert written.split("\n")[found.line - 1].startswith(line)


@pytest.mark.parametrize(
    ("zone", "found"),
    [
        ("All times in UTC.", []),
        ("All times in NZST.", []),
        ("Times are of Pacific/Auckland.", []),
        ("The clock stood at 18:14+12:00.", []),
        ("The clock stood at 06:14Z.", []),
        ("All times are local.", ["no-zone"]),
        ("The QA lead wrote it.", ["no-zone"]),
    ],
)
def test_a_zone_may_stand_beside_the_timeline(zone, found):
    """By its name, its letters or its offset, without one in the front matter."""
    text = changed(*CHANGES["no-zone"], ("## 2. Timeline\n", f"## 2. Timeline\n\n{zone}\n"))
    assert checks(text) == found


def test_a_timeline_in_prose_is_a_timeline_and_the_name_of_a_table_is_none():
    """Words count where they tell something."""
    (table, gone), *rests = CHANGES["section-empty"]
    prose = "At 18:14 it began, and at 21:08 it was over."
    assert checks(changed((table, f"{prose}\n{gone}"), *rests)) == []
    other = "| What | Who |\n|---|---|\n| A table | of another kind |"
    for nothing in ("**Timeline**", other):
        (found,) = read_report(changed((table, f"{nothing}\n{gone}"), *rests))
        assert (found.check, found.section) == ("section-empty", "Timeline")
