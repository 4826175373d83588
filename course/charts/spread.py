"""Move things along a line until none overlaps another, and no further than needed."""


def spread(places: list[float], sizes: list[float], start: float, end: float) -> list[float]:
    """Give each thing room around its place, in order, with the least squared movement.

    Examples
    --------
    >>> spread([50, 50, 90], [20, 20, 20], 0, 100)
    [40.0, 60.0, 90.0]
    """
    # With the room of everything before it taken off, things may touch but not pass:
    # that is isotonic regression, solved by pooling neighbours that would pass.
    before, taken = [], 0.0
    for size in sizes:
        before.append(taken + size / 2)
        taken += size
    pools: list[tuple[float, int]] = []
    for place, offset in zip(places, before, strict=True):
        mean, count = place - offset, 1
        while pools and pools[-1][0] > mean:
            other, others = pools.pop()
            mean = (mean * count + other * others) / (count + others)
            count += others
        pools.append((mean, count))
    free = [mean for mean, count in pools for _ in range(count)]
    latest = end - taken
    return [
        min(max(mean, start), latest) + offset for mean, offset in zip(free, before, strict=True)
    ]
