"""Prose in which sentences say when: at this time, then by that time."""

import re
from collections.abc import Iterator
from functools import cache

from course.content import load
from course.incident.cells import Cells
from course.incident.documents.line_heads import begins_with_a_clock, is_clock, is_listed
from course.incident.documents.lines import is_table
from course.incident.documents.markdown import plain
from course.incident.documents.speakers import EVENT, TIME
from course.incident.documents.written import Written
from course.incident.findings import Findings
from course.incident.how_far import going_through
from course.incident.notices import noticed
from course.incident.sentences import Rows

# At the beginning of a line these begin a sentence.
_WHEN_FIRST = re.compile(r"(?:At|By|Around|From|On)\s")
# Neither behind 10 a.m. nor behind the number of a day, as in 3. Juni.
_SENTENCE = re.compile(
    r"(?<=[.!?])(?<!\s\d\.)(?<!\s\d\d\.)\s+(?=[A-ZÀ-Þ0-9\"“(])(?<![apAP]\.[mM]\.\s)"
)
_LISTED = re.compile(r"\s*(?:[-*+•·‣▪●○◦]|\d{1,3}[.)])\s")
_BOLD = re.compile(r"(\*\*|__)(?:(?!\1).)+\1:?")
_ENDS = (".", "!", "?", ":", "”", '"', ")")
_WORD = re.compile(r"\S+")
_MARKS = " \t,;:()*_`."
_MOST_WORDS = 11
_SHORTEST_LINE = 40
_LONGEST = 2_000
_LONGEST_BEGIN = 20_000
_ENOUGH = 2


def read_prose(text: str, around: Written, findings: Findings) -> Cells | None:
    r"""Give sentences that say when, each with what follows it; None where it is no prose.

    Examples
    --------
    >>> text = "On 3 March 2025, at 16:40 UTC, it failed.\nWe asked. It was over at 18:20 UTC.\n"
    >>> read_prose(text, Written(), Findings("a.txt")).columns["timestamp"]
    ['3 March 2025, at 16:40 UTC', '18:20 UTC']
    """
    begin = _unwrapped(text[:_LONGEST_BEGIN].splitlines())
    if not _is_prose([line for line in begin if line.strip()]):
        return None
    heard = _Sentences(around)
    lines = _unwrapped(text.splitlines())
    for number, line in enumerate(going_through(lines, "lines", len(lines)), 1):
        heard.hear(number, line.strip())
    if len(heard.rows) < _ENOUGH:
        return None
    if heard.passed:
        findings.say(noticed("says_no_time", rows=Rows(heard.passed)))
    return Cells([TIME, EVENT], heard.rows, {TIME: heard.times, EVENT: heard.events})


def _unwrapped(lines: list[str]) -> list[str]:
    """Give each line what of its last sentence goes on below it; all keep their numbers."""
    joined, last = [""] * len(lines), 0
    for place, line in enumerate(lines):
        above = joined[last]
        goes_on = place and lines[place - 1].strip() and _SHORTEST_LINE <= len(above) < _LONGEST
        is_another = _WHEN_FIRST.match(line) and _moment(line)
        if goes_on and not above.rstrip().endswith(_ENDS) and line[:1].isalnum() and not is_another:
            joined[last] = f"{above.rstrip()} {line}"
        else:
            joined[place], last = line, place
    return joined


class _Sentences:
    """Sentences as they are heard, one after another."""

    def __init__(self, around: Written) -> None:
        self.rows: list[int] = []
        self.times: list[str] = []
        self.events: list[str] = []
        #: The numbers of lines after the first time that say none.
        self.passed: list[int] = []
        self._around = around

    def hear(self, number: int, line: str) -> None:
        """Take a line as a heading, or as sentences of which some are events."""
        is_heading = _is_heading(line)
        if is_heading:
            self._around.title = self._around.title or plain(line.strip("# "))
        if is_heading or not _moment(line):
            self._around.hear(line, number)
            if line and self.rows and not is_heading:
                self.passed.append(number)
            return
        for sentence in _SENTENCE.split(line):
            if when := _moment(sentence):
                self.rows.append(number)
                self.times.append(when)
                self.events.append(plain(_LISTED.sub("", sentence, count=1)))
            elif self.rows and self.rows[-1] == number:
                self.events[-1] = f"{self.events[-1]} {plain(sentence)}"
            else:
                self._around.hear(sentence, number)


def _is_prose(lines: list[str]) -> bool:
    headings = [line for line in lines if _is_heading(line.strip())]
    if sum(map(begins_with_a_clock, headings)) >= _ENOUGH:
        return False
    lines = [line for line in lines if line not in headings]
    long = [line for line in lines if len(line) >= _SHORTEST_LINE]
    if not long or is_table(lines) or any("\t" in line for line in lines):
        return False
    entries = sum(is_listed(line) or _begins_with_a_dial(line) or is_clock(line) for line in lines)
    if entries >= _ENOUGH or any(map(is_clock, lines)):
        return False
    bullets = [line for line in lines if _LISTED.match(line)]
    if len(bullets) > _ENOUGH and sum(bool(_moment(line)) for line in bullets) > len(bullets) / 2:
        # Each of them tells within its sentence when it was.
        return True
    ending = sum(line.rstrip().endswith(_ENDS) for line in long)
    timed = sum(bool(_moment(sentence)) for line in lines for sentence in _SENTENCE.split(line))
    return 2 * ending > len(long) and timed >= _ENOUGH


def _is_heading(line: str) -> bool:
    """Tell whether a line is a heading, by its sign or as all of it is bold."""
    return line.startswith("#") or bool(_BOLD.fullmatch(line))


def _begins_with_a_dial(line: str) -> bool:
    return begins_with_a_clock(line) and not (line.lstrip()[:1].isalpha() and _is_told(line))


def _is_told(line: str) -> bool:
    """Tell whether the first word of a line is one behind which a sentence says when."""
    return line.split(maxsplit=1)[0].casefold() in load("reading")["when_words"]


def _moment(sentence: str) -> str:
    """Give the first moment with a clock in a sentence, as it stands behind a word such as at."""
    for found in _starts(sentence):
        words = list(_WORD.finditer(sentence, found))[:_MOST_WORDS]
        for count in range(len(words), 0, -1):
            when = sentence[found : words[count - 1].end()].strip(_MARKS)
            # These go on to what it was before or after.
            if is_clock(when) and not when.endswith((" before", " after")):
                return when
    return ""


@cache
def _when() -> re.Pattern[str]:
    """Give the pattern of a word behind which a sentence says when."""
    words = "|".join(map(re.escape, load("reading")["when_words"]))
    return re.compile(
        # Behind a number “am” is the half of a day.
        rf"(?:^|(?<=[\s(,;])(?<!\d\s))(?P<word>{words})\s+"
        r"(?=[^\n]{0,40}?\d{1,2}(?:[:.h]\d\d|\s?[ap]\.?m|\s?h\b|\s?uhr\b))",
        re.IGNORECASE,
    )


def _starts(sentence: str) -> Iterator[int]:
    for found in _when().finditer(sentence):
        yield (
            found.start()
            if found["word"].casefold() in {"between", "zwischen", "entre"}
            else found.end()
        )
