"""People in a sentence: roles and names are looked up word by word, and marked for the patterns."""

import re
from functools import cache

from course.content import load

ROLE, PRONOUN, THEY, PERHAPS = "▸", "▹", "◂", "◦"
"""Stand before a word that is, or may be, somebody: patterns look for them."""

MARKS = ROLE + PRONOUN + THEY + PERHAPS

_WORDS = re.compile(r"[a-zà-ÿ]+")
_MARK = re.compile(f"[{MARKS}]")
# A function is put in quicker than a template with a group.
_MARKING = {mark: lambda found, mark=mark: found[0] + mark for mark in MARKS}
# A word begins where one of these stands before it; a search for them is quick.
_BEFORE = r"[ (\[“‘\"'/—–ǁ|]"


def marked(sentence: str) -> str:
    """Mark each word that is a role, a name or a pronoun, or that may be a name.

    Examples
    --------
    >>> marked("The testers rang Priya; the support line and the test suite did not.")
    'The ▸testers rang ▸Priya; the support line and the test suite did not.'
    >>> marked("They asked her, and Quilla knew that we had the log.")
    '◂They asked her, and ◦Quilla knew that ▹we had the log.'
    """
    known, sentence = _known(), f" {sentence}"
    for word in known.keys() & _WORDS.findall(sentence.lower()):
        for mark, forms in known[word].items():
            sentence = _expression(forms).sub(_MARKING[mark], sentence)
    return _expression(load("language")["words"]["perhaps"]).sub(_MARKING[PERHAPS], sentence)[1:]


def unmarked(sentence: str) -> str:
    """Give the sentence as it was."""
    return _MARK.sub("", sentence)


@cache
def _expression(forms: str) -> re.Pattern[str]:
    return re.compile(rf"{_BEFORE}(?=(?:{forms})(?![\w-]))")


@cache
def _known() -> dict[str, dict[str, str]]:
    """Give what may be somebody, as expressions by mark, by the last word of it."""
    words = load("language")["words"]
    nobody = {role: after.split() for role, after in words["no_role"].items()}
    known: dict[str, list[str]] = {}
    for role in words["roles"].split():
        after = f"(?! (?:{'|'.join(nobody[role])})\\b)" if role in nobody else ""
        for form in (role, f"{role}s"):
            known.setdefault(form.split("-")[-1], []).append(f"(?i:{form}){after}")
    for pair in words["pairs"].split(","):
        first, last = pair.split(" ")
        for form in (last, f"{last}s"):
            known.setdefault(form, []).append(f"(?<=(?i:{first}) ){form}")
    small = set(words["small_names"].split())
    for name in words["names"].split():
        forms = [name, name.lower()] if name.lower() in small else [name]
        known.setdefault(name.lower(), []).extend(forms)
    people = {word: {ROLE: "|".join(forms)} for word, forms in known.items()}
    for pronoun in words["pronouns"].split(","):
        form = re.sub(r"(.+) (\w+)", r"(?<=\1 )\2", pronoun)
        people.setdefault(pronoun.split(" ")[-1], {})[PRONOUN] = f"(?i:{form})"
    return people | {"they": {THEY: "[Tt]hey"}}
