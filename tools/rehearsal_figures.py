"""Search the course's own meeting wholly, and write its figures: `make rehearsal`."""

import random
from pathlib import Path
from statistics import mean

from rehearsal_states import Search

from course.content.decisions import decision
from course.rehearsal import Meeting, begin, script
from course.storage import write_atomically

FILE = Path(__file__).parents[1] / "course" / "content" / "meeting_figures.toml"
SIMULATED = 2_000

_HEAD = """\
# Figures of the search over the course's own meeting: written by `make rehearsal`, and true for the
# meeting with this hash alone. The page states no others.

"""
CALLS = "abcd"


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
    seen = Search().run()
    lines = [f'content_hash = "{script().content_hash}"', f"facts = {len(script().facts)}"]
    lines += [f"states = {seen.total}", f"simulated = {SIMULATED}"]
    lines += [f"kind_without_a_question = {kind_without_a_question()}"]
    for move in script().moments[1].moves:
        letter = move.id
        lines += [
            "",
            f"[opening.{letter}]",
            f"best = {max(seen.best[letter, over] for over in (False, True))}",
            f"best_without_starting_over = {seen.best[letter, False]}",
            f"careful = {careful_leaders(letter, SIMULATED):.1f}",
        ]
    return _HEAD + "\n".join(lines) + "\n"


if __name__ == "__main__":
    write_atomically(FILE, figures())
    print(FILE.read_text("utf-8"))
