"""The notebooks of the course in their order, from the one list in the content."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from course import content
from course.content.shipped import shipped
from course.errors import UnknownNameError

#: Holds `notebooks/` and `data/`: the checkout, or a folder of the installed package.
ROOT = shipped("notebooks").parent


@dataclass(frozen=True)
class Notebook:
    """One room of the course.

    Parameters
    ----------
    number
        Its place in the course, from 0.
    slug
        Its name in the file name, the same when it moves to another place.
    title
        Its heading.
    minutes
        How long it takes a person working alone.
    objectives
        What the learner will be able to do.
    can_do
        What the learner can check off at its end.
    decision
        The decision it asks, or ``None``.
    """

    number: int
    slug: str
    title: str
    minutes: int
    objectives: tuple[str, ...]
    can_do: tuple[str, ...]
    decision: str | None

    @property
    def filename(self) -> str:
        """The file's name in `notebooks/`.

        Examples
        --------
        >>> notebooks()[1].filename
        '01_what_happened.ipynb'
        """
        return f"{self.number:02}_{self.slug}.ipynb"

    @property
    def path(self) -> Path:
        """Where the file is."""
        return ROOT / "notebooks" / self.filename


@cache
def notebooks() -> tuple[Notebook, ...]:
    """All notebooks, in the order of the course.

    Examples
    --------
    >>> notebooks()[0].slug
    'start_here'
    """
    return tuple(
        Notebook(
            number=number,
            slug=entry["slug"],
            title=entry["title"],
            minutes=entry["minutes"],
            objectives=tuple(entry["objectives"]),
            can_do=tuple(entry["can_do"]),
            decision=entry.get("decision"),
        )
        for number, entry in enumerate(content.load("notebooks")["notebook"])
    )


def notebook(slug: str) -> Notebook:
    """Find a notebook by its name.

    Raises
    ------
    UnknownNameError
        If there is no such notebook; the message lists those there are.

    Examples
    --------
    >>> notebook("start_here").number
    0
    """
    for candidate in notebooks():
        if candidate.slug == slug:
            return candidate
    slugs = ", ".join(repr(candidate.slug) for candidate in notebooks())
    raise UnknownNameError(f"There is no notebook {slug!r}. The course has {slugs}.")


def notebook_of(decision: str) -> Notebook:
    """Find the notebook that asks a decision.

    Raises
    ------
    UnknownNameError
        If no notebook asks it.

    Examples
    --------
    >>> notebook_of("opening").slug
    'open_the_meeting'
    """
    for candidate in notebooks():
        if candidate.decision == decision:
            return candidate
    raise UnknownNameError(f"No notebook asks the decision {decision!r}.")
