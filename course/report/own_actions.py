"""The given actions as a learner finished them, met again at the desk."""

import json

from course.content import load
from course.errors import CourseError
from course.progress import Progress
from course.report.manuscript import Manuscript

#: What is finished, and what the desk calls it.
FIELDS = {"owner": "owner", "due": "due", "end": "end_state"}


def key_of(number: int) -> str:
    """Tell what an action is kept under, counted from 0."""
    return f"action.{number + 1}"


def own_action(kept: Progress, number: int) -> dict[str, str]:
    """Give what is kept of an action; empty where there is nothing, or nobody keeps it."""
    if not kept.keeps_texts:
        return {}
    try:
        entry = kept.kept(key_of(number))
    except CourseError:
        # Whoever types is told; whoever only reads the page is not stopped by it.
        return {}
    # A file that somebody brings may hold anything under this key.
    found = entry.value if entry and isinstance(entry.value, dict) else {}
    return {name: str(found.get(name, "")) for name in FIELDS} if found else {}


def with_own_actions(draft: str, kept: Progress) -> str:
    """Put what was finished into a draft, where its writer left an action as it is given."""
    fields = dict(Manuscript.from_text(draft).fields)
    entries = list(Manuscript(fields).entries("actions"))
    for number, given in enumerate(load("reveal")["action"][: len(entries)]):
        as_given = {"action": given["action"], "due": given["due"]}
        if {name: text for name, text in entries[number].items() if text} != as_given:
            continue
        finished = own_action(kept, number).items()
        own = {FIELDS[name]: text for name, text in finished if text not in ("", given.get(name))}
        entries[number] = as_given | own
    return json.dumps(fields | {"actions": entries}) if entries else draft
