"""Numbers along an axis: round ones, short enough for the margin."""

_THOUSAND = 1000
_MILLION = _THOUSAND**2
_MOST_STEPS = 5


def round_step(highest: int) -> int:
    """Choose a round step that fits into a count five times at most.

    Examples
    --------
    >>> round_step(2340)
    500
    """
    power = int("1" + "0" * (len(str(highest)) - 1))
    steps = (max(power // 2, 1), power, 2 * power, 5 * power)
    return next(step for step in steps if highest <= step * _MOST_STEPS)


def short(number: int) -> str:
    """Write a round number into the margin.

    Examples
    --------
    >>> short(2000), short(400_000), short(2_500_000)
    ('2,000', '400 k', '2.5 M')
    """
    if number < 100 * _THOUSAND:
        return f"{number:,}"
    if number < _MILLION:
        return f"{number / _THOUSAND:.4g} k"
    return f"{number / _MILLION:,.6g} M"
