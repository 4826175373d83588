"""Pages of updates, in which each time stands below its text, and not above it."""

from collections.abc import Sequence

from course.content import load

_MARKS = " \t-–—:*#>"


def texts_above(before: Sequence[list[str]], behind: list[str]) -> tuple[str, list[str]] | None:
    """Give a title and the text above each time; None where texts stand below their times.

    Examples
    --------
    >>> texts_above([["Shop", "Resolved", "Well."], ["Investigating", "Errors."]], ["A footer"])
    ('Shop', ['Resolved: Well.', 'Investigating: Errors.'])
    >>> texts_above([["Resolved"], ["Investigating"]], ["Investigating", "Errors."]) is None
    True
    """
    # `before` holds, for each time, the lines between it and the one above; `behind` those below
    # the last.
    if not all(before) or any(map(is_state, behind)):
        return None
    first = before[0]
    states = [place for place, line in enumerate(first) if is_state(line)]
    if states and all(any(map(is_state, lines)) for lines in before):
        cut = states[-1]
    elif behind:
        return None
    else:
        cut = len(first) - min(map(len, before))
    title = first[0] if cut else ""
    return title, [": ".join(lines) for lines in (first[cut:], *before[1:])]


def is_state(line: str) -> bool:
    """Tell whether a line is the state of an update and nothing else."""
    return line.strip(_MARKS).casefold() in load("reading")["update_states"]
