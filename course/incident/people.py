"""Names become roles on the way in: who is named, what takes their place, and what may remain.

A post-mortem speaks of roles. Whoever is named in a timeline, an export or a chat is listed once,
by whichever of their names; the list lives as long as the reading, and is stored nowhere.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from course.content import load

_BETWEEN = re.compile(r"[,;/&+]|\b(?:and|und|et|y)\b")
WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_LONGEST_NAME = 60
MOST_INITIALS = 3
SAY_ROLES = ("role", "roles", "team", "rolle")
"""How the name of a column ends that holds roles and no names."""


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who is named."""

    #: As they are listed: the fullest of their names.
    name: str
    #: All ways in which the author column writes them.
    written: tuple[str, ...]


def people_in(
    cells: Iterable[str], known: Iterable[str] = (), *, is_role: bool = False
) -> tuple[Person, ...]:
    """List each person whom a column of authors names, once, by whichever of their names.

    Examples
    --------
    >>> [person.name for person in people_in(["Ana Bakker", "ana.bakker@example.org", "AB"])]
    ['Ana Bakker']
    >>> people_in(["Engineer on call", "Support lead"])
    ()
    """
    # Where `is_role`, the column says of itself that it holds roles: then only addresses are
    # people.
    forms = dict.fromkeys(
        form
        for cell in cells
        for form in each_of(cell)
        if form
        and len(form) <= _LONGEST_NAME
        and not (is_role and "@" not in form)
        and not _is_role(form)
    )
    forms |= dict.fromkeys(name for name in known if name and not _is_role(name))
    groups: list[list[str]] = []
    for form in sorted(forms, key=lambda form: (-len(_names(form)), "@" in form, -len(form))):
        own = next((group for group in groups if _is_same(form, group[0], groups)), None)
        if own is None:
            groups.append([form])
        else:
            own.append(form)
    order = list(forms)
    groups.sort(key=lambda group: min(order.index(form) for form in group))
    return tuple(Person(group[0], tuple(group)) for group in groups)


def each_of(cell: str) -> list[str]:
    """Give those whom a cell names, as it writes them.

    Examples
    --------
    >>> each_of("Ana Bakker and  Tom, QA lead")
    ['Ana Bakker', 'Tom', 'QA lead']
    """
    # A pattern with blanks before its sign would look at many of them again and again.
    return [form.strip() for form in _BETWEEN.split(cell)]


def _is_role(form: str) -> bool:
    words = [word.casefold() for word in WORD.findall(form)]
    if not words:
        return True
    return words[-1].rpartition("-")[2] in role_words() and "(" not in form and "@" not in form


def handles(name: str) -> list[str]:
    """Give what the account of somebody of this name may be called.

    Examples
    --------
    >>> handles("Ana Bakker")
    ['abakker', 'anabakker', 'ana.bakker', 'ana_bakker', 'ana-bakker']
    """
    names = _names(name)
    if len(names) < len(("first", "last")):
        return []
    short = names[0][0] + names[-1]
    return [short, *(sign.join((names[0], names[-1])) for sign in ("", ".", "_", "-"))]


def _names(form: str) -> list[str]:
    """Give the names that make a form: of an address, those before the @."""
    local = form.partition("@")[0] if "@" in form and not form.startswith("@") else form.lstrip("@")
    return [
        word.casefold()
        for word in WORD.findall(
            re.sub(r"\([^)]*\)", "", local).replace(".", " ").replace("_", " ")
        )
    ]


def _is_same(form: str, full: str, groups: list[list[str]]) -> bool:
    """Tell whether a form is another way to write a person, and of nobody else."""
    own, names = _names(form), _names(full)
    if own == names:
        return True
    if len(own) != 1 or len(names) == 1:
        return False
    fitting = [group for group in groups if _fits(own[0], _names(group[0]))]
    return len(fitting) == 1 and fitting[0][0] == full


def _fits(word: str, names: list[str]) -> bool:
    initials = "".join(name[0] for name in names)
    is_initials = len(word) <= MOST_INITIALS and word == initials
    return word in names or is_initials or word in handles(" ".join(names))


@cache
def role_words() -> frozenset[str]:
    """Give the words of which one stands at the end of a role."""
    return frozenset(load("reading")["roles"])
