"""People in a sentence: roles and names are looked up word by word, and marked for the patterns."""

import re
from functools import cache

from course.content import load

MARK = "▸"
"""Stands before each word that is somebody: patterns look for it, and not for all the words."""

_WORDS = re.compile(r"[a-zà-ÿ]+")


def marked(sentence: str) -> str:
    """Mark each word that is a role or a name.

    Examples
    --------
    >>> marked("The testers rang Priya; the support line and the test suite did not.")
    'The ▸testers rang ▸Priya; the support line and the test suite did not.'
    """
    known = _known()
    for word in known.keys() & _WORDS.findall(sentence.lower()):
        sentence = _expression(word).sub(f"{MARK}\\g<0>", sentence)
    return sentence


@cache
def _expression(word: str) -> re.Pattern[str]:
    return re.compile(rf"(?<![\w{MARK}-])(?:{'|'.join(_known()[word])})(?![\w-])")


@cache
def _known() -> dict[str, tuple[str, ...]]:
    """Give what may be somebody, as expressions, by the last word of it."""
    words = load("language")["words"]
    nobody = {role: after.split() for role, after in words["no_role"].items()}
    known: dict[str, list[str]] = {}
    for role in [*words["roles"].split(), *words["also_roles"].split()]:
        after = f"(?! (?:{'|'.join(nobody[role])})\\b)" if role in nobody else ""
        for form in (role, f"{role}s"):
            known.setdefault(form.split("-")[-1], []).append(f"(?i:{form}){after}")
    for pair in words["pairs"].split(","):
        first, last = pair.split(" ")
        for form in (last, f"{last}s"):
            known.setdefault(form, []).append(f"(?<={first} ){form}")
    small = set(words["small_names"].split())
    for name in words["names"].split():
        forms = [name, name.lower()] if name.lower() in small else [name]
        known.setdefault(name.lower(), []).extend(forms)
    return {word: tuple(forms) for word, forms in known.items()}
