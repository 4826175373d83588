"""The rules of the blame language, as the content says them, and their expressions."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, cached_property
from typing import Any

from course.content import load
from course.content.tables import from_mapping
from course.report.language.people import MARKS

#: From the firmest down.
SURENESS = ("sure", "likely", "ask")

_NAMED = re.compile(r"<([a-z]+)>")
_SIGNS = re.compile(r"\{(?!\d)([^{}]+)\}")
_SIGN = re.compile(r"[a-z]+(?:’[a-z]+)?")
# What looks behind has one length, and stays as it is.
_APOSTROPHE = re.compile(r"(?<=n)’(?=t)|’(?=ve\b)")
_SPACE = re.compile(r"(?P<behind>\(\?<[!=][^)]*\))|(?P<start>(?<!\[)\^)| (?P<maybe>\?)?(?![*+{])")


@dataclass(frozen=True, eq=False)
class Pattern:
    """One way to say what a rule looks for."""

    rule: "Rule"
    written: str

    @property
    def signs(self) -> Iterator[str]:
        """Words of which one stands in whatever it finds."""
        return _signs_of(self.written)

    @cached_property
    def expression(self) -> re.Pattern[str]:
        """What to search for in a sentence that begins with a space and has its people marked."""
        whole = expanded(_SIGNS.sub(r"(?:\1)", self.written))
        # Quick is what begins with a mark or a space; what stands before a mark is found after.
        own = whole.removeprefix(expanded("<its>"))
        begin = f" [{MARKS}]?"
        if own.startswith(("[", *MARKS)):
            begin = ""
        elif own.startswith(("^", "(?:^")):
            begin = r"(?<![\w’-])"
        end = "" if own.endswith(" ") else r"(?!\w)"
        return _compiled(rf"(?:{own}){end}", begin)


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
def by_sign() -> dict[str, tuple[Pattern, ...]]:
    """Give the patterns that a word calls for; a sentence without any sign needs no reading."""
    called: dict[str, list[Pattern]] = {}
    for rule in rules():
        for pattern in (Pattern(rule, written) for written in rule.patterns):
            signs = set(pattern.signs)
            hurried = {sign.replace("n’t", "nt").replace("’ve", "ve") for sign in signs}
            for sign in signs | hurried:
                called.setdefault(sign, []).append(pattern)
    return {sign: tuple(them) for sign, them in called.items()}


def _signs_of(pattern: str) -> Iterator[str]:
    for group in _SIGNS.findall(expanded(pattern)):
        for words in group.split("|"):
            yield max(_SIGN.findall(words), key=len)


@cache
def harmless() -> tuple[frozenset[str], re.Pattern[str]]:
    """Things that carry the name of a person's work, and words that only look like a verdict."""
    written: str = load("language")["words"]["harmless"]
    expression = _SIGNS.sub(r"(?:\1)", written)
    return frozenset(_signs_of(written)), _compiled(rf"\b(?:{expression})\b")


@cache
def its() -> re.Pattern[str]:
    """Find the article and the adjectives that end where somebody begins, or only that place."""
    return _compiled(r"(?:(?<= )<its>|)$")


def expanded(pattern: str) -> str:
    r"""Put the content's lists of words where a pattern names them.

    Examples
    --------
    >>> expanded("<role> said")
    '▸[\\w-]{2,18} said'
    """
    words: dict[str, Any] = load("language")["words"]
    while _NAMED.search(pattern):
        pattern = _NAMED.sub(lambda name: words[name.group(1)], pattern)
    return pattern


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
