"""A list that stands on one line, one bullet after another: each gets a line of its own."""

import re

_BULLET = re.compile(
    r"(?<![\d–—-])\s+(?=(?:[-*•·]|–|—)\s\d{1,2}[:h]\d\d(?::\d\d)?(?:\s?[ap]m|\s[A-Z]{2,4})?\s+\S*[^\W\d])"
)
# A search is quick where a pattern begins with what is rare, and looks back from there.
_MAY_HAVE = re.compile(r"[-*•·–—](?<=\S[ \t][-*•·–—])\s\d{1,2}[:h]\d\d")
_CLOCK = re.compile(r"\d[:h]\d\d")
_ENOUGH = 3


def one_below_another(text: str) -> str:
    r"""Take lines apart in which several bullets begin with a time.

    Examples
    --------
    >>> one_below_another("What (UTC): - 9:50 off - 9:55 a page - 10:20 on")
    'What (UTC):\n- 9:50 off\n- 9:55 a page\n- 10:20 on'
    >>> one_below_another("- 9:50 off - 10:20 on")
    '- 9:50 off - 10:20 on'
    >>> rows = ["when,what", *(f"1{hour}:00,a - 9:50 b - 9:55 c - 9:58 d" for hour in range(4))]
    >>> one_below_another("\n".join([*rows, "15:00,e", "15:10,f", "15:20,g"])).count("\n")
    7
    """
    if not _MAY_HAVE.search(text) or text.lstrip()[:1] in {"{", "["}:
        return text
    lines = [(line, _apart(line)) for line in text.splitlines()]
    if all(len(parts) == 1 for _, parts in lines):
        return text
    # Where other lines say times as well, it is what one of them tells.
    beside = sum(len(parts) == 1 and bool(_CLOCK.search(line)) for line, parts in lines)
    return "\n".join(part for _, parts in lines for part in parts) if beside < _ENOUGH else text


def _apart(line: str) -> list[str]:
    if line.count(":") + line.count("h") < _ENOUGH:
        return [line]
    parts = _BULLET.split(line)
    return parts if len(parts) > _ENOUGH and "|" not in line else [line]
