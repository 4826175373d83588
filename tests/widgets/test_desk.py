"""The desk: what it reads when asked, what it keeps to itself, and what it gives out."""

import csv
import io
import json
from datetime import datetime
from pathlib import Path

import pytest

from course.beginning import LED
from course.charts import CHARTS
from course.content import load
from course.errors import CourseError
from course.incident.loading import load_incident
from course.progress import progress
from course.report.document import SECTIONS
from course.report.exports.forms import FORMS
from course.report.manuscript import Manuscript
from course.widgets.desk import AT_A_TIME, Desk, write_report
from course.widgets.rehearsal import Rehearsal

DESK = load("desk")
GOLDEN = Path(__file__).parents[1] / "report" / "golden"
GIVEN = [each["action"] for each in load("reveal")["action"]]


@pytest.fixture
def desk(course_home):  # noqa: ARG001 - it is where the draft goes
    """A desk for the course's own case."""
    return Desk(load_incident())


def ask(desk, kind, **request):
    """Ask as the page does, with the draft as it is kept."""
    return getattr(desk, f"_hear_{kind}")(text=desk.text, **request)


def test_a_draft_is_kept_and_met_again(desk):
    """Under one key, whole; a saved notebook holds nothing of it."""
    desk.fill({"summary": "They met an error page."})
    again = Desk(load_incident())
    assert json.loads(again.text)["summary"] == "They met an error page."
    assert "They met an error page." not in again.readable().text
    assert progress().kept("report.draft")


def test_the_three_given_actions_are_there_to_be_finished(desk):
    """Word for word, with their due dates and no owner; two more are empty."""
    actions = json.loads(desk.text)["actions"]
    assert [each.get("action") for each in actions] == [*GIVEN, None, None]
    assert not [each for each in actions if "owner" in each]


def test_an_action_that_was_finished_before_comes_along(desk):
    """Not the owners that were given, and over nothing that was typed at the desk."""
    owners = load("reveal")["action"][1]["owner"]
    progress().keep("action.1", {"owner": "QA lead", "due": "19 June", "end": "The log shows it."})
    progress().keep("action.2", {"owner": owners, "due": "2 weeks", "end": ""})
    first, second, third = json.loads(desk.text)["actions"][:3]
    own = {"owner": "QA lead", "due": "19 June", "end_state": "The log shows it."}
    assert first == {"action": GIVEN[0]} | own
    assert second == {"action": GIVEN[1], "due": "2 weeks"}
    desk.fill({"actions": [{**first, "owner": ""}, {**third, "witness": "Support"}]})
    progress().keep("action.1", {"owner": "Tech lead", "due": "", "end": ""})
    again = json.loads(Desk(load_incident()).text)["actions"]
    assert again == [{**first, "owner": ""}, {**third, "witness": "Support"}]


def test_a_model_comes_after_one_s_own_words(desk):
    """No page holds one before; words that blame are a question."""
    first = DESK["repair"][0]
    assert first["model"] not in json.dumps([desk.sentences, desk.words, desk.steps])
    assert "model" not in desk._hear_repair(name=first["id"], text=" ")
    blaming = desk._hear_repair(name=first["id"], text="The tester should have known.")
    assert blaming["model"] == first["model"]
    assert blaming["findings"][0]["ask"].endswith("?")
    assert desk._hear_repair(name=first["id"], text="The line was gone.")["findings"] == []


@pytest.mark.parametrize("asked", DESK["repair"], ids=lambda asked: asked["id"])
def test_each_sentence_to_repair_is_found_and_its_model_is_not(desk, asked):
    """What the course offers passes what it asks of learners."""
    found = desk._hear_repair(name=asked["id"], text=asked["sentence"])["findings"]
    offered = desk._hear_repair(name=asked["id"], text=asked["model"])["findings"]
    assert found
    assert offered == []


def test_three_questions_at_a_time_each_with_its_field(desk):
    """And how many there are after these; nothing is scored."""
    answer = desk.read("actions")
    assert len(answer["findings"]) == AT_A_TIME
    assert all(each["ask"].endswith((".", "?")) for each in answer["findings"])
    assert all(each["place"] for each in answer["findings"])
    assert "more after these" in answer["say"]
    desk.fill({"summary": "They met an error page."})
    assert desk.read("language") == {"say": DESK["nothing_here"], "findings": []}


