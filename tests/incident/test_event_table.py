"""The events as a table of pandas, beside the plain rows that all else stands on."""

import re
import subprocess
import sys
from pathlib import Path

import pandas as pd

import course
from course.incident.loading import load_incident
from course.incident.timeline import COLUMNS, COUNTS


def test_the_table_says_what_the_rows_say():
    """Column by column, with spreadsheet rows as its index."""
    case = load_incident()
    assert list(case.events.columns) == list(COLUMNS)
    assert case.events.index.to_list() == [event.row for event in case.timeline]
    assert case.events["timestamp"].to_list() == [event.at.local for event in case.timeline]
    for name in COLUMNS[1:]:
        known = case.events[name].astype(object)
        assert known.where(known.notna(), None).to_list() == [
            getattr(event, name) for event in case.timeline
        ]


def test_it_has_the_types_that_charts_reckon_with(write):
    """Times in the zone to the microsecond, counts that may be missing, and texts."""
    events = load_incident(write("timestamp,event\n2026-06-11,A.\n")).events
    assert events["timestamp"].dtype == pd.DatetimeTZDtype("us", "Pacific/Auckland")
    assert {str(events[name].dtype) for name in COUNTS} == {"Int64"}
    assert {str(events[name].dtype) for name in COLUMNS[1:-2]} == {"str"}


def test_it_is_made_once():
    """Who asks twice gets the same table."""
    case = load_incident()
    assert case.events is case.events


def test_the_ground_floor_needs_no_pandas():
    """Reading, checking, measuring, asking and drafting stand on the standard library."""
    code = (
        "import sys\n"
        "from course.incident.loading import load_incident\n"
        "from course.incident.facts import briefing, show_facts\n"
        "from course.incident.metrics import show_metrics\n"
        "from course.incident.questions import open_questions\n"
        "from course.incident.what_if import what_if\n"
        "from course.commands.incident import as_json\n"
        "from course.report.draft import draft\n"
        "case = load_incident()\n"
        "briefing(case), show_facts(case), show_metrics(case), open_questions(case)\n"
        "what_if(case), as_json(case), draft(case)\n"
        "assert not {'pandas', 'numpy', 'matplotlib', 'dateutil'} & set(sys.modules)\n"
    )
    subprocess.run([sys.executable, "-c", code], check=True)


def test_one_module_takes_csv_apart():
    """A second parser would read some file in another way."""
    package = Path(course.__file__).parent
    parsers = re.compile(r"csv\.(?:reader|DictReader)|read_csv")
    found = [file.name for file in package.rglob("*.py") if parsers.search(file.read_text("utf-8"))]
    assert found == ["spreadsheet.py"]
