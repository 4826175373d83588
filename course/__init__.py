"""Lead an incident post-mortem without blame: the names that notebooks use.

They are loaded on first use (PEP 562), so that a notebook that only asks a question
starts without pandas and matplotlib.
"""

from importlib import import_module
from typing import Any

__version__ = "0.1.0"

_HOMES: dict[str, str] = {
    "affected_chart": "course.charts",
    "begin": "course.beginning",
    "briefing": "course.incident.facts",
    "callers_chart": "course.charts",
    "debrief": "course.widgets.debrief",
    "debrief_chart": "course.charts",
    "decide": "course.widgets.decide",
    "explain": "course.content.terms",
    "from_memory": "course.widgets.memory",
    "guess": "course.widgets.guess",
    "join_room": "course.widgets.join",
    "lab_step": "course.widgets.lab_step",
    "load_incident": "course.incident.loading",
    "minutes_chart": "course.charts",
    "missing_test": "course.widgets.editor",
    "open_questions": "course.incident.questions",
    "own_incident": "course.widgets.own_incident",
    "reflect": "course.widgets.reflection",
    "practice": "course.widgets.practice",
    "recall": "course.widgets.write",
    "rehearse": "course.widgets.rehearsal",
    "rehearse_with_room": "course.widgets.rehearsal_with_room",
    "report_draft": "course.widgets.report_draft",
    "reveal": "course.widgets.reveal",
    "session_guide": "course.guide.session",
    "session_plans": "course.guide.session",
    "sheet_for_tomorrow": "course.widgets.run_sheet",
    "show_facts": "course.incident.facts",
    "show_metrics": "course.incident.metrics",
    "show_of_hands": "course.widgets.show_of_hands",
    "start_a_room": "course.widgets.room_door",
    "timeline_chart": "course.charts",
    "what_if_sliders": "course.widgets.what_if",
    "where_you_stand": "course.widgets.standing",
    "write": "course.widgets.write",
    "write_report": "course.widgets.desk",
}

__all__ = sorted(_HOMES)  # noqa: PLE0605


def __getattr__(name: str) -> Any:
    if name in _HOMES:
        # Whoever uses these names may be in a live room, which hears of answers.
        import_module("course.membership").attach()
        return getattr(import_module(_HOMES[name]), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def __dir__() -> list[str]:
    return [*globals(), *_HOMES]
