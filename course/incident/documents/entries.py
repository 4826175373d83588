"""Entries of several lines, each under who and when: e-mails, comments, notes of a ticket."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache

from course.content import load
from course.incident.cells import Cells
from course.incident.documents.line_heads import begins_with_a_time
from course.incident.documents.markdown import plain
from course.incident.documents.speakers import AUTHOR, EVENT, TIME
from course.incident.documents.written import Written
from course.incident.findings import Findings
from course.incident.notices import noticed
from course.incident.sentences import LINE, Rows
from course.incident.time_words import has_a_clock

_NAME = re.compile(r"@?[^\W\d_][\w.'’-]*(?:,? [^\W\d_][\w.'’-]*){0,3}")
_IN_BRACKETS = re.compile(r"<[^<>\n]{1,80}>|\([^()\n]{1,60}\)|\[[^\[\]\n]{1,60}\]")
_FIELD = re.compile(r"[\s>*_]*(?P<name>[^\W\d_][\w -]{1,20}?)\s?[*_]*:[*_]*\s(?P<text>.*)")
# What a tracker says of a change, between who and when, and what it writes above its values.
_CHANGED = re.compile(
    r"\b(?P<what>(?:changed|updated|set) the [\w ]{2,30}?|made changes"
    r"|created (?:the |this )?issue)"
    r"[\s–—-]*$",
    re.IGNORECASE,
)
_MAY_CHANGE = re.compile(r"\b(?:changed|updated|set|made|created)\b", re.IGNORECASE)
_ABOVE_VALUES = re.compile(r"(?:field\s+)?original value\s+new value", re.IGNORECASE)
_QUOTED = re.compile(r"^(?:\s*>)+\s?")
_FIELD_OF_MAIL = re.compile(r"^[\s>*]*[^\W\d_]{2,9}\s?:\*?\s[^\n]*@", re.MULTILINE)
_MAY_HEAD = re.compile(r":|\d[:h.]\d\d")
_CLOCK = re.compile(r"\d[:h.]\d\d")
_LONGEST_HEADS = 1500
_WORD = re.compile(r"\S+")
_MARKS = " \t,;:|·•–—[]()-"
# Kinds of entries besides those with a word in brackets.
_SAID, _MAIL, _STAMP = "said", "mail", "stamp"
_MOST_WORDS = 8
_LONGEST_HEAD = 160
_LONGEST_BEGIN = 20_000
_MOST_FIELDS = 6
_ENOUGH = 2


@dataclass(slots=True)
class _Entry:
    row: int
    time: str
    author: str
    #: What shows that it is one, such as the words between who and when.
    kind: str
    lines: list[str] = field(default_factory=list)


def read_entries(text: str, around: Written, findings: Findings) -> Cells | None:
    r"""Give the entries of a text as rows, or None where it has hardly any.

    Examples
    --------
    >>> noted = "Kim Lee wrote on 14 March 2024 10:32:\nOff\nTom Vos wrote at 11:05:\nOn\n"
    >>> read_entries(noted, Written(), Findings("a.txt")).columns["author"]
    ['Kim Lee', 'Tom Vos']
    """
    if len(list(_entries(text[:_LONGEST_BEGIN].splitlines()))) < _ENOUGH:
        return None
    lines = text.splitlines()
    entries = list(_entries(lines))
    filled = [entry for entry in entries if entry.lines]
    if (
        len(filled) < _ENOUGH
        or not _name_people(filled)
        # A line that begins with a time is an entry of another kind: these are not all there are.
        or any(begins_with_a_time(line) for entry in filled for line in entry.lines)
    ):
        return None
    for number, line in enumerate(lines[: entries[0].row - 1], 1):
        around.hear(line, number)
    if silent := [entry.row for entry in entries if not entry.lines]:
        findings.say(noticed("silent", rows=Rows(silent)))
    columns = {
        TIME: [entry.time for entry in filled],
        EVENT: [" ".join(entry.lines) for entry in filled],
        AUTHOR: [entry.author for entry in filled],
    }
    return Cells(list(columns), [entry.row for entry in filled], columns)


def without_only_head(text: str, findings: Findings) -> str:
    r"""Empty the head of the only message of a text: its lines say when things were.

    Examples
    --------
    >>> sent = "On Tue, 3 Mar 2026 at 19:12, Kim Lee wrote:\n10:05 Off\n10:20 On"
    >>> without_only_head(sent, Findings("a.txt"))
    '\n10:05 Off\n10:20 On'
    """
    begin = text[:_LONGEST_HEADS]
    if not (_FIELD_OF_MAIL.search(begin) or _verbs().search(begin)):
        return text
    lines = text.split("\n")
    heads = [
        range(place, after)
        for place in range(len(lines))
        if _MAY_HEAD.search(lines[place]) and (after := _after_head(lines, place))
    ]
    if len(heads) != 1 or heads[0].start > _MOST_FIELDS:
        return text
    (head,) = heads
    if sum(bool(_CLOCK.search(line)) for line in lines[head.stop :]) < _ENOUGH:
        return text
    findings.say(noticed("sent", rows=Rows([head.start + 1], counts=LINE)))
    return "\n".join([*lines[: head.start], *[""] * len(head), *lines[head.stop :]])


def _after_head(lines: list[str], place: int) -> int:
    """Give where the head of a message ends that begins in a line, or 0 where none does."""
    if found := _of_fields(lines, place):
        return found[0]
    # A long one goes on in the line below it.
    for after in (place + 1, place + 2):
        line = " ".join(lines[place:after]).rstrip()
        found_entry = _in_a_line(line, place + 1) if line.endswith(":") else None
        if found_entry and found_entry.kind == _SAID:
            return after
    return 0


def _name_people(entries: list[_Entry]) -> bool:
    """Tell whether what stands beside the moments are people: by a word, or as they come again."""
    kinds = Counter(entry.kind for entry in entries)
    people = Counter(entry.author for entry in entries)
    is_said = kinds[_SAID] + kinds[_MAIL] >= _ENOUGH
    has_roles = max((kinds[kind] for kind in kinds if kind != _STAMP), default=0) >= _ENOUGH
    return is_said or has_roles or len(people) < len(entries)


def _entries(lines: list[str]) -> Iterator[_Entry]:
    entry, place = None, 0
    while place < len(lines):
        after, found = _of_fields(lines, place) or (place + 1, _in_a_line(lines[place], place + 1))
        if found:
            if entry:
                yield entry
            entry = found
        elif (
            entry
            and (line := _QUOTED.sub("", lines[place]).strip())
            and not _ABOVE_VALUES.fullmatch(line)
        ):
            entry.lines.append(" ".join(plain(line).split()))
        place = after
    if entry:
        yield entry


def _of_fields(lines: list[str], place: int) -> tuple[int, _Entry] | None:
    """Take the head of an e-mail apart, which says who wrote it and when, and where it ends."""
    found: dict[str, str] = {}
    after = place
    while after < len(lines) and after - place < _MOST_FIELDS:
        match = _FIELD.fullmatch(lines[after])
        kind = _fields().get(match["name"].casefold().strip()) if match else None
        if match is None or kind is None:
            break
        found.setdefault(kind, match["text"])
        after += 1
    if not {"who", "when"} <= found.keys() or not _moment(found["when"]):
        return None
    return after, _Entry(place + 1, found["when"].strip(" *_"), _who(found["who"]), _MAIL)


def _in_a_line(line: str, row: int) -> _Entry | None:
    """Take a line apart that says when, who, and that something was written, and nothing else."""
    line = _QUOTED.sub("", line).strip().strip("#*_ ")
    if len(line) > _LONGEST_HEAD or not _CLOCK.search(line):
        return None
    verb, is_marked = _verbs().search(line), bool(_IN_BRACKETS.search(line))
    found = _moment(line) if verb or is_marked or _MAY_CHANGE.search(line) else None
    if not found:
        return None
    begin, end = found
    if changed := _CHANGED.search(line[:begin]):
        lines = [f"{changed['what']}:"]
        name = _in_order(line[: changed.start()].strip())
        return _Entry(row, line[begin:end], name, _SAID, lines)
    rest = f"{line[:begin]} {line[end:]}".replace("[ ]", " ")
    kind = next(iter(_IN_BRACKETS.findall(rest)), _STAMP)
    rest = _verbs().sub(" ", _IN_BRACKETS.sub(" ", rest))
    words = [word for word in rest.split() if word.strip(_MARKS).casefold() not in _small_words()]
    name = " ".join(words).strip(_MARKS)
    # What goes on in small letters is a sentence, but for an account that said something.
    is_account = bool(verb) and " " not in name
    is_sentence = any(word[0].islower() for word in name.lstrip("@").split())
    if not _NAME.fullmatch(name) or (is_sentence and not is_account):
        return None
    did = [verb[0]] if verb and verb[0].casefold() in load("reading")["did"] else []
    return _Entry(row, line[begin:end], _in_order(name), _SAID if verb else kind, did)


def _who(text: str) -> str:
    return _in_order(_IN_BRACKETS.sub("", text).strip(" *_\"'")) or text.strip(" <>*_")


def _in_order(name: str) -> str:
    last, comma, first = name.partition(", ")
    return f"{first} {last}" if comma else name


def _moment(line: str) -> tuple[int, int] | None:
    """Give where in a line the moment stands, with a clock in it."""
    words = list(_WORD.finditer(line))
    for count in range(min(_MOST_WORDS, len(words)), 0, -1):
        for first in range(len(words) - count + 1):
            begin, end = words[first].start(), words[first + count - 1].end()
            text = line[begin:end].strip(_MARKS)
            begin = line.index(text, begin)
            if _is_moment(text):
                return begin, begin + len(text)
    return None


def _is_moment(text: str) -> bool:
    if not text[:1].isalnum() or not any(sign.isdigit() for sign in text):
        return False
    return has_a_clock(text)


@cache
def _fields() -> dict[str, str]:
    """Give what each field of the head of an e-mail says."""
    fields = load("reading")["mail_fields"]
    return {word: kind for kind, words in fields.items() for word in words}


@cache
def _verbs() -> re.Pattern[str]:
    words = sorted([*load("reading")["said"], *load("reading")["did"]], key=len, reverse=True)
    return re.compile(rf"(?i)\b(?:{'|'.join(map(re.escape, words))})\b:?")


@cache
def _small_words() -> frozenset[str]:
    return frozenset(["", *load("reading")["fillers"], *load("reading")["weekdays"]])
