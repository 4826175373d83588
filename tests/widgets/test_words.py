"""The words that a control's script shows come from the content, and all of them are there."""

import re
from pathlib import Path

import pytest

from course.incident.loading import load_incident
from course.progress.answers import progress
from course.widgets.control import Control
from course.widgets.debrief import debrief
from course.widgets.desk import Desk
from course.widgets.editor import Editor
from course.widgets.experiment import Experiment
from course.widgets.guess import Guess
from course.widgets.join import join_room
from course.widgets.own_incident import OwnIncident
from course.widgets.practice import practice
from course.widgets.reflection import Reflection
from course.widgets.rehearsal import Rehearsal
from course.widgets.report_draft import report_draft
from course.widgets.reveal import Revealed
from course.widgets.room_door import start_a_room
from course.widgets.run_sheet import RunSheetWidget
from course.widgets.show_of_hands import show_of_hands
from course.widgets.standing import where_you_stand
from course.widgets.what_if import WhatIf
from course.widgets.write import write

CONTROLS = {
    "debrief": debrief,
    "desk": lambda: Desk(load_incident()),
    "editor": lambda: Editor("missing-test"),
    "experiment": lambda: Experiment("diff"),
    "join": join_room,
    "own_incident": OwnIncident,
    "guess": lambda: Guess("share", load_incident()),
    "practice": lambda: practice("redirect"),
    "reflection": lambda: Reflection("review-question"),
    "rehearsal": lambda: Rehearsal(progress()),
    "report_draft": lambda: report_draft(load_incident()),
    "reveal": lambda: Revealed(progress()),
    "room_door": start_a_room,
    "run_sheet": lambda: RunSheetWidget(progress()),
    "show_of_hands": lambda: show_of_hands("opening"),
    "standing": where_you_stand,
    "what_if": lambda: WhatIf(load_incident()),
    "write": lambda: write("first-words"),
}


@pytest.mark.parametrize("name", CONTROLS)
def test_every_word_that_a_script_asks_for_is_given(name):
    """No page says “undefined”."""
    control = CONTROLS[name]()
    assert isinstance(control, Control)
    asked = set(re.findall(r"\bwords\.(\w+)", control.scripts[-1].read_text("utf-8")))
    assert asked
    assert asked <= control.words.keys()


def test_every_control_with_words_is_asked():
    """None is left out of the list above."""
    folder = Path(str(CONTROLS["join"]().scripts[-1])).parent
    with_words = {
        path.stem for path in folder.glob("*.py") if "words = traitlets" in path.read_text("utf-8")
    }
    assert with_words <= CONTROLS.keys()
