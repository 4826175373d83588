"""The swap test: whether whys still explain with anyone in the chair of each role."""

import re
from functools import cache

from course.content import load
from course.report.contents import Contents
from course.report.language.people import marked, unmarked
from course.report.language.rules import expanded


def swapped(report: Contents) -> list[str]:
    """Give the whys that name a role, each with “anyone in that chair” in its place.

    Examples
    --------
    >>> from course.report.contents import Why
    >>> swapped(Contents(whys=(Why("The reviewer was under pressure."), Why("It crashed."))))
    ['Anyone in that chair was under pressure.']
    """
    anyone: str = load("checks")["anyone"]
    lines = []
    for text in [*(why.text for _, why in report.walk()), report.root_cause]:
        changed = unmarked(_somebody().sub(anyone, marked(text)))
        if changed != text:
            lines.append(changed[:1].upper() + changed[1:])
    return lines


@cache
def _somebody() -> re.Pattern[str]:
    return re.compile(expanded(r"(?<![\w’-])<named>(?![\w’-])"), re.IGNORECASE)


def swap_note(report: Contents, lines: list[str]) -> str:
    """Say what the swapped lines are for, or why there are none."""
    texts = load("checks")
    if lines:
        return str(texts["swap"].format(anyone=texts["anyone"]))
    is_begun = report.root_cause or any(True for _ in report.walk())
    return str(texts["swap_nothing" if is_begun else "swap_empty"])
