"""Who speaks in a chat that was pasted: a name before each text, or above it with the time."""

import re
from collections import Counter
from collections.abc import Callable
from itertools import compress

from course.content import load
from course.incident.cells import Cells
from course.incident.lone_names import no_names

TIME, EVENT, AUTHOR = "timestamp", "event", "author"

_BEFORE = re.compile(
    r"(?P<who>(?:@\w|[A-ZÀ-Þ])[\w.'’-]*(?: [A-ZÀ-Þ][\w.'’-]*){0,2})\s?:\s+(?P<text>\S.*)", re.DOTALL
)
_BETWEEN_BARS = re.compile(
    r"\|?\s*(?P<who>[^\W\d_][^|\n]{0,30}?)\s*\|\s*(?P<text>[^|\s][^|]*)", re.DOTALL
)
_ABOVE = re.compile(
    r"(?P<who>@?[^\W\d_][\w.'’-]*(?: [^\W\d_][\w.'’-]*){0,3})"
    r"(?:\s+(?:APP|BOT))?"
    r"(?:\s*[—–|·,]\s*|\s+-\s+|\s+(?:at\s+)?)\[?(?P<time>[^\[\]]{4,40})\]?"
)
_ABOVE_A_TIME = re.compile(
    r"^(?P<who>@?[^\W\d_][\w.'’-]{1,30}(?: [A-ZÀ-Þ][\w.'’-]*){0,3})[ \t]*\n"
    # A sign for how somebody is may stand before the time.
    r"(?:[ \t]*:[\w+-]+:)?[ \t]+(?P<time>\d{1,2}:\d\d(?:\s?[AaPp]\.?[Mm]\.?)?)[ \t]*$",
    re.MULTILINE,
)
# What says that a message is of a program may stand before its time.
_PROGRAM = re.compile(
    r"^(?P<who>@?[^\W\d_][\w.'’-]{1,30}(?: [A-ZÀ-Þ][\w.'’-]*){0,3})[ \t]*\n"
    r"(?:APP|BOT)[ \t]+(?P<time>\d{1,2}:\d\d(?:\s?[AaPp]\.?[Mm]\.?)?)[ \t]*$",
    re.MULTILINE,
)
# A whole moment may stand below a name of two words and more without being set in.
_ABOVE_A_MOMENT = re.compile(
    r"^(?P<who>[A-ZÀ-Þ][\w.'’-]+(?: [A-ZÀ-Þ][\w.'’-]*){1,3})[ \t]*\n\n?"
    r"(?P<time>(?=[^\n]{0,20}\d{4})\w[\w ,./-]{5,24}\d{1,2}:\d\d"
    r"(?: ?[AaPp][Mm])?(?: [A-Z]{2,4})?)$",
    re.MULTILINE,
)
# A pattern is found several times faster than two signs in a row are.
_SET_IN = re.compile(r"\n[ \t]")
_DAY = re.compile(r"\d[/.-]\d|\b(?:19|20)\d\d\b")
_CLOCK = re.compile(r"\d:\d\d")
_MOSTLY = 0.6
_FEW = 3
_ENOUGH = 2
_LONGEST_BEGIN = 20_000


def speakers(texts: list[str]) -> tuple[list[str], list[str]] | None:
    """Take the names off texts that mostly begin with one, of which one comes again.

    Examples
    --------
    >>> speakers(["Ana: errors", "Ben: where?", "Ana: in the shop"])
    (['Ana', 'Ben', 'Ana'], ['errors', 'where?', 'in the shop'])
    >>> speakers(["Update: errors", "Update: fewer", "Resolved: all is well"]) is None
    True
    """
    found = [_named(_BEFORE.fullmatch(text)) or _BETWEEN_BARS.fullmatch(text) for text in texts]
    named = Counter(match["who"] for match in found if match)
    if len(texts) < _FEW or named.total() < _MOSTLY * len(texts):
        return None
    if max(named.values()) == 1:
        return None
    authors = [match["who"] if match else "" for match in found]
    rest = [match["text"] if match else text for match, text in zip(found, texts, strict=True)]
    return authors, rest


def _named(found: re.Match[str] | None) -> re.Match[str] | None:
    """Give what was found where it is no field of an e-mail, no state of an update, and no word."""
    texts, who = load("reading"), found["who"].casefold() if found else ""
    fields = (texts["update_states"], *texts["mail_fields"].values())
    is_none = any(who in words for words in fields) or not no_names().isdisjoint(who.split())
    return None if is_none else found


def without_notices(cells: Cells) -> Cells:
    """Leave out what a chat says of itself, such as that it is encrypted."""
    of_people = [
        bool(author)
        or not any(words in text.casefold() for words in load("reading")["of_the_chat"])
        for author, text in zip(cells.columns[AUTHOR], cells.columns[EVENT], strict=True)
    ]
    columns = {name: list(compress(values, of_people)) for name, values in cells.columns.items()}
    return Cells(cells.names, list(compress(cells.rows, of_people)), columns)


def with_names_beside_times(text: str) -> str:
    r"""Write the name and the time of a chat in one line, where the time stands alone below it.

    Examples
    --------
    >>> with_names_beside_times("Ana Bakker\n  10:02 AM\nErrors")
    'Ana Bakker — 10:02 AM\n\nErrors'
    """

    def beside(found: re.Match[str]) -> str:
        who = found["who"]
        if not no_names().isdisjoint(who.casefold().split()):
            return found[0]
        # Rows keep their numbers.
        lines = "\n" * found[0].count("\n")
        return f"{'@' if who.islower() else ''}{who} — {found['time']}{lines}"

    if _SET_IN.search(text):
        text = _ABOVE_A_TIME.sub(beside, text)
    if "\nAPP" in text or "\nBOT" in text:
        text = _PROGRAM.sub(r"\g<who> — \g<time>\n", text)
    is_chat = sum(1 for _ in _ABOVE_A_MOMENT.finditer(text[:_LONGEST_BEGIN])) >= _ENOUGH
    return _ABOVE_A_MOMENT.sub(beside, text) if is_chat else text


def signed(line: str, is_time: Callable[[str], bool]) -> tuple[str, str] | None:
    """Give the time and the name of a line that is nothing else, as a chat puts above a text.

    Examples
    --------
    >>> signed("Ana Bakker — 2:05 PM", lambda text: ":" in text)
    ('2:05 PM', 'Ana Bakker')
    >>> signed("Errors since 14:05", lambda text: ":" in text) is None
    True
    """
    found = _ABOVE.fullmatch(line.strip())
    if not found or not _CLOCK.search(found["time"]) or not is_time(found["time"].strip()):
        return None
    if found["who"].casefold() in load("reading")["weekdays"]:
        return None
    is_name = found["who"][:1].isupper() and not _reads_on(found["who"])
    # An account in small letters is one beside a date: a word beside a clock may be anything.
    is_account = " " not in found["who"] and bool(_DAY.search(found["time"]))
    if not (is_name or is_account or found["who"].startswith("@")):
        return None
    return found["time"], found["who"]


def _reads_on(who: str) -> bool:
    """Tell whether words in small letters make it a sentence."""
    return any(word[0].islower() for word in who.split())
