"""A draft at the desk becomes a report, and each finding leads back to its field."""

import json

import pytest

from course.errors import CourseError
from course.report.checks.finding import STAGES
from course.report.checks.reading import read_report
from course.report.document import parse
from course.report.manuscript import MOST, Manuscript, checked, places
from course.report.understood import contents

FIELDS = {
    "date": "2026-06-16",
    "summary": "They met an error page.\n\nIt is over.",
    "rows": [
        {"row": "6", "looked_like": "A call."},
        {"row": "", "looked_like": "lost"},
        {"row": "4", "looked_like": "Green."},
    ],
    "whys": [
        {"text": "It crashed.", "rests_on": "18:14", "depth": 0},
        {"text": "A check was gone.", "rests_on": "heard", "depth": 1},
        {"text": "", "rests_on": "", "depth": 1},
        {"text": "A deadline was close.", "rests_on": "", "depth": 1},
    ],
    "root_cause": "QA has no part\n\nin refinement.",
    "well": "A hotfix.",
    "lucky": "It was seen.",
    "actions": [
        {"action": "Add a test", "owner": "QA lead", "due": "3 days", "witness": "A developer"},
        *({}, {"action": "", "owner": "PO"}),
    ],
    "not_doing": "Raise the target",
    "because": "It can be reached without one.",
}


@pytest.fixture
def manuscript():
    """A draft with something in every step."""
    return Manuscript(FIELDS)


def test_its_fields_make_a_report(manuscript, case):
    """Rows in order of time, whys in their depth, and nothing for what is empty."""
    said = contents(parse(manuscript.markdown(case)))
    assert said.summary == FIELDS["summary"]
    assert [row.looked_like for row in said.rows] == ["Green.", "A call."]
    assert said.rows[0].milestone == "introduced"
    assert [(depth, why.text, why.rests_on) for depth, why in said.walk()] == [
        (1, "It crashed.", "18:14"),
        (2, "A check was gone.", "heard"),
        (2, "A deadline was close.", ""),
    ]
    said_of = [(action.owner, action.due, action.witness) for action in said.actions]
    assert said_of == [("QA lead", "3 days", "A developer"), ("PO", "", "")]
    assert said.not_doing[0].because == FIELDS["because"]
    assert (said.date, said.known["affected"]) == ("2026-06-16", "2340")
    assert (said.root_cause, said.poorly) == ("QA has no part in refinement.", ())


def test_a_draft_is_told_from_another_by_its_first_words():
    """Those of each field that has any, and of each why; of a long one the beginning."""
    fields = {"root_cause": "e", "lucky": "d", "poorly": "c", "well": "b", "summary": "a"}
    whys = [{"text": "x" * 201}, {"text": ""}]
    assert Manuscript(fields | {"whys": whys}).beginning == f"a … b … c … d … e … {'x' * 200}"


def test_each_line_leads_to_its_field(manuscript, case):
    """Counted as the page counts its fields: empty ones and rows out of order are passed over."""
    text = manuscript.markdown(case)
    at = places(text, manuscript)
    lines = text.split("\n")
    found = {place: lines[line - 1] for line, place in at.items()}
    assert "Green." in found["rows.2"]
    assert "A call." in found["rows.0"]
    assert "A deadline" in found["whys.3"]
    assert "QA lead" in found["actions.0"]
    assert "PO" in found["actions.2"]
    assert found["section.review"].startswith("## 4.")
    assert found["summary"] == "It is over."
    assert (found["well"], found["lucky"]) == ("- A hotfix.", "- It was seen.")
    assert "Raise the target" in found["not_doing"]
    assert at[1] == "date"


def test_whatever_is_asked_about_a_draft_leads_to_a_field(case):
    """Also where each field is typed over several lines, and on each of them words blame."""
    said = "It was human error.\nThe tester should have known.\n\nIt was human error."
    names = ("summary", "root_cause", "well", "poorly", "lucky", "not_doing", "because")
    action = dict.fromkeys(("action", "owner", "due", "end_state", "witness"), said)
    draft = Manuscript(
        dict.fromkeys(names, said)
        | {"rows": [{"row": "4", "looked_like": said}], "actions": [action]}
        | {"whys": [{"text": said, "rests_on": said}]}
    )
    text = draft.markdown(case)
    at = places(text, draft)
    found = read_report(text)
    assert {each.stage for each in found} == set(STAGES)
    assert [each for each in found if each.line not in at] == []
    assert {at[each.line] for each in found if each.check == "human-error"} == {
        *("summary", "rows.0", "whys.0", "root_cause", "well", "poorly", "lucky"),
        *("actions.0", "not_doing"),
    }


