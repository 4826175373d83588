"""Stands in for anywidget where a page carries the controls: the same traits, another wire."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import count
from typing import Any

import traitlets

_numbers = count(1)

models: dict[str, "AnyWidget"] = {}
"""Every control of this page, by the name under which the page speaks to it."""

outbox: list[dict[str, Any]] = []
"""What the page is to hear once all that was done is kept."""


def new_id() -> str:
    """Name something that the page is to speak to."""
    return f"model-{next(_numbers)}"


class AnyWidget(traitlets.HasTraits):
    """A control: the page gets what is synchronised of it, and sends what is done there."""

    def __init__(self, **named: Any) -> None:
        self.model_id = new_id()
        self._receivers: list[Callable[..., Any]] = []
        self._held: set[str] | None = None
        models[self.model_id] = self
        super().__init__(**{name: value for name, value in named.items() if self.has_trait(name)})
        if synchronised := self.trait_names(sync=True):
            self.observe(self._on_change, synchronised)

    def tree(self) -> dict[str, Any]:
        """Give what the page needs in order to show it."""
        kind = type(self)
        return {
            "id": self.model_id,
            "kind": f"{kind.__module__}.{kind.__name__}",
            "state": {name: getattr(self, name) for name in self.trait_names(sync=True)},
        }

    def on_msg(self, receiver: Callable[..., Any]) -> None:
        """Have a function called with each message of the page."""
        self._receivers.append(receiver)

    def send(self, content: dict[str, Any]) -> None:
        """Send the page a message."""
        outbox.append({"type": "message", "id": self.model_id, "content": content})

    def receive(self, content: dict[str, Any]) -> None:
        """Take a message of the page."""
        for receiver in self._receivers:
            receiver(self, content, [])

    @contextmanager
    def hold_sync(self) -> Iterator[None]:
        """Tell the page of all changes at once, at the end."""
        self._held = set()
        try:
            yield
        finally:
            held, self._held = self._held, None
            if held:
                self._post(held)

    def _on_change(self, change: Any) -> None:
        if self._held is None:
            self._post({change["name"]})
        else:
            self._held.add(change["name"])

    def _post(self, names: set[str]) -> None:
        state = {name: getattr(self, name) for name in names}
        outbox.append({"type": "state", "id": self.model_id, "state": state})

    def _repr_mimebundle_(self, **_: Any) -> tuple[dict[str, Any], dict[str, Any]]:
        return {}, {}
