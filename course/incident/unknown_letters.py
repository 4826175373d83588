"""Letters beside clocks that are no zone anybody knows: they are told, and nothing is guessed."""

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from zoneinfo import ZoneInfo

from course.incident.columns import EVENT, TIMESTAMP
from course.incident.documents import Written
from course.incident.findings import Findings, quoted
from course.incident.notices import noticed
from course.incident.sentences import LINE, Rows
from course.incident.zone_letters import meaning

_BEHIND = re.compile(r"(?P<bracket>[(\[]?)(?P<letters>[A-Z]{2,4}T)(?=[)\]\s:,–—-]|$)")
_OF_ALL = re.compile(r"(?i:\btime(?:s|stamps)?\b)[^.\n]{0,20}?\b(?P<letters>[A-Z]{2,4}T)\b")
_ENDS_IN_A_CLOCK = re.compile(r"\d(?:\s?[ap]\.?m\.?)?$", re.IGNORECASE)
_ENDS_IN_LETTERS = re.compile(r"\d ?[A-Z]{3,4}$")
_SEVERAL = 2
_BEHIND_A_CLOCK = {EVENT, "actor_role"}


def note_unknown_letters(
    rows: Sequence[int],
    columns: Mapping[str, Sequence[str]],
    around: Written,
    here: ZoneInfo,
    findings: Findings,
) -> None:
    """Say which letters behind the clocks of a text, or above it, are left as they stand."""
    times = columns.get(TIMESTAMP, [])
    if findings.counts != LINE or not times:
        return
    read_in = around.zone or here.key
    for line in around.above.values():
        found = _OF_ALL.search(line)
        if found and meaning(found["letters"], here) is None:
            parts = {"letters": found["letters"], "text": quoted(line.strip()), "zone": read_in}
            findings.say(noticed("letters_above", **parts))
    places: dict[str, list[int]] = defaultdict(list)
    are_sure = False
    for name in _BEHIND_A_CLOCK & columns.keys():
        for place, text in enumerate(columns[name]):
            found = _BEHIND.match(text)
            if not found or not _ENDS_IN_A_CLOCK.search(times[place]):
                continue
            if meaning(found["letters"], here) is None:
                places[found["letters"]].append(place)
                are_sure |= bool(found["bracket"])
    are_sure = are_sure or bool(places and any(map(_ENDS_IN_LETTERS.search, times)))
    for letters, found_at in places.items():
        # Words such as NAT begin a sentence now and then, and a zone most of them.
        if are_sure or len(found_at) >= max(_SEVERAL, len(rows) / 2):
            named = Rows([rows[place] for place in found_at])
            cell = quoted(f"{times[found_at[0]]} {letters}")
            findings.say(noticed("letters", rows=named, letters=letters, cell=cell, zone=read_in))
