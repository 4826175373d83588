"""Mentions of people in texts: replaced by their roles, and what else looks like a name."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from course.content import load
from course.incident.lone_names import lone_names, no_names
from course.incident.people import MOST_INITIALS, WORD, Person, each_of, handles, role_words

_MAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
# An address of somebody is replaced as a whole, whatever their name is in it.
_DOMAIN = r"(?:@[\w-]+(?:\.[\w-]+)+)?"
_HANDLE = re.compile(r"(?<![\w@/])@([\w.-]*\w)")
# A search is quick where a pattern begins with what is rare, a capital, and looks back from there.
_CAPITALS = re.compile(r"[A-Z](?<=[\w,;:)] [A-Z])[a-zà-ÿ]+(?: [A-Z][a-zà-ÿ]+)+")
_SPEAKER = re.compile(r"^[A-Z][a-zà-ÿ]+(?: [A-Z][a-zà-ÿ]+)?(?=:)")
_WORD_OF_A_HANDLE = re.compile(r"[^\W\d_]+")
_SHORTEST = 2
_MOST_LEFT = 8


@dataclass(frozen=True, slots=True)
class Replacement:
    """What takes the place of names."""

    people: tuple[Person, ...]
    #: By the name of each person.
    roles: Mapping[str, str]

    def in_column(self, cells: Sequence[str]) -> list[str]:
        """Put roles into the column of authors."""
        by_form = {
            form: self.roles[person.name] for person in self.people for form in person.written
        }
        known = {cell: _joined(cell, by_form) for cell in set(cells)}
        return [known[cell] for cell in cells]

    def in_texts(self, texts: Sequence[str]) -> list[str]:
        """Put roles in the place of names, handles and addresses in texts."""
        if not self.people:
            return list(texts)
        found = _mentions(self.people)
        in_a_sentence = str(load("reading")["in_a_sentence"])

        def role(match: re.Match[str]) -> str:
            name = found.names[match["who"].casefold().lstrip("@")]
            text = self.roles[name]
            if not is_unnamed(text):
                text = in_a_sentence.format(role=text)
            return f"{text[:1].upper()}{text[1:]}" if match.start() == 0 else text

        return [found.pattern.sub(role, text) for text in texts]


def replacement(people: tuple[Person, ...], roles: Mapping[str, str]) -> Replacement:
    """Give each person the role that was chosen, or a number where none was yet."""
    chosen = {name.casefold(): role for name, role in roles.items()}
    unnamed = str(load("reading")["unnamed"])
    given = {}
    for number, person in enumerate(people, 1):
        forms = (person.name, *person.written)
        role = next((chosen[form.casefold()] for form in forms if form.casefold() in chosen), "")
        given[person.name] = role.strip() or unnamed.format(number=number)
    return Replacement(people, given)


def mentioned(texts: Iterable[str]) -> list[str]:
    """Give the addresses and handles that stand in texts, but for those of groups.

    Examples
    --------
    >>> mentioned(["@kim asks @here", "kim@example.org answers @sre-team"])
    ['@kim', 'kim@example.org']
    """
    found: dict[str, None] = {}
    for text in texts:
        if "@" in text:
            found |= dict.fromkeys(_MAIL.findall(text))
            found |= dict.fromkeys(f"@{name}" for name in _HANDLE.findall(_MAIL.sub("", text)))
    return [name for name in found if not _is_of_a_group(name)]


def _is_of_a_group(name: str) -> bool:
    words = _WORD_OF_A_HANDLE.findall(name.lstrip("@").partition("@")[0].casefold())
    return not words or words[-1] in role_words() or words[-1] in load("reading")["groups"]


def may_be_names(texts: Iterable[str], around: Iterable[str] = ()) -> list[str]:
    """Give words that look like names and stand in texts that are about to be kept.

    Examples
    --------
    >>> may_be_names(["Later Jo Smith asked @kim", "Sign-in fails", "Priya restarts it"])
    ['Jo Smith', '@kim', 'Priya']
    """
    known = {word.casefold() for text in around for word in WORD.findall(text)}
    found: dict[str, None] = {}
    texts = list(texts)
    for text in texts:
        patterns = (_CAPITALS, _SPEAKER)
        for pattern in (_MAIL, *patterns, _HANDLE) if "@" in text else patterns:
            for match in pattern.finditer(text):
                words = WORD.findall(match[0].casefold())
                if not (words and all(word in known or word in no_names() for word in words)):
                    found[match[0]] = None
        if len(found) >= _MOST_LEFT:
            break
    named = {word for name in found for word in name.split()}
    lone = (
        name for name in lone_names(texts) if name not in named and name.casefold() not in known
    )
    return list(dict.fromkeys([*found, *lone]))[:_MOST_LEFT]


def names_left(names: Sequence[str]) -> str:
    """Say which words look like a name that has no role yet; nothing where there are none.

    Examples
    --------
    >>> names_left(["Priya"])[:45]
    'What looks like a name and is not known as on'
    """
    words = ", ".join(f"“{name}”" for name in names)
    return str(load("reading")["names_left"]).format(words=words) if names else ""


def _joined(cell: str, by_form: Mapping[str, str]) -> str:
    parts = list(filter(None, each_of(cell)))
    if by_form.keys().isdisjoint(parts):
        return cell
    return ", ".join(dict.fromkeys(by_form.get(part, part) for part in parts))


def is_unnamed(role: str) -> bool:
    """Tell whether a role is only a number in the place of one that nobody has chosen yet."""
    begin = str(load("reading")["unnamed"]).partition("{")[0]
    return role.startswith(begin)


@dataclass(frozen=True, slots=True)
class _Mentions:
    pattern: re.Pattern[str]
    names: dict[str, str]


def _mentions(people: tuple[Person, ...]) -> _Mentions:
    """Find every way in which texts mention these people."""
    owners: dict[str, str] = {}
    patterns: dict[str, str] = {}
    for person in people:
        for written in (person.name, *person.written):
            form = written.lstrip("@")
            local = form.partition("@")[0]
            # An address has the names in it, between points.
            for name in (form, re.sub(r"[._]", " ", local), *WORD.findall(local)):
                key = name.casefold()
                is_whole = name == form
                if not is_whole and (len(name) < _SHORTEST or key in role_words()):
                    continue
                owners.setdefault(key, person.name)
                patterns.setdefault(key, _pattern(name, key))
        for handle in handles(person.name):
            owners.setdefault(handle, person.name)
            patterns.setdefault(handle, f"@?{re.escape(handle)}")
    longest_first = sorted(filter(patterns.__getitem__, patterns), key=len, reverse=True)
    either = "|".join(patterns[key] for key in longest_first) or "(?!)"
    return _Mentions(re.compile(rf"(?i)(?<![\w@])(?P<who>{either})(?!\w){_DOMAIN}"), owners)


def _pattern(name: str, key: str) -> str:
    """Tell how a name stands in texts: one that is a word as well only within a sentence."""
    escaped = re.escape(key)
    if key in _also_words():
        return rf"(?:(?<=[\w,;] )(?-i:{re.escape(name.capitalize())})|@{escaped})"
    if name.isupper() and _SHORTEST <= len(name) <= MOST_INITIALS:
        return rf"(?:(?-i:{re.escape(name)})|@{escaped})"
    if len(name) < _SHORTEST:
        return f"@{escaped}"
    if len(name) == _SHORTEST:
        # So few letters are a name only with its capital.
        return rf"(?:(?-i:{re.escape(name.capitalize())})|@{escaped})"
    return f"@?{escaped}"


@cache
def _also_words() -> frozenset[str]:
    return frozenset(load("reading")["also_words"])
