"""Shares, written for people."""

from decimal import Decimal

_TENS = 10


def two_figures(number: float) -> str:
    """Write a number with two figures, or whole where that takes more.

    Examples
    --------
    >>> two_figures(9.96), two_figures(0.7), two_figures(2340)
    ('10', '0.70', '2,340')
    """
    rounded = float(f"{number:.2g}")
    if rounded >= _TENS or not number:
        return f"{number:,.0f}"
    return f"{Decimal(f'{rounded:#.2g}'):f}"


def in_percent(share: float) -> str:
    """Write a share with two figures.

    Examples
    --------
    >>> in_percent(2340 / 45000), in_percent(17 / 2340), in_percent(1)
    ('5.2 %', '0.73 %', '100 %')
    """
    return f"{two_figures(share * 100)} %"


def whole_percent(count: int, n: int) -> int | None:
    """Return a share of votes as a whole percentage, halves rounded up; None if nobody voted.

    Examples
    --------
    >>> whole_percent(5, 16), whole_percent(0, 0)
    (31, None)
    """
    return (200 * count + n) // (2 * n) if n else None


def whole_share(count: int, n: int) -> str:
    """Write a share of votes, where somebody voted.

    Examples
    --------
    >>> whole_share(5, 16)
    '31 %'
    """
    return f"{whole_percent(count, n)} %"
