"""A text read for the blame language: where it stands, why, and the question to ask instead."""

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

from course.report.language.markdown import BLOCK, HEADING, MASK, masked
from course.report.language.people import MARKS, marked, unmarked
from course.report.language.rules import (
    SURENESS,
    Pattern,
    Rule,
    harmless,
    its,
    patterns,
    words_of,
)

#: A longer sentence is read in pieces: no pattern ever sees more.
MOST_LETTERS = 1_000

#: A longer word is no word.
MOST_OF_A_WORD = 60

_WORD = re.compile(r"\S+")
#: A line that goes on, also in a block quotation.
_BREAK = re.compile(r"\s*\n[\s>]*|\s+")
#: What may stand before a word without a space: each is read as one.
_OPENS = re.compile(r"[(“\"\[/—–]")
_ENDS = re.compile(r"(?<=[.?!…])[)”’\"]{0,2}\s+|\||(?<=;)\s")
_NEGATED = re.compile(
    r"(?:(?<!\w)(?:not(?! yet| only)|no|never|nobody|without(?! (?:[\w’-]{1,20} ){1,3}(?:was|is) )"
    r"|rather than|instead of|than"
    r"|avoid\w{0,3}|nor|unimportant|irrelevant|cannot)|n’t)"
    r" (?!(?:believe|get|understand|imagine|see|fathom) )"
    r"(?:(?!and |but |so |because |only )[\w’-]{1,20} ){0,4}$",
    re.IGNORECASE,
)
_NOBODY = re.compile(rf"[{MARKS}]?no(?:body|(?<=no) [{MARKS}]?one)\b", re.IGNORECASE)
_IGNORED = re.compile(
    r"<!-- ?language ignore(?P<rule>(?: [\w-]{1,40})?):(?P<reason>[^>\n]{0,300})-->"
)


@dataclass(frozen=True)
class Finding:
    """What was found, and where: line and column count from one."""

    line: int
    column: int
    rule: Rule
    text: str


def read(text: str, *, quotations: bool = False) -> list[Finding]:
    """List the blame language of a Markdown text from the top down: places to look at, no verdict.

    Parameters
    ----------
    text
        Markdown of any length.
    quotations
        Whether what stands in quotation marks is read as well.

    Returns
    -------
    list of Finding
        Rule, line and column, each counted from 1, and the words; empty says that no rule matched.

    Examples
    --------
    >>> [(found.rule.id, found.column) for found in read("Well, the tester should have known.")]
    [('should-have', 7)]
    >>> read("The pod failed to start.")
    []
    """
    shown = masked(text, quotations=quotations).replace("'", "’")
    breaks = [-1, *(found.start() for found in re.finditer("\n", text))]
    let_be = _let_be(text)
    findings = []
    read_before: dict[str, list[tuple[int, int, Rule]]] = {}
    for start, end in _sentences(shown, text):
        sentence = shown[start:end]
        # Cells, boilerplate and the lines of a chat come again.
        if sentence not in read_before:
            read_before[sentence] = [*_in_sentence(sentence)]
        for within, length, rule in read_before[sentence]:
            place = start + within
            line = bisect_right(breaks, place - 1)
            if not let_be.get(line, set()) & {"", rule.id}:
                words = _BREAK.sub(" ", text[place : place + length].replace("**", ""))
                findings.append(Finding(line, place - breaks[line - 1], rule, words))
    return sorted(findings, key=lambda found: (found.line, found.column))


def without_reason(text: str) -> list[int]:
    """List the lines on which something is to be ignored and no reason stands: it is read."""
    return [
        number
        for number, line in enumerate(text.split("\n"), start=1)
        if any(not found.group("reason").strip() for found in _IGNORED.finditer(line))
    ]


def _let_be(text: str) -> dict[int, set[str]]:
    """Give the rules that a line asks to ignore; alone on its line, it asks for the next one."""
    asked: dict[int, set[str]] = {}
    if "language ignore" not in text:
        return asked
    for number, line in enumerate(text.split("\n"), start=1):
        for found in _IGNORED.finditer(line):
            if found.group("reason").strip():
                is_alone = not _IGNORED.sub("", line).strip()
                asked.setdefault(number + is_alone, set()).add(found.group("rule").strip())
    return asked