def test_what_was_heard_in_the_rehearsal_is_asked_for(desk):
    """In the words of whoever holds it, if the report says nothing of it."""
    meeting = Rehearsal(progress()).lead("b B b c+b d").sitting.meeting
    found, _ = desk._found(Manuscript.from_text(desk.text))
    line = meeting.script.facts[meeting.heard[0]].open_line
    assert any(each.check == "heard-nowhere" and line in each.text for each in found)


def test_what_was_heard_in_the_rehearsal_is_offered(desk):
    """A why can rest on it, and on whom it was heard from; a report that says so is not asked."""
    assert desk.heard == []
    meeting = Rehearsal(progress()).lead("b B b c+b d").sitting.meeting
    fact = meeting.wall[0]
    desk = Desk(load_incident())
    assert desk.heard[0] == f"heard from the {fact.holder}: {fact.open_line}"
    assert len(desk.heard) == len(meeting.wall)
    line = {"text": "Nobody could know of it.", "rests_on": desk.heard[0], "depth": 0}
    desk.fill({"whys": [line]})
    found, _ = desk._found(Manuscript.from_text(desk.text))
    assert not any(fact.open_line in each.text for each in found)
    assert not any(each.check in ("rests-on-nothing", "rests-elsewhere") for each in found)


def test_a_strong_section_opens_after_one_s_own(desk):
    """And says what has no counterpart, for owners, days, ends, rows and facts only."""
    assert ask(desk, "compare", section="actions") == {
        "say": step("compare")["empty"].format(title="Action items")
    }
    actions = [{"action": "Ring", "owner": "QA lead", "due": "", "end_state": "It rings."}]
    desk.fill({"actions": actions})
    answer = ask(desk, "compare", section="actions")
    assert "Operations Lead" in answer["html"]
    assert "It rings." in answer["own"]
    assert datetime.fromisoformat(answer["at_utc"])
    assert answer["missing"] == ["due date: “Ring”"]
    desk.fill({"root_cause": "A deadline was close."})
    # Its tree is drawn as one, and not as lists within lists.
    style, _, _ = ask(desk, "compare", section="factors")["html"].partition("</style>")
    assert ".course-tree" in style
    desk.fill({"well": "A hotfix."})
    answer = ask(desk, "compare", section="review")
    assert answer["missing"] == []
    assert answer["complete"] == DESK["nothing_missing"]["review"]


def test_what_was_looked_for_is_said_of_each_section_alone():
    """A summary has no owners, and a review has only prose."""
    said = DESK["nothing_missing"]
    assert set(said) == set(SECTIONS)
    assert [name for name, text in said.items() if "Owners" in text] == ["actions"]


@pytest.mark.parametrize("form", ["colleague", "page", "csv"])
def test_what_an_export_says_has_no_marks_of_markdown(desk, form):
    """The status of the desk is plain text, and so is the foot of a page."""
    answer = ask(desk, "export", form=form)
    assert not set("`*") & set(answer["say"])
    foot = answer["content"].rpartition("<footer>")[2] if form == "page" else ""
    assert "`" not in foot


def test_one_s_own_section_is_shown_as_words(desk):
    """What a learner typed is no markup beside the strong one either."""
    desk.fill({"summary": "<script>x</script> It *froze*."})
    own = ask(desk, "compare", section="summary")["own"]
    assert "<script" not in own
    assert "froze" in own


def test_what_was_put_down_and_when_is_kept_with_the_draft(desk):
    """And changes nothing of the report."""
    desk.fill({"summary": "It froze."})
    before = desk.markdown()
    desk.fill({"put_down": {"summary": "2026-06-16T09:00:00Z"}})
    assert desk.markdown() == before


def step(name):
    """Give what a step says."""
    return next(each for each in DESK["step"] if each["id"] == name)


def test_chairs_are_swapped_on_request(desk):
    """Every why with a role in it; before there is one, it is no praise that there is nothing."""
    assert "No why stands there yet" in ask(desk, "swap")["say"]
    desk.fill({"whys": [{"text": "The reviewer was under pressure.", "depth": 0}]})
    assert ask(desk, "swap")["lines"] == ["Anyone in that chair was under pressure."]


