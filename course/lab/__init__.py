"""The coverage lab: the booking service that failed, its tests, and running them.

What runs here runs as ordinary Python, in a process and a throw-away folder of its own.
That keeps runs apart; it is no sandbox.

The entrances are the functions below. It stands on `content` and `page`; what shows it in a
notebook is in `widgets`.
"""

from course.lab.by_hand import book_as_first_time_patient
from course.lab.comparison import diff
from course.lab.counterexample import search
from course.lab.guard import guard_forms
from course.lab.runs import run
from course.lab.scenarios import scenario_map
from course.lab.trial import Verdict, try_test

__all__ = [
    "Verdict",
    "book_as_first_time_patient",
    "diff",
    "guard_forms",
    "run",
    "scenario_map",
    "search",
    "try_test",
]
