"""The base of every control in which a learner writes: what they type is kept as they type it."""

from typing import Any

import traitlets

from course import visitors
from course.content import load
from course.errors import CourseError, ProgressError
from course.progress import Kept, Progress, progress
from course.report.language.heard import heard
from course.widgets.control import Control


# Its page keeps the text while somebody types, and shows it again after a reload. Where two pages
# wrote side by side, both texts are there. What is typed never stands in a saved notebook:
# `readable` of a subclass leaves it out.
class Written(Control):
    """A control with one text of the learner's own."""

    key = traitlets.Unicode().tag(sync=True)
    most = traitlets.Int().tag(sync=True)
    #: What is kept, or else the start, and the moment at which it was kept.
    text = traitlets.Unicode().tag(sync=True)
    seen = traitlets.Unicode().tag(sync=True)
    #: What of it can be heard as blame, and what to ask instead; empty where nothing can.
    asked_about = traitlets.Unicode().tag(sync=True)
    #: What other pages or computers kept beside it, each with its moment.
    others: traitlets.List[Any] = traitlets.List().tag(sync=True)
    #: What the page says about keeping.
    writing = traitlets.Dict().tag(sync=True)
    can_keep = traitlets.Bool().tag(sync=True)

    def __init__(
        self, key: str, *, most: int, start: str = "", is_own: bool = False, **traits: Any
    ) -> None:
        self._kept: Progress = progress()
        self._start = start
        #: Whether the text is what the learner says, and nothing around it.
        self._is_own = is_own
        words = load("writing")["writing"]
        if not self._kept.keeps_texts:
            words = words | {"private": visitors.texts()}
        super().__init__(
            key=key, most=most, writing=words, can_keep=self._kept.keeps_texts, **traits
        )
        self.look()
        self._kept.when_kept(self.look)

    def look(self) -> None:
        """Look again at what is kept: another page may have written."""
        try:
            versions = self._kept.versions(self.key) if self.can_keep else ()
        except CourseError:
            # Whoever writes is told; whoever only reads the page is not stopped by it.
            versions = ()
        with self.hold_sync():
            self.text = _text(versions[0]) if versions else self._start
            self.seen = versions[0].at_utc if versions else ""
            self.asked_about = heard(self.text) if self._is_own else ""
            self.others = [
                {"text": _text(version), "at_utc": version.at_utc} for version in versions[1:]
            ]

    def write(self, text: str) -> None:
        """Write a text over what is kept, as typing does."""
        self._hear_keep(text=text, seen=self.seen)

    def _hear_keep(self, *, text: object = "", seen: object = "") -> dict[str, Any]:
        if not isinstance(text, str) or len(text) > self.most:
            raise ProgressError(self.writing["long"].format(most=f"{self.most:,}"))
        versions = self._kept.versions(self.key)
        kept = self._kept.keep(self.key, text, instead_of=_continued(versions, text, seen))
        return {"say": self.writing["kept"], "seen": kept.at_utc}

    def _hear_look(self) -> None:
        self.look()

    def _hear_use(self, *, at: object = "") -> dict[str, Any]:
        """Show another version in the place of this one, which stays beside it."""
        for version in self._kept.versions(self.key):
            if version.at_utc == at:
                kept = self._kept.keep(self.key, version.value, instead_of=version)
                return {"say": self.writing["used"], "seen": kept.at_utc, "text": _text(kept)}
        return {"say": self.writing["gone"]}

    def _hear_settle(self) -> dict[str, Any]:
        """Keep the text that is shown, and no other version of it."""
        self._kept.settle(self.key)
        return {"say": self.writing["settled"]}


def _continued(versions: tuple[Kept, ...], text: str, seen: object) -> Kept | None:
    """Give the version that a text takes the place of, so that nothing is lost by it."""
    for version in versions:
        if version.at_utc == seen:
            return version
    # A page that was closed while it kept something goes on from there.
    for version in versions:
        if _text(version) and text.startswith(_text(version)):
            return version
    return None


def _text(kept: Kept) -> str:
    return kept.value if isinstance(kept.value, str) else ""
