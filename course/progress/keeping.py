"""What a learner wrote or chose, kept under keys and met again: the part that widgets use."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from course import visitors
from course.progress.saving import Rows, Saving
from course.progress.tables import KEPT
from course.progress.texts import (
    Kept,
    as_json,
    checked_key,
    checked_size,
    checked_total,
    moment_after,
    newest_first,
)


class Keeping:
    """Texts and choices under keys.

    Examples
    --------
    >>> import tempfile
    >>> notes = Keeping(Path(tempfile.mkdtemp()))
    >>> seen = notes.keep("line.opening", "What made the check")
    >>> _ = notes.keep("line.opening", "What made the check possible?", instead_of=seen)
    >>> [kept.value for kept in notes.versions("line.opening")]
    ['What made the check possible?']
    """

    def __init__(self, folder: Path) -> None:
        self._saving = Saving(folder)
        self._nearly_full = ""
        self._when_kept: list[Callable[[], object]] = []

    @property
    def path(self) -> Path:
        """Where the file is."""
        return self._saving.file.path

    @property
    def notice(self) -> str:
        """What the learner should know about how all this is kept, else empty."""
        return " ".join(filter(None, (self._saving.notice, self._nearly_full)))

    @property
    def is_saved(self) -> bool:
        """Whether all of it is in the file, and nothing in this process alone."""
        return self._saving.is_saved

    @property
    def keeps_texts(self) -> bool:
        """Whether what is written is kept: a reader that several people share keeps none."""
        return not visitors.are_here()

    def when_kept(self, listener: Callable[[], object]) -> None:
        """Call a listener whenever what is written may have become another in this process."""
        self._when_kept.append(listener)

    def _announce_texts(self) -> None:
        for listener in self._when_kept:
            listener()

    def keep(
        self, key: str, value: Any, *, content_hash: str = "", instead_of: Kept | None = None
    ) -> Kept:
        """Keep what was written or chosen; once this returns, it outlives the process.

        Parameters
        ----------
        key
            What it is kept under: parts in small letters joined by full stops.
        value
            A text, or whatever JSON can hold.
        content_hash
            Of the content that it was made with, where that matters when it is met again.
        instead_of
            What was on the page when somebody began to change it. That takes the place of it;
            what another page kept meanwhile stays beside it, as an earlier version.

        Returns
        -------
        Kept
            The entry, the newest under its key. It is the one that was there already if that
            says the same.

        Raises
        ------
        ProgressError
            If it is too large, there is no room for it, or the file is of a newer version of
            the course. What was kept before is as it was.
        VisitorError
            If several people share this progress. Nothing that anybody types is kept then.
        """
        visitors.keep_nothing()
        text = as_json(value)
        checked_key(key)

        def put(rows: Rows) -> tuple[Kept, str]:
            there = newest_first(rows.texts(key))
            if there and (there[0].json, there[0].content_hash) == (text, content_hash):
                return there[0], self._nearly_full
            moment = moment_after([kept.row for kept in there])
            kept = Kept(key, text, moment, content_hash)
            checked_size(kept.row)
            if instead_of is not None:
                rows.remove(KEPT, instead_of.row)
            rows.add(KEPT, kept.row)
            return kept, checked_total(rows.size())

        kept, self._nearly_full = self._saving.change(put)
        self._announce_texts()
        return kept

    def kept(self, key: str) -> Kept | None:
        """Give what was last kept under a key, or None."""
        return next(iter(self.versions(key)), None)

    def versions(self, key: str) -> tuple[Kept, ...]:
        """Give all that is kept under a key, the newest first."""
        # There is more than one where two pages, or two computers, wrote side by side.
        checked_key(key)
        return newest_first([row for row in self._saving.texts(key) if row[0] == key])

    def kept_under(self, beginning: str = "") -> dict[str, Kept]:
        """Give what was last kept under each key that begins so, by key.

        Examples
        --------
        >>> import tempfile
        >>> notes = Keeping(Path(tempfile.mkdtemp()))
        >>> _ = notes.keep("meeting.2", {"moves": "bBb"}), notes.keep("line.opening", "What …")
        >>> list(notes.kept_under("meeting."))
        ['meeting.2']
        """
        rows = sorted(self._saving.texts(beginning), key=lambda row: (row[0], row[1], row))
        return {row[0]: kept for row in rows for kept in newest_first([row])}

    def settle(self, key: str) -> None:
        """Keep what is shown under a key, and remove the other versions of it."""

        def take_away(rows: Rows) -> None:
            for version in newest_first(rows.texts(key))[1:]:
                rows.remove(KEPT, version.row)

        self._saving.change(take_away)
        self._announce_texts()

    def remove(self, key: str) -> None:
        """Remove all that is kept under a key."""

        def take_away(rows: Rows) -> None:
            for row in rows.texts(key):
                rows.remove(KEPT, row)

        self._saving.change(take_away)
        self._announce_texts()