@pytest.mark.parametrize("form", sorted(FORMS))
def test_a_draft_is_taken_along(desk, form):
    """In each form, with how many findings are open; taken again, it is said in other words."""
    desk.fill({"date": "2026-06-16", "summary": "<script>x</script>"})
    answer = ask(desk, "export", form=form)
    assert "<script>x" not in answer["content"].replace("\\<script", "")
    assert answer["name"] in answer["say"]
    assert "that were open when this was exported: " in answer["say"]
    assert ("yyyy-MM-dd" in answer["say"]) is (form in {"jira", "gitlab"})
    assert "2 times by now" in ask(desk, "export", form=form)["say"]
    if form == "colleague":
        assert "Would you sign it with your name in it?" in answer["content"]
    if form == "jira":
        rows = list(csv.DictReader(io.StringIO(answer["content"])))
        assert [row["Summary"] for row in rows] == GIVEN


def test_what_an_export_waits_for_names_the_form(desk):
    """Two that lack the same are answered in different words, so that each press is seen."""
    for form, label in {"jira": "Actions for Jira", "gitlab": "Actions for GitLab"}.items():
        with pytest.raises(CourseError, match=f"“{label}” waits for .* the report’s date"):
            ask(desk, "export", form=form)


def test_an_incident_of_one_s_own_has_a_desk_at_once(desk, write):
    """With a draft of its own, its own rows, no given action and no strong report."""
    facts = 'title = "Tills"\norganisation = "Café"\ntimezone = "UTC"\n'
    own = load_incident(write("timestamp,event\n2026-05-04T10:00,Alarm.\n", facts))
    (other,) = write_report(own).parts
    assert other.key != desk.key
    assert (other.given, other.sections, len(other.events)) == (0, [], 1)
    other.fill({"summary": "It froze."})
    assert "patient" not in other.markdown()
    assert ask(other, "compare", section="summary") == {
        "say": step("compare")["empty"].format(title="Summary and impact")
    }


def test_other_versions_are_told_by_their_words(desk):
    """A second tab's draft is shown as somebody would know it, and not as it is kept."""
    desk.write(json.dumps({"summary": "One."}))
    progress().keep("report.draft", json.dumps({"summary": "Two."}))
    desk.look()
    assert [each["text"] for each in desk.others] == ["One."]


@pytest.mark.parametrize("request_", [{"stage": "none"}, {"stage": None}])
def test_what_no_page_asks_is_told(desk, request_):
    """An unknown pass is an error with the passes that there are."""
    with pytest.raises(Exception, match="complete, language, actions"):
        ask(desk, "read", **request_)


def test_it_opens_with_the_decisions(course_home):  # noqa: ARG001
    """Closed before, as the reveal is: it would give answers away."""
    assert not write_report().is_open
    assert write_report(reveal_open=True).is_open


@pytest.mark.parametrize("learner", load("drafts"))
def test_the_report_of_each_simulated_learner_is_as_it_was(learner, desk):
    """Word for word, with what a reader asks of it; a change of either is meant to be seen."""
    Rehearsal(progress()).lead(LED[learner])
    desk.fill(load("drafts")[learner])
    found, _ = desk._found(Manuscript.from_text(desk.text))
    asked = "".join(f"{each.line}: {each.check}\n" for each in found)
    told = f"{desk.markdown()}\n<!--\n{asked}-->\n"
    assert told == GOLDEN.joinpath(f"{learner}.md").read_text("utf-8")


def _cannot_draw(_incident):
    raise ModuleNotFoundError("matplotlib")


def test_the_page_has_charts_where_they_can_be_drawn(desk, monkeypatch):
    """With their text equivalents; without figures, it is a page all the same."""
    page = ask(desk, "export", form="page")["content"]
    assert page.count("<figure") == len(CHARTS)
    assert "<summary>" in page
    monkeypatch.setattr("course.charts.CHARTS", [_cannot_draw])
    bare = ask(desk, "export", form="page")["content"]
    assert "<figure" not in bare
    assert bare.startswith("<!doctype html>")
