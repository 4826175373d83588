"""What a row of a timeline can mark, and how people write it."""

import re
from collections.abc import Sequence
from functools import cache, lru_cache

from course.content import load
from course.incident.findings import Findings, quoted
from course.incident.notices import noticed
from course.incident.sentences import Rows, taken_for

PHASES = (
    "introduced",
    "started",
    "detected",
    "acknowledged",
    "mitigated",
    "resolved",
    "follow_up",
)
"""What a row may mark. Each but ``follow_up`` stands at most once: a milestone."""

MILESTONES = PHASES[:-1]

IN_ORDER = (
    ("introduced", "started"),
    ("started", "mitigated"),
    ("started", "resolved"),
    ("detected", "acknowledged"),
)
"""Milestones of which the second cannot come before the first. Detection is not among
them: an alarm may well ring before anyone is affected."""

_COLUMN = "phase"
_STEM = len("resol")
_BETWEEN = re.compile(r"[+/;]")
_EXPECTED = f"nothing or one of {', '.join(PHASES)}, or several joined by “+”"


def read_phases(
    rows: Sequence[int], cells: Sequence[str], findings: Findings, *, is_ours: bool = True
) -> list[tuple[str, ...]]:
    """Read a column of phases: in each cell none, one or several, in any case or near word.

    Examples
    --------
    >>> read_phases([2, 3], ["Started / introduced", ""], Findings("a.csv"))
    [('introduced', 'started'), ()]
    """
    # In a column that is not ours, such as the status of a tool, a milestone is marked by the first
    # row that has it, and other words say nothing.
    read: list[tuple[str, ...]] = []
    first: dict[str, int] = {}
    near: dict[str, str] = {}
    left: dict[str, str] = {}
    for row, text in zip(rows, cells, strict=True):
        marked = _split(row, text, near, findings if is_ours else None) if text else ()
        if not is_ours:
            left |= {word: phase for word, phase in _parts(text) if phase and phase not in marked}
        for phase in marked:
            if phase not in MILESTONES or first.setdefault(phase, row) == row:
                continue
            if is_ours:
                findings.problem(
                    "found {cell} again after {first}",
                    "it at most once",
                    row=row,
                    column=_COLUMN,
                    cell=quoted(phase),
                    first=Rows([first[phase]]),
                )
            else:
                marked = tuple(other for other in marked if other != phase)
        read.append(marked)
    if near:
        words = taken_for((quoted(word), phase) for word, phase in near.items())
        findings.say(noticed("near_words", words=words))
    taken = {phase for marked in read for phase in marked}
    if taken and (
        open_words := {word: phase for word, phase in left.items() if phase not in taken}
    ):
        words = taken_for((quoted(word), phase) for word, phase in open_words.items())
        findings.say(noticed("near_words_left", words=words))
    return read


def _split(row: int, text: str, near: dict[str, str], findings: Findings | None) -> tuple[str, ...]:
    found = set()
    for word, phase in _parts(text):
        if phase and word.casefold() == phase:
            found.add(phase)
        elif phase and (findings is not None or _is_sure(word, phase)):
            near[word] = phase
            found.add(phase)
        elif findings is not None:
            cell = quoted(word)
            findings.problem("found {cell}", _EXPECTED, row=row, column=_COLUMN, cell=cell)
    return tuple(phase for phase in PHASES if phase in found) if found else ()


@lru_cache(maxsize=4096)
def _parts(text: str) -> tuple[tuple[str, str | None], ...]:
    """Give the words of a cell, each with the phase that it names or means."""
    words = (part.strip() for part in _BETWEEN.split(text))
    return tuple(
        (word, word.casefold() if word.casefold() in PHASES else near_phase(word))
        for word in words
        if word
    )


def _is_sure(word: str, phase: str) -> bool:
    """Tell whether a word in a column of a tool names a milestone itself."""
    return word.casefold()[:_STEM] == phase[:_STEM] or word.casefold().endswith("log_entry")


def is_phase(text: str) -> bool:
    """Tell whether a cell names phases and nothing else."""
    parts = [part.strip() for part in _BETWEEN.split(text)]
    return all(not part or part.casefold() in PHASES or near_phase(part) for part in parts)


def near_phase(word: str) -> str | None:
    """Give the phase that is meant by a word which is none.

    Examples
    --------
    >>> near_phase("Follow-up"), near_phase("begun")
    ('follow_up', None)
    """
    plain = " ".join(re.split(r"[\s_-]+", word.casefold()))
    return _near_words().get(plain)


@cache
def _near_words() -> dict[str, str]:
    return {
        word: phase for phase, words in load("timeline")["near_words"].items() for word in words
    }
