"""Lines that begin with a time: bullets, a log, minutes of a call."""

import re
from functools import lru_cache
from itertools import chain

from course.content import load
from course.incident.cells import Cells
from course.incident.documents.left_out import note_left_out
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
from course.incident.iso_times import form_of, shape_of
from course.incident.notices import noticed
from course.incident.sentences import Rows
from course.incident.spreadsheet import SEPARATORS
from course.incident.time_words import MIDDAY, NO_MOMENT, first_moment, recognise, zone_words

_ISO_PARTS = ("year", "hour", "minute", "second", "offset")
_EMOJI = "[\U0001f300-\U0001faff\u2300-\u23ff\u2600-\u27bf\u2b00-\u2bff]\ufe0f?|:[a-z0-9_]+:"
_NAMED_EMOJI = re.compile(r"\A\s*[–—-]?\s*:[a-z][a-z0-9_+-]+:(?=\s)")
_SIGNS = "*+•·‣▪●○◦■□▸►➢✓✔→o–—"
#: What may stand before the time of a line.
BULLET = re.compile(
    rf"\s*(?:(?:{_EMOJI}|[-:{_SIGNS}]|\*{{2,6}}|\(?\d{{1,3}}[.)]{{1,2}}|\[[ xX]\])\s+|>\s*|・\s*)*"
)
# The number of a ticket is none.
_SIGNED = re.compile(r"\s*#+(?![#\d])")
_NUMBERED = re.compile(r"\A\s*#\d{1,3}[.:)]?\s+(?=\S)")
_IN_BRACKETS = re.compile(r"[\[(<【「](?P<time>[^\])>】」\n]{1,60})[\])>】」]")
_IN_MARKS = re.compile(r"(?P<mark>\*\*|__|`|\*|_)(?P<time>.{1,60}?)(?P=mark)")
_LISTED = re.compile(rf"\s*(?:(?:[-{_SIGNS}]|[#(]?\d{{1,3}}[.)]{{1,2}}|#\d{{1,3}})\s|・)")
_ON_A_DAY = re.compile(r"\s*(?:On|Am|Le|El|Op|Em)\s")
# A sentence that says when, as a summary above the timeline has it.
_TELLS = re.compile(r"\s*(?:On|At|By|Between|From|Around|Since|Starting)\s.*[.:]\s*\Z")
_TELLS_WHEN = re.compile(r"\s*(?:On|At|By|Between|From|Around|Since)\s[^\n]{20}")
_NEXT = re.compile(r"(?<=[.!?])\s+(?=(?:At|By|Around|From)\s+(?:about\s+|around\s+)?\d)")
# What a page writes before the time of an update.
_AGO = re.compile(
    r"\A(?:(?:posted|updated)\b[\w\s]{1,30}\bago\b|posted(?: on)?(?=\s+[A-Z0-9])"
    r"|(?:update|edit)\b(?:\s(?:placed|posted|added)\b)?(?:\s(?:at|on)(?=\s\d))?(?:\s*#?\d{1,2}(?=\s*[:–—-]\s|\s+\d))?)[\s.,·:(\[@–—-]*",
    re.IGNORECASE,
)
_GOES_ON = re.compile(r"[ap]\.?m\.?|uhr|h|hrs|hours", re.IGNORECASE)
# Words of a sentence, as beside a time that stands in it.
_SENTENCE = re.compile(r"[^\W\d_]{2,}\s+[^\W\d_]{2,}")
_WORDS = re.compile(r"[^\W\d_]{4,}")
_LENGTH = re.compile(r"\s*(?:minutes|mins?|seconds|secs)\b", re.IGNORECASE)
# What is said in brackets may stand right behind a time.
_WORD = re.compile(r"[^\s(（]+(?=[(（][^()（）\n]*[)）](?:[\s:,.–—-]|$))|\S+")
_SIGN = re.compile(r"\W{0,3}?[:–—-]")
# A bullet that begins with a date or a clock in a form that nobody knows.
_NUMBER = re.compile(rf"{_LISTED.pattern}[^\w\n]*\d{{1,4}}[-/.:]\d{{1,2}}")
# A time in a form that a table has as well, with a sign behind all of it.
_BEFORE_A_SIGN = re.compile(r"(?P<time>[~≈]?\d[^\n]{2,28}?)[*_`]*(?::(?=\s)|\s[–—-]\s)")
_TO_THE_END = re.compile(r"(?P<time>[~≈]?\d[^\n]{2,28}?)[*_`:]*\s*\Z")
# A dash right behind a clock, with a word right behind it.
_TIGHT = re.compile(r"(\d{1,2}:\d\d)[–—|](?=[^\W\d_]{2})")
_AFTER = re.compile(r"[\s:;,|·•–—>→⇒➜➔=-]+")
_DIAL = re.compile(r"\d:\d\d")
_GLUED = re.compile(
    r"(?<=[^\W\d_]|[.!?”)])(?=(?:[01]?\d|2[0-3]):[0-5]\d(?:\s[A-Z]{2,4})?\s?[–—-]\s)"
)
_BREAK = re.compile(r"<br\s*/?>\s*", re.IGNORECASE)
_SIGN_BEFORE = re.compile(r"\s[–—-]\s*\Z")
_HEADING = re.compile(r"\s*#{1,6}\s")
_FENCE = re.compile(r"\s*(`{3,}|~{3,})")
_MOST_WORDS = 9
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
            time_and_text(line) or signed(line, _is_time) for line in begin[:_MOST_LOOKED_AT]
        )
    ):
        return None
    log = _Log(around)
    lines = text.splitlines()
    # Among bullets, a line that is none and begins with a day is what stands above them.
    log.is_list = sum(map(is_listed, begin)) >= _ENOUGH
    log.details = _details(lines)
    headings = ["" if n in log.details else line for n, line in enumerate(lines, 1)]
    log.timeline = timeline_section(headings, _clock_of)
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


