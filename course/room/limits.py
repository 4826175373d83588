"""What keeps a room usable when somebody tries codes or sends too much."""

import asyncio
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

#: Seconds within which the head of a request is to be there, the first of a connection or
#: the next, and then its body.
HEADER_SECONDS = 20.0
BODY_SECONDS = 10.0

#: Open files that a full room needs: a connection for each phone, and one to spare.
OPEN_FILES = 8_192

#: Open files that stay free of connections, for the rooms' file, its journal and the locks.
KEPT_FILES = 128

#: Connections where the system's loop waits for 512 at most, as on Windows.
WINDOWS_CONNECTIONS = 448

#: Wrong codes that are told as such, for the whole server, and how many more each second.
#: Beyond them the answer is 429. A right code is never counted and always enters.
WRONG_CODES = 100
WRONG_CODES_PER_SECOND = 2.0

#: How much later than others a wrong code is answered, in seconds.
LATE_SECONDS = 0.5

#: Answers to wrong codes that wait at the same time. One more is given at once, and its
#: connection closed: being late must not use up the memory of the server.
WAITING = 500


# A hall behind one address cannot be locked out by one person in it, and a guesser with many
# addresses gains nothing by them.
class WrongCodes:
    """Counts wrong codes and holds back their answers; nothing depends on an address."""

    def __init__(self, now: Callable[[], float] = time.monotonic) -> None:
        self.waiting = 0
        self._now = now
        self._level = 0.0
        self._at = now()

    def is_within_budget(self) -> bool:
        """Count one wrong code and tell whether it is within the budget."""
        now = self._now()
        self._level = max(0.0, self._level - (now - self._at) * WRONG_CODES_PER_SECOND)
        self._at = now
        if self._level + 1 > WRONG_CODES:
            return False
        self._level += 1
        return True

    async def hold_back(self) -> bool:
        """Wait before a wrong code is answered; False at once if too many answers wait."""
        if self.waiting >= WAITING:
            return False
        self.waiting += 1
        try:
            await asyncio.sleep(LATE_SECONDS)
        finally:
            self.waiting -= 1
        return True
