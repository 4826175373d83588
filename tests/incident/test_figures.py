"""The figures of the case are worked out once, and every sentence about it takes them by name."""

from dataclasses import replace
from string import Formatter
from typing import Any

import pytest

from course.content import load
from course.errors import IncidentError
from course.incident.figures import figures
from course.incident.loading import load_incident


def names_in(content: Any) -> set[str]:
    """Collect the names in braces from all texts of a piece of content."""
    if isinstance(content, str):
        return {name for _, name, _, _ in Formatter().parse(content) if name is not None}
    parts = content.values() if isinstance(content, dict) else content
    return set().union(*(names_in(part) for part in parts if isinstance(part, str | list | dict)))


def test_the_figures_are_those_of_the_case():
    """Each is written with its unit where it has one, as a reader would say it."""
    assert figures(load_incident()) == {
        "organisation": "Ōtautahi Health",
        "population": "45,000",
        "affected": "2,340",
        "affected_share": "5.2 %",
        "per_minute": "13.4",
        "calls": "17",
        "calls_share": "0.73 %",
        "one_in": "138",
        "date": "Thursday 11 June 2026",
        "started": "18:14",
        "resolved": "21:08",
        "started_12": "6:14 pm",
        "resolved_12": "9:08 pm",
        "zone": "NZST",
        "minutes": "174",
        "duration": "2 h 54 min",
        "days_latent": "4",
        "line_coverage": "87 %",
    }


def test_content_uses_these_names_and_no_others():
    """A name that nothing fills, or a figure that no sentence uses, is left from something else."""
    told = load("case"), load("reveal")["strong_report"]
    assert set().union(*map(names_in, told)) == set(figures(load_incident()))


@pytest.mark.parametrize("field", ["population", "affected", "support_calls", "timeline"])
def test_a_changed_case_is_told(field):
    """Without what the sentences speak of, nothing is said instead of something false."""
    lacking: dict[str, Any] = {field: () if field == "timeline" else None}
    with pytest.raises(IncidentError, match="own case changed; expected it as it came: restore"):
        figures(replace(load_incident(), **lacking))