def test_an_answer_stays_beside_its_field(manuscript, case):
    """In a field, in a section, and about words: none of them is asked again."""
    text = manuscript.markdown(case)
    at = places(text, manuscript)
    before = read_report(text)
    meant = {f"{each.check}|{at[each.line]}": "so it is" for each in before if each.line in at}
    answered = Manuscript(FIELDS | {"meant": meant, "summary": "It was human error."})
    left = {each.check for each in read_report(answered.markdown(case))}
    assert left <= {"human-error", "no-date"}
    meant["human-error|summary"] = "a quotation"
    done = Manuscript(FIELDS | {"meant": meant, "summary": "It was human error."})
    assert "human-error" not in {each.check for each in read_report(done.markdown(case))}


@pytest.mark.parametrize(
    "place",
    ["summary", "rows.2", "whys.1", "root_cause", "well", "lucky", "actions.2", "not_doing"],
)
def test_an_answer_stands_on_the_line_of_its_field(place, case):
    """There a reader of the file finds it, and a finding of that line its field."""
    answered = Manuscript(FIELDS | {"meant": {f"vague|{place}": "so it is"}})
    text = answered.markdown(case)
    (line,) = (
        number
        for number, line in enumerate(text.split("\n"), start=1)
        if "<!-- report ignore vague: so it is -->" in line
    )
    assert places(text, answered)[line] == place


def test_an_answer_cannot_become_markup(case):
    """Whatever is given as a reason, it ends with its comment."""
    meant = {"human-error|summary": "--> <script>x</script> | a\nb"}
    text = Manuscript({"summary": "It was human error.", "meant": meant}).markdown(case)
    assert "<script" not in text
    assert len(contents(parse(text)).summary.split("\n")) == 1
    meant = {"human-error|summary": "a <b> |\nc"}
    text = Manuscript({"summary": "It was human error.", "meant": meant}).markdown(case)
    assert "It was human error. <!-- language ignore human-error: a b c -->\n" in text


@pytest.mark.parametrize(
    "text",
    ["", "no draft", "[]", '{"rows": 3, "whys": [4], "summary": [], "meant": 7, "actions": {}}'],
)
def test_what_is_no_draft_is_an_empty_one(text, case):
    """A page may send anything, and what is kept may be of another version."""
    said = Manuscript.from_text(text).contents(case)
    assert (said.summary, said.rows, said.whys, said.actions) == ("", (), (), ())
    assert parse(Manuscript.from_text(text).markdown(case)).section("actions")


def test_a_draft_has_bounds(case):
    """As many lines as the page offers, and a text of a size that can be read."""
    many = json.dumps({"whys": [{"text": "x", "depth": 99}] * 99})
    said = Manuscript.from_text(many).contents(case)
    assert len(list(said.walk())) == MOST["whys"]
    told = r"^This is no text of at most 1,000 characters; nothing was read\.$"
    with pytest.raises(CourseError, match=told):
        checked("x" * 1001, 1000)
    assert checked("abc", 3) == "abc"
    odd = [{"text": "x", "depth": depth} for depth in (0, -1, "1", None, 99)] + [{"text": "x"}]
    assert [depth for depth, _ in Manuscript({"whys": odd}).contents(case).walk()] == [1] * 6


def test_an_answer_about_a_section_stands_at_its_end(manuscript, case):
    """Behind all that the section holds, and inside it, also where it is the last."""
    meant = {"one-branch|section.factors": "so it is"}
    text = Manuscript(FIELDS | {"meant": meant}).markdown(case)
    comment = "<!-- report ignore one-branch: so it is -->"
    assert f"\n\n{comment}\n\n## 4." in text
    assert text.replace(f"{comment}\n\n", "").split() == manuscript.markdown(case).split()
    asked = {each.check for each in read_report(manuscript.markdown(case))}
    assert "none-detects" in asked
    meant = {"none-detects|section.actions": "it pages already", "begins-late|rows.2": "x"}
    text = Manuscript(FIELDS | {"meant": meant}).markdown(case)
    assert text.endswith("<!-- report ignore none-detects: it pages already -->\n")
    assert "| Green. <!-- report ignore begins-late: x --> |" in text
    assert "none-detects" not in {each.check for each in read_report(text)}


def test_what_the_page_does_not_offer_is_left_out(case):
    """A seventh row, a sixth action, and a row that no timeline has."""
    rows = [{"row": str(number), "looked_like": f"Row {number}."} for number in (*range(8), 99)]
    said = Manuscript({"rows": rows, "actions": [{"owner": "QA lead"}] * 9}).contents(case)
    assert (len(said.rows), len(said.actions)) == (MOST["rows"], MOST["actions"])
    assert Manuscript({"rows": [{"row": "99"}, {"row": "-1"}]}).contents(case).rows == ()
