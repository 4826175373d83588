"""Texts in which people may still be named: kept only once roles stand in the place of names."""

import re
from functools import cache

from course.content import load
from course.incident.headers import header
from course.incident.people import SAY_ROLES
from course.incident.tabulated import first_row, is_table

_MAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+|(?<![\w@/])@[\w.-]*\w")


@cache
def authors() -> tuple[str, ...]:
    """Give what columns of people are called, without those that say to hold roles."""
    names = load("reading")["columns"]["actor_role"]
    return tuple(name for name in names if not name.endswith(SAY_ROLES))


def can_be_kept(timeline: str) -> bool:
    r"""Tell whether a timeline may be stored: as rows, of which nothing says that they name people.

    Examples
    --------
    >>> can_be_kept("timestamp,event\n2026-05-04T10:00,The tills stop")
    True
    >>> can_be_kept("timestamp,event,owner\n"), can_be_kept("10:00 Ana calls")
    (False, False)
    """
    # Whatever else was pasted or typed becomes such rows first, with roles in the place of names.
    # The page of the desk tells the same before it keeps anything (``names.js``).
    if not timeline.strip():
        return True
    return is_table(timeline) and not may_name_people(timeline)


def may_name_people(table: str) -> bool:
    r"""Tell whether a table has a column of people, an address or a handle.

    Examples
    --------
    >>> may_name_people("timestamp,event,actor_role\n2026-05-04T10:00,A page to @kim,lead\n")
    True
    """
    return bool(_MAIL.search(table)) or any(map(_is_of_people, first_row(table)))


def _is_of_people(name: str) -> bool:
    is_author = "actor_role" in header(name.strip()).targets
    return is_author and not name.strip().casefold().endswith(SAY_ROLES)
