"""A calendar file: each of its entries is an event."""

import re

from course.incident.cells import Cells
from course.incident.documents.speakers import EVENT, TIME
from course.incident.documents.written import Written
from course.incident.findings import Findings

_BEGIN = "BEGIN:VCALENDAR"
_ENTRY = re.compile(r"^BEGIN:VEVENT\n((?:(?!BEGIN:VEVENT$).*\n)*?)END:VEVENT$", re.MULTILINE)
_FIELD = re.compile(r"^(?P<name>[A-Z-]+)(?P<more>;[^:\n]*)?:(?P<text>.*)$", re.MULTILINE)
_MOMENT = re.compile(r"(\d{4})(\d\d)(\d\d)(?:T(\d\d)(\d\d)(\d\d)(Z?))?")
_ZONE = re.compile(r";TZID=\"?([^;\"]+)")
_ESCAPED = re.compile(r"\\(.)")


def read_calendar(text: str, _around: Written, _findings: Findings) -> Cells | None:
    r"""Give the entries of a calendar as rows; None where the text is none.

    Examples
    --------
    >>> entry = "BEGIN:VEVENT\nDTSTART:20240312T094200Z\nSUMMARY:Off\nEND:VEVENT\n"
    >>> read_calendar(f"BEGIN:VCALENDAR\n{entry}", Written(), Findings("a.ics")).columns
    {'timestamp': ['2024-03-12T09:42:00Z'], 'event': ['Off']}
    """
    if not text.lstrip().startswith(_BEGIN):
        return None
    # A line that begins with a blank goes on with the one above.
    unfolded = re.sub(r"\r?\n[ \t]", "", text).replace("\r\n", "\n")
    rows, times, events = [], [], []
    for number, entry in enumerate(_ENTRY.findall(unfolded), 1):
        fields = {field["name"]: field for field in reversed(list(_FIELD.finditer(entry)))}
        if "DTSTART" in fields:
            rows.append(number)
            times.append(_moment(fields["DTSTART"]))
            texts = [fields[name]["text"] for name in ("SUMMARY", "DESCRIPTION") if name in fields]
            events.append(": ".join(filter(None, map(_plain, texts))))
    return Cells([TIME, EVENT], rows, {TIME: times, EVENT: events}) if rows else None


def _moment(field: re.Match[str]) -> str:
    found = _MOMENT.match(field["text"].strip())
    if not found:
        return field["text"]
    year, month, day, hour, minute, second, zulu = found.groups()
    date = f"{year}-{month}-{day}"
    zone = _ZONE.search(field["more"] or "")
    clock = f"T{hour}:{minute}:{second}{zulu}" if hour else ""
    return f"{date}{clock} {zone[1]}" if zone and hour and not zulu else f"{date}{clock}"


def _plain(text: str) -> str:
    return " ".join(_ESCAPED.sub(lambda found: " " if found[1] in "nN" else found[1], text).split())
