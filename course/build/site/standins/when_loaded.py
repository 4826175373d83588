"""Puts something in the place of a part of the course once a page loads that part, and not before.

Most pages never load the lab or a chart, and a phone takes a second to load both.
"""

import sys
from collections.abc import Callable, Sequence
from importlib.abc import MetaPathFinder
from importlib.machinery import ModuleSpec, PathFinder
from types import ModuleType


class WhenLoaded(MetaPathFinder):
    """Finds modules as ever; what is to be put in their place follows when they have run."""

    def __init__(self, puts: dict[str, Callable[[], object]]) -> None:
        self._puts = puts

    def find_spec(
        self, fullname: str, path: Sequence[str] | None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        """Find a module that somebody waits for; of others, nothing is known here."""
        found = PathFinder.find_spec(fullname, path, target) if fullname in self._puts else None
        if found and found.loader:
            load, put = found.loader.exec_module, self._puts[fullname]

            def load_and_put(module: ModuleType) -> None:
                load(module)
                put()

            found.loader.exec_module = load_and_put  # type: ignore[method-assign]
        return found


def when_loaded(puts: dict[str, Callable[[], object]]) -> None:
    """Have each of `puts` called when its module has been loaded: at once, if it is there."""
    for name in puts.keys() & sys.modules.keys():
        puts[name]()
    sys.meta_path.insert(0, WhenLoaded(puts))
