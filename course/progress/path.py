"""How far a learner is on the way through the course, and what there is to do next."""

from dataclasses import dataclass

from course.content.notebooks import Notebook, notebooks
from course.progress.answers import Progress


@dataclass(frozen=True)
class Stage:
    """A notebook, and whether the learner has done something there that is kept."""

    notebook: Notebook
    #: ``None`` where nothing that is kept would tell.
    is_done: bool | None


def stages(answers: Progress) -> tuple[Stage, ...]:
    """Tell of every notebook whether the learner has been at work there."""
    first = answers.first_choices()
    kept = answers.kept_under() if answers.keeps_texts else {}

    def is_done(here: Notebook) -> bool | None:
        if here.decision is not None:
            return here.decision in first
        return any(key.startswith(here.keeps) for key in kept) if here.keeps else None

    return tuple(Stage(here, is_done(here)) for here in notebooks())


def next_notebook(answers: Progress) -> Notebook | None:
    """Give the notebook to go on with, or nothing once everything on the way is done.

    Examples
    --------
    >>> from course.progress.answers import progress
    >>> next_notebook(progress()).slug
    'what_happened'
    """
    # Whoever has begun with the decisions goes on with the next of them; what lies before them is
    # not asked for again.
    path = [stage for stage in stages(answers) if stage.is_done is not None]
    last = max((n for n, stage in enumerate(path) if stage.notebook.decision), default=0)
    has_begun = any(stage.is_done for stage in path if stage.notebook.decision)
    ahead = [
        stage.notebook
        for place, stage in enumerate(path)
        if not stage.is_done and (stage.notebook.decision or place > last or not has_begun)
    ]
    return ahead[0] if ahead else None
