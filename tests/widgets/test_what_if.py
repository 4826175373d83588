"""The sliders of what if: where they stand, what they ask the kernel, what they say."""

import re
import subprocess
import sys
from base64 import b64decode
from datetime import UTC, datetime, timedelta

import pytest

from course.charts import what_if as drawing
from course.incident.loading import load_incident
from course.incident.what_if import limits, what_if
from course.widgets.guess import guess
from course.widgets.what_if import WhatIf, what_if_sliders

CASE = load_incident()


@pytest.fixture
def sliders():
    """Open the sliders on the course's own case."""
    return what_if_sliders(CASE)


def test_they_begin_where_there_is_something_to_see(sliders):
    """Detection is moved as far as the guess asks, and each lever ends where the timeline does."""
    assert {lever["name"]: lever["most"] for lever in sliders.levers} == vars(limits(CASE))
    first, second = (lever["value"] for lever in sliders.levers)
    assert second == 0
    assert sliders.outcome == what_if(CASE, detection=first)
    assert f"{first:.0f} min sooner" in guess("spared", CASE).question
    assert sliders.outcome.spared >= sliders.outcome.affected / 8


def test_after_a_guess_they_wait_for_it(ask):
    """A page that is only read has them behind a line, and a simulated learner has them open."""
    asked = guess("spared", CASE)
    waiting = what_if_sliders(CASE, after=asked)
    assert waiting.waits
    before, _, behind = waiting._repr_mimebundle_()[0]["text/html"].partition("<details>")
    assert "spared" not in before
    assert "would have been spared" in behind
    ask(asked, "guess", guess="")
    assert not waiting.waits
    simulated = guess("spared", CASE, learner="mixed")
    assert not what_if_sliders(CASE, after=simulated).waits


def test_the_answer_follows_the_sliders(sliders, ask):
    """What the page is told is what the computation says, with its assumption."""
    ask(sliders, "move", detection=30, roll_back=5, narrow=False)
    outcome = what_if(CASE, detection=30, roll_back=5)
    assert f"{outcome.spared:,} of 2,340 patients" in sliders.drawn["answer"]
    assert outcome.assumption[1:] in sliders.drawn["caption"]
    assert sliders.drawn["for"] == {"detection": 30, "roll_back": 5, "narrow": False}
    assert b"<svg" in b64decode(sliders.drawn["src"].partition(",")[2])


def test_only_what_changes_is_drawn_again(sliders, monkeypatch, ask):
    """The scene is not drawn while a slider moves, and is another one on a phone."""
    drawn = []
    draw = drawing.what_if_scene
    monkeypatch.setattr(
        drawing, "what_if_scene", lambda *given, **named: drawn.append(1) or draw(*given, **named)
    )
    wide, first = sliders.scene, sliders.drawn["src"]
    ask(sliders, "move", detection=31, narrow=False)
    assert sliders.scene == wide
    assert sliders.drawn["src"] != first
    assert drawn == []
    ask(sliders, "move", detection=31, narrow=True)
    assert sliders.scene != wide


@pytest.mark.parametrize("detection", [-3, 10_000])
def test_beyond_its_end_a_lever_stays_at_its_end(sliders, detection, ask):
    """A position of another incident does no harm, and is answered as it was asked."""
    ask(sliders, "move", detection=detection)
    assert sliders.outcome.spared in {0, what_if(CASE, detection=48).spared}
    assert sliders.drawn["for"]["detection"] == detection


def test_without_a_kernel_there_is_a_table(sliders):
    """A page that can only be read says what each lever alone would have spared."""
    data, _ = sliders._repr_mimebundle_()
    spared = what_if(CASE, detection=48).spared
    for shown in (data["text/html"], data["text/plain"]):
        assert f"{spared:,}" in shown
        assert "Noticed sooner: 48 min" in shown
        assert "come evenly" in shown
        assert "Thursday 11 June 2026, 19:09 NZST" in shown
    assert "start this page:" in data["text/html"]
    assert data["text/plain"] == repr(what_if_sliders(CASE))
    assert not re.search(r"0x[0-9a-f]{6,}", data["text/html"])


def test_what_cannot_be_known_has_no_sliders(incident_of):
    """Two columns alone hold neither curve nor end: the reason is told, and nothing to drag."""
    sliders = WhatIf(incident_of("timestamp,event\n2026-06-11T18:14,A.\n"))
    assert sliders.levers == []
    assert "is not known" in sliders.drawn["answer"]
    assert repr(sliders) == sliders.drawn["answer"]
    assert sliders.drawn["src"] == sliders.scene == ""
    html = sliders._repr_mimebundle_()[0]["text/html"]
    assert "<img" not in html
    assert "<table" not in html


def test_a_lever_without_room_says_what_it_takes(incident_of):
    """Nothing marks detection: that slider gives way to a sentence, the other one stays away."""
    rows = "2026-06-11T18:14,A.,started,0\n2026-06-11T19:14,B.,resolved,60\n"
    sliders = WhatIf(incident_of(f"timestamp,event,phase,affected_cumulative\n{rows}"))
    assert [lever["most"] for lever in sliders.levers] == [0, 0]
    assert all("nothing to move" in lever["stuck"] for lever in sliders.levers)
    assert sliders.outcome.spared == 0


@pytest.mark.parametrize(
    ("minutes", "step", "most"), [(200, 1, 200), (7 * 60 + 3, 5, 420), (40 * 1440, 360, 57_600)]
)
def test_long_incidents_move_in_longer_steps(incident_of, minutes, step, most):
    """However long it lasted, a lever has no more positions than a finger can find."""
    began = datetime(2026, 6, 11, tzinfo=UTC)
    over = (began + timedelta(minutes=minutes)).isoformat()
    rows = f"{began.isoformat()},A.,started,0\n{began.isoformat()},B.,detected,\n"
    rows += f"{over},C.,resolved,60\n"
    sliders = WhatIf(incident_of(f"timestamp,event,phase,affected_cumulative\n{rows}"))
    assert (sliders.levers[1]["step"], sliders.levers[1]["most"]) == (step, most)


def test_another_incident_takes_the_place_of_the_first(sliders, incident_of):
    """Turned to another incident, nothing of the first is left on the page."""
    rows = "2026-05-04T10:00Z,A.,started,0\n2026-05-04T10:20Z,B.,detected,\n"
    rows += "2026-05-04T11:00Z,C.,resolved,600\n"
    before = sliders.scene
    sliders.about(incident_of(f"timestamp,event,phase,affected_cumulative\n{rows}"))
    assert sliders.scene != before
    assert "of 600 people" in sliders.drawn["answer"]
    assert "2,340" not in repr(sliders)
    # Half of the room that there is would be asked about, and can be seen.
    assert sliders.levers[0]["most"] == 20
    assert sliders.levers[0]["value"] == 10


@pytest.mark.slow
def test_what_draws_is_loaded_when_somebody_comes_near():
    """Not while the page starts, and before the first move of a slider would wait for it."""
    source = """if True:
        import sys
        from course.incident.loading import load_incident
        from course.widgets.what_if import WhatIf
        sliders = WhatIf(load_incident())
        print("matplotlib" in sys.modules)
        sliders._hear_near()
        print("matplotlib" in sys.modules)"""
    ran = subprocess.run([sys.executable, "-c", source], check=True, capture_output=True, text=True)
    assert ran.stdout.split() == ["False", "True"]
