"""Refuses JSON that is nested deeper than a browser's stack reaches.

An ordinary Python raises `RecursionError` there, which whoever reads a file of somebody else's
expects. In a browser the stack ends first, and all of Python with it.
"""

import json
import re
from typing import Any

#: Nobody's answers, reports or records come near it; a browser's stack ends at some thousands.
DEEPEST = 500

_MARK = re.compile(r'"(?:[^"\\]|\\.)*+"?|[\[{]|[\]}]', re.DOTALL)


def put_in_place() -> None:
    """Have everything that reads JSON in this Python look at its depth first."""
    json.JSONDecoder = Shallow  # type: ignore[misc]
    json._default_decoder = Shallow()  # type: ignore[attr-defined]  # noqa: SLF001


class Shallow(json.JSONDecoder):
    """Reads JSON as ever, once its depth is known."""

    def decode(self, s: str, *rest: Any) -> Any:
        """Read a text."""
        depth = 0
        for mark in _MARK.finditer(s):
            depth += {"[": 1, "{": 1, "]": -1, "}": -1}.get(mark[0], 0)
            if depth > DEEPEST:
                raise RecursionError(f"JSON nested deeper than {DEEPEST}")
        return super().decode(s, *rest)
