"""The four decisions: questions, options and which one the course argues for."""

from dataclasses import dataclass
from functools import cache

from course import content
from course.errors import UnknownNameError


@dataclass(frozen=True)
class Option:
    """One of the four answers to a decision.

    Parameters
    ----------
    id
        The letter that rooms talk about, ``"A"`` to ``"D"``.
    text
        What one would say or do.
    label
        What kind of answer this is, in a few words. Told after an answer is committed.
    effect
        What the option does to the people in the room. Told after it is committed.
    look_again
        What sends somebody who works alone back to the four; empty for the key.
    """

    id: str
    text: str
    label: str
    effect: str
    look_again: str = ""

    @property
    def feedback(self) -> str:
        """What somebody who works alone is told: the effect, and where to look next.

        Examples
        --------
        >>> decision("output").option("A").feedback.endswith("the next first-time patient.")
        True
        """
        return f"{self.effect} {self.look_again}".strip()


@dataclass(frozen=True)
class Decision:
    """A question with four options in a fixed order.

    Parameters
    ----------
    id
        The name that notebooks use, such as ``"systemic-fix"``.
    title, situation, question
        What the learner reads before choosing.
    options
        Always A to D, in this order.
    key
        The letter of the option that the course argues for. It stays in this process
        until an answer is committed.
    why
        The argument for the key; blank lines separate its paragraphs.
    """

    id: str
    title: str
    situation: str
    question: str
    options: tuple[Option, ...]
    key: str
    why: str

    def option(self, letter: str) -> Option:
        """Find an option by its letter.

        Raises
        ------
        UnknownNameError
            If there is no such option; the message lists those there are.

        Examples
        --------
        >>> decision("opening").option("B").id
        'B'
        """
        for option in self.options:
            if option.id == letter:
                return option
        letters = ", ".join(option.id for option in self.options)
        raise UnknownNameError(f"{self.id!r} has no option {letter!r}. Choose one of {letters}.")

    def is_key(self, letter: str) -> bool:
        """Tell whether this letter is the option that the course argues for.

        Examples
        --------
        >>> decision("opening").is_key("A")
        False
        """
        return self.option(letter).id == self.key


@cache
def decisions() -> tuple[Decision, ...]:
    """All decisions, in the order of the course.

    Examples
    --------
    >>> [decision.id for decision in decisions()]
    ['opening', 'systemic-fix', 'coverage', 'output']
    """
    return tuple(
        Decision(
            id=entry["id"],
            title=entry["title"],
            situation=entry["situation"],
            question=entry["question"],
            options=tuple(
                Option(
                    option["id"],
                    option["text"],
                    option["label"],
                    option["feedback"].strip(),
                    option.get("look_again", ""),
                )
                for option in entry["option"]
            ),
            key=entry["key"],
            why=entry["why"],
        )
        for entry in content.load("decisions")["decision"]
    )


def decision(name: str) -> Decision:
    """Find a decision by its name.

    Raises
    ------
    UnknownNameError
        If there is no such decision; the message lists those there are.

    Examples
    --------
    >>> decision("coverage").key
    'B'
    """
    for candidate in decisions():
        if candidate.id == name:
            return candidate
    names = ", ".join(repr(candidate.id) for candidate in decisions())
    raise UnknownNameError(f"There is no decision {name!r}. The course has {names}.")
