"""The rules of the blame language, as the content says them, and their expressions."""

import re
from dataclasses import dataclass
from functools import cache, cached_property
from typing import Any

from course.content import load
from course.content.tables import from_mapping
from course.report.language.people import MARK

#: From the firmest down.
SURENESS = ("sure", "likely", "ask")

_NAMED = re.compile(r"<([a-z]+)>")
# What looks behind has one length, and stays as it is.
_APOSTROPHE = re.compile(r"(?<=n)’(?=t)|’(?=ve\b)")
_SPACE = re.compile(r"(?P<behind>\(\?<[!=][^)]*\))| (?P<maybe>\?)?(?![*+{])")


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

    @cached_property
    def expression(self) -> re.Pattern[str]:
        """The pattern, as whole words of a sentence in which people are marked."""
        return _compiled(rf"(?<![\w’-])(?:{self.pattern})(?!\w)")

    @cached_property
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
        hurried = (sign.replace("n’t", "nt").replace("’ve", "ve") for sign in rule.signs)
        for sign in {*rule.signs, *hurried}:
            called.setdefault(sign, []).append(rule)
    return {sign: tuple(them) for sign, them in called.items()}


@cache
def harmless() -> re.Pattern[str]:
    """Things that carry the name of a person's work, and words that only look like a verdict."""
    return _compiled(rf"\b(?:{load('language')['words']['harmless']})\b")


def expanded(pattern: str) -> str:
    r"""Put the content's lists of words where a pattern names them.

    Examples
    --------
    >>> expanded("<role> said")
    '▸[\\w-]{2,18} said'
    """
    words: dict[str, Any] = load("language")["words"] | {"role": rf"{MARK}[\w-]{{2,18}}"}
    while _NAMED.search(pattern):
        pattern = _NAMED.sub(lambda name: words[name.group(1)], pattern)
    return pattern


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    # In a hurry, “didn’t” is written without its apostrophe.
    written = _APOSTROPHE.sub("’?", expanded(pattern))
    return re.compile(_SPACE.sub(_maybe_marked, written), re.IGNORECASE)


def _maybe_marked(space: re.Match[str]) -> str:
    """Let any word behind a space be marked as somebody."""
    if space["behind"]:
        return space[0]
    return f"(?: {MARK}?)?" if space["maybe"] else f" {MARK}?"
