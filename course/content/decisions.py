"""The four decisions: questions, options and which one the course argues for."""

from dataclasses import dataclass
from functools import cache

from course import content
from course.content.named import named
from course.content.tables import called, from_mapping


@dataclass(frozen=True)
class Option:
    """One of the four answers to a decision."""

    #: The letter that rooms talk about, ``"A"`` to ``"D"``.
    id: str
    #: What one would say or do.
    text: str
    #: What kind of answer this is, in a few words. Told after an answer is committed.
    label: str
    #: What the option does to the people in the room. Told after it is committed.
    effect: str = called("feedback")
    #: What sends somebody who works alone back to the four; empty for the key.
    look_again: str = ""

    @property
    def feedback(self) -> str:
        """What somebody who works alone is told: the effect, and where to look next."""
        return f"{self.effect} {self.look_again}".strip()


@dataclass(frozen=True, kw_only=True)
class Decision:
    """A question with four options in a fixed order."""

    #: The name that notebooks use, such as ``"systemic-fix"``.
    id: str
    title: str
    situation: str
    question: str
    #: Always A to D, in this order.
    options: tuple[Option, ...] = called("option")
    #: The letter of the option that the course argues for. It stays in this process until
    #: an answer is committed.
    key: str
    #: The argument for the key; blank lines separate its paragraphs.
    why: str
    #: Who else argues so, or where it can be tried. Told together with the argument.
    source: str

    def option(self, letter: str) -> Option:
        """Find an option by its letter."""
        options = {option.id: option for option in self.options}
        return named(f"option of {self.id!r}", letter, options)

    def is_key(self, letter: str) -> bool:
        """Tell whether this letter is the option that the course argues for."""
        return self.option(letter).id == self.key


@cache
def decisions() -> tuple[Decision, ...]:
    """All decisions, in the order of the course.

    Examples
    --------
    >>> [decision.id for decision in decisions()]
    ['opening', 'systemic-fix', 'coverage', 'output']
    """
    return tuple(from_mapping(Decision, table) for table in content.load("decisions")["decision"])


def decision(name: str) -> Decision:
    """Find a decision by its name."""
    return named("decision", name, {asked.id: asked for asked in decisions()})