def begins_with_a_time(line: str) -> bool:
    """Tell whether a line would be an event of its own."""
    return bool(time_and_text(line))


def begins_with_a_clock(line: str) -> bool:
    """Tell whether a line begins with a time of the day, and with no day alone."""
    head = time_and_text(line)
    return head is not None and not _is_day(head[0])


def tells_when(line: str) -> bool:
    """Tell whether a line is a sentence that begins with when it was."""
    return bool(_TELLS_WHEN.match(line))


def _clock_of(line: str) -> str:
    """Give the time of the day with which a line begins, or nothing."""
    head = time_and_text(line)
    return head[0] if head and not _is_day(head[0]) else ""


def is_clock(text: str) -> bool:
    """Tell whether a text is a time of the day, with its date or without."""
    return _richness(text) > 0 and not (_is_day(text) or _is_hour_alone(text))


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
        is_heading = bool(_SIGNED.match(line)) and not _NUMBERED.match(line)
        author = signed(line, _is_time)
        head = (author[0], "") if author else time_and_text(line)
        is_bare = self._is_open and (not self.events[-1] or is_state(self.events[-1]))
        is_part = self.is_list and self._is_open and line.lstrip()[:1].islower()
        is_part = is_part and not _LISTED.match(line) and not _says_roughly(line)
        if head and ((is_bare and tells_when(line)) or is_part):
            # Below a time that stands alone, a sentence that says when is its text, and so is a
            # line in small letters below a bullet.
            self.joined += [number] if is_part else []
            self._go_on(number, plain(line))
            return
        if head and not _LISTED.match(line) and self._is_elsewhere(number, line):
            self.elsewhere.append(number)
            head = None
        if head and not (_is_day(head[0]) and self._is_above(line, head[1], is_heading)):
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
            self._is_open = self._is_open and not (self._is_begun and _LISTED.match(line))
            self.joined += [number] if self._is_open and _NUMBER.match(line) else []
            self._go_on(number, plain(BULLET.sub("", line, count=1)))

    def _is_elsewhere(self, number: int, line: str) -> bool:
        """Tell whether a line outside the timeline tells again what stands in it."""
        if self.timeline:
            return number not in self.timeline
        return self.is_told_before and not self.rows and bool(_TELLS.match(line))

    def _is_above(self, line: str, text: str, is_heading: bool) -> bool:
        is_listed = not self.is_list or bool(_LISTED.match(line))
        # A sentence that says on which day it was tells what the clocks below it tell again.
        is_listed = is_listed and not (self.has_clocks and _ON_A_DAY.match(line))
        is_alone = not text or is_a_day(line)
        return is_heading or is_alone or bool(zone_in(text) or zone_beside(text)) or not is_listed

    def _is_wrapped(self, line: str) -> bool:
        """Tell whether a line goes on with an entry above, whatever it names."""
        is_set_in = self._is_open and line[:1].isspace() and not _LISTED.match(line)
        # A small letter begins no heading.
        is_small = bool(self.rows) and line.lstrip()[:1].islower()
        goes_on = (is_set_in and self.is_list) or (is_small and not _LISTED.match(line))
        return goes_on and not is_a_day(line)

    def _is_told(self, line: str, is_heading: bool) -> bool:
        """Tell whether a line below an event is a sentence, whatever day it names."""
        is_sentence = line.rstrip().endswith((".", "!")) or line.count(" ") >= _LONG_HEADING
        return bool(self.rows) and is_sentence and not is_heading and day_in(line) is not None

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


