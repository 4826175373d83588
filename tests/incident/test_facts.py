"""What is said about an incident, and about whose."""

import re
from dataclasses import replace
from pathlib import Path

import pytest

from course.content import load
from course.errors import IncidentError
from course.incident.facts import briefing, facts, show_facts
from course.incident.loading import BUILT_IN, load_incident
from course.incident.questions import open_questions, questions

FOREIGN = """timestamp,event,phase,evidence
2026-05-04T10:00:00Z,Deploy,started,
2026-05-04T10:01:00Z,Alarm,detected,Pager
2026-05-04T10:02:00Z,Seen,,Chat
2026-05-04T10:03:00Z,Joined,,
2026-05-04T11:30:00Z,Over,resolved,Chat
"""


@pytest.fixture
def foreign(tmp_path: Path):
    """Load an incident that is not the course's own, with little said about it."""
    (tmp_path / "incident.toml").write_text(
        'title = "Café tills offline"\norganisation = "Café Noir"\ntimezone = "Europe/Paris"\n'
        'summary = "Tills could not take cards."\n',
        encoding="utf-8",
    )
    (tmp_path / "incident_timeline.csv").write_text(FOREIGN, encoding="utf-8")
    return load_incident(tmp_path)


def said() -> dict[str, tuple[str, str, str]]:
    """Give what is said of the case, by label."""
    return {
        fact.label: (fact.value, fact.provenance, fact.formula) for fact in facts(load_incident())
    }


@pytest.mark.parametrize(
    ("label", "value", "provenance"),
    [
        ("Organisation", "Ōtautahi Health", "given"),
        ("Severity", "SEV-1", "constructed"),
        ("Start of the impact", "Thursday 11 June 2026, 18:14 NZST", "given"),
        ("End of the impact", "Thursday 11 June 2026, 21:08 NZST", "given"),
        ("Length", "2 h 54 min = 174 min", "derived"),
        ("Served", "45,000 patients", "given"),
        ("Affected", "2,340 patients", "given"),
        ("Share affected", "5.2 % of 45,000", "derived"),
        ("Rate", "13.4 every minute, were they spread evenly", "derived"),
        ("Support line", "17 calls", "given"),
        ("Calls for each affected", "0.73 % of those affected, about 1 in 138", "derived"),
        ("Escalation", "The CEO was notified", "given"),
        ("Test suite", "87 % line coverage", "given"),
    ],
)
def test_the_case_says_what_is_given(label, value, provenance):
    """Every figure of the case stands there with what it rests on."""
    assert said()[label][:2] == (value, provenance)


@pytest.mark.parametrize(
    ("label", "words"),
    [
        ("What broke", "error page"),
        ("Technical cause", "null check"),
        ("Who the affected were", "an inference"),
        ("Where it came from", "4 days"),
        ("The scenario that failed", "in no test case"),
        ("Pressure", "release deadline"),
        ("Calendar dates", "last Thursday"),
    ],
)
def test_the_case_says_what_no_file_holds(label, words):
    """What is known only from the story is told beside what is computed."""
    assert words in said()[label][0]


def test_a_derived_fact_shows_its_formula():
    """Nobody has to believe an arithmetic that they cannot see."""
    assert all(formula for _, provenance, formula in said().values() if provenance == "derived")
    assert said()["Share affected"][2] == "2,340 ÷ 45,000"


def test_facts_are_shown_with_what_they_rest_on():
    """Page and text hold label, value and provenance of every fact."""
    shown = show_facts(load_incident())
    for fact in facts(load_incident()):
        known = "; ".join(filter(None, [fact.value, fact.formula]))
        assert f"\n  {fact.label} | {known} | {fact.provenance}" in shown.text
    themes = load("timeline")["theme"]
    assert shown.html.count("<tr>") == len(themes) + len(facts(load_incident()))


def test_facts_are_closed_by_theme_and_each_belongs_to_one():
    """Whoever opens the page sees what there is to know, and how much of it."""
    known, shown = facts(load_incident()), show_facts(load_incident())
    for theme, title in load("timeline")["theme"].items():
        number = sum(fact.theme == theme for fact in known)
        assert f"\n{title} ({number})\n" in f"\n{shown.text}"
    assert {fact.theme for fact in known} <= load("timeline")["theme"].keys()
    assert "<details" in shown.html
    assert "<details open" not in shown.html


@pytest.mark.parametrize(
    ("affected", "calls", "rate", "called"),
    [
        (3, 10, "0.033 every", "333 % of those affected"),
        (10, 9, "0.11 every", "90 % of those affected"),
        (5, 2, "0.056 every", "40 % of those affected, about 1 in 2"),
    ],
)
def test_small_numbers_are_not_rounded_away(foreign, affected, calls, rate, called):
    """A rate below one a minute is no 0.0, and nobody reads of a call by 1 in 0."""
    known = {
        fact.label: fact.value
        for fact in facts(replace(foreign, affected=affected, support_calls=calls))
    }
    assert known["Rate"].startswith(rate)
    assert known["Calls for each affected"] == called


def test_the_briefing_says_who_the_learner_is():
    """Role, place and task come before anything else."""
    text = briefing(load_incident()).text
    for words in (
        "Test Manager at Ōtautahi Health",
        "Christchurch, Aotearoa New Zealand",
        "45,000 patients",
        "Tomorrow morning you lead a post-mortem",
        "18:14 to 21:08 NZST",
    ):
        assert words in text


def test_no_placeholder_is_left_in_a_sentence():
    """Every brace in the content was filled."""
    case = load_incident()
    for shown in (briefing(case), open_questions(case)):
        assert not re.search(r"[{}]", shown.text)


