"""What keeps a room usable when somebody tries codes or sends too much."""

import time
from collections.abc import Callable

#: Longest body of a request, in bytes. A vote has about 60.
BODY_BYTES = 2_048

#: Longest message over a WebSocket, in bytes. Phones send none.
MESSAGE_BYTES = 1_024

#: Connections that one participant may hold: some tabs, and those that are closing.
TABS = 6

#: Projectors, and likewise facilitators, that one room may have connected.
FRONT_CONNECTIONS = 20

#: Wrong codes that one address may try at once, and how many more each second. A lecture
#: hall behind one address has room for its typing errors; guessing one of 2 ** 30 codes at
#: this rate takes some 8 years for even odds.
WRONG_CODES = 100
WRONG_CODES_PER_SECOND = 2.0


class WrongCodes:
    """Counts wrong codes by address; nothing else an address does is limited.

    Whoever is already in a room never meets this limit.

    Parameters
    ----------
    now
        A clock in seconds that never goes back.
    """

    def __init__(self, now: Callable[[], float] = time.monotonic) -> None:
        self._now = now
        self._tried: dict[str, tuple[float, float]] = {}

    def may_try(self, address: str) -> bool:
        """Tell whether this address may try another code."""
        return self._level(address) < WRONG_CODES

    def add(self, address: str) -> None:
        """Count one wrong code."""
        if len(self._tried) > 10_000:  # noqa: PLR2004 - bounds the memory, nothing more
            self._tried = {one: self._tried[one] for one in self._tried if self._level(one) > 0}
        self._tried[address] = (self._level(address) + 1, self._now())

    def _level(self, address: str) -> float:
        level, at = self._tried.get(address, (0.0, self._now()))
        return max(0.0, level - (self._now() - at) * WRONG_CODES_PER_SECOND)
