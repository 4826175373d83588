"""The time with which a line begins, and what it says behind it."""

import re
from functools import lru_cache

from course.incident.iso_times import form_of, shape_of
from course.incident.time_words import NO_MOMENT, first_moment, recognise
from course.incident.zone_words import zone_words

_ISO_PARTS = ("year", "hour", "minute", "second", "offset")
_EMOJI = "[\U0001f300-\U0001faff\u2300-\u23ff\u2600-\u27bf\u2b00-\u2bff]\ufe0f?|:[a-z0-9_]+:"
_NAMED_EMOJI = re.compile(r"\A\s*(?:[–—-]\s*)?:[a-z][a-z0-9_+-]+:(?=\s)")
_SIGNS = "*+•·‣▪●○◦■□▸►➢✓✔→o–—"
#: What may stand before the time of a line.
BULLET = re.compile(
    rf"\s*(?:(?:{_EMOJI}|[-:{_SIGNS}]|\*{{2,6}}|\(?\d{{1,3}}[.)]{{1,2}}|\[[ xX]\])\s+|>\s*|・\s*)*"
)
#: The number of an entry, which is no heading.
NUMBERED = re.compile(r"\A\s*#\d{1,3}[.:)]?\s+(?=\S)")
_IN_BRACKETS = re.compile(r"[\[(<【「](?P<time>[^\])>】」\n]{1,60})[\])>】」]")
_IN_MARKS = re.compile(r"(?P<mark>\*\*|__|`|\*|_)(?P<time>.{1,60}?)(?P=mark)")
#: How a line of a list begins.
LISTED = re.compile(rf"\s*(?:(?:[-{_SIGNS}]|[#(]?\d{{1,3}}[.)]{{1,2}}|#\d{{1,3}})\s|・)")
_TELLS_WHEN = re.compile(r"\s*(?:On|At|By|Between|From|Around|Since)\s[^\n]{20}")
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
# A time in a form that a table has as well, with a sign behind all of it.
_BEFORE_A_SIGN = re.compile(r"(?P<time>[~≈]?\d[^\n]{2,28}?)[*_`]*(?::(?=\s)|\s[–—-]\s)")
_TO_THE_END = re.compile(r"(?P<time>[~≈]?\d[^\n]{2,28}?)[*_`:]*\s*\Z")
# A dash right behind a clock, with a word right behind it.
_TIGHT = re.compile(r"(\d{1,2}:\d\d)[–—|](?=[^\W\d_]{2})")
_AFTER = re.compile(r"[\s:;,|·•–—>→⇒➜➔=-]+")
_SIGN_BEFORE = re.compile(r"\s[–—-]\s*\Z")
_MOST_WORDS = 9


def begins_with_a_time(line: str) -> bool:
    """Tell whether a line would be an event of its own."""
    return bool(time_and_text(line))


def begins_with_a_clock(line: str) -> bool:
    """Tell whether a line begins with a time of the day, and with no day alone."""
    head = time_and_text(line)
    return head is not None and not is_day(head[0])


def tells_when(line: str) -> bool:
    """Tell whether a line is a sentence that begins with when it was."""
    return bool(_TELLS_WHEN.match(line))


def clock_of(line: str) -> str:
    """Give the time of the day with which a line begins, or nothing."""
    head = time_and_text(line)
    return head[0] if head and not is_day(head[0]) else ""


def is_clock(text: str) -> bool:
    """Tell whether a text is a time of the day, with its date or without."""
    return _richness(text) > 0 and not (is_day(text) or _is_hour_alone(text))


def is_listed(line: str) -> bool:
    """Tell whether a line is a bullet that begins with a time."""
    return bool(LISTED.match(line) and time_and_text(line))


def is_day(time: str) -> bool:
    """Tell whether a time is a day and says no clock."""
    form = form_of(shape_of(time))
    if form.parts is not None:
        return form.precision == "day"
    words = recognise(shape_of(time))
    return bool(words and words.date and not words.hour and not words.half)


def time_and_text(line: str) -> tuple[str, str] | None:
    """Take a line apart into its time and its text, or tell that it begins with no time."""
    # A heading may say its state first, and its time at its end.
    is_heading = line.lstrip().startswith("#")
    line = NUMBERED.sub("", line, count=1).lstrip("# ")
    begin = BULLET.match(line)
    rest = line[begin.end() :] if begin else line
    rest = rest if is_heading else _AGO.sub("", rest, count=1)
    for pattern in (_IN_MARKS, _IN_BRACKETS):
        found = pattern.match(rest)
        inner = found["time"].strip("[]() :–—-") if found else ""
        if found and stands_for_a_time(inner):
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


def stands_for_a_time(text: str) -> bool:
    """Tell whether a text is a time, or what is written where none is known."""
    return bool(NO_MOMENT.fullmatch(text)) or _richness(text) > 0


def _time_and_words(inner: str) -> tuple[str, str] | None:
    """Take a time and the words beside it apart that stand between signs together."""
    head = time_and_text(inner) if inner.lstrip(" [(~")[:1].isdigit() else None
    return head if head and _WORDS.search(head[1]) else None


def _is_time_in_marks(text: str) -> bool:
    """Tell whether what stands between signs is a time, or begins with one and a range or so."""
    if stands_for_a_time(text):
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
