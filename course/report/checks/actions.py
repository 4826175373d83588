"""Actions: one owner, a day, a verb, an end that somebody else can see; and what is not done."""

import re
from collections.abc import Iterator
from datetime import date

from course.report.checks.finding import Finding, Found, finding
from course.report.checks.words import expression, short, stems
from course.report.contents import Action, Contents
from course.report.document import Document
from course.report.due import either, report_day, resolved

_BETWEEN = re.compile(r"\s*(?:\+|&|/|;|,|\band\b|\bor\b|\bwith\b)\s*", re.IGNORECASE)
_ARTICLE = re.compile(
    r"\S+ (?:the|a|an|every|each|all|our|its|this|that|one|two|three|no)\b", re.IGNORECASE
)
_NAME = re.compile(r"[^\W\d_a-z][\w’'-]*(?: [\w.’'-]+){0,3}")
_JOINT = "\u0001"
_ONE_OF_A_TEAM = re.compile(r"\bteam (?:lead|manager|coach)\b")
_TEAM = re.compile(r"\b(?:teams?|squads?|department|group|guild|everyone|everybody)$")
_MANY = re.compile(
    r"\b(?:developers|engineers|testers|leads|owners|managers|reviewers|operators|devs)$"
)

_NOUN = re.compile(r".*(?:ing|tion|ment|ness|ity|er|or|s)$", re.IGNORECASE)
_SAME = 0.75


def actions(document: Document, report: Contents) -> Iterator[Found]:
    """Look at each action, then at all of them together."""
    section = document.section("actions")
    line = section.line if section else 1
    day = report_day(report.date)
    for each in report.actions:
        yield from _owner(each)
        yield from _due(each, day)
        yield from _action(each)
        yield from _end(each)
        yield from _witness(each)
    if report.actions:
        yield from _together(report, line)
    for left in report.not_doing:
        if not left.because:
            yield Found("no-reason", left.line, {"what": short(left.what)})


def unfinished(action: Action, day: date) -> list[Finding]:
    """List what an action lacks: one owner, a day, and an end that somebody else can see.

    Examples
    --------
    >>> given = Action("Add an alert", owner="Dev + QA lead", due="19 June")
    >>> [each.check for each in unfinished(given, date(2026, 6, 12))]
    ['two-owners', 'no-end']
    """
    found = [*_owner(action), *_due(action, day), *_end(action)]
    return [finding(each.check, each.line, **each.values) for each in found]


def owners(owner: str) -> list[str]:
    """Take apart who owns an action; a name and its role are one.

    Examples
    --------
    >>> owners("Dev + QA lead"), owners("Ana Ruiz, QA lead"), owners("Head of R&D")
    (['Dev', 'QA lead'], ['Ana Ruiz, QA lead'], ['Head of R&D'])
    """
    # What stands between letters without a space belongs to a name, as in R&D.
    whole = re.sub(r"(?<=\w)&(?=\w)", _JOINT, owner.strip())
    parts = [part for part in _BETWEEN.split(whole) if part]
    is_role = [bool(expression("role").search(part)) for part in parts]
    is_one_person = len(parts) == 2 and "," in whole and is_role.count(True) == 1  # noqa: PLR2004
    if is_one_person and _NAME.fullmatch(parts[is_role.index(False)]):
        parts = [whole]
    return [part.replace(_JOINT, "&") for part in parts]


def is_group(owner: str) -> bool:
    """Whether a group owns an action, and nobody in it.

    Examples
    --------
    >>> is_group("QA team"), is_group("Developers"), is_group("QA lead"), is_group("Ana")
    (True, True, False, False)
    """
    words = owner.strip().lower()
    if _ONE_OF_A_TEAM.search(words):
        return False
    many = (_MANY.search(words), _TEAM.search(words), expression("team").fullmatch(words))
    return any(many)


def _together(report: Contents, line: int) -> Iterator[Found]:
    wholes = [f"{each.action} {each.end_state}" for each in report.actions]
    prevents = expression("prevents").search
    if not any(prevents(each.action) and not _detects(each.action) for each in report.actions):
        yield Found("none-prevents", line, {})
    if not any(map(_detects, wholes)):
        yield Found("none-detects", line, {})
    if not report.not_doing:
        yield Found("all-is-done", line, {})


def _detects(text: str) -> bool:
    return bool(expression("detects").search(text))


def _owner(each: Action) -> Iterator[Found]:
    shown = {"action": short(each.action), "owner": each.owner}
    named = owners(each.owner)
    if not named:
        yield Found("no-owner", each.line, shown)
    elif len(named) > 1:
        yield Found("two-owners", each.line, shown)
    elif is_group(each.owner):
        yield Found("team-owner", each.line, shown)


def _due(each: Action, day: date | None) -> Iterator[Found]:
    shown = {"action": short(each.action), "due": each.due}
    if not each.due.strip():
        yield Found("no-due", each.line, shown)
    elif day:
        due = resolved(each.due, day)
        if due is None and (days := either(each.due)):
            yield Found(
                "due-either", each.line, shown | {"day_first": days[0], "month_first": days[1]}
            )
        elif due is None:
            yield Found("due-unclear", each.line, shown)
        elif due < day:
            yield Found("due-before", each.line, shown | {"day": due, "date": day})


def _action(each: Action) -> Iterator[Found]:
    shown = {"action": short(each.action)}
    if vague := expression("vague").search(each.action):
        yield Found("vague", each.line, shown | {"word": vague[0]})
    elif not begins_with_verb(each.action):
        yield Found("no-verb", each.line, shown)


def begins_with_verb(action: str) -> bool:
    """Whether an action begins with what is to be done.

    Examples
    --------
    >>> begins_with_verb("Add an alert"), begins_with_verb("Alerting for bookings")
    (True, False)
    >>> begins_with_verb("Containerise the suite"), begins_with_verb("New test data")
    (True, False)
    """
    words = action.strip(" *_“\"'‘")
    if expression("verb").match(words):
        return True
    first = words.split(" ", 1)[0]
    return bool(_ARTICLE.match(words)) and not _NOUN.match(first)


def _end(each: Action) -> Iterator[Found]:
    shown = {"action": short(each.action), "end_state": short(each.end_state)}
    end = stems(each.end_state)
    if not each.end_state.strip():
        yield Found("no-end", each.line, shown)
    elif end and len(end & stems(each.action)) / len(end) >= _SAME:
        yield Found("end-repeats", each.line, shown)
    elif not expression("visible").search(each.end_state):
        yield Found("end-unseen", each.line, shown)


def _witness(each: Action) -> Iterator[Found]:
    shown = {"action": short(each.action), "owner": each.owner}
    if not each.witness.strip():
        if each.end_state.strip() and not expression("witnessed").search(each.end_state):
            yield Found("no-witness", each.line, shown)
    elif each.witness.strip().lower() == each.owner.strip().lower():
        yield Found("witness-is-owner", each.line, shown)
