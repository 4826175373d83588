"""The notebooks of the course in their order, from the one list in the content."""

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from course import content
from course.content.named import named
from course.content.shipped import shipped
from course.content.tables import from_mapping

#: Holds `notebooks/` and `data/`: the checkout, or a folder of the installed package.
ROOT = shipped("notebooks").parent

#: A number, which changes with a notebook's place, and a slug, which stays.
_NUMBERED = re.compile(r"[0-9]{2}_(?P<slug>[a-z]+(?:_[a-z]+)*)\.ipynb$")


@dataclass(frozen=True)
class Notebook:
    """One notebook of the course."""

    #: Its place in the course, from 0.
    number: int
    #: Its name in the file name, the same when it moves to another place.
    slug: str
    title: str
    #: How long it takes a person working alone: its words, and what there is to do.
    minutes: int
    #: How much of that goes into doing: guessing, deciding, writing, saying it aloud.
    activities: int
    #: What the learner will be able to do.
    objectives: tuple[str, ...]
    #: What the learner can check off at its end.
    can_do: tuple[str, ...]
    #: The decision it asks, if it asks one.
    decision: str | None = None
    #: What the keys begin with under which it keeps what a learner does there, if it keeps any.
    keeps: tuple[str, ...] = ()
    #: How many minutes of practice come on top.
    practice: int = 0
    #: Whether it is for whoever leads this course with a group, and no part of a learner's way.
    leads_course: bool = False

    @property
    def minutes_in_all(self) -> int:
        """How long it takes with all its practice."""
        return self.minutes + self.practice

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
    def page(self) -> str:
        """The file's name where it is a page of its own."""
        return self.filename.removesuffix(".ipynb") + ".html"

    @property
    def path(self) -> Path:
        """Where the file is."""
        return ROOT / "notebooks" / self.filename


@cache
def notebooks() -> tuple[Notebook, ...]:
    """All notebooks, in the order of the course."""
    return tuple(
        from_mapping(Notebook, {"number": number, **table})
        for number, table in enumerate(content.load("notebooks")["notebook"])
    )


def notebook(slug: str) -> Notebook:
    """Find a notebook by its slug."""
    return named("notebook", slug, {each.slug: each for each in notebooks()})


def notebook_named(filename: str) -> Notebook | None:
    """Find the notebook that a file is or once was, by whatever number, or is a copy of.

    Examples
    --------
    >>> notebook_named("my 99_what_happened.ipynb").number
    1
    >>> notebook_named("elsewhere.ipynb") is None
    True
    """
    found = _NUMBERED.search(filename)
    return next((known for known in notebooks() if found and known.slug == found["slug"]), None)


def notebook_of(decision: str) -> Notebook:
    """Find the notebook that asks a decision."""
    asking = {each.decision: each for each in notebooks() if each.decision}
    return named("notebook with the decision", decision, asking)
