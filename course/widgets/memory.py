"""One question at the end of a notebook, to be answered from memory, with an answer to compare."""

from course.content import load
from course.content.decisions import decisions
from course.content.named import named
from course.page.blocks import Paragraph, Waits
from course.page.fragment import shown
from course.progress import progress
from course.widgets.gate import Gate
from course.widgets.reflection import Reflection


def from_memory(
    slug: str, reveal_open: bool = False, learner: str | None = None
) -> Reflection | Gate:
    """Ask what a notebook said, and offer an answer to compare with.

    Where that answer would give a decision away, the question opens after the decision.

    Parameters
    ----------
    slug
        The notebook's name in the list of notebooks.
    reveal_open
        A facilitator's switch: open it without an answer.
    learner
        A simulated learner, who compares at once unless they answer nothing; ``None`` is a
        person.

    Returns
    -------
    Reflection or Gate
        The question; behind a gate where a decision comes first.

    Raises
    ------
    UnknownNameError
        If no notebook has this name.

    Examples
    --------
    >>> from_memory("open_the_meeting").words["button"]
    'Compare'
    >>> from_memory("what_coverage_tells").is_open
    False
    """
    texts = load("memory")
    asked = named("notebook", slug, texts["question"])
    asking = texts["asking"]

    def question() -> Reflection:
        made = Reflection(slug, {**asking, **asked}, kept_as=f"memory.{slug}")
        if learner not in (None, "unanswered"):
            made.go_through()
        return made

    if "after" not in asked:
        return question()
    waits_for_all = len(asked["after"]) == len(decisions())
    notice = asking["notice_all" if waits_for_all else "notice"]
    return Gate(
        progress(),
        asked["after"],
        notice=lambda: shown([Paragraph(Waits(notice, "answers"))]),
        still_closed=asking["still_closed"],
        contents=lambda: [question()],
        is_open=reveal_open,
        # Each page with such a question has a gate whose button opens this one as well.
        looks_again=False,
    )
