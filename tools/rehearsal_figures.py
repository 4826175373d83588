"""Search the course's own meeting exactly, and write its figures: `make rehearsal`.

The search is exact, although it leaves meetings out: of two that differ in nothing that still
matters, the one with fewer facts and fewer minutes cannot do better later on, since a fact that is
out stays out, and more minutes only ever leave more moves. What cannot reach the aim is left, too.
"""

import random
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import chain
from pathlib import Path
from statistics import mean

from course.content.decisions import decision
from course.rehearsal import Meeting, begin, script
from course.storage import write_atomically

FILE = Path(__file__).parents[1] / "course" / "content" / "meeting_figures.toml"
SIMULATED = 2_000
#: How often a meeting that is led at random stays for a second move.
SECOND_MOVES = 0.3

_HEAD = """\
# Figures of the search over the course's own meeting: written by `make rehearsal`, and true for the
# meeting with this hash alone. The page states no others.

"""
CALLS = "abcd"


def better_than(aim: int, opening: str, *, start_over: bool) -> Meeting | None:
    """Find a meeting after this opening in which more than so many facts come out, or None."""
    waiting: dict[int, list[Meeting]] = {}
    for call in CALLS:
        meeting = begin().make(call).make(opening)
        waiting.setdefault(meeting.place, []).append(meeting)
    for place in range(len(meeting.script.moments)):
        for standing in _undominated(waiting.pop(place, ())):
            for after in _next(standing, start_over=start_over):
                if len(after.heard) > aim:
                    return after
                if aim < len(after.heard) + len(_within_reach(after)):
                    waiting.setdefault(after.place, []).append(replace(after, stays_at=None))
    return None


def _next(meeting: Meeting, *, start_over: bool) -> Iterator[Meeting]:
    for move in meeting.moves:
        if start_over or not move.starts_over:
            after = meeting.make(move.id)
            yield after
            yield from (after.make(f"+{second.id}") for second in after.second_moves)


def _asked_from(meeting: Meeting) -> set[int]:
    left = meeting.script.moments[meeting.place :]
    return set(chain.from_iterable(move.opens for moment in left for move in moment.moves))


def _within_reach(meeting: Meeting) -> list[int]:
    """List the facts that may still come out, as far as lids and moments are concerned."""
    rules, facts = meeting.script.rules, meeting.script.facts
    left = chain.from_iterable(at.moves for at in meeting.script.moments[meeting.place :])
    may_lift = any(move.starts_over for move in left)

    def most(role: str) -> int:
        lid = meeting.lids.get(role, rules.highest)
        return max(lid, rules.lid_after_start_over) if may_lift else lid

    return [
        id_
        for id_ in _asked_from(meeting) - set(meeting.heard)
        if facts[id_].need <= most(facts[id_].holder)
    ]


def _undominated(meetings: Iterable[Meeting]) -> Iterator[Meeting]:
    """Of meetings that are alike in all that still matters, keep those that none outdoes."""
    fronts: dict[object, list[Meeting]] = {}
    for meeting in meetings:
        front = fronts.setdefault(_what_matters(meeting), [])
        if any(_outdoes(other, meeting) for other in front):
            continue
        front[:] = [other for other in front if not _outdoes(meeting, other)] + [meeting]
    return chain.from_iterable(fronts.values())


def _outdoes(one: Meeting, other: Meeting) -> bool:
    return len(one.heard) >= len(other.heard) and one.minutes_left >= other.minutes_left


def _what_matters(meeting: Meeting) -> object:
    asked = _asked_from(meeting)
    facts = meeting.script.facts
    holders = {facts[id_].holder for id_ in asked - set(meeting.heard)}
    left = chain.from_iterable(m.moves for m in meeting.script.moments[meeting.place :])
    spared = {move.unless_made["move"] for move in left if move.unless_made}
    return (
        frozenset(asked & set(meeting.heard)),
        tuple((role, meeting.openness[role], meeting.lids.get(role)) for role in sorted(holders)),
        frozenset(spared & set(meeting.made)),
        meeting.seconds,
    )


def best(opening: str, *, start_over: bool) -> int:
    """Tell how many facts come out at most after this opening."""
    # From below by meetings that were led at random, so that little is left to search.
    chance = random.Random(13)
    aim = max(len(_at_random(opening, chance, start_over=start_over).heard) for _ in range(2_000))
    while found := better_than(aim, opening, start_over=start_over):
        aim = len(found.heard)
    return aim


def _at_random(opening: str, chance: random.Random, *, start_over: bool) -> Meeting:
    meeting = begin().make(chance.choice(CALLS)).make(opening)
    while not meeting.is_over:
        asking = [move for move in meeting.moves if move.opens or move.open or move.starts_over]
        moves = [m for m in asking or meeting.moves if start_over or not m.starts_over]
        meeting = meeting.make(chance.choice(moves or meeting.moves).id)
        for move in meeting.second_moves:
            if move.opens and chance.random() < SECOND_MOVES:
                meeting = meeting.make(f"+{move.id}")
                break
    return meeting


def careful(opening: str, chance: random.Random) -> Meeting:
    """Lead as a careful person would: lower nobody, ask or open up where that is possible."""
    meeting = begin().make(chance.choice(CALLS)).make(opening)
    while not meeting.is_over:
        kind = [
            move
            for move in meeting.moves
            if not move.starts_over
            and all(by > 0 for by in move.open.values())
            and not move.unless_made
        ]
        active = [move for move in kind if move.opens or move.open] or kind
        meeting = meeting.make(chance.choice(active).id)
    return meeting


def careful_leaders(opening: str, number: int) -> float:
    """Tell how many facts careful leaders hear on average after this opening."""
    chance = random.Random(13)
    return mean(len(careful(opening, chance).heard) for _ in range(number))


def kind_without_a_question() -> int:
    """Tell how much comes out at most for whoever is as kind as can be and asks nothing."""

    def led(call: str) -> Meeting:
        meeting = begin().make(call).make(decision("opening").key)
        while not meeting.is_over:
            told = [move for move in meeting.moves if "?" not in move.say] or meeting.moves
            meeting = meeting.make(max(told, key=lambda move: sum(move.open.values())).id)
        return meeting

    return max(len(led(call).heard) for call in CALLS)


def figures() -> str:
    """Write the figures as TOML."""
    lines = [f'content_hash = "{script().content_hash}"', f"facts = {len(script().facts)}"]
    lines += [f"simulated = {SIMULATED}", f"kind_without_a_question = {kind_without_a_question()}"]
    for move in script().moments[1].moves:
        letter = move.id
        lines += [
            "",
            f"[opening.{letter}]",
            f"best = {best(letter, start_over=True)}",
            f"best_without_starting_over = {best(letter, start_over=False)}",
            f"careful = {careful_leaders(letter, SIMULATED):.1f}",
        ]
    return _HEAD + "\n".join(lines) + "\n"


if __name__ == "__main__":
    write_atomically(FILE, figures())
    print(FILE.read_text("utf-8"))
