"""The source of a page of a site: what is said of it above its text, and marks of its template."""

import re

from course.incident.documents.line_heads import begins_with_a_clock, is_clock
from course.incident.documents.written import Written, day_in

_FENCES = ("---", "+++")
_FIELD = re.compile(
    r"\s*[\"']?(?P<name>[^\W\d][\w-]*)[\"']?\s*[:=]\s*[\"']?(?P<value>.*?)[\"']?\s*"
)
# What was copied with it, a blank line and the fence.
_ABOVE = re.compile(r"(?:[^\n:]*\n){0,4}?[ \t]*\n(?=(?:---|\+\+\+)\n)")
_MOST_FIELDS = 200
# A mark that holds a text alone, such as {{< update "2024-03-01T10:00:00Z" >}}.
_MARK = re.compile(r"\{\{[<%]\s*[\w-]+\s+\"(?P<when>[^\"\n]*)\"\s*/?[>%]\}\}")
_BEHIND = re.compile(rf"(?P<text>.*?)[ \t]*{_MARK.pattern}[ \t]*")
# A container of a text, under its state and its moment.
_UPDATE = re.compile(r"^:::\s*update\b(?P<state>[^|\n]*)\|\s*(?P<when>\S+)\s*$", re.MULTILINE)
_END = re.compile(r"^:::\s*$", re.MULTILINE)


def without_front_matter(text: str, around: Written) -> str:
    r"""Take the fields above a text for what they say of it; all lines keep their numbers.

    Examples
    --------
    >>> around = Written()
    >>> without_front_matter("---\ntitle: Tills stop\ndate: 2024-03-01\n---\n10:00 Off", around)
    '\n\n\n\n10:00 Off'
    >>> around.title, around.dates_beside
    ('Tills stop', {1: datetime.date(2024, 3, 1)})
    >>> without_front_matter("As it stands\n\n---\ntitle: Tills\n---\n10:00 Off", Written())
    'As it stands\n\n\n\n\n10:00 Off'
    >>> without_front_matter("---\n10:05 Off\nNote: slow\n10:10 On\n---\n", Written())[:12]
    '---\n10:05 Of'
    """
    if not text.startswith(_FENCES) and (above := _ABOVE.match(text)):
        return above[0] + without_front_matter(text[above.end() :], around)
    if not text.startswith(_FENCES):
        return _without_marks(text)
    fence, *lines = text.split("\n")[:_MOST_FIELDS]
    ends = [place for place, line in enumerate(lines) if line.strip() == fence.strip()]
    fields = [_FIELD.fullmatch(line) for line in lines[: ends[0]]] if ends else []
    # Between two rules a list may stand as well.
    is_list = bool(ends) and any(map(begins_with_a_clock, lines[: ends[0]]))
    if fence.strip() not in _FENCES or not any(fields) or is_list:
        return _without_marks(text)
    said = {found["name"].casefold(): found["value"] for found in fields if found}
    around.title = said.get("title", "")
    if day := day_in(said.get("date", "")[: len("2024-03-01")]):
        around.dates_beside[1] = day
    page = "\n".join(text.split("\n")[ends[0] + 2 :])
    updates = (*_MARK.finditer(page), *_UPDATE.finditer(page))
    below = _without_marks(page)
    if is_clock(said.get("date", "")) and any(is_clock(update["when"]) for update in updates):
        # Of a page of updates, each with its moment, it is that of the text that has none.
        below = _dated(below, said["date"])
    return "\n" * (ends[0] + 2) + below


def _dated(page: str, when: str) -> str:
    """Write a moment before the first paragraph, or the last, whichever has none of its own."""
    lines = page.split("\n")
    starts = [
        place
        for place, line in enumerate(lines)
        if line.strip() and (not place or not lines[place - 1].strip())
    ]
    for place in (starts[0], starts[-1]):
        if not begins_with_a_clock(lines[place]):
            lines[place] = f"{when} {lines[place]}"
            break
    return "\n".join(lines)


def _without_marks(text: str) -> str:
    """Write moments in marks as they are, in front of the texts that they stand behind."""
    if ":::" in text:
        text = _END.sub("", _UPDATE.sub(r"\g<when>\g<state>", text))
    if "{{" not in text:
        return text
    lines = text.split("\n")
    behind = [_BEHIND.fullmatch(line) for line in lines]
    if any(found and found["text"] for found in behind):
        first = 0
        for place, found in enumerate(behind):
            if found:
                # Alone on its line it is of all that stands above, back to the one before.
                lines[place] = found["text"]
                first = next(n for n in range(first, place + 1) if lines[n] or n == place)
                at = place if found["text"] else first
                lines[at] = f"{found['when']} {lines[at]}"
                first = place + 1
    return _MARK.sub(r"\g<when> ", "\n".join(lines))
