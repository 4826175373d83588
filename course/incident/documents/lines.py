"""Lines that begin with a time: bullets, a log, minutes of a call."""

import re

from course.content import load
from course.incident.cells import Cells
from course.incident.clock_patterns import MIDDAY
from course.incident.documents.fences import details_between_fences
from course.incident.documents.left_out import note_left_out
from course.incident.documents.line_heads import (
    BULLET,
    LISTED,
    NUMBERED,
    begins_with_a_clock,
    clock_of,
    is_day,
    is_listed,
    stands_for_a_time,
    tells_when,
    time_and_text,
)
from course.incident.documents.markdown import plain
from course.incident.documents.sections import timeline_section
from course.incident.documents.speakers import (
    AUTHOR,
    EVENT,
    TIME,
    signed,
    speakers,
    without_notices,
)
from course.incident.documents.stated_milestones import with_named, with_stated
from course.incident.documents.texts_above import is_state, texts_above
from course.incident.documents.written import Written, day_in, is_a_day, zone_beside, zone_in
from course.incident.findings import Findings
from course.incident.headers import names_columns
from course.incident.how_far import going_through
from course.incident.notices import noticed
from course.incident.sentences import Rows
from course.incident.spreadsheet import SEPARATORS
from course.incident.time_words import NO_MOMENT, has_a_date

# The number of a ticket is none.
_SIGNED = re.compile(r"\s*#+(?![#\d])")
_ON_A_DAY = re.compile(r"\s*(?:On|Am|Le|El|Op|Em)\s")
# A sentence that says when, as a summary above the timeline has it.
_TELLS = re.compile(r"\s*(?:On|At|By|Between|From|Around|Since|Starting)\s.*[.:]\s*\Z")
_NEXT = re.compile(r"(?<=[.!?])\s+(?=(?:At|By|Around|From)\s+(?:about\s+|around\s+)?\d)")
# A bullet that begins with a date or a clock in a form that nobody knows.
_NUMBER = re.compile(rf"{LISTED.pattern}[^\w\n]*\d{{1,4}}[-/.:]\d{{1,2}}")
_DIAL = re.compile(r"\d:\d\d")
_GLUED = re.compile(
    r"(?<=[^\W\d_]|[.!?”)])(?=(?:[01]?\d|2[0-3]):[0-5]\d(?:\s[A-Z]{2,4})?\s?[–—-]\s)"
)
_BREAK = re.compile(r"<br\s*/?>\s*", re.IGNORECASE)
_HEADING = re.compile(r"\s*#{1,6}\s")
_LONG_HEADING = 10
_ENOUGH = 2
_NEVER_IN_TEXT = (";", "\t")
_MOST_LOOKED_AT = 60
_LONGEST_BEGIN = 20_000


def read_lines(text: str, around: Written, findings: Findings) -> Cells | None:
    """Give lines that begin with a time, each with its text; None where there are hardly any."""
    begin = [line for line in text[:_LONGEST_BEGIN].splitlines() if line.strip()]
    if (
        not begin
        or is_table(begin[:_MOST_LOOKED_AT])
        or not any(
            time_and_text(line) or signed(line, stands_for_a_time)
            for line in begin[:_MOST_LOOKED_AT]
        )
    ):
        return None
    log = _Log(around)
    lines = text.splitlines()
    # Among bullets, a line that is none and begins with a day is what stands above them.
    log.is_list = sum(map(is_listed, begin)) >= _ENOUGH
    log.details = details_between_fences(lines)
    headings = ["" if n in log.details else line for n, line in enumerate(lines, 1)]
    log.timeline = timeline_section(headings, clock_of)
    clocks = [line for line in begin if begins_with_a_clock(line)]
    log.has_clocks = len(clocks) >= _ENOUGH
    log.is_told_before = sum(not _TELLS.match(line) for line in clocks) > _ENOUGH
    for number, line in enumerate(going_through(lines, "lines", len(lines)), 1):
        for sentence in _sentences(line):
            log.hear(number, sentence)
    timed = sum(not NO_MOMENT.fullmatch(time) for time in log.times)
    if timed < _ENOUGH and timed < sum(bool(line.strip()) for line in lines):
        return None
    if log.times and (above := texts_above(log.before, log.behind)):
        around.title, log.events, log.passed = around.title or above[0], above[1], []
    _leave_out_silent(log, findings)
    columns = {TIME: log.times, EVENT: log.events}
    if any(log.authors):
        columns[AUTHOR] = log.authors
    if log.rows:
        with_stated(lines, log.rows, columns, TIME, EVENT)
        with_named(columns, EVENT, findings)
    # A milestone that a line says became a row.
    taken = set(log.rows)
    note_left_out([n for n in log.passed if n not in taken], log.elsewhere, findings)
    if log.joined:
        findings.say(noticed("goes_on", rows=Rows(log.joined)))
    if not any(log.authors) and (found := speakers(log.events)):
        columns[AUTHOR], columns[EVENT] = found
        return without_notices(Cells(list(columns), log.rows, columns))
    return Cells(list(columns), log.rows, columns)


