"""What good guides ask of a facilitator: each point is taught on the learner's path."""

import ast
import json
from dataclasses import dataclass

import nbformat
import pytest

import course
from course.content.notebooks import notebook
from course.incident.loading import load_incident
from course.progress import progress
from course.report.strong_post_mortem import strong_post_mortem
from course.widgets.guess import Guess
from course.widgets.practice import Practice
from course.widgets.written import Written


@dataclass(frozen=True)
class Point:
    """Where a point is told, and what a learner does there that is kept."""

    slug: str
    #: What the page says of it.
    told: str
    #: The cell in which the learner does it, and what is kept under a key that begins so.
    done: str = ""
    kept: str = ""
    #: The notebook of that cell, where it is another one.
    at: str = ""


POINTS = {
    "when": Point("open_the_meeting", "three calendar days", 'practice("when"', "practice.when"),
    "35 to 40 minutes of timeline": Point(
        "fix_the_system",
        "35 to 40 go to the timeline",
        'practice("close"',
        "practice.close",
        "the_right_output",
    ),
    "roles": Point(
        "open_the_meeting",
        "You don’t decide and you take no side",
        'practice("chair"',
        "line.chair",
        "what_coverage_tells",
    ),
    "speak beforehand": Point(
        "open_the_meeting",
        "Speak with whoever dreads this meeting most",
        'write("ring")',
        "line.ring",
    ),
    "opening": Point(
        "open_the_meeting", "Everybody’s own view", 'write("first-sentence")', "line.first-sentence"
    ),
    "sets of questions": Point(
        "fix_the_system", "its own follow-up question", 'practice("questions"', "practice.questions"
    ),
    "redirect": Point(
        "open_the_meeting",
        "three moves for that moment",
        'practice("redirect"',
        "practice.redirect",
    ),
    "word, clock and round": Point(
        "the_right_output", "a word when the talk drifts", 'practice("close"', "line.close"
    ),
    "timeline": Point(
        "what_happened",
        "begin before the incident",
        'guess("longest-silence"',
        "guess.longest-silence",
    ),
    "traps": Point(
        "the_right_output", "Three are traps of language", 'practice("traps"', "line.instead"
    ),
    "biases": Point(
        "the_right_output",
        "four are tricks that the mind plays",
        'practice("traps"',
        "practice.traps",
    ),
    "obviously": Point(
        "fix_the_system",
        "Is it obvious to everyone",
        "rehearse(",
        "meeting.",
        "rehearse_the_meeting",
    ),
    "park and soak": Point(
        "fix_the_system",
        "write each idea on a note",
        'practice("people"',
        "line.person",
        "rehearse_the_meeting",
    ),
    "follow-up": Point("a_strong_post_mortem", "15 days", 'write("look-back")', "line.look-back"),
    "quality of actions": Point("a_strong_post_mortem", "one owner", "reveal(", "action."),
    "success": Point("the_right_output", "a last round", 'practice("close"', "practice.close"),
    "disputes": Point("a_strong_post_mortem", "The guides don’t agree"),
}


def sources(slug: str, kind: str) -> str:
    """Give what a notebook says, or what its cells call."""
    cells = nbformat.read(notebook(slug).path, as_version=4).cells
    return "\n".join(cell.source for cell in cells if cell.cell_type == kind)


@pytest.mark.parametrize("name", POINTS)
def test_each_point_is_told_on_the_learners_path(name: str) -> None:
    """In one notebook before the one for whoever leads a course."""
    point = POINTS[name]
    assert notebook(point.slug).number < notebook("lead_the_room").number
    told = sources(point.slug, "markdown")
    told += strong_post_mortem(progress()).text if "reveal(" in sources(point.slug, "code") else ""
    assert point.told in told


def do(name: str, ask) -> None:
    """Do in a cell what a learner does there: take a line, write, guess, say or finish."""
    point = POINTS[name]
    cells = nbformat.read(notebook(point.at or point.slug).path, as_version=4).cells
    (cell,) = [cell for cell in cells if point.done in cell.source and cell.cell_type == "code"]
    call = ast.unparse(ast.parse(cell.source).body[-1])
    case = load_incident()
    names = {each: getattr(course, each) for each in course.__all__}
    control = eval(call, names | {"case": case, "learner": None, "reveal_open": True})
    match control:
        case Practice() if point.kept.startswith("line."):
            ask(control, "take", own="In my own words.")
        case Practice():
            ask(control, "keep", text=json.dumps({control.items[0]["id"]: "Mine."}), seen="")
        case Written():
            control.write("In my own words.")
        case Guess():
            control.answer(control.options[0])
        case _ if point.kept == "action.":
            ask(control.parts[0], "keep", number=0, values={"owner": "QA lead"})
        case _:
            ask(control.parts[0], "start")
            ask(control.parts[0], "make", move="a", at=0)


@pytest.mark.parametrize("name", [name for name, point in POINTS.items() if point.done])
def test_what_a_learner_does_for_it_is_kept(name: str, ask) -> None:
    """In the cell of its notebook, under a key of its own, in their progress."""
    assert not progress().kept_under(POINTS[name].kept)
    do(name, ask)
    assert progress().kept_under(POINTS[name].kept)


def test_all_points_are_there_and_most_of_them_are_done() -> None:
    """Seventeen, at least twelve of them by something that a learner does and keeps."""
    assert len(POINTS) == 17
    assert len({point.done for point in POINTS.values() if point.done}) >= 12
