"""JSON as people write it: names without quotation marks, single ones, comments, a comma more."""

import json
import re

_PART = re.compile(
    r"""(?P<double>"(?:[^"\\\n]|\\.)*")|'(?P<single>(?:[^'\\\n]|\\.)*)'|(?P<name>[A-Za-z_$][\w$]*)(?=\s*:)"""
    r"""|(?P<nothing>//[^\n]*|/\*.{0,2000}?\*/|,(?=\s*[}\]])|;\s*\Z)""",
    re.DOTALL,
)


def as_json(text: str) -> str:
    """Write an object of a program as JSON.

    Examples
    --------
    >>> as_json("{ at: 1451556360, what: 'It is off', } // so far")
    '{ "at": 1451556360, "what": "It is off" } '
    """
    return _PART.sub(_written, text)


def _written(part: re.Match[str]) -> str:
    if part["nothing"]:
        return ""
    if part["name"]:
        return json.dumps(part["name"])
    if part["single"] is not None:
        inner = re.sub(r"\\'", "'", part["single"])
        return '"' + re.sub(r'(?<!\\)"', r'\\"', inner) + '"'
    return part[0]
