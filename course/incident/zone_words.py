"""Words by which a time says its zone: letters, regions, and names of both seasons."""

from functools import cache

from course.content import load

# With which the names of zones begin, and not all that has a stroke in it.
_REGIONS = frozenset(
    {
        "africa",
        "america",
        "antarctica",
        "arctic",
        "asia",
        "atlantic",
        "australia",
        "canada",
        "etc",
        "europe",
        "indian",
        "pacific",
        "us",
    }
)


@cache
def zone_words() -> frozenset[str]:
    """Give all letters by which a zone may be named."""
    texts = load("reading")
    return frozenset(name for part in ("offsets", "places", "several") for name in texts[part])


def is_zone(letters: str) -> bool:
    """Tell whether small letters name a zone, or the two of a place through the year."""
    first, sign, rest = letters.partition("/")
    is_pair = first in zone_words() and rest in zone_words()
    return letters in zone_words() or bool(sign and (first in _REGIONS or is_pair))
