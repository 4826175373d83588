"""HTML, and XML such as the feed of a status page: taken for the lines that a person sees."""

import re
from collections.abc import Sequence
from html import unescape

_LINES = """
address article blockquote br content dd description div dl dt encoded entry feed figure h1 h2 h3 h4
h5 h6 header hr item li ol p pre section summary table tbody thead title tr ul
"""
_NOT_SHOWN = "script style link guid id url generator author category cloud ttl docs language"
_BREAKS = frozenset(_LINES.split())
_CELLS = frozenset({"td", "th"})
_HEADINGS = {"h1", "h2", "h3", "title"}
_UNSEEN = frozenset(_NOT_SHOWN.split())
_DATES = frozenset({"pubdate", "lastbuilddate", "published", "updated", "dc:date"})
_DATE = re.compile(r"\d{4}-\d\d-\d\d|\d{1,2} [A-Z][a-z]{2} \d{4}")
_TAGS = re.compile(r"(<[!?/a-zA-Z][^<>]*>)")
_TAG = re.compile(r"<(?P<end>/?)[!?]?(?P<name>[a-zA-Z][\w:-]*)[^<>]*>")
_INLINE = re.compile(
    r"</?(?:span|b|i|u|em|strong|small|sup|sub|font|code|kbd|time|abbr|p|div|center|details|summary)"
    r"(?: [^<>\n]{0,200})?>",
    re.IGNORECASE,
)
# What says how wide the columns are.
_OF_A_TABLE = re.compile(r"\s*\[[\w%=,.*<>^~|\" -]*\]\s*")
# What may stand before the bar of a cell says how wide it is, and how it is set.
_CELL = re.compile(r"(?:[\d.]{1,6}[+*])?[<^>.]{0,4}[adehlmsv]?\|")
_BLANKS = re.compile(r"[^\S\t\n]+")
_AROUND_TABS = re.compile(r" ?\t ?")
_BETWEEN_CELLS = re.compile(r"\|\||!!")
_DEEPEST = 3


def is_markup(text: str) -> bool:
    """Tell whether a text is written in tags.

    Examples
    --------
    >>> is_markup("<ul><li>10:05 Errors</li></ul>"), is_markup("< 5 minutes later")
    (True, False)
    """
    begin = text.lstrip()[:2000]
    is_tag = begin.startswith("<") and bool(_TAGS.match(begin)) and "</" in text
    # What folds away a part of a text in Markdown is no page.
    return is_tag and not begin[: len("<details")].casefold().startswith(("<details", "<summary"))


def without_inline_tags(text: str) -> str:
    r"""Leave out tags and remarks between the lines of a text; all lines keep their numbers.

    Examples
    --------
    >>> without_inline_tags("Off\n<br><span class='at'>10:05</span><!--\nend -->, in <zone>")
    'Off\n<br>10:05\n, in <zone>'
    """
    if text.rfind("-->") > text.find("<!--") >= 0:
        text = _without_comments(text)
    return _INLINE.sub("", text) if "</" in text else text


def without_cells_on_lines(text: str) -> str:
    r"""Write the tables of AsciiDoc, whose cells may have lines of their own, as Markdown has them.

    Examples
    --------
    >>> without_cells_on_lines("|===\n|Time |Event\n\n|10:05\n|Off\n|===\n")
    '|Time |Event\n|---|---|\n\n|10:05|Off|\n\n\n'
    """
    if "|===" not in text:
        return text
    lines: list[str] = []
    cells: list[str] | None = None
    width = first = 0
    for line in text.split("\n"):
        found = _CELL.match(line)
        if cells and (line.strip() == "|===" or (found and len(cells) >= width)):
            lines[first], cells = _row(cells, width), []
        lines.append("")
        if line.strip() == "|===":
            cells, width = [] if cells is None else None, 0
            above = lines[-2:-1]
            lines[-2:-1] = ["" if _OF_A_TABLE.fullmatch(line) else line for line in above]
        elif cells is None:
            lines[-1] = line
        elif not width:
            # The names stand in one line, and a rule in the one below them.
            width = line.count("|")
            lines[-2:] = [line, "|---" * width + "|"] if width else lines[-2:]
        elif found:
            # A row keeps the number of its first cell.
            first = first if cells else len(lines) - 1
            cells += _cells(line[found.end() :])
        elif cells and not line.startswith("//"):
            # What begins with no bar goes on with the cell above.
            rest, *more = _cells(line)
            cells[-1:] = [f"{cells[-1]} {rest}".strip(), *more]
    if cells:
        lines[first] = _row(cells, width)
    return "\n".join(lines)


