"""Which words stand in whatever a pattern finds: a sentence without them is not searched.

A pattern is reduced from its innermost brackets outwards. What may be absent goes, a word or a
choice of words that must be there stays, and whatever is neither leaves a mark: no word counts
beside it.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache
from typing import Generic, Protocol, TypeVar

#: Stand for something that may be any word or a part of one, and for words that may be absent.
_UNSURE, _ABSENT = "·", "¦"

_GROUP = re.compile(r"\((\?(?:[:=!]|<[=!]|-i:))([^()]*)\)((?:\?|\{\d,\d{1,2}\})?)\??")
_PLURAL = re.compile(r"\(\?:([a-z’|-]+)\)s\?(?![\w’(\[{])")
_ENDING = re.compile(r"(?<![\w’)\]}])([a-z’]+)([a-z])\?(?![\w’(\[{])")
_OTHER = re.compile(
    r"(?:\[(?:\\.|[^\]\\])*\]|\\[wW]|\\.|\.|[a-z’ ](?=\?))(?:\?|[+*]|\{\d{1,2}(?:,\d{1,2})?\})?\??"
)
_COMMA = re.compile(r",(?!\d)\??|[\^$]")
_WORD = re.compile(r"(?<![^ -])(?:[a-z]+(?:’[a-z]+)?|‹\d+›)(?![^ -])")
_BESIDE = re.compile(rf"(?:(?<= )|^){_ABSENT}+|{_ABSENT}+(?= |$)")


#: One of some words stands there, or all words of one of some sets.
Choice = tuple[frozenset[str], tuple[frozenset[str], ...]]


class Things(Protocol):
    """What may stand in a sentence, and the words without which it does not."""

    @property
    def needed(self) -> tuple[Choice, ...]:
        """One of each choice stands there."""


Thing = TypeVar("Thing", bound=Things)


# A word answers choices, each a bit of a number: what a sentence answers is one number, and whether
# it has the words for a thing is told by comparing two.
class Called(Generic[Thing]):
    """Things to look for, by the signs that call for them: a sentence calls for few."""

    def __init__(self, by_sign: Mapping[str, Iterable[Thing]]) -> None:
        self._by_sign = by_sign
        self._bits: dict[frozenset[str], int] = {}
        self._answers: dict[str, int] = {}
        self._weighed: dict[str, list[tuple[int, tuple[Choice, ...], Thing]]] = {}

    def by(self, words: set[str]) -> list[Thing]:
        """List the things that a sentence with these words may hold."""
        signs = self._by_sign.keys() & words
        if not signs:
            return []
        for sign in signs:
            if sign not in self._weighed:
                self._weighed[sign] = [self._weigh(thing) for thing in self._by_sign[sign]]
        answered = 0
        for word in self._answers.keys() & words:
            answered |= self._answers[word]
        lacking = ~answered
        called = [
            thing
            for sign in signs
            for asked, unsure, thing in self._weighed[sign]
            if not asked & lacking and (not unsure or is_open(unsure, words))
        ]
        return [*dict.fromkeys(called)]

    def _weigh(self, thing: Thing) -> tuple[int, tuple[Choice, ...], Thing]:
        """Give the number of what it asks for; of words that stand together it counts one."""
        asked = 0
        for alone, together in thing.needed:
            words = alone.union(max(each, key=len) for each in together)
            if words not in self._bits:
                self._bits[words] = 1 << len(self._bits)
                for word in words:
                    self._answers[word] = self._answers.get(word, 0) | self._bits[words]
            asked |= self._bits[words]
        return asked, tuple(choice for choice in thing.needed if choice[1]), thing


def is_open(choices: tuple[Choice, ...], there: set[str]) -> bool:
    """Whether a sentence has the words for it; asked for each sentence, so no call within."""
    for alone, together in choices:
        if alone.isdisjoint(there):
            for each in together:
                if each <= there:
                    break
            else:
                return False
    return True


def needed(pattern: str, named: Callable[[str], str]) -> tuple[Choice, ...]:
    """Give what must stand in a sentence for a pattern to find anything there.

    Examples
    --------
    >>> stands = needed("(?:the )?(?:pod|host)s? (?:has )?crashed", str)
    >>> is_open(stands, {"pods", "crashed"}), is_open(stands, {"the", "crashed"})
    (True, False)
    """
    choices: list[list[frozenset[str]]] = []
    whole = _flat(re.sub("<([a-z]+)>", lambda name: _brief(name[1], named), pattern), choices)
    return tuple(sorted(map(_choice, _parts(whole, choices)), key=lambda choice: len(choice[0])))


@cache
def _brief(name: str, named: Callable[[str], str]) -> str:
    """Give what a pattern needs of a named class of words: often, nothing."""
    long = named(name)
    flat = long if "(" not in long else _flat(long, [])
    return long if "‹" in flat else flat


def _flat(pattern: str, choices: list[list[frozenset[str]]]) -> str:
    pattern = _PLURAL.sub(lambda found: f"(?:{_doubled(found[1])})", pattern)
    pattern = _ENDING.sub(r"(?:\1|\1\2)", pattern)
    pattern = _COMMA.sub(" ", _OTHER.sub(_UNSURE, pattern))
    before = ""
    while before != pattern:
        before = pattern
        pattern = _GROUP.sub(lambda found: _reduced(found, choices), pattern)
    return pattern


def _doubled(words: str) -> str:
    return "|".join(f"{word}|{word}s" for word in words.split("|"))


def _reduced(group: re.Match[str], choices: list[list[frozenset[str]]]) -> str:
    kind, inside, often = group.groups()
    if kind not in {"?:", "?-i:"}:
        return ""
    ways = inside.split("|")
    opens, ends = (all(way[:1] == " " for way in ways), all(way[-1:] == " " for way in ways))
    if often[:1] == "?" or often[:2] == "{0":
        return _ABSENT if opens or ends else _UNSURE
    mixed = [any(way[place] == " " for way in ways if way) for place in (0, -1)]
    sets: list[frozenset[str]] = []
    for way in ways:
        found = _parts(way, choices) if kind == "?:" else []
        if not found:
            sets = []
            break
        fewest = min(found, key=len)
        sets += fewest
    middle = _UNSURE
    if sets:
        choices.append(sets)
        middle = f"‹{len(choices) - 1}›"
    sides = [
        " " if all_of_them else _UNSURE if some else ""
        for all_of_them, some in zip((opens, ends), mixed, strict=True)
    ]
    return middle.join(sides)


def _parts(flat: str, choices: list[list[frozenset[str]]]) -> list[list[frozenset[str]]]:
    """List what must stand there, each as sets of which one must."""
    flat = _BESIDE.sub("", flat).replace(_ABSENT, _UNSURE)
    words = _WORD.findall(flat)
    parts = [choices[int(word[1:-1])] for word in words if word[0] == "‹"]
    plain = frozenset(word for word in words if word[0] != "‹")
    if plain:
        parts.append(list(_hurried(plain)))
    return parts


def _hurried(words: frozenset[str]) -> Iterator[frozenset[str]]:
    """Give words as they are, and without the apostrophes that are left out in a hurry."""
    yield words
    fast = frozenset(word.replace("n’t", "nt").replace("’ve", "ve") for word in words)
    if fast != words:
        yield fast


def _choice(sets: list[frozenset[str]]) -> Choice:
    alone = frozenset[str]().union(*(each for each in sets if len(each) == 1))
    return alone, tuple(each for each in sets if len(each) > 1)
