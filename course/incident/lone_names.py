"""Single words in texts that look like somebody's first name, by what stands beside them."""

import re
from collections.abc import Iterable, Iterator
from functools import cache

from course.content import load

# From its capital on a word is found fast; what stands before and behind it is looked at then.
_WORD = r"[A-ZÀ-ÖØ-ÞĀ-Ž][a-zß-öø-ÿā-ž]+"
_WORDS = re.compile(rf"(?<![\w@/.#-]){_WORD}(?: {_WORD}){{0,2}}(?![\w@/-]|\.\w)")
_BEFORE = re.compile(r"([^\W\d_]+)[ ,]+\Z")
# Of several names in a row, what stands behind the last.
_BEHIND = re.compile(
    rf"(?:, {_WORD})*(?:,? and {_WORD})?(?:['’]s\b| & | +(?:\([^)]*\) +)?([^\W\d_]+))"
)
_LETTERS = re.compile(r"[^\W\d_]+")
_FARTHEST = 30


def lone_names(texts: Iterable[str]) -> Iterator[str]:
    """Give words that stand where names of people stand, and are no words of these texts besides.

    Examples
    --------
    >>> list(lone_names(["Ana restarts it.", "Alerts stop; thanks to Tom.", "Redis is full"]))
    ['Ana', 'Tom']
    """
    texts = list(texts)
    found = dict.fromkeys(name for text in texts for name in _in_a_text(text))
    if not found:
        return
    # What stands somewhere in small letters is a word.
    lower = {word for text in texts for word in _LETTERS.findall(text) if word.islower()}
    yield from (name for name in found if lower.isdisjoint(name.casefold().split()))


def _in_a_text(text: str) -> Iterator[str]:
    for match in _WORDS.finditer(text):
        words = match[0].split()
        # A sentence may begin with a word before the name.
        while len(words) > 1 and words[0].casefold() in _may_begin():
            del words[0]
        name = " ".join(words)
        # A month does nothing: who does something has its name.
        is_done = name.casefold() in _beside("months") and _does(text, match.end())
        may_be = is_done or no_names().isdisjoint(word.casefold() for word in words)
        if may_be and _is_beside(text, match.end() - len(name), match.end()):
            yield name


def _is_beside(text: str, begin: int, end: int) -> bool:
    before = _BEFORE.search(text[max(0, begin - _FARTHEST) : begin])
    behind = _BEHIND.match(text, end)
    is_done_to = before is not None and before[1].casefold() in _beside("before")
    is_in_brackets = text[begin - 1 : begin] == "(" and text[end : end + 1] == ")"
    return (
        is_done_to
        or is_in_brackets
        or (behind is not None and (not behind[1] or _is_done(behind[1])))
    )


def _does(text: str, end: int) -> bool:
    behind = _BEHIND.match(text, end)
    return behind is not None and _is_done(behind[1])


def _is_done(word: str) -> bool:
    """Tell whether a word is what people do, one of them or several."""
    return not _beside("does").isdisjoint({word, f"{word}s"})


@cache
def _beside(part: str) -> frozenset[str]:
    return frozenset(load("names")[part])


@cache
def _may_begin() -> frozenset[str]:
    return no_names() | _beside("does") | _beside("before")


@cache
def no_names() -> frozenset[str]:
    """Give words, in small letters, that are nobody's name where they have a capital."""
    texts = load("reading")
    months = (name for names in texts["months"] for name in names)
    near = (word for words in load("timeline")["near_words"].values() for word in words)
    known = (*texts["weekdays"], *texts["roles"], *texts["groups"], *texts["fillers"])
    return frozenset([*load("names")["things"], *months, *near, *known])
