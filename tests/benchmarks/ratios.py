"""What a measurement is: times taken in turns, and the row that says how they compare.

Nothing here is asserted: a ratio says as much about a machine's other work as about the
code. Medians of turns keep both sides on the same machine in the same minute.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import astuple, dataclass, fields
from statistics import median
from time import perf_counter


class NotMeasuredError(Exception):
    """Something outside the course is missing, and the measurement cannot be taken."""


@dataclass(frozen=True)
class Row:
    """One line of the printed table, as text.

    Examples
    --------
    >>> Row("a kernel", "50 MB", aim="< 900 MB").baseline
    ''
    """

    name: str
    ours: str = ""
    baseline: str = ""
    ratio: str = ""
    aim: str = ""
    note: str = ""


def duration(seconds: float) -> str:
    """Write a time so that it can be read.

    Examples
    --------
    >>> duration(0.0204), duration(11.86)
    ('20.4 ms', '11.86 s')
    """
    return f"{seconds:.2f} s" if seconds >= 1 else f"{seconds * 1000:.3g} ms"


def megabytes(count: float) -> str:
    """Write a number of bytes in megabytes.

    Examples
    --------
    >>> megabytes(46_400_000)
    '46 MB'
    """
    return f"{count / 1e6:.0f} MB"


def timed(work: Callable[[], object]) -> Callable[[], float]:
    """Turn a piece of work into one that returns the seconds it took."""

    def seconds() -> float:
        began = perf_counter()
        work()
        return perf_counter() - began

    return seconds


def in_turns(
    ours: Callable[[], float], baseline: Callable[[], float], rounds: int, *, warm_up: bool = True
) -> Iterator[tuple[float, float]]:
    """Measure two things in turns, after one round that does not count."""
    if warm_up:
        ours(), baseline()
    for _ in range(rounds):
        yield ours(), baseline()


def comparison(
    name: str,
    pairs: Iterable[tuple[float, float]],
    aim: float | None = None,
    told: Callable[[float], str] = duration,
) -> Row:
    """Divide the median of our measurements by that of the baseline's.

    Examples
    --------
    >>> comparison("start", [(2.0, 4.0), (9.0, 4.0), (2.0, 4.0)], aim=0.6).ratio
    '0.50'
    """
    ours, baseline = (median(column) for column in zip(*pairs, strict=True))
    limit = "" if aim is None else f"≤ {aim:g}"
    return Row(name, told(ours), told(baseline), f"{ours / baseline:.2f}", limit)


def table(rows: Iterable[Row]) -> str:
    """Lay rows out under their headings.

    Examples
    --------
    >>> print(table([Row("click", "30 ms", "20 ms", "1.50", "≤ 2")]))
    name    ours  baseline  ratio  aim
    click  30 ms     20 ms   1.50  ≤ 2
    """
    lines = [tuple("" if f.name == "note" else f.name for f in fields(Row))]
    lines += [astuple(row) for row in rows]
    widths = [max(map(len, column)) for column in zip(*lines, strict=True)]
    return "\n".join(
        "  ".join(
            # Numbers are compared by their ends, words by their beginnings.
            text.rjust(width) if place in range(1, 4) else text.ljust(width)
            for place, (text, width) in enumerate(zip(line, widths, strict=True))
        ).rstrip()
        for line in lines
    )
