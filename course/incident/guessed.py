"""A question about an incident that can be guessed before it is shown."""

from collections.abc import Callable
from dataclasses import dataclass

#: Two numbers of which the larger is at most so many times the other are told as close.
CLOSE = 1.25


# Where the incident does not tell it, there is no `was`, and nothing is to be guessed.
@dataclass(frozen=True)
class Guessed:
    """A question about an incident, and what it turns out to be."""

    question: str
    #: What to choose from; empty where something is typed.
    options: tuple[str, ...]
    #: What it was, said to somebody who did not guess.
    was: str
    #: What that means.
    meaning: str
    #: Says how a guess differs from it, or raises `GuessError` if it is none.
    compare: Callable[[str], str]
    #: What the field is called in which it is typed, and what stands under it.
    label: str = ""
    example: str = ""
    #: Whether it goes without saying here that the incident does not tell.
    is_told_elsewhere: bool = False


def nothing(question: str, *, is_told_elsewhere: bool = False) -> Guessed:
    """Give what an incident does not tell."""
    return Guessed(question, (), "", "", lambda guess: guess, is_told_elsewhere=is_told_elsewhere)
