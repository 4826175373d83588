"""A whole report read: every check, and the blame language, in three passes."""

import re
from collections.abc import Iterator, Sequence

from course.content import load
from course.report.checks.actions import actions
from course.report.checks.facts import facts
from course.report.checks.finding import STAGES, Finding, finding
from course.report.checks.whys import whys
from course.report.document import Document, parse, title_of
from course.report.escaping import MEANT
from course.report.language.reading import read as read_language
from course.report.understood import contents

_ANSWER = re.compile(
    r"<!-- ?report ignore(?: (?P<check>[\w-]{1,40}))?:(?P<reason>[^<>|\n]{0,400})-->"
)


def read_report(text: str, heard: Sequence[str] = ()) -> list[Finding]:
    r"""Read a report as a good reviewer would, pass by pass and from the top down.

    Parameters
    ----------
    text
        The report in Markdown.
    heard
        What came out in a meeting, to be looked for.

    Returns
    -------
    list of Finding
        Each is a question. An empty list is no praise: it says that words found nothing.

    Examples
    --------
    >>> found = read_report("---\ntitle: T\ndate: 2026-06-16\n---\n\n## Action items\n")
    >>> [each.check for each in found][:2]
    ['section-missing', 'section-missing']
    """
    bare = MEANT.sub("", text)
    document = parse(bare)
    read = contents(document)
    found = [
        finding(each.check, each.line, **each.values)
        for each in (*facts(document, read), *whys(document, read, heard), *actions(document, read))
    ]
    found += _language(text, document)
    kept = [each for each in found if not _is_meant(each, text, document)]
    return sorted(kept, key=lambda each: (STAGES.index(each.stage), each.line))


def without_reason(text: str) -> list[str]:
    """Say on which lines a finding is answered and no reason stands: it is told again."""
    texts: str = load("checks")["no_reason"]
    return [
        texts.format(line=number)
        for number, line in enumerate(text.split("\n"), start=1)
        if any(not found["reason"].strip() for found in _ANSWER.finditer(line))
    ]


def _language(text: str, document: Document) -> Iterator[Finding]:
    for each in read_language(text):
        above = [section for section in document.sections if section.line <= each.line]
        named = above[-1].name if above else ""
        rule = each.rule
        yield Finding(
            title_of(named) if named else "",
            each.line,
            rule.id,
            f"“{each.text}” ({rule.category}, {rule.sureness}). {rule.why}",
            rule.ask,
            rule.source,
            "language",
        )


def _is_meant(each: Finding, text: str, document: Document) -> bool:
    """Whether somebody says beside it, with a reason, that it is meant that way."""
    lines = text.split("\n")
    asked = [
        (number, not MEANT.sub("", line).strip())
        for number, line in enumerate(lines, start=1)
        for found in _ANSWER.finditer(line)
        if found["reason"].strip() and found["check"] in (None, each.check)
    ]
    if not asked:
        return False
    heads = [section.line for section in document.sections]
    if each.line in heads or each.line == 1:
        end = next((line for line in heads if line > each.line), len(lines) + 1)
        end = len(lines) + 1 if each.line == 1 and each.line not in heads else end
        return any(each.line <= number < end for number, _ in asked)
    return any(number + is_alone == each.line or number == each.line for number, is_alone in asked)


def summed_up(found: Sequence[object]) -> str:
    """Say how much there is to look at; of nothing, what that means and what to do next."""
    texts = load("checks")
    return str(texts["some"].format(count=len(found)) if found else texts["nothing"])
