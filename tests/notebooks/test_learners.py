"""Every notebook runs under every simulated learner, and shows what that learner would see."""

import itertools
import re
from pathlib import Path

import nbformat
import papermill
import pytest

from course.content import load
from course.content.decisions import decision, decisions
from course.content.notebooks import notebook, notebook_of, notebooks

_LAB = notebook_of(load("lab")["gate"]["decision"])
LEARNERS = ("all-correct", "unanswered")
#: What they see differs from that in the decisions alone, which have tests of their own.
OTHERS = ("all-wrong", "mixed")


def run(room, learner, folder):
    done = papermill.execute_notebook(
        room.path,
        folder / room.filename,
        parameters={"learner": learner},
        kernel_name="python3",
        cwd=room.path.parent,
        progress_bar=False,
    )
    return "\n".join(
        part
        for cell in done.cells
        if cell.cell_type == "code"
        for output in cell.outputs
        for part in (output.get("text", ""), output.get("data", {}).get("text/html", ""))
    ), done


def check_decision(asked, learner, page):
    """The four options are there, and the feedback that this learner has earned."""
    for option in asked.options:
        assert option.text in page
    key = asked.option(asked.key)
    opened = learner == "all-correct" or (learner == "mixed" and asked.id != "systemic-fix")
    assert (asked.why.split()[0] in page) or not opened
    assert (f"{key.id}. {key.label}" in page) == opened
    if learner == "all-wrong":
        wrong = next(option for option in asked.options if option.id != asked.key)
        assert wrong.label in page
        assert wrong.feedback.split("\n")[0][:40] in page
    if learner == "unanswered":
        assert not any(option.label in page for option in asked.options)


@pytest.mark.slow
@pytest.mark.parametrize(
    ("room", "learner"),
    [
        *itertools.product(notebooks(), LEARNERS),
        *(
            pytest.param(room, learner, marks=pytest.mark.deployment)
            for room, learner in itertools.product(notebooks(), OTHERS)
        ),
    ],
    ids=lambda value: getattr(value, "slug", value),
)
@pytest.mark.filterwarnings("ignore")
def test_every_notebook_runs_under_every_learner(room, learner, tmp_path, course_home, lab_texts):
    """A notebook runs top to bottom, shows that learner's feedback, and no person's progress."""
    page, done = run(room, learner, tmp_path)
    page = page.replace("&#x27;", "'").replace("&quot;", '"')
    assert not course_home.exists(), "a simulated learner touches no person's progress"
    # One traceback is meant: the lab's, of the booking that crashes.
    assert "Traceback" not in page or room == _LAB
    if room.decision:
        check_decision(decision(room.decision), learner, page)
    if room.slug == "a_strong_post_mortem":
        assert ("The strong report" in page) == (learner != "unanswered")
        assert ("opens once these decisions" in page) == (learner == "unanswered")
    if room.slug == "rehearse_the_meeting":
        assert ("What came to light" in page) == (learner != "unanswered")
    if room.slug == "write_the_report":
        assert ("Contributing factors" in page) == (learner != "unanswered")
    if room == _LAB:
        source = Path(tmp_path / room.filename).read_text("utf-8")
        told = [text for text in lab_texts if text in source]
        seen = [lab["takeaway"] in page for lab in load("lab")["experiment"].values()]
        assert (told == []) == (learner == "unanswered"), told
        assert all(seen) if learner != "unanswered" else not any(seen)
        assert ("Traceback" in page) == (learner != "unanswered")
    if room.slug == "what_happened":
        assert "would have been spared (constructed)" in page
        assert "17 calls for 2,340" in page
    if room.slug == "your_own_incident":
        assert page.count("Worked example:") >= 8
        assert ("Contributing factors" in page) == (learner != "unanswered")
        assert "Somebody took it on." in page
    if learner == "unanswered":
        source = Path(tmp_path / room.filename).read_text("utf-8")
        for asked in decisions():
            assert asked.option(asked.key).label not in source
    assert nbformat.validate(done) is None


@pytest.mark.slow
@pytest.mark.filterwarnings("ignore")
def test_a_facilitator_opens_the_reveal(tmp_path):
    """`reveal_open` opens the reveal without a single answer."""
    room = notebook("a_strong_post_mortem")
    done = papermill.execute_notebook(
        room.path,
        tmp_path / room.filename,
        parameters={"learner": "unanswered", "reveal_open": True},
        kernel_name="python3",
        cwd=room.path.parent,
        progress_bar=False,
    )
    assert "The strong report" in str(done)


@pytest.mark.slow
@pytest.mark.filterwarnings("ignore")
def test_a_facilitator_opens_the_lab(tmp_path):
    """`reveal_open` opens the lab without an answer; what is in it waits for its button."""
    room = _LAB
    done = papermill.execute_notebook(
        room.path,
        tmp_path / room.filename,
        parameters={"reveal_open": True},
        kernel_name="python3",
        cwd=room.path.parent,
        progress_bar=False,
    )
    page = " ".join(str(done).replace("\\n", " ").split())
    for lab in load("lab")["experiment"].values():
        assert " ".join(lab["question"].split())[:40] in page
        assert lab["takeaway"] not in page


@pytest.mark.parametrize("room", notebooks(), ids=lambda room: room.slug)
def test_nothing_that_is_committed_tells_what_the_lab_says(room, lab_texts):
    """No notebook as it is shipped has a text of the lab, in an output or around one."""
    source = " ".join(room.path.read_text("utf-8").split())
    assert [text for text in lab_texts if text in source] == []


def test_the_text_around_the_lab_keeps_its_findings_back():
    """The text that stands beside the decision names neither the crash nor the number it takes."""
    cells = nbformat.read(_LAB.path, as_version=4).cells
    text = "\n".join(cell.source for cell in cells if cell.cell_type == "markdown")
    assert re.findall(r"\b100 %|crash|first-time|null check", text) == []
