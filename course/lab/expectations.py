"""Which of an experiment's choices is what happened, told from its result."""

from collections.abc import Callable
from typing import Any

from course.lab.guard import GuardForms
from course.lab.inside import State
from course.lab.results import Run
from course.lab.scenarios import ScenarioMap

_SHIPPED_PERCENT, _ALL_PERCENT = 87, 100
_NOBODY = "visits=[]"


def _first(*came_true: bool) -> int:
    """Give the place of the first choice that came true, or else that of the last one."""
    return next((place for place, is_it in enumerate(came_true) if is_it), len(came_true))


def _forms_that_hint(forms: GuardForms) -> int:
    return sum(form.branch_percent < _ALL_PERCENT for form in forms.modules.values())


def _is_complete(ran: Run) -> bool:
    return ran.line_percent == ran.branch_percent == _ALL_PERCENT


def _suites_with_a_first_time_patient(found: ScenarioMap) -> int:
    return sum(
        any(state is State.FIRST_TIME for state, _ in found.exercised(ran.suite))
        for ran in found.runs
    )


#: By experiment: the place of the choice, in the order of the content.
HAPPENED: dict[str, Callable[[Any], int]] = {
    # Red; green at the figure of the story; green and far below it.
    "as-shipped": lambda ran: _first(not ran.passed, round(ran.line_percent) == _SHIPPED_PERCENT),
    # A confirmation; a polite refusal; a crash.
    "first-time": lambda tried: _first(not tried.crashed, "Traceback" not in tried.output),
    # A hint in both ways to write it; in one; in none.
    "hint": lambda forms: _first(
        _forms_that_hint(forms) == len(forms.modules), _forms_that_hint(forms) > 0
    ),
    # Red; green short of everything; green at everything.
    "chasing": lambda ran: _first(not ran.passed, not _is_complete(ran)),
    # The percentages tell whether one can book; the green tests do; nothing does, as it crashes.
    "still": lambda tried: _first(not tried.crashed, False),
    # All three suites; two of them; one.
    "map": lambda found: _first(
        *(_suites_with_a_first_time_patient(found) == number for number in (3, 2))
    ),
    # One visit; nothing but a cancelled one; none.
    "search": lambda found: _first(
        _NOBODY not in found.example and "cancelled" not in found.example.lower(),
        _NOBODY not in found.example,
    ),
    # Somebody else; the same patient; nobody.
    "search-before": lambda found: _first(
        found.found and _NOBODY not in found.example, found.found
    ),
}
