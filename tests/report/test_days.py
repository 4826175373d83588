"""An incident of which much is known to the day only, in all that is said about it."""

import json
import re

import pytest
from matplotlib.text import Text

from course.charts import CHARTS
from course.charts.what_if import what_if_chart
from course.commands.incident import as_json
from course.incident.facts import briefing, show_facts
from course.incident.loading import load_incident
from course.incident.metrics import show_metrics
from course.incident.questions import open_questions, questions
from course.incident.what_if import limits, what_if
from course.report.draft import draft

TIMELINE = """timestamp,event,phase,affected_cumulative
2024-03-01,Change merged,introduced,
2024-03-01 09:00,Somebody notices,detected,0
2024-03-02,Errors begin,started,10
2024-03-03,Errors end,resolved,90
"""


@pytest.fixture
def incident(write):
    """Load an incident whose milestones are days but for one."""
    facts = 'title = "Orders failed"\norganisation = "Example"\ntimezone = "UTC"\n'
    return load_incident(write(TIMELINE, facts))


def test_nothing_says_midnight(incident):
    """Nobody wrote 00:00, and so nobody reads it: in text, on a page, or in a picture."""
    shown = [make(incident) for make in (briefing, show_facts, show_metrics, open_questions)]
    charts = [make(incident) for make in CHARTS]
    charts.append(what_if_chart(incident, what_if(incident)))
    told = [fragment.text + fragment.html for fragment in shown]
    told += [draft(incident).markdown, json.dumps(as_json(incident)), *incident.notices]
    told += [chart.text for chart in charts]
    # The picture of the timeline has ticks, and a tick at midnight names its day.
    drawn = [sheet for chart in charts for sheet in (chart.figure, chart.narrow)]
    told += [text.get_text() for sheet in drawn for text in sheet.findobj(Text)]
    assert not [text for text in told if re.search(r"T00:00|(?<![\d:+])00:00", text)]


def test_a_day_is_written_as_a_day(incident):
    """Its date stands there, with no clock and no zone."""
    assert "Start of the impact | Saturday 2 March 2024 | given" in show_facts(incident).text
    assert "| Saturday 2 March 2024 | Errors begin |" in draft(incident).markdown


def test_programs_are_told_as_well(incident):
    """The moment is a date, and precision stands beside it."""
    shown = as_json(incident)
    assert [(event["timestamp"], event["precision"]) for event in shown["incident"]["events"]] == [
        ("2024-03-01", "day"),
        ("2024-03-01T09:00:00+00:00", "minute"),
        ("2024-03-02", "day"),
        ("2024-03-03", "day"),
    ]
    metric = shown["metrics"]["time_to_resolve"]
    assert (metric["minutes"], metric["precision"]) == (None, "day")
    assert "known to the day only" in metric["note"]


def test_a_contradiction_gets_no_sentence_made_for_a_length(incident):
    """Detected before it started: it is asked which is right, and nothing is to be shortened."""
    text = draft(incident).markdown
    assert "to detect. Which action makes that shorter?" not in text
    assert "In the timeline it was detected before it started." in text
    assert questions(incident)[2].question.startswith(
        "“detected” (1 Mar 09:00) stands before “started” (2 Mar). Which of the two"
    )


def test_a_missing_time_of_day_is_asked_for(incident):
    """Of the milestones, since lengths hang on them."""
    asked = [entry.question for entry in questions(incident)]
    assert (
        "At what time of day: “introduced” (1 Mar), “started” (2 Mar) and “resolved” (3 Mar)?"
        in asked
    )


def test_no_silence_is_measured_beside_a_day(incident):
    """Between a day and a minute nobody knows how long nobody wrote."""
    assert "Nothing is written down between" not in open_questions(incident).text


def test_what_if_says_that_a_day_is_too_coarse(incident):
    """No slider moves, and the reason is told."""
    assert (limits(incident).detection, limits(incident).roll_back) == (0, 0)
    assert what_if(incident).assumption == "n/a: the end is known to the day only."


def test_charts_say_what_is_known_to_the_day(incident):
    """The caption says how many, and a table writes days."""
    timeline, *_ = (make(incident) for make in CHARTS if make.__name__ == "timeline_chart")
    assert "To the day only are 3 events known" in timeline.caption
    assert timeline.table["Time"].iloc[0] == "Friday 1 March 2024"
