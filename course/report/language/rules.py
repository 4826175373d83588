"""The rules of the blame language, as the content says them, and their expressions."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, cached_property
from itertools import chain
from typing import Any, TypeVar

from course.content import load
from course.content.tables import from_mapping
from course.report.language.people import MARKS
from course.report.language.signs import Called, Choice, needed

#: From the firmest down.
SURENESS = ("sure", "likely", "ask")

_NAMED = re.compile(r"<([a-z]+)>")
_SIGNS = re.compile(r"\{(?!\d)([^{}]+)\}")
_SIGN = re.compile(r"[a-z]+(?:’[a-z]+)?")
# What looks behind has one length, and stays as it is.
_APOSTROPHE = re.compile(r"(?<=n)’(?=t)|’(?=ve\b)")
#: The class of people that a pattern begins with.
_FIRST = re.compile(r"<[a-z]+>")
_SPACE = re.compile(r"(?P<behind>\(\?<[!=][^)]*\))|(?P<start>(?<!\[)\^)| (?P<maybe>\?)?(?![*+{])")


@dataclass(frozen=True, eq=False)
class Thing:
    """One way to say something, as the content writes it."""

    written: str

    @cached_property
    def needed(self) -> tuple[Choice, ...]:
        """Words that stand in whatever it finds."""
        return needed(_opened(self.written), _word)

    @cached_property
    def expression(self) -> re.Pattern[str]:
        """What to search for."""
        return _compiled(rf"\b(?:{_opened(self.written)})\b")


@dataclass(frozen=True, eq=False)
class Pattern(Thing):
    """One way to say what a rule looks for."""

    rule: "Rule"

    @cached_property
    def people(self) -> str:
        """Marks of which one stands in whatever it finds; empty if it may find nobody."""
        first = _FIRST.match(self.written)
        if not first:
            return ""
        begins = expanded(first[0]).removeprefix(expanded("<its>"))
        return "".join(mark for mark in MARKS if mark in begins.partition("]")[0][:6])

    @cached_property
    def expression(self) -> re.Pattern[str]:
        """What to search for in a sentence that begins with a space and has its people marked."""
        whole = expanded(_opened(self.written))
        # Quick is what begins with a mark or a space; what stands before a mark is found after.
        own = whole.removeprefix(expanded("<its>"))
        begin = f" [{MARKS}]?"
        if own.startswith(("[", *MARKS)):
            begin = ""
        elif own.startswith(("^", "(?:^")):
            begin = r"(?<![\w’-])"
        end = "" if own.endswith(" ") else r"(?!\w)"
        return _compiled(rf"(?:{own}){end}", begin)


Kind = TypeVar("Kind", bound=Thing)


@dataclass(frozen=True)
class Rule:
    """One thing to look for, why, and the question to ask instead."""

    id: str
    category: str
    sureness: str
    patterns: tuple[str, ...]
    why: str
    ask: str
    source: tuple[str, ...]
    found: tuple[str, ...]
    left: tuple[str, ...]
    unless: str = ""
    negated: bool = False

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
def patterns() -> Called[Pattern]:
    """Give the patterns of all rules."""
    return _called(Pattern(written, rule) for rule in rules() for written in rule.patterns)


@cache
def harmless() -> Called[Thing]:
    """Give what carries the name of a person's work, and what only looks like a verdict."""
    return _called(map(Thing, load("language")["harmless"]))


def _called(things: Iterable[Kind]) -> Called[Kind]:
    called: dict[str, list[Kind]] = {}
    for thing in things:
        for sign in {*chain.from_iterable(map(_signs, _SIGNS.findall(thing.written)))}:
            called.setdefault(sign, []).append(thing)
    return Called(called)


def words_of(text: str) -> set[str]:
    """Give the words of a text that a sign may be; “they’re” is “they”, too."""
    words = set(_SIGN.findall(text.lower()))
    return words | {word.partition("’")[0] for word in words if "’" in word}


@cache
def _signs(group: str) -> tuple[str, ...]:
    """Give the words in braces, or of several the longest."""
    longest = [max(_SIGN.findall(words), key=len) for words in expanded(group).split("|")]
    return (*longest, *(_hurried(sign) for sign in longest if "’" in sign))


def _opened(written: str) -> str:
    return _SIGNS.sub(r"(?:\1)", written)


def _hurried(word: str) -> str:
    return word.replace("n’t", "nt").replace("’ve", "ve")


@cache
def its() -> re.Pattern[str]:
    """Find the article and the adjectives that end where somebody begins, or only that place."""
    return _compiled(r"(?:(?<= )<its>|)$")


def expanded(pattern: str) -> str:
    r"""Put the content's lists of words where a pattern names them.

    Examples
    --------
    >>> expanded("<role> said")
    '▸[\\w-]{1,18} said'
    """
    return _NAMED.sub(lambda name: _word(name.group(1)), pattern)


@cache
def _word(name: str) -> str:
    words: dict[str, Any] = load("language")["words"]
    return expanded(words[name])


@cache
def _compiled(pattern: str, begin: str = "") -> re.Pattern[str]:
    # In a hurry, “didn’t” is written without its apostrophe.
    written = _APOSTROPHE.sub("’?", expanded(pattern))
    return re.compile(begin + _SPACE.sub(_maybe_marked, written), re.IGNORECASE)


def _maybe_marked(space: re.Match[str]) -> str:
    """Let any word behind a space be marked as somebody."""
    if space["behind"]:
        return space[0]
    if space["start"]:
        return f"(?<=^ )[{MARKS}]?"
    return f"(?: [{MARKS}]?)?" if space["maybe"] else f" [{MARKS}]?"
