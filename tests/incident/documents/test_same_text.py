"""The same text read the same, through whichever program it comes."""

import re
import textwrap
from collections.abc import Callable
from datetime import date

import pytest

from course.incident.choices import Choices
from course.incident.documents import read_document
from course.incident.findings import Findings
from course.incident.importing import Answers, bring

LIST = """\
# Payments by card failed

## Timeline (UTC), 3 March 2026

- 10:15 am - Payments by card fail in half of the shops
- 10:42 am - The person on call is paged
- 12:05 pm - Release 4.12 is rolled back in every region, though not
  what came before 2 March 2026, and payments work again
- 1:30 pm - All queues are empty
"""

REPORT = """\
# Search returned nothing

We broke the search of the shop on 12 May 2025, and we are sorry.

## Timeline

All times are in UTC.

- **09:02** The new index goes live
- **09:20** Customers report empty pages
  and the desk calls the team
- **10:11** The old index is back

## What we learned

- Compare the index with the old one before it goes live
"""

SECTIONS = """\
# Mail was late on 8 April 2025

At 10:49 we released, and at 11:03 it was taken back.

## Timeline (UTC)

- 10:50 A new filter goes live
- 11:04 The old filter is back

## Why

At 3:00 nobody looks at mail.
"""

PARTS = """\
# Mail was late on 8 April 2025

## Timeline (UTC)

### Before

10:50 A new filter goes live

### After

11:04 The old filter is back
"""

STATED = """\
- Start: 2021-02-03 09:15 UTC
- 09:20: Errors rise
- 09:40: Taken back
- End: 2021-02-03 09:45 UTC
"""

COUNTED = """\
T+0 is 2024-03-12 14:00 UTC.

- T-5m: a new version of the queue goes out
- T+0: nothing is taken from it
- T+1h05m: it is empty
"""

CHAT = """\
Thursday, June 11th, 2026

Ana Bakker
  10:03 AM
Login is down for everyone
3 replies
View thread

Tom Vos
  10:20 AM
Looking at the release of today
"""

ABOVE = "### Logins failed on 2026-02-11\n\n"
BELOW = """
That is all of it, as far as we know.

It is the first time that a certificate
was forgotten in this team.

Nobody else was called, and nothing
was lost: all who tried again later
could log in.
"""
CELLS = [
    ("Time (UTC)", "What happened", "Who"),
    ("20:17", "A certificate runs out", ""),
    ("20:31", "First call of a customer", "support"),
    ("21:48", "The new certificate is in place", "engineer"),
]

DAYS = """\
Monday, 4 August 2025

08:50 The disk of the mail server is full
09:15 Mail is slow, says the desk

Tuesday, 5 August 2025

07:30 Old mail is moved, and mail is quick again
"""

ROWS = """\
Date,Time,Event,Role
2026-06-11,18:03,The till shows errors,support
2026-06-11,18:20,"The gateway is full, says the log",engineer
2026-06-11,19:05,The gateway has more memory,engineer
"""

_CLOCK = re.compile(r"(?<![\d:])\d{1,2}:\d\d")


def _of_lines(change: Callable[[str], str]) -> Callable[[str], str]:
    return lambda text: "".join(f"{change(line)}\n" for line in text.splitlines())


def _set_in(by: str) -> Callable[[str], str]:
    return _of_lines(lambda line: by + line if line else line)


def _clocks(change: Callable[[str], str]) -> Callable[[str], str]:
    return lambda text: _CLOCK.sub(lambda clock: change(clock[0]), text)


def _bullets(by: str) -> Callable[[str], str]:
    return lambda text: re.sub("(?m)^- ", by, text)


def _rows(begin: str, between: str, end: str) -> list[str]:
    return [f"{begin}{between.join(cells)}{end}" for cells in CELLS]


def _drawn(upright: str, rules: tuple[str, str, str, str]) -> str:
    """Draw the cells as wide as they are, between rules as they are given."""
    wide = [max(map(len, cells)) for cells in zip(*CELLS, strict=True)]
    top, below, between, last = (
        rule[0] + rule[2].join(rule[1] * (width + 2) for width in wide) + rule[3] if rule else ""
        for rule in rules
    )
    lines = [
        upright
        + upright.join(f" {cell:<{width}} " for cell, width in zip(row, wide, strict=True))
        + upright
        for row in CELLS
    ]
    drawn = [top, lines[0], below, f"\n{between}\n".join(lines[1:]), last]
    return "".join(f"{line}\n" for line in "\n".join(drawn).splitlines() if line)


