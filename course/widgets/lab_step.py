"""A step of the coverage lab, behind the gate of the decision that it follows."""

from typing import TYPE_CHECKING

from course.content import load
from course.content.named import named
from course.page.blocks import Heading, List, Paragraph, Waits, prose
from course.page.fragment import shown
from course.progress.answers import progress
from course.widgets.editor import Editor, editor
from course.widgets.experiment import Experiment
from course.widgets.gate import Gate
from course.widgets.notice import Notice
from course.widgets.reflection import Reflection

if TYPE_CHECKING:
    from course.widgets.gate import Part


def lab_step(name: str, reveal_open: bool = False, learner: str | None = None) -> Gate:
    """Show a step of the lab, once the developer's question has an answer.

    Nothing runs before that, and nothing by itself afterwards: each experiment waits for
    its button.

    Parameters
    ----------
    name
        A step in the lab's content, such as ``"as-they-were"``.
    reveal_open
        A facilitator's switch: open it without an answer.
    learner
        A simulated learner, who goes through the step as soon as it is open; ``None`` is a
        person.

    Returns
    -------
    Gate
        The step, or what has to be answered first.

    Raises
    ------
    UnknownNameError
        If there is no such step.

    Examples
    --------
    >>> lab_step("as-they-were").is_open
    False
    >>> [type(part).__name__ for part in lab_step("the-change", reveal_open=True).parts]
    ['Experiment', 'Reflection', 'Experiment']
    """
    texts = load("lab")
    step = named("step", name, texts["step"])
    waits = texts["gate"]

    def contents() -> "list[Part]":
        parts = [_part(part) for part in step["parts"]]
        if learner is not None:
            for part in parts:
                part.go_through()
        return list(parts)

    # One card speaks for all that is closed; it opens the others along with its own.
    is_first = name == next(iter(texts["step"]))
    # Each bears its number, which a list gives as well.
    titles = List(
        tuple(each["title"].partition(". ")[2] for each in texts["step"].values()), numbered=True
    )
    notice = Paragraph(Waits(waits["notice"], "answers"))
    closed = shown([notice, titles] if is_first else [])
    return Gate(
        progress(),
        [waits["decision"]],
        notice=lambda: closed,
        opened=shown([Heading(step["title"], 3), *prose(step["intro"])]),
        still_closed=waits["still_closed"],
        contents=contents,
        is_open=reveal_open,
        looks_again=is_first,
    )


def _part(name: str) -> Experiment | Reflection | Editor | Notice:
    """Make what a step is made of; each name stands in one table of the content."""
    texts = load("lab")
    if name in texts["experiment"]:
        return Experiment(name)
    return Reflection(name) if name in texts["reflection"] else editor(name)
