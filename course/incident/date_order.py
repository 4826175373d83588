"""Which of two numbers is the day and which the month: settled by the column as a whole."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date

from course.incident.time_parts import NUMBERS, Words

LAST_MONTH = 12


def pair(text: str, words: Words) -> tuple[int, int]:
    """Give the two numbers of a date beside its year, as they stand."""
    assert words.first is not None
    assert words.second is not None
    return int(text[words.first]), int(text[words.second])


def settle(cells: Sequence[str], column: Mapping[int, Words]) -> tuple[bool | None, int]:
    """Tell whether days stand before months, and by which cell that is known."""
    # None where no cell says it, or where cells say both. Between points days come first anywhere.
    if not any(words.date == NUMBERS and words.between != "." for words in set(column.values())):
        return None, -1
    proofs: dict[bool, int] = {}
    for place, words in column.items():
        if words.date == NUMBERS and words.between != ".":
            first, second = pair(cells[place], words)
            if max(first, second) > LAST_MONTH >= min(first, second):
                proofs.setdefault(first > second, place)
    if len(proofs) != 1:
        return None, -1
    ((day_first, place),) = proofs.items()
    return day_first, place


def settle_by_days(
    cells: Sequence[str], column: Mapping[int, Words], days: Collection[date]
) -> tuple[bool | None, int]:
    """Tell whether days stand before months, by a day that is said and is one of theirs."""
    for place, words in column.items() if days else ():
        if words.date == NUMBERS and words.between != ".":
            first, second = pair(cells[place], words)
            year = int(cells[place][words.year][-2:]) if words.year else None
            fitting = {
                (day.day, day.month) == (first, second)
                for day in days
                if year in {None, day.year % 100}
                and (day.day, day.month) in {(first, second), (second, first)}
            }
            if first != second and len(fitting) == 1:
                return fitting.pop(), place
    return None, -1


def ordered(text: str, words: Words, *, day_first: bool | None) -> tuple[int, int] | None:
    """Give day and month, or None where nothing settles which is which."""
    first, second = pair(text, words)
    if words.between == "." or first == second or first > LAST_MONTH:
        return first, second
    if second > LAST_MONTH:
        return second, first
    if day_first is None:
        return None
    return (first, second) if day_first else (second, first)
