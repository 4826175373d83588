"""What the numbers of the course's own meeting show: proved by a search, and sampled.

The search is exact, although it leaves meetings out: of two that differ in nothing that still
matters, the one with fewer facts and fewer minutes cannot do better later on, since a fact that is
out stays out, and more minutes only ever leave more moves. What cannot reach the aim is left, too.
"""

import random
from collections.abc import Iterator
from dataclasses import replace
from itertools import chain
from statistics import mean

import pytest

from course.rehearsal import Meeting, begin, script

CALLS = "abcd"


def better_than(aim: int, opening: str, *, start_over: bool):
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


def _undominated(meetings) -> Iterator[Meeting]:
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


#: The most that comes to light in any meeting, by its first sentence.
BEST = {"A": 9, "B": 12, "C": 9, "D": 8}
BEST_WITHOUT_STARTING_OVER = {"A": 5, "C": 8, "D": 6}


def test_the_blameless_opening_can_reach_everything():
    """There is a meeting in which all twelve facts come to light, and it begins with B."""
    found = better_than(11, "B", start_over=False)
    assert sorted(found.heard) == sorted(script().facts)


@pytest.mark.slow
@pytest.mark.parametrize("opening", ["A", "C", "D"])
def test_no_other_opening_reaches_as_much(opening):
    """Whoever starts over after another first sentence gets at most ten: exactly this many."""
    assert BEST[opening] <= 10
    assert better_than(BEST[opening] - 1, opening, start_over=True)
    assert better_than(BEST[opening], opening, start_over=True) is None


@pytest.mark.slow
@pytest.mark.parametrize("opening", ["A", "C", "D"])
def test_without_starting_over_there_are_five_to_eight(opening):
    """Whoever goes on after another first sentence gets exactly this many at best."""
    best = BEST_WITHOUT_STARTING_OVER[opening]
    assert 5 <= best <= 8
    assert better_than(best - 1, opening, start_over=False)
    assert better_than(best, opening, start_over=False) is None


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


def test_careful_leaders_hear_most_after_the_blameless_opening():
    """A sample of careful leaders hears half as much again after B as after the next best."""
    heard = {}
    for opening in "ABCD":
        chance = random.Random(13)
        heard[opening] = mean(len(careful(opening, chance).heard) for _ in range(300))
    assert heard["B"] > 7.5
    assert heard["B"] > 1.5 * heard["C"]
    assert heard["C"] > heard["A"]
    assert heard["C"] > heard["D"]


def test_whoever_is_always_kind_and_never_asks_hears_nothing():
    """Openness alone brings nothing out: somebody has to ask."""
    meeting = begin().make("b").make("B")
    while not meeting.is_over:
        silent = [move for move in meeting.moves if not move.opens] or meeting.moves
        meeting = meeting.make(max(silent, key=lambda move: sum(move.open.values())).id)
    assert meeting.heard == ()


def test_everything_that_can_be_said_is_heard_in_some_meeting():
    """Each move, reply, open line and guarded line comes up, and nobody gets stuck."""
    chance = random.Random(13)
    said: set[str] = set()
    ends: set[tuple[int, ...]] = set()
    for _ in range(1_500):
        meeting = begin()
        while not meeting.is_over:
            letters = [move.id for move in meeting.moves]
            letters += [f"+{move.id}" for move in meeting.second_moves if chance.random() < 0.2]
            meeting = meeting.make(chance.choice(letters))
        said |= {entry.line for entry in meeting.transcript}
        ends.add(meeting.passed_over)
    moves = [move for moment in script().moments for move in moment.moves]
    lines = {line for move in moves for line in (move.say, move.reply)}
    lines |= {move.reply_without_lid for move in moves if move.reply_without_lid}
    lines |= {
        line for fact in script().facts.values() for line in (fact.open_line, fact.guarded_line)
    }
    assert sorted(lines - said) == []
    assert ends > {(), (12,)}