def _html() -> str:
    rows = ("".join(f"  <td>{cell}</td>\n" for cell in cells) for cells in CELLS)
    return f"<table>\n{''.join(f'<tr>{chr(10)}{row}</tr>{chr(10)}' for row in rows)}</table>\n"


def _lines(rows: list[str]) -> str:
    return "".join(f"{row}\n" for row in rows)


_NAMES, *_REST = _rows("| ", " | ", " |")
TABLE = _lines([_NAMES, "|---|---|---|", *_REST])
TABLES = {
    "Org mode": _lines([_NAMES, "|---+---+---|", *_REST]),
    "Jira": _lines([_NAMES.replace("|", "||"), *_REST]),
    "Moin": _lines(_rows("|| ", " || ", " ||")),
    "DokuWiki": _lines([_NAMES.replace("|", "^"), *_REST]),
    "AsciiDoc": '[cols="1,3,1"]\n|===\n'
    + TABLE.replace("|---|---|---|", "").replace(" |\n", "\n")
    + "|===\n",
    "AsciiDoc with options": f"[%header]\n|===\n{_lines(_rows('|', '|', ''))}|===\n",
    "MediaWiki": "{|\n" + _lines(_rows("|-\n| ", "\n| ", "")).replace("| ", "! ", 3) + "|}\n",
    "reStructuredText": _drawn("|", ("+-++", "+=++", "+-++", "+-++")),
    "a database": _drawn("|", ("+-++", "+-++", "", "+-++")),
    "boxes": _drawn("│", ("┌─┬┐", "├─┼┤", "", "└─┴┘")),
    "HTML": _html(),
    "tabs": _lines(["\t".join(cells) for cells in CELLS]),
    "a page": f"<body><h2>{ABOVE.strip().lstrip('# ')}</h2>{_html()}</body>",
}
TEXTS = {
    "list": LIST,
    "sections": SECTIONS,
    "parts": PARTS,
    "counted": COUNTED,
    "stated": STATED,
    "chat": CHAT,
    "report": REPORT,
    "table": f"{ABOVE}{TABLE}{BELOW}",
    "days": DAYS,
    "rows": ROWS,
}

WAYS: dict[str, Callable[[str], str]] = {
    "line breaks of Windows": lambda text: text.replace("\n", "\r\n"),
    "line breaks of old": lambda text: text.replace("\n", "\r"),
    "a mark of its encoding": lambda text: f"\ufeff{text}",
    "blanks that break no line": lambda text: text.replace(" ", "\u00a0"),
    "narrow blanks": lambda text: re.sub(" (?=[ap]m)", "\u202f", text),
    "nothing seen before each line": _of_lines(lambda line: f"\u200b{line}"),
    "nothing seen around clocks": _clocks("\u200e{}\u2060".format),
    "soft hyphens": lambda text: text.replace("ment", "\u00adment"),
    "quoted": _of_lines("> {}".format),
    "quoted again": _of_lines(lambda line: f">> {line}".rstrip()),
    "answered": lambda text: (
        "On Tue, Mar 10, 2026 at 9:12 PM Kim Lee <kim@example.org>\nwrote:\n\n"
        + _of_lines("> {}".format)(text)
    ),
    "answered in German": lambda text: (
        f"Am 10.03.2026 um 21:12 schrieb Kim Lee <kim@example.org>:\n\n{text}"
    ),
    "sent on": lambda text: (
        "From: Kim Lee <kim@example.org>\nSent: Tuesday, March 10, 2026 9:12 PM\n"
        f"To: Tom Vos <tom@example.org>\nSubject: What we know\n\n{text}"
    ),
    "set in by blanks": _set_in("    "),
    "set in by a tab": _set_in("\t"),
    "two blanks": lambda text: re.sub(" (?=[ap]m)", "  ", text),
    "lines of 50 letters": _of_lines(
        lambda line: line if line[:4] == "2026" or "|" in line else textwrap.fill(line, 50)
    ),
    "breaks of Markdown": lambda text: text.replace("\n", "\\\n"),
    "wide colons": _clocks(lambda clock: clock.replace(":", "：")),
    "headings of a tracker": lambda text: re.sub(
        r"(?m)^(#+) ", lambda signs: f"h{len(signs[1])}. ", text
    ),
    "headings of a wiki": lambda text: re.sub(r"(?m)^#+ (.*)", r"== \1 ==", text),
    "headings of AsciiDoc": lambda text: re.sub(
        r"(?m)^#+ ", lambda signs: signs[0].replace("#", "="), text
    ),
    "headings without signs": lambda text: re.sub(r"(?m)^#+ ", "", text),
    "headings in bold": lambda text: re.sub(r"(?m)^#+ (.*)", r"**\1**", text),
    "headings of one level": lambda text: re.sub(r"(?m)^#+ ", "### ", text),
    "lessons below": "{}\nLessons learned\n\n- Look at 2 alarms\n- An alarm by 1 May 2027\n".format,
    "actions below": "{}\n## Action items\n\n|What|Due|\n|---|---|\n|Alarm|2027-05-01|\n".format,
    "headings with a rule": lambda text: re.sub(
        r"(?m)^#+ (.*)\n", lambda line: f"{line[1]}\n{'-' * len(line[1])}\n", text
    ),
    "days with a sign": lambda text: re.sub(r"(?m)^(?=\w+day,)", "📅 ", text),
    "days with a zone": lambda text: re.sub(r"(?m)^(\w+day,.*)", r"**\1 (UTC):**", text),
    "buttons of a page": lambda text: f"Edit\n{text}\nCopy link\n",
    "bullets of a word processor": _bullets("\uf0b7\t"),
    "dots for bullets": _bullets("· "),
    "letters for bullets": _bullets("o   "),
    "arrows for bullets": _bullets("→ "),
    "numbers for bullets": _bullets("1. "),
    "numbers in brackets": _bullets("(1) "),
    "emoji for bullets": _bullets("⏰ "),
    "no bullets": _bullets(""),
    "between fences": lambda text: f"```\n{text}```\n",
}


