"""How a notebook begins: where it stands in the course, and the simulated learners."""

import os
import tempfile

from course.content import load
from course.content.decisions import Decision, decisions
from course.content.named import named
from course.content.notebooks import notebook
from course.widgets.decide import decide
from course.widgets.trail import TrailWidget


def begin(slug: str, learner: str | None = None) -> TrailWidget:
    """Begin a notebook: show where it stands in the course and what has been answered.

    Parameters
    ----------
    slug
        The notebook's name in the list of notebooks.
    learner
        A simulated learner, who answers all their decisions now; ``None`` is a person.

    Returns
    -------
    TrailWidget
        Where the notebook stands, with the links before and after it.

    Raises
    ------
    UnknownNameError
        If there is no such notebook or simulated learner.

    Examples
    --------
    >>> print(begin("start_here"))
    You are in notebook 0: Start here.
    """
    here = notebook(slug)
    take_part(learner)
    return TrailWidget(here)


def _wrong(asked: Decision) -> str:
    return next(option.id for option in asked.options if option.id != asked.key)


def _answers(profile: str) -> list[tuple[str, str]]:
    """List what a simulated learner chooses, in order."""
    asked = decisions()
    right = [(d.id, d.key) for d in asked]
    wrong = [(d.id, _wrong(d)) for d in asked]
    profiles = {
        "all-correct": right,
        "all-wrong": wrong,
        # Right, wrong, wrong and then right, right: first and later choices differ.
        "mixed": [right[0], wrong[1], wrong[2], right[2], right[3]],
        "unanswered": [],
    }
    return named("simulated learner", profile, profiles)


def take_part(learner: str | None) -> None:
    """Let a simulated learner answer in a throw-away home; ``None`` is a person."""
    if learner is None:
        if _STOOD_IN:
            _restore_home()
        return
    answers = _answers(learner)
    home = tempfile.TemporaryDirectory(prefix="blameless-", ignore_cleanup_errors=True)
    _STOOD_IN.append((home, os.environ.get("COURSE_HOME")))
    os.environ["COURSE_HOME"] = home.name
    for decision_id, option in answers:
        decide(decision_id).choose(option).check()
    if learner in LED:
        # Only they need it here: a person's notebook starts without it.
        from course.widgets.rehearsal import Rehearsal, rehearse

        for part in rehearse().parts:
            assert isinstance(part, Rehearsal)
            part.lead(LED[learner])
        from course.widgets.desk import Desk, write_report

        for desk in write_report().parts:
            assert isinstance(desk, Desk)
            desk.fill(load("drafts")[learner])


#: How a simulated learner leads the meeting. It begins as they chose first.
LED = {
    "all-correct": "c B b b d b d c b d c c c c",
    "all-wrong": "a A a a a a a a c a a b a a",
    "mixed": "b B a c+b a c b a b b d c d c",
}


def _restore_home() -> None:
    """Give the person's answers back to a kernel that a simulated learner has used."""
    _, persons_home = _STOOD_IN[0]
    _STOOD_IN.clear()
    if persons_home is None:
        os.environ.pop("COURSE_HOME", None)
    else:
        os.environ["COURSE_HOME"] = persons_home


# Each throw-away home beside the home that it stands in for.
_STOOD_IN: list[tuple["tempfile.TemporaryDirectory[str]", str | None]] = []
