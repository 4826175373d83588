"""The source of a page of a site: what is said of it above its text, and marks of its template."""

import re

from course.incident.documents.lines import is_clock
from course.incident.documents.written import Written, day_in

_FENCES = ("---", "+++")
_FIELD = re.compile(r"\s*[\"']?(?P<name>[\w-]+)[\"']?\s*[:=]\s*[\"']?(?P<value>.*?)[\"']?\s*")
_MOST_FIELDS = 60
# A mark that holds a text alone, such as {{< update "2024-03-01T10:00:00Z" >}}.
_MARK = re.compile(r"\{\{[<%]\s*[\w-]+\s+\"(?P<text>[^\"\n]*)\"\s*/?[>%]\}\}")


def without_front_matter(text: str, around: Written) -> str:
    r"""Take the fields above a text for what they say of it; all lines keep their numbers.

    Examples
    --------
    >>> around = Written()
    >>> without_front_matter("---\ntitle: Tills stop\ndate: 2024-03-01\n---\n10:00 Off", around)
    '\n\n\n\n10:00 Off'
    >>> around.title, around.dates_beside
    ('Tills stop', {1: datetime.date(2024, 3, 1)})
    """
    has_updates = any(is_clock(mark["text"]) for mark in _MARK.finditer(text))
    text = _MARK.sub(lambda mark: f"{mark['text']} ", text) if "{{" in text else text
    if not text.startswith(_FENCES):
        return text
    fence, *lines = text.split("\n")[:_MOST_FIELDS]
    ends = [place for place, line in enumerate(lines) if line.strip() == fence.strip()]
    fields = [_FIELD.fullmatch(line) for line in lines[: ends[0]]] if ends else []
    if fence.strip() not in _FENCES or not any(fields):
        return text
    said = {found["name"].casefold(): found["value"] for found in fields if found}
    around.title = said.get("title", "")
    if day := day_in(said.get("date", "")[: len("2024-03-01")]):
        around.dates_beside[1] = day
    below = "\n".join(text.split("\n")[ends[0] + 2 :])
    if has_updates and is_clock(said.get("date", "")):
        # Of a page of updates, each with its moment, it is that of the first one.
        below = re.sub(r"(?=\S)", f"{said['date']} ", below, count=1)
    return "\n" * (ends[0] + 2) + below