def _details(lines: list[str]) -> frozenset[int]:
    """Give the lines between fences; none where the events themselves stand there."""
    fences: list[list[int]] = []
    opened = ""
    for number, line in enumerate(lines, 1):
        fence = _FENCE.match(line)
        if fence and (not opened or fence[1].startswith(opened)):
            opened = "" if opened else fence[1]
            fences += [[]] if opened else []
        elif opened:
            fences[-1].append(number)
    if opened or not fences:
        return frozenset()
    timed = {number for number, line in enumerate(lines, 1) if begins_with_a_clock(line)}
    inside = frozenset(chain.from_iterable(fences))
    outside, with_times = len(timed - inside), sum(not timed.isdisjoint(each) for each in fences)
    is_beside = outside > max(with_times, _ENOUGH) and 2 * outside >= len(timed & inside)
    return inside if is_beside else frozenset()


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
    is_told = len(sentences) > 1 and bool(_TELLS_WHEN.match(BULLET.sub("", line, count=1)))
    return sentences if is_told and all(map(time_and_text, sentences)) else [line]


def is_listed(line: str) -> bool:
    """Tell whether a line is a bullet that begins with a time."""
    return bool(_LISTED.match(line) and time_and_text(line))


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
    has_time = len(below) > 1 and any(_is_time(cell.strip()) for cell in below)
    return has_time and names_columns(lines[place].split("\t"))


def _is_day(time: str) -> bool:
    form = form_of(shape_of(time))
    if form.parts is not None:
        return form.precision == "day"
    words = recognise(shape_of(time))
    return bool(words and words.date and not words.hour and not words.half)


def time_and_text(line: str) -> tuple[str, str] | None:
    """Take a line apart into its time and its text, or tell that it begins with no time."""
    # A heading may say its state first, and its time at its end.
    is_heading = line.lstrip().startswith("#")
    line = _NUMBERED.sub("", line, count=1).lstrip("# ")
    begin = BULLET.match(line)
    rest = line[begin.end() :] if begin else line
    rest = rest if is_heading else _AGO.sub("", rest, count=1)
    for pattern in (_IN_MARKS, _IN_BRACKETS):
        found = pattern.match(rest)
        inner = found["time"].strip("[]() :–—-") if found else ""
        if found and _is_time(inner):
            return inner, _after(rest[found.end() :])
        if found and (within := _time_and_words(found["time"])):
            return within[0], f"{within[1]} {_after(rest[found.end() :])}".strip()
        if found and _is_time_in_marks(inner):
            return inner, _after(rest[found.end() :])
    bare = rest.lstrip("*_`[(")
    if tight := _TIGHT.match(bare):
        return tight[1], bare[tight.end() :]
    best, most = 0, 0
    for count, word in enumerate(_WORD.finditer(bare), 1):
        if count > _MOST_WORDS:
            break
        rich = _richness(_trimmed(bare[: word.end()]))
        # The end of a range may turn out to be the same moment elsewhere.
        if rich > most or (rich and rich >= most - 1 and _goes_on(word[0])):
            best, most = word.end(), max(rich, most)
    when = _trimmed(bare[:best])
    # Two hours of something are no time: an hour alone has a sign behind it.
    is_sure = not _is_hour_alone(when) or bool(_SIGN.match(bare[len(when) :]))
    is_sure = is_sure and not _LENGTH.match(bare[best:])
    if most and is_sure:
        return when, _after(bare[best:])
    is_listed = begin is not None and begin.end() > 0
    before = (_BEFORE_A_SIGN if is_listed else _TO_THE_END).match(bare) if not most else None
    is_time = before is not None and _is_time_in_marks(before["time"])
    return (before["time"], _after(bare[before.end() :])) if before and is_time else None


