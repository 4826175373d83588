"""What can be heard as blame in a learner's own words, wherever they write: asked, not judged."""

from functools import lru_cache
from typing import TYPE_CHECKING

from course.content import load

if TYPE_CHECKING:
    from course.report.language.reading import Finding


# The same line stands in several controls of a page, and each looks again when one of them keeps.
@lru_cache(maxsize=64)
def first_heard(own: str) -> "Finding | None":
    """Give what of it comes first; what stands in quotation marks is what they will say."""
    if not own.strip():
        return None
    # With the rules of a whole language, only once somebody has written.
    from course.report.language.reading import read

    return next(iter(read(own, quotations=True)), None)


def heard(own: str) -> str:
    """Say what of it comes first, and what to ask instead; empty where nothing can be heard so.

    Examples
    --------
    >>> heard("“You should have tested.”").partition(":")[0], heard("What did it look like?")
    ('“You should have tested”', '')
    """
    found = first_heard(own)
    sentence: str = load("writing")["writing"]["heard"]
    return sentence.format(text=found.text, ask=found.rule.ask) if found else ""