def _leave_out_silent(log: "_Log", findings: Findings) -> None:
    """Leave out the few times beside which nothing is said, as of an update that was cut off."""
    kept = [place for place, event in enumerate(log.events) if event]
    if not _ENOUGH <= len(kept) < len(log.events):
        return
    silent = [row for row, event in zip(log.rows, log.events, strict=True) if not event]
    findings.say(noticed("silent", rows=Rows(silent)))
    log.rows = [log.rows[place] for place in kept]
    for cells in (log.times, log.events, log.authors):
        cells[:] = [cells[place] for place in kept]


class _Log:
    """Lines as they are heard, one after another."""

    def __init__(self, around: Written) -> None:
        self.rows: list[int] = []
        self.times: list[str] = []
        self.events: list[str] = []
        self.authors: list[str] = []
        #: For each event, the lines without a time that stand between it and the one above.
        self.before: list[list[str]] = []
        #: The numbers of lines that belong nowhere.
        self.passed: list[int] = []
        #: The numbers of those that look like an event and went on with the one above.
        self.joined: list[int] = []
        self.is_list = False
        self.has_clocks = False
        #: Whether sentences above the first event tell of what the events tell again.
        self.is_told_before = False
        #: The lines between fences, where these only show what the events tell.
        self.details: frozenset[int] = frozenset()
        #: The lines under the heading of the timeline, and those elsewhere that tell it again.
        self.timeline: set[int] = set()
        self.elsewhere: list[int] = []
        self._around = around
        self._is_open = self._is_headed = self._is_begun = False
        #: The lines without a time below the last event so far.
        self.behind: list[str] = []

    def hear(self, number: int, line: str) -> None:
        """Take a line as an event, a heading, or what goes on with the event above."""
        if not line.strip("` \t~=_*-"):
            # What stands under a heading is all of it.
            # As below one that says its state and nothing else yet.
            self._is_begun = self._is_open and is_state(self.events[-1])
            is_bare = self._is_begun or not self.events or not self.events[-1]
            self._is_open = self._is_open and (self._is_headed or is_bare)
            return
        if number in self.details:
            self._go_on(number, line.strip())
            return
        is_heading = bool(_SIGNED.match(line)) and not NUMBERED.match(line)
        author = signed(line, stands_for_a_time)
        head = (author[0], "") if author else time_and_text(line)
        is_bare = self._is_open and (not self.events[-1] or is_state(self.events[-1]))
        is_part = self.is_list and self._is_open and line.lstrip()[:1].islower()
        is_part = is_part and not LISTED.match(line) and not _says_roughly(line)
        if head and ((is_bare and tells_when(line)) or is_part):
            # Below a time that stands alone, a sentence that says when is its text, and so is a
            # line in small letters below a bullet.
            self.joined += [number] if is_part else []
            self._go_on(number, plain(line))
            return
        if head and not LISTED.match(line) and self._is_elsewhere(number, line):
            self.elsewhere.append(number)
            head = None
        if head and not (is_day(head[0]) and self._is_above(line, head[1], is_heading)):
            self.rows.append(number)
            self.times.append(head[0])
            self.events.append(plain(head[1]))
            self.authors.append(author[1] if author else "")
            # A time that stands alone is a heading as well.
            self._is_open, self._is_headed = True, is_heading or not head[1]
            # Where a line has a text beside its time, none stands above it.
            self.before.append([] if head[1] else self.behind)
            self.behind = []
        elif not (self._is_wrapped(line) or self._is_told(line, is_heading)) and (
            self._around.hear(line, number) or is_heading
        ):
            if is_heading:
                self._around.title = self._around.title or plain(line.strip("# "))
            elif _DIAL.search(line):
                # It says its day to what is below it, and more than its day.
                self.passed.append(number)
            self._is_open = False
        else:
            self._is_open = self._is_open and not (self._is_begun and LISTED.match(line))
            self.joined += [number] if self._is_open and _NUMBER.match(line) else []
            self._go_on(number, plain(BULLET.sub("", line, count=1)))

    def _is_elsewhere(self, number: int, line: str) -> bool:
        """Tell whether a line outside the timeline tells again what stands in it."""
        if self.timeline:
            return number not in self.timeline
        return self.is_told_before and not self.rows and bool(_TELLS.match(line))

    def _is_above(self, line: str, text: str, is_heading: bool) -> bool:
        is_listed = not self.is_list or bool(LISTED.match(line))
        # A sentence that says on which day it was tells what the clocks below it tell again.
        is_listed = is_listed and not (self.has_clocks and _ON_A_DAY.match(line))
        is_alone = not text or is_a_day(line)
        return is_heading or is_alone or bool(zone_in(text) or zone_beside(text)) or not is_listed

    def _is_wrapped(self, line: str) -> bool:
        """Tell whether a line goes on with an entry above, whatever it names."""
        is_set_in = self._is_open and line[:1].isspace() and not LISTED.match(line)
        # A small letter begins no heading.
        is_small = bool(self.rows) and line.lstrip()[:1].islower()
        goes_on = (is_set_in and self.is_list) or (is_small and not LISTED.match(line))
        return goes_on and not is_a_day(line)

    def _is_told(self, line: str, is_heading: bool) -> bool:
        """Tell whether a line below a clock is a sentence, whatever day it names."""
        is_sentence = line.rstrip().endswith((".", "!")) or line.count(" ") >= _LONG_HEADING
        if not self.rows or not is_sentence or is_heading or day_in(line) is None:
            return False
        # Below a moment with its date, clocks may be of another day.
        return not has_a_date(self.times[-1])

    def _go_on(self, number: int, more: str) -> None:
        self.behind.append(more)
        if self._is_open:
            event = self.events[-1]
            state = f"{event.rstrip(' :-–—')}:" if is_state(event) else event
            self.events[-1] = f"{state} {more}".strip()
            self._is_begun = False
        elif self.rows:
            self.passed.append(number)