@pytest.mark.parametrize(
    "words",
    [
        "When was it deployed",
        "was that the same moment",
        "What was counted, and over what window",
        "were the callers among them",
        "Had nobody called",
        "within 24 hours of a release freeze",
        "what did it look like in the review",
    ],
)
def test_the_course_asks_what_a_sharp_learner_asks(words):
    """The open ends of the case are questions, each with why it matters."""
    found = [entry for entry in questions(load_incident()) if words in entry.question]
    assert len(found) == 1
    assert found[0].question.endswith("?")
    assert found[0].why


def test_nothing_of_the_case_is_said_about_another_incident(foreign):
    """No sentence of the built-in case stands over someone else's figures."""
    shown = " ".join(
        fragment.text
        for fragment in (briefing(foreign), show_facts(foreign), open_questions(foreign))
    )
    case = load("case")
    sentences = [fact["value"] for fact in case["fact"]] + [
        part for entry in case["question"] for part in entry.values()
    ]
    own = {word for text in sentences for word in re.findall(r"[^.?!]{30,}[.?!]", text)}
    assert own
    assert not [sentence for sentence in own if sentence.strip() in shown]
    for word in (
        "Ōtautahi",
        "patient",
        "Christchurch",
        "CEO",
        "null check",
        "87 %",
        "Test Manager",
    ):
        assert word not in shown


def test_another_incident_is_told_by_its_own_files(foreign):
    """Title, organisation and summary make the briefing; facts are what the files hold."""
    assert briefing(foreign).text == (
        "Café tills offline · Café Noir\n\nTills could not take cards.\n\n"
        "The timeline has 5 events, from Monday 4 May 2026, 12:00 CEST to "
        "Monday 4 May 2026, 13:30 CEST."
    )
    labels = {fact.label: fact.value for fact in facts(foreign)}
    assert labels["Start of the impact"] == "Monday 4 May 2026, 12:00 CEST"
    assert "Affected" not in labels
    assert "Share affected" not in labels


def test_what_loading_put_right_is_said_in_the_briefing(tmp_path):
    """Who reads pages only learns too that rows were sorted, and that no summary is there."""
    (tmp_path / "incident.toml").write_text(
        'title = "T"\norganisation = "O"\ntimezone = "UTC"\n', encoding="utf-8"
    )
    (tmp_path / "incident_timeline.csv").write_text(
        "timestamp,event\n2026-05-04T11:00Z,B.\n2026-05-04T10:00Z,A.\n", encoding="utf-8"
    )
    text = briefing(load_incident(tmp_path)).text
    assert "have been sorted" in text
    assert "Nobody has written a summary yet" in text


def test_a_count_of_the_timeline_stands_in_for_a_fact(tmp_path):
    """Where the facts are silent the last count speaks, with what that row rests on."""
    (tmp_path / "incident.toml").write_text(
        'title = "T"\norganisation = "O"\ntimezone = "UTC"\npopulation = 80\n', encoding="utf-8"
    )
    (tmp_path / "incident_timeline.csv").write_text(
        "timestamp,event,provenance,affected_cumulative\n"
        "2026-05-04T10:00Z,A.,given,1\n2026-05-04T11:00Z,B.,constructed,40\n",
        encoding="utf-8",
    )
    incident = load_incident(tmp_path)
    known = {fact.label: (fact.value, fact.provenance) for fact in facts(incident)}
    assert known["Affected"] == ("40 people", "constructed")
    assert known["Share affected"] == ("50 % of 80", "constructed")
    assert "How many people were affected" not in open_questions(incident).text


def test_questions_to_any_timeline_come_from_its_data(foreign):
    """Missing milestones, long silences, rows without evidence: found, not guessed."""
    text = open_questions(foreign).text
    assert "When did the harm stop, and was that before the repair?" in text
    assert "Nothing is written down between 12:03 on 4 May and 13:30 on 4 May (1 h 27 min)" in text
    assert "Where can rows 2 and 5 be checked?" in text
    assert "What happened before the impact began?" in text
    assert "How many people were affected" in text
    assert "When did anyone first know" not in text


def test_a_whole_timeline_leaves_no_question(tmp_path):
    """When nothing is missing, that is said."""
    rows = "\n".join(
        f"2026-05-04T10:0{minute}:00Z,E,{phase},Log,1"
        for minute, phase in enumerate(
            ["", "introduced", "started", "detected", "acknowledged", "mitigated", "resolved"]
        )
    )
    (tmp_path / "incident_timeline.csv").write_text(
        f"timestamp,event,phase,evidence,affected_cumulative\n{rows}\n", encoding="utf-8"
    )
    (tmp_path / "incident.toml").write_text(
        'title = "T"\norganisation = "O"\ntimezone = "UTC"\naffected = 1\n', encoding="utf-8"
    )
    assert open_questions(load_incident(tmp_path)).text.startswith("The timeline has all")


def test_what_a_file_says_cannot_become_markup(tmp_path):
    """A title with angle brackets is a title with angle brackets."""
    for file in BUILT_IN.iterdir():
        text = file.read_text(encoding="utf-8")
        (tmp_path / file.name).write_text(
            text.replace("First-time patients could not book", "<script>alert(1)</script>"),
            encoding="utf-8",
        )
    incident = load_incident(tmp_path)
    assert incident.title == "<script>alert(1)</script>"
    for fragment in (briefing(incident), show_facts(incident), open_questions(incident)):
        assert "<script>" not in fragment.html


def test_a_changed_case_says_what_to_do():
    """Who edits the course's own folder is told to edit a copy, not shown a stack of code."""
    case = load_incident()
    without_end = [event for event in case.timeline if "resolved" not in event.phases]
    with pytest.raises(IncidentError, match="change a copy instead"):
        briefing(replace(case, timeline=without_end))
