"""Tables drawn with signs, and those in HTML within a text, written as Markdown has them."""

import re

from course.incident.documents.markup import lines_of

_HTML = re.compile(r"<table\b[^<]*+(?:<(?!/?table\b)[^<]*+)*+</table>", re.IGNORECASE)
_RULE = re.compile(r"\s*\+(?:[-=:]+\+)+\s*")
_BOXED = re.compile(r"^[ \t]*[┌├└│╔╠╚║┏┣┗┃╒╞╘╟╭╰╓╙].*$", re.MULTILINE)
_UPRIGHT, _LYING = "│┃║", "─━═"
_CORNERS = "┌┬┐├┼┤└┴┘╔╦╗╠╬╣╚╩╝┏┳┓┣╋┫┗┻┛╒╤╕╞╪╡╘╧╛╟╫╢╭╮╰╯╓╥╖╙╨╜"
_SIGNS = str.maketrans(
    _UPRIGHT + _LYING + _CORNERS,
    "|" * len(_UPRIGHT) + "-" * len(_LYING) + "+" * len(_CORNERS),
)

#: Which rule stands below the names, and how many there are where none stands between rows.
_BELOW_HEADER, _RULES = 2, 3


def with_plain_tables(text: str) -> str:
    r"""Write tables as Markdown has them; where they are drawn, lines keep their numbers.

    Examples
    --------
    >>> drawn = "+-------+------+\n| Time  | What |\n+=======+======+\n| 10:05 | Off  |\n"
    >>> with_plain_tables(f"{drawn}|       | here |\n+-------+------+")
    '\n|Time|What|\n|---|---|\n|10:05|Off here|\n\n'
    >>> with_plain_tables("So:\n<table><tr><th>Time<th>What<tr><td>10:05<td>Off</table>")
    'So:\n|Time|What|\n|---|---|\n|10:05|Off|'
    """
    if "<" in text and ("</table" in text or "</TABLE" in text):
        text = _HTML.sub(lambda table: _of_html(table[0]), text)
    if not text.isascii():
        text = _BOXED.sub(lambda line: line[0].translate(_SIGNS), text)
    return _of_rules(text) if "+" in text and ("-+" in text or "=+" in text) else text


def _of_html(table: str) -> str:
    rows = [row.replace("|", r"\|").split("\t") for row in lines_of(table).splitlines()]
    if not rows or len(rows[0]) == 1:
        return table
    lines = [_written(row) for row in rows]
    lines.insert(1, _written(["---"] * len(rows[0])))
    return "\n".join(lines + [""] * (table.count("\n") + 1 - len(lines)))


def _of_rules(text: str) -> str:
    lines = text.split("\n")
    place = 0
    while place < len(lines):
        end = place
        while end < len(lines) and (_RULE.fullmatch(lines[end]) or lines[end].lstrip()[:1] == "|"):
            end += 1
        if end > place and _RULE.fullmatch(lines[place]):
            lines[place:end] = _of_a_drawing(lines[place:end])
        place = end + 1
    return "\n".join(lines)


def _of_a_drawing(lines: list[str]) -> list[str]:
    written = [""] * len(lines)
    drawn = [line for line in lines if _RULE.fullmatch(line)]
    # Between rules a row may have several lines.
    is_grid = len(drawn) > _RULES or any("=" in rule for rule in drawn)
    rules = 0
    row: list[str] = []
    first = 0
    for place, line in enumerate(lines):
        if _RULE.fullmatch(line):
            rules += 1
            if rules == _BELOW_HEADER and row:
                written[first], written[place - 1] = "", _written(row)
                written[place] = _written(["---"] * len(row))
            row = []
            continue
        cells = [cell.strip() for cell in line.strip().strip("|").split("|")]
        if row and len(cells) == len(row) and (rules == 1 or (is_grid and not cells[0])):
            row = [f"{above} {cell}".strip() for above, cell in zip(row, cells, strict=True)]
        else:
            row, first = cells, place
        written[first] = _written(row)
    return written if rules > 1 else lines


def _written(cells: list[str]) -> str:
    return f"|{'|'.join(cells)}|"
