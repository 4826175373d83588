"""Which numbers of a text count something: not those of a clock, a date, a version or a share."""

import re

from course.report.due import MONTH

#: A number begins here, and no second part of a clock, a date, a version or a decimal.
ALONE = r"(?<![\w#])(?<!\d[.,:/-])(?<![A-Za-z]-)"

_END = r"(?![\d%])(?!,\d)"
_YEAR = rf"(?:19|20)\d\d{_END}"
_NAMES = re.compile(
    rf"\b(?:\d{{1,2}}(?:st|nd|rd|th)?\.? (?:of )?(?:{MONTH})\b\.?(?:,? {_YEAR})?"
    rf"|(?:{MONTH})\b\.?(?: \d{{1,2}}(?:st|nd|rd|th)?{_END})?(?:,? {_YEAR})?"
    rf"|(?:in|since|until|during) {_YEAR}|(?:version|release|build) \d+)",
    re.IGNORECASE,
)


def counting(text: str) -> str:
    """Blank out the dates and versions of a text, so that what is left to read are counts.

    Examples
    --------
    >>> counting("On 11 June 2026 patients met it; in June 2,340 patients did.").split("patients")
    ['On              ', ' met it; in      2,340 ', ' did.']
    """
    return _NAMES.sub(lambda found: " " * len(found[0]), text)
