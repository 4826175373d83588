"""Shares, written for people."""

_TENS = 10


def percent(share: float) -> str:
    """Write a share with two significant figures.

    Examples
    --------
    >>> percent(2340 / 45000), percent(17 / 2340), percent(1)
    ('5.2 %', '0.73 %', '100 %')
    """
    hundredths = share * 100
    if hundredths >= _TENS:
        return f"{hundredths:.0f} %"
    return f"{hundredths:.1f} %" if hundredths >= 1 else f"{hundredths:.2g} %"


def whole_percent(count: int, n: int) -> int | None:
    """Return a share of votes as a whole percentage, halves rounded up; None if nobody voted.

    Examples
    --------
    >>> whole_percent(5, 16), whole_percent(0, 0)
    (31, None)
    """
    return (200 * count + n) // (2 * n) if n else None
