"""A list that stands on one line, one bullet after another: each gets a line of its own."""

import re

_BULLET = re.compile(
    r"(?<![\d–—-])\s+(?=(?:[-*•·]|–|—)\s\d{1,2}[:h]\d\d(?::\d\d)?(?:\s?[ap]m|\s[A-Z]{2,4})?\s+\S*[^\W\d])"
)
_MAY_HAVE = re.compile(r"\d[:h]\d\d[^\n]{3,400}?\s[-*•·–—]\s\d{1,2}[:h]\d\d")
_ENOUGH = 3


def one_below_another(text: str) -> str:
    r"""Take lines apart in which several bullets begin with a time.

    Examples
    --------
    >>> one_below_another("What (UTC): - 9:50 off - 9:55 a page - 10:20 on")
    'What (UTC):\n- 9:50 off\n- 9:55 a page\n- 10:20 on'
    >>> one_below_another("- 9:50 off - 10:20 on")
    '- 9:50 off - 10:20 on'
    """
    if not _MAY_HAVE.search(text):
        return text
    return "\n".join(map(_apart, text.splitlines()))


def _apart(line: str) -> str:
    parts = _BULLET.split(line)
    return "\n".join(parts) if len(parts) > _ENOUGH and "|" not in line else line