def _sentences(shown: str, text: str) -> Iterator[tuple[int, int]]:
    """Give where each sentence begins and ends; a line that goes on belongs to the one before."""
    place = start = 0
    # What a line begins with is masked where its words are shown.
    for line, written in zip(shown.split("\n"), text.split("\n"), strict=True):
        if place > start and (not line.strip() or BLOCK.match(written)):
            yield from _within(shown, start, place)
            start = place
        place += len(line) + 1
        if HEADING.match(written):
            yield from _within(shown, start, place)
            start = place
    yield from _within(shown, start, len(shown))


def _within(shown: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    begin = start
    for mark in _ENDS.finditer(shown, start, end):
        yield begin, mark.end()
        begin = mark.end()
    if begin < end:
        yield begin, end


def _in_sentence(sentence: str) -> Iterator[tuple[int, int, Rule]]:
    """Give place, length and rule of what a sentence holds, the surest where several agree."""
    asked = patterns().by(words_of(sentence))
    if not asked:
        return
    for piece, begin in _pieces(sentence):
        places = None
        for first, last, rule in _in_piece(piece, asked):
            # Only now it matters where each word stands.
            places = places or [word.start() for word in _WORD.finditer(sentence, begin)]
            at, until = _place(piece, places, first), _place(piece, places, last - 1) + 1
            yield at, until - at, rule


def _pieces(sentence: str) -> Iterator[tuple[str, int]]:
    """Give a sentence with single spaces, in pieces, and where in it each piece begins."""
    if (
        len(sentence) <= MOST_LETTERS
        and len(max(sentence.split(), key=len, default="")) <= MOST_OF_A_WORD
    ):
        yield " ".join(sentence.split()), 0
        return
    words: list[str] = []
    length = begin = 0
    for word in _WORD.finditer(sentence):
        if length + len(word[0]) > MOST_LETTERS and words:
            yield " ".join(words), begin
            words, length = [], 0
        if not words:
            begin = word.start()
        words.append(word[0] if len(word[0]) <= MOST_OF_A_WORD else MASK)
        length += len(words[-1]) + 1
    if words:
        yield " ".join(words), begin


def _in_piece(sentence: str, asked: list[Pattern]) -> Iterator[tuple[int, int, Rule]]:
    """Give where in a piece it begins and ends, and the rule."""
    people = " " + marked(_OPENS.sub(" ", sentence))
    there = {mark for mark in MARKS if mark in people}
    asked = [
        pattern
        for pattern in asked
        if not (pattern.people and there.isdisjoint(pattern.people))
        and pattern.expression.search(people)
    ]
    if not asked:
        return
    let_be = _without_harmless(sentence)
    if let_be != sentence:
        people = " " + marked(_OPENS.sub(" ", let_be))
    matches = []
    for pattern in asked:
        rule = pattern.rule
        if rule.exception and rule.exception.search(people):
            continue
        for found in pattern.expression.finditer(people):
            begin = found.start() + (people[found.start()] == " ")
            # A pattern that begins with somebody does not mean nobody.
            is_denied = people[found.start()] in MARKS and _NOBODY.match(people, begin)
            if people[begin] in MARKS and (
                its_own := its().search(people, max(0, begin - 60), begin)
            ):
                begin = its_own.start()
            is_denied = is_denied or _NEGATED.search(unmarked(people[max(0, begin - 80) : begin]))
            if found.group().strip() and (rule.negated or not is_denied):
                matches.append((begin, found.end(), rule))
    matches.sort(key=lambda each: (SURENESS.index(each[2].sureness), each[0], -each[1], each[2].id))
    taken: list[tuple[int, int]] = []
    for begin, end, rule in matches:
        if all(end <= other_begin or begin >= other_end for other_begin, other_end in taken):
            taken.append((begin, end))
            # A mark or a space may stand before the first word.
            words = people[begin:end]
            ahead = len(words) - len(words.lstrip(f" ,:{MARKS}"))
            first, last = (len(unmarked(people[1:place])) for place in (begin + ahead, end))
            yield first, last, rule


def _without_harmless(sentence: str) -> str:
    for thing in harmless().by(words_of(sentence)):
        sentence = thing.expression.sub(lambda found: MASK * len(found.group()), sentence)
    return sentence


def _place(piece: str, places: list[int], within: int) -> int:
    """Tell where in the text a letter of a piece stands."""
    number = piece.count(" ", 0, within)
    return places[number] + within - (piece.rfind(" ", 0, within) + 1)