def _says_roughly(line: str) -> bool:
    """Tell whether the first word of a line says roughly when, or is a time of day by name."""
    first = line.split(maxsplit=1)[0].casefold()
    return first in load("reading")["roughly"] or first.rstrip(":,") in MIDDAY


def _sentences(line: str) -> list[str]:
    """Take a paragraph apart that tells one thing after another: at this time, at that time."""
    parts = _BREAK.split(line)
    if any(map(time_and_text, parts[1:])):
        return parts
    # A list that lost its line breaks: each clock stands right behind the word above it.
    glued = _GLUED.split(line)
    if len(glued) > _ENOUGH:
        return glued
    sentences = _NEXT.split(line)
    # Below a date of another kind, a sentence that says when is of its text.
    is_told = len(sentences) > 1 and tells_when(BULLET.sub("", line, count=1))
    return sentences if is_told and all(map(time_and_text, sentences)) else [line]


def is_table(lines: list[str]) -> bool:
    """Tell whether lines are rows of a table, by their signs and their names of columns."""
    # A pasted table may stand in a text that is longer.
    if any(_begins_a_table(lines, place) for place, line in enumerate(lines) if "\t" in line):
        return True
    # A heading with a comma in it names no columns: the rows below it are separated as it is.
    usual = [sign for sign in SEPARATORS if 2 * sum(sign in line for line in lines) > len(lines)]
    cells = ((line, line.split(sign)) for line in lines for sign in usual if sign in line)
    named = (line for line, names in cells if names_columns(names))
    if any(not (_HEADING.match(line) or time_and_text(line)) for line in named):
        return True
    # Below a line that begins with no time, as many commas in each line are a table as well.
    signs = _NEVER_IN_TEXT if time_and_text(lines[0]) else (",", *_NEVER_IN_TEXT)
    return len(lines) > 1 and any(
        sign in lines[0] and len({line.count(sign) for line in lines}) == 1 for sign in signs
    )


def _begins_a_table(lines: list[str], place: int) -> bool:
    """Tell whether a line names columns that tabs part, and a row with a time is below it."""
    below = lines[place + 1].split("\t") if place + 1 < len(lines) else []
    has_time = len(below) > 1 and any(stands_for_a_time(cell.strip()) for cell in below)
    return has_time and names_columns(lines[place].split("\t"))