def _cells(line: str) -> list[str]:
    return [cell.strip() for cell in line.split("|")]


def _row(cells: Sequence[str], width: int) -> str:
    """Write cells as a row, which may break off before its last ones."""
    return f"|{'|'.join(cells)}|{'|' * (width - len(cells))}"


def without_wiki_tables(text: str) -> str:
    r"""Write the tables of a wiki as rows, with tabs between their cells.

    Examples
    --------
    >>> without_wiki_tables("{|\n! Time !! What\n|-\n| 10:05\n| Off\n|}")
    'Time\tWhat\n10:05\tOff'
    """
    # A sign alone is looked for many times faster than two.
    if "{" not in text or "{|" not in text or "|}" not in text:
        return text
    lines: list[str] = []
    row: list[str] = []
    for line in text.splitlines():
        mark = line.strip()[:2]
        if mark in {"{|", "|-", "|}", "|+"}:
            lines += ["\t".join(row)] if row else []
            row = []
        elif mark[:1] in {"|", "!"}:
            row += [cell.strip() for cell in _BETWEEN_CELLS.split(line.strip()[1:])]
        else:
            lines.append(line)
    return "\n".join(lines)


def lines_of(text: str) -> str:
    r"""Give the lines of a text in tags; dates of its entries stand above it as headings.

    Examples
    --------
    >>> lines_of("<p><b>10:05</b> Errors<br>10:20 <i>Well again</i></p>")
    '10:05 Errors\n10:20 Well again\n'
    """
    seen = _Seen()
    seen.take(text, 0)
    lines = (_BLANKS.sub(" ", line) for line in "".join(seen.parts).split("\n"))
    lines = (_AROUND_TABS.sub("\t", line).strip(" ") for line in lines)
    # The oldest date is that of the first row, whichever entry stands first.
    dates = [f"# {date}" for date in dict.fromkeys(seen.dates)][-1:]
    return "".join(f"{line}\n" for line in (*dates, *lines) if line.strip())


# The parser of the standard library takes minutes over junk.
class _Seen:
    """What has been seen so far."""

    def __init__(self) -> None:
        self.parts: list[str] = []
        self.dates: list[str] = []
        self._unseen = ""
        self._in_date = False
        self._in_cell = False
        #: Whether a cell of this row has begun.
        self._in_row = False

    def take(self, text: str, depth: int) -> None:
        """Take a text apart into tags and what stands between them."""
        text = _without_comments(text).replace("<![CDATA[", "").replace("]]>", "")
        for part in _TAGS.split(text):
            if found := _TAG.fullmatch(part):
                self._tag(found["name"].casefold(), is_end=bool(found["end"]), text=part)
            elif part and not self._unseen:
                self._data(unescape(part), depth)

    def _tag(self, name: str, *, is_end: bool, text: str) -> None:
        if self._unseen:
            self._unseen = "" if is_end and name == self._unseen else self._unseen
        elif name in _UNSEEN and not is_end and not text.endswith("/>"):
            # What a page links to has no end.
            self._unseen = "" if name == "link" and " " in text else name
        elif name in _CELLS:
            if not is_end and self._in_row:
                self.parts.append("\t")
            self._in_cell, self._in_row = not is_end, True
        elif name in _BREAKS and self._in_cell and name != "tr":
            self.parts.append(" ")
        elif name in _BREAKS:
            self._in_cell = self._in_row = False
            self.parts.append("\n# " if name in _HEADINGS and not is_end else "\n")
        self._in_date = name in _DATES and not is_end

    def _data(self, text: str, depth: int) -> None:
        if self._in_date:
            self.dates += _DATE.findall(text)[:1]
        elif depth < _DEEPEST and _TAGS.search(text):
            # A page within the entry of a feed, written so that it is text there.
            self.parts.append("\n")
            self.take(text, depth + 1)
            self.parts.append("\n")
        else:
            self.parts.append(text.replace("\n", " "))


def _without_comments(text: str) -> str:
    kept, begin = [], 0
    while (found := text.find("<!--", begin)) >= 0 and (end := text.find("-->", found)) >= 0:
        # Lines keep their numbers.
        kept += [text[begin:found], "\n" * text.count("\n", found, end)]
        begin = end + len("-->")
    return "".join([*kept, text[begin:]])
