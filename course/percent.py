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