#: Ways in which nothing tells any more where the timeline ends.
LOSE_SECTIONS = ("headings without signs", "headings in bold", "headings of one level")


def _read(text: str, tmp_path) -> list[tuple]:
    path = tmp_path / "pasted.txt"
    path.write_bytes(text.encode())
    said = {"title": "T", "organisation": "O", "timezone": "UTC"}
    brought = bring([path], Answers(said, Choices(day=date(2026, 1, 1))))
    assert not brought.problems
    assert not brought.needs
    # Signs are not what a text says.
    return [
        (event.at.written(), re.sub(r"\W+", " ", event.event).strip()) for event in brought.events
    ]


@pytest.mark.parametrize("way", WAYS)
def test_a_text_is_read_the_same_whichever_way_it_comes(way, tmp_path):
    """Each event keeps its moment and its words, and none is lost or comes by it."""
    for kind, text in TEXTS.items():
        if kind == "sections" and way in LOSE_SECTIONS:
            continue
        changed = WAYS[way](text)
        assert _read(changed, tmp_path) == _read(text, tmp_path), kind


@pytest.mark.parametrize("markup", TABLES)
def test_a_table_is_read_the_same_in_whichever_markup_it_is_written(markup, tmp_path):
    """It has the same rows, and no sign of its drawing stands in them."""
    drawn = TABLES[markup]
    text = drawn if drawn.startswith("<body") else f"{ABOVE}{drawn}{BELOW}"
    assert _read(text, tmp_path) == _read(TEXTS["table"], tmp_path)


def test_a_bullet_whose_time_nobody_knows_is_named():
    """It goes on with the event above it, and that is said."""
    findings = Findings("a.md")
    read_document(b"- 10:05 Off\n- 10/11 late: half on\n- 10:20 On\n", findings)
    assert any("line 2 goes on" in str(notice) for notice in findings.notices)


def test_a_row_that_has_no_time_keeps_its_milestone_and_its_role(tmp_path):
    """Its time is asked for: the row above has another milestone, and was somebody else's."""
    path = tmp_path / "a.csv"
    rows = "Time,What,Phase,Who\n10:05,Off,started,Desk\n10:10,Seen,detected,Desk\n"
    path.write_text(f"{rows},Mended,mitigated,Ops\n10:30,Well,,Desk\n", "utf-8")
    brought = bring([path], Answers({"timezone": "UTC"}, Choices(day=date(2026, 3, 3))))
    assert any("row 4, column `Time`: found nothing" in str(told) for told in brought.problems)


def test_rows_above_the_first_time_go_with_none_below(tmp_path):
    """There are more of them than a title has: their times are asked for."""
    path = tmp_path / "a.csv"
    rows = "".join(f"10:{minute},Step {minute}\n" for minute in range(10, 20))
    path.write_text(f"Time,What\n–,Plan\n–,Build\n–,Release\n{rows}", "utf-8")
    brought = bring([path], Answers({"timezone": "UTC"}, Choices(day=date(2026, 3, 3))))
    (told,) = brought.problems
    assert str(told).startswith("a.csv, rows 2, 3 and 4, column `Time`: found “–”")
    assert brought.events[0].event == "Step 10"
