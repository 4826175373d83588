"""What the course says, as data: the one place that reads it.

The entrance is `load`: every other module asks it and never opens a content file itself. It stands
on the standard library and, for words that are shown, on `page`.
"""

import tomllib
from functools import cache
from hashlib import sha256
from importlib import resources
from typing import Any


@cache
def load(name: str) -> dict[str, Any]:
    """Read one content file.

    Parameters
    ----------
    name
        The file's name without its ending, such as ``"decisions"``.

    Returns
    -------
    dict
        The parsed TOML. It is shared between callers: read it, do not change it.

    Raises
    ------
    FileNotFoundError
        If there is no such file.

    Examples
    --------
    >>> sorted(load("notebooks"))
    ['notebook']
    """
    return tomllib.loads(_written(name))


@cache
def content_hash(name: str) -> str:
    """Tell a content file from itself in other words: what was made with it says so."""
    return sha256(_written(name).encode()).hexdigest()[:16]


def _written(name: str) -> str:
    return resources.files(__name__).joinpath(f"{name}.toml").read_text("utf-8")
