"""Stands in for the one box of ipywidgets that the course uses."""

from collections.abc import Iterable
from typing import Any

import anywidget


class VBox:
    """Controls below each other."""

    def __init__(self, children: Iterable[Any] = (), layout: object = None) -> None:
        del layout  # the page's style lays out
        self.model_id = anywidget.new_id()
        self._children = tuple(children)

    @property
    def children(self) -> tuple[Any, ...]:
        """What is in it."""
        return self._children

    @children.setter
    def children(self, children: Iterable[Any]) -> None:
        self._children = tuple(children)
        anywidget.outbox.append({"type": "children", **self.tree()})

    def tree(self) -> dict[str, Any]:
        """Give what the page needs in order to show it."""
        return {"id": self.model_id, "children": [child.tree() for child in self._children]}

    def _repr_mimebundle_(self, **_: Any) -> dict[str, Any]:
        return {}