def _goes_on(word: str) -> bool:
    """Tell whether a word belongs to the time before it and adds nothing to it."""
    # Such as the half or the zone of the end of a range, hours by name, or a clock elsewhere.
    plain = _trimmed(word)
    is_zone = plain.isupper() and plain.casefold() in zone_words()
    return is_zone or bool(_GOES_ON.fullmatch(plain)) or word.rstrip(":,*_").endswith(")")


def _is_hour_alone(text: str) -> bool:
    words = recognise(shape_of(text))
    return bool(words and words.hour and not (words.minute or words.half or words.date))


def _trimmed(text: str) -> str:
    return text.strip().strip("*_`[]").rstrip(":,;|–—→⇒➜➔=>-").rstrip("*_`]) ").strip()


def _after(text: str) -> str:
    text = _NAMED_EMOJI.sub("", text.lstrip("*_`])"), count=1)
    found = _AFTER.match(text)
    return (text[found.end() :] if found else text).strip()


def _is_time(text: str) -> bool:
    return bool(NO_MOMENT.fullmatch(text)) or _richness(text) > 0


def _time_and_words(inner: str) -> tuple[str, str] | None:
    """Take a time and the words beside it apart that stand between signs together."""
    head = time_and_text(inner) if inner.lstrip(" [(~")[:1].isdigit() else None
    return head if head and _WORDS.search(head[1]) else None


def _is_time_in_marks(text: str) -> bool:
    """Tell whether what stands between signs is a time, or begins with one and a range or so."""
    if _is_time(text):
        return True
    first = first_moment(shape_of(text)) if text.lstrip("~≈")[:1].isdigit() else None
    # Of several days the first is meant as well.
    is_days = bool(first and first.date and not first.hour and not _WORDS.search(text))
    return is_days or bool(first and first.minute and not _SENTENCE.search(text))


def _richness(text: str) -> int:
    """Tell how many parts of a time a text has, or 0 where it is none."""
    shape = shape_of(text)
    rich = _of_shape(shape)
    if rich and (words := recognise(shape)) and words.zone:
        letters = text[words.zone]
        is_behind = words.hour is not None and words.hour.start < words.zone.start
        if is_behind and _SIGN_BEFORE.search(text, 0, words.zone.start):
            # Behind a sign they begin the text.
            return 0
        # A word in small letters, such as "eastern", is a word.
        is_sure = letters.isupper() or "/" in letters or letters == "z" or not letters.isascii()
        return rich if is_sure else 0
    return rich


@lru_cache(maxsize=4096)
def _of_shape(shape: str) -> int:
    form = form_of(shape)
    if form.parts is not None:
        return 1 + sum(bool(form.parts[name]) for name in _ISO_PARTS)
    if form.is_hour_alone:
        return 0
    words = recognise(shape)
    if words is None or not (words.hour or words.half or (words.date and words.year)):
        return 0
    parts = (words.date, words.year, words.hour, words.minute, words.seconds, words.half)
    # An offset says more than the letters before it, as in GMT + 1.
    return sum(map(bool, (*parts, words.zone, words.ahead, words.ahead, words.until)))
