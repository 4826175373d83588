"""The rules of the blame language, as the content says them, and their expressions."""

import re
from dataclasses import dataclass
from functools import cache
from typing import Any

from course.content import load
from course.content.tables import from_mapping

#: From the firmest down.
SURENESS = ("sure", "likely", "ask")

_NAMED = re.compile(r"<([a-z]+)>")


@dataclass(frozen=True)
class Rule:
    """One thing to look for, why, and the question to ask instead."""

    id: str
    category: str
    sureness: str
    pattern: str
    signs: tuple[str, ...]
    why: str
    ask: str
    source: tuple[str, ...]
    found: tuple[str, ...]
    left: tuple[str, ...]
    unless: str = ""
    negated: bool = False

    @property
    def expression(self) -> re.Pattern[str]:
        """The pattern, as whole words."""
        return _compiled(rf"(?<![\w’-])(?:{self.pattern})(?!\w)")

    @property
    def exception(self) -> re.Pattern[str] | None:
        """What must not stand in the same sentence."""
        return _compiled(self.unless) if self.unless else None


@cache
def rules() -> tuple[Rule, ...]:
    """Give all rules, in the order of the content.

    Examples
    --------
    >>> rules()[0].id
    'should-have'
    """
    return tuple(from_mapping(Rule, table) for table in load("language")["rule"])


@cache
def by_sign() -> dict[str, tuple[Rule, ...]]:
    """Give the rules that a word calls for; a sentence without any sign needs no reading."""
    called: dict[str, list[Rule]] = {}
    for rule in rules():
        for sign in rule.signs:
            called.setdefault(sign, []).append(rule)
    return {sign: tuple(them) for sign, them in called.items()}


@cache
def harmless() -> re.Pattern[str]:
    """Things that carry the name of a person's work, and words that only look like a verdict."""
    return _compiled(rf"\b(?:{load('language')['words']['harmless']})\b")


def expanded(pattern: str) -> str:
    """Put the content's lists of words where a pattern names them.

    Examples
    --------
    >>> "engineer" in expanded("<role>")
    True
    """
    words: dict[str, Any] = load("language")["words"]
    while _NAMED.search(pattern):
        pattern = _NAMED.sub(lambda name: words[name.group(1)], pattern)
    return pattern


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(expanded(pattern), re.IGNORECASE)
