"""What the content tests share: every string of a content file."""

from collections.abc import Callable
from typing import Any

import pytest


def _strings(value: Any) -> list[str]:
    if isinstance(value, str):
        return [value]
    if isinstance(value, dict):
        return [text for item in value.values() for text in _strings(item)]
    if isinstance(value, list):
        return [text for item in value for text in _strings(item)]
    return []


@pytest.fixture(scope="session")
def strings() -> Callable[[Any], list[str]]:
    """Give the function that lists every string in a piece of content."""
    return _strings
