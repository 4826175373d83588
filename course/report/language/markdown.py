"""What of a Markdown file is its writer's own prose: the rest is masked, letter by letter.

Masked text is as long as the text, so that a place in it is a place in the file.
"""

import re
from collections.abc import Iterator

from course.content import load

#: Stands around a word that is put at a distance: “tested” builds.
DISTANCE = "ǂ"
#: Stands for a letter that is there and is not read: to patterns it is a letter of a word, and no
#: mark of Markdown.
MASK = "ǁ"

_FENCE = re.compile(r" {0,3}(```|~~~)")
_QUOTE = re.compile(r"(?: {0,3}> ?){1,8}")
_BULLET = re.compile(r"\s{0,12}(?:[-*+]|\d{1,3}[.)]) (?:\[[ xX]\] )?")
_HEADING = re.compile(r" {0,3}#{1,6} (?P<title>.*)")
_HASHES = re.compile(r" {0,3}#{1,6} ")
_NUMBER = re.compile(r"^(?:\d{1,2}[.)]\s?){1,3}")
_INDENTED = re.compile(r" {4}|\t")
_RULE = re.compile(r"[\s|:=-]{3,}$")
_OWNER = re.compile(r"\W{0,6}(?P<name>[a-z][a-z ()]{1,20}?)\W{0,3}: ?(?P<rest>.*)", re.IGNORECASE)

# Each is bounded, or stops at a letter that cannot stand in what comes before it.
_CODE = re.compile(r"(`{1,3})(?!`)(?:[^`\n]|\n(?!\n)){1,600}\1")
_COMMENT = re.compile(r"<!--(?:[^-<]|-(?!->)|<(?!!--)){0,2000}-->")
_TAG = re.compile(r"</?[a-zA-Z][^<>\n]{0,300}>|<https?:[^<>\s]{1,600}>")
_LINK = re.compile(r"(?<=\])\([^()\s]{1,600}(?: \"[^\"\n]{0,200}\")?\)|https?://[^\s)>]{1,600}")
# Each way begins with one letter, for which the engine looks quickly.
_MARKS = re.compile(
    r"\*\*{0,2}|~(?<!~~)~(?!~)|_(?<!\w_)_{0,2}(?=\w)|_(?<=[\w.?!]_)_{0,2}(?!\w)|\\(?=\W)"
)
_QUOTED = re.compile(
    r"“(?:[^“”\n]|\n(?!\s?\n)){1,400}”"
    r"|\"(?<!\w\")(?:[^\"\n]|\n(?!\s?\n)){1,400}\"(?!\w)"
    r"|«(?:[^«»\n]|\n(?!\s?\n)){1,400}»"
    r"|‘(?<!\w‘)(?:[^’'\n]|[’'](?=\w)){1,200}[’'](?!\w)"
    r"|'(?<!\w')(?:[^’'\n]|[’'](?=\w)){1,200}[’'](?!\w)"
)


# One word within marks is no quotation.
_DISTANCED = re.compile(r"[“\"‘'](?<!\w.)([A-Za-z-]{2,20})[”\"’'](?!\w)")


def masked(text: str, *, quotations: bool = False) -> str:
    """Mask what is not the writer's own prose.

    Examples
    --------
    >>> masked("The step `run it` is “hard”.")
    'The step ǁǁǁǁǁǁǁǁ is ǂhardǂ.'
    """
    for pattern in (_COMMENT, _CODE, _TAG, _LINK):
        text = pattern.sub(_covered, text)
    text = _DISTANCED.sub(rf"{DISTANCE}\1{DISTANCE}", text)
    if not quotations:
        text = _QUOTED.sub(_covered, text)
    text = _MARKS.sub(lambda found: " " * len(found.group()), text)
    return "\n".join(_lines(text.split("\n")))


def _covered(found: re.Match[str]) -> str:
    return re.sub(r"[^\n]", MASK, found.group())


def _lines(lines: list[str]) -> Iterator[str]:
    """Mask line by line: fences, front matter, indented code, known headings and owners' cells."""
    fence, matter, listed = "", lines[0].rstrip() == "---" and _closes(lines), False
    columns: set[int] | None = None
    before = ""
    for number, line in enumerate(lines):
        after = lines[number + 1][:1] if number + 1 < len(lines) else ""
        if not (fence or matter) and _is_plain(line, after):
            listed, columns, before = listed and not line, None, line
            yield line
            continue
        prefix = _QUOTE.match(line)
        start = prefix.end() if prefix else 0
        bare = line[start:]
        opened = _FENCE.match(bare)
        if matter:
            matter = number == 0 or bare.rstrip() not in {"---", "..."}
            shown = ""
        elif fence or opened:
            shown = ""
            if opened and not fence:
                fence = opened.group(1)
            elif opened and opened.group(1) == fence:
                fence = ""
        elif _INDENTED.match(bare) and not listed and not before.strip():
            shown, bare = "", before
        else:
            listed = bool(_BULLET.match(bare)) or (listed and (not bare.strip() or bare[0] == " "))
            is_row = bare.lstrip().startswith("|")
            columns = _owners(bare) if is_row and columns is None else columns if is_row else None
            following = lines[number + 1].strip() if number + 1 < len(lines) else ""
            shown = _row(bare, columns or set()) if is_row else _prose(bare, following)
        before = bare
        yield " " * start + shown + " " * (len(line) - start - len(shown))


def _is_plain(line: str, after: str) -> bool:
    """Whether a line is empty, or words that no mark of Markdown can change; most lines are."""
    return not line or (
        line[0].isalpha() and ":" not in line and (not after or after.isalpha() or after in "(“")
    )


def _closes(lines: list[str]) -> bool:
    return any(line.rstrip() in {"---", "..."} for line in lines[1:60])


def _prose(line: str, following: str) -> str:
    heading = _HEADING.match(line)
    underlined = len(following) > 2 and not following.strip("=-")  # noqa: PLR2004 - three make a line
    title = heading.group("title") if heading else line
    is_bold = line.startswith("  ") and line.rstrip() != line
    if (heading or underlined or is_bold) and _plain(title) in load("language")["headings"]:
        return ""
    owner = _OWNER.match(line)
    if owner and owner.group("name").strip().lower() in load("language")["owners"]:
        return ""
    if _RULE.fullmatch(line):
        return ""
    mark = _BULLET.match(line) or _HASHES.match(line)
    return " " * mark.end() + line[mark.end() :] if mark else line


def _plain(title: str) -> str:
    return _NUMBER.sub("", title.strip(" #:.?*_")).strip().lower()


def _owners(header: str) -> set[int]:
    cells = header.split("|")
    known = load("language")["owners"]
    return {place for place, cell in enumerate(cells) if cell.strip().lower() in known}


def _row(line: str, owners: set[int]) -> str:
    cells = line.split("|")
    return "|".join(
        " " * len(cell) if place in owners else cell for place, cell in enumerate(cells)
    )


#: A heading, also in a block quotation: its words are not read on to the next line.
HEADING = re.compile(r"(?: {0,3}> ?){0,8} {0,3}#{1,6} ")
#: Where another block begins: its words are not read on from the line before.
BLOCK = re.compile(
    rf"(?: {{0,3}}> ?){{0,8}}\s{{0,12}}(?:[-*+]|\d{{1,3}}[.)]) |{HEADING.pattern}|\s{{0,3}}\|"
)
