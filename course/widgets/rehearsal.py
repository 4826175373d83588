"""The meeting to rehearse: closed until all four decisions are answered, and then led."""

from typing import Any

import traitlets

from course.content import load
from course.content.kernel import with_kernel
from course.errors import CourseError
from course.page.blocks import Disclosure, List, Paragraph, prose
from course.page.fragment import Fragment, shown
from course.progress.answers import Progress
from course.progress.companion import companion
from course.rehearsal import begin, moves_of, replay, script
from course.rehearsal.debriefing import OPENING, opening_of
from course.rehearsal.keeping import IN_A_ROOM, OWN, Meetings
from course.rehearsal.meeting import AGAIN
from course.rehearsal.picture import SCRIPT, picture
from course.rehearsal.replay import letters_by_moment
from course.rehearsal.sitting import Sitting, sit
from course.rehearsal.view import place, view
from course.report.language.heard import heard
from course.widgets.control import Control
from course.widgets.gate import Gate, once_decided
from course.widgets.rehearsal_debrief import debrief
from course.widgets.rehearsal_earlier import earlier

_NEEDS = (
    SCRIPT,
    "rehearsal_debrief.js",
    "rehearsal_moves.js",
    "rehearsal_hands.js",
    "rehearsal_wall.js",
    "rehearsal_projected.js",
    "lab_link.js",
)


# What a move does, and what has not come out, stays in Python: the page is told what anybody in the
# room can see.
class Rehearsal(Control, beside=__file__, needs=_NEEDS):
    """A meeting that is led move by move, and its debrief."""

    words = traitlets.Dict().tag(sync=True)
    rules = traitlets.Unicode().tag(sync=True)
    #: The room as it is drawn before anybody has said a word.
    room = traitlets.Unicode().tag(sync=True)
    #: What the page shows of the meeting; empty before it has begun.
    shown = traitlets.Dict().tag(sync=True)
    #: The debrief, once the meeting is over.
    debrief = traitlets.Unicode().tag(sync=True)
    #: First sentences that the same meeting can be led with again.
    others: "traitlets.List[dict[str, str]]" = traitlets.List().tag(sync=True)
    earlier = traitlets.Unicode().tag(sync=True)

    #: Under which key its meetings are kept.
    _under = OWN

    def __init__(self, answers: Progress) -> None:
        self._answers = answers
        self._meetings = Meetings(answers, self._under)
        self._rules = _rules()
        texts = load("rehearsal")
        words = {name: text for name, text in texts.items() if isinstance(text, str)}
        words |= {"room": texts["room"], "kept_under": self._under}
        super().__init__(words=words, rules=self._rules.styled, room=picture(begin()).html)
        self.sitting: Sitting | None = None
        self._trouble = ""
        self._is_new = True
        try:
            self.sitting = self._meetings.go_on()
            self._is_new = self.sitting is None
        except CourseError as error:
            self._trouble = str(error)
        self._first = self._first_choice()
        companion().hear()
        self._show()

    def start(self, opening: str = "") -> "Rehearsal":
        """Begin a meeting: anew, or the one that was led last with another first sentence."""
        before = self.sitting.meeting if self.sitting else None
        if before and opening:
            letters = letters_by_moment(before)
            self.sitting = sit(before=letters).make(letters[0][0]).make(opening)
        else:
            self.sitting = sit()
        self._is_new, self._first = True, self._first_choice()
        self._keep()
        return self

    def make(self, letter: str, expected: str = "") -> "Rehearsal":
        """Make a move, as a press does; the first one begins the meeting."""
        self.sitting = (self.sitting or sit()).make(letter, expected)
        self._keep()
        return self

    def lead(self, moves: str) -> "Rehearsal":
        """Make moves as ``course rehearsal play --moves`` reads them, each as a press does."""
        self.start()
        # Letters for which there is no time are left out, as in a replay.
        for word in moves_of(replay(moves)):
            first, *rest = word.split(AGAIN)
            self.make(first)
            for letter in rest:
                self.make(f"{AGAIN}{letter}")
        return self

    def _keep(self) -> None:
        self._trouble = ""
        # The line is heard while the disk still writes; whoever pressed is answered after that.
        self._show()
        if self._answers.keeps_texts and self.sitting and self.sitting.steps:
            try:
                self._meetings.keep(self.sitting, anew=self._is_new)
                self._is_new = False
            except CourseError as error:
                # The meeting goes on; what cannot be kept is said.
                self._trouble = str(error)
                self._show()

    def _show(self) -> None:
        texts, sitting = load("rehearsal"), self.sitting
        with self.hold_sync():
            if sitting is None:
                self.shown = {}
            else:
                kept = texts["kept"] if self._answers.keeps_texts else texts["not_kept"]
                self.shown = {
                    **view(sitting, self._first),
                    **self._beside(sitting),
                    "at": len(sitting.steps),
                    "kept": self._trouble or kept,
                    "writes": self._answers.keeps_texts,
                }
            over = sitting is not None and sitting.meeting.is_over
            self.debrief = debrief(sitting).styled if sitting and over else ""
            self.others = _others(sitting) if sitting and over else []
            if over or sitting is None:
                self.earlier = self._earlier().styled

    def _beside(self, sitting: Sitting) -> dict[str, Any]:  # noqa: ARG002 - for a room
        """Say what else the page shows; alone, nothing."""
        return {}

    def _earlier(self) -> Fragment:
        try:
            with_room = Meetings(self._answers, IN_A_ROOM).all()
            return earlier(self._meetings.all(), with_room)
        except CourseError as error:
            return shown([Paragraph(str(error))])

    def _first_choice(self) -> str:
        """Give the first sentence that this learner chose first, for the first whole meeting."""
        try:
            if any(meeting.document.get("over") for meeting in self._meetings.all()):
                return ""
            chosen = self._answers.first_choices().get("opening")
        except CourseError:
            return ""
        return chosen.option if chosen else ""

    def _hear_start(self, *, opening: str = "") -> dict[str, Any]:
        self.start(opening)
        return {}

    def _hear_make(
        self, *, move: str, at: int, expected: str = "", words: dict[str, Any] | None = None
    ) -> dict[str, Any]:
        if words:
            self._write(**words)
        # A press that came twice is one move.
        if self.sitting and at == len(self.sitting.steps):
            self.make(move, expected)
        return {}

    def _hear_back(self, *, at: int) -> dict[str, Any]:
        texts = load("rehearsal")
        if self.sitting and at == len(self.sitting.steps):
            self.sitting = self.sitting.back()
            self._keep()
        assert self.sitting is not None
        return {"say": texts["taken_back"].format(place=place(self.sitting.meeting))}

    def _hear_rest(self) -> dict[str, Any]:
        if self.sitting:
            self.sitting = self.sitting.rest()
            self._keep()
        return {}

    def _hear_write(self, *, moment: int, text: str) -> dict[str, Any]:
        had_words = bool(self.sitting and moment in self.sitting.words)
        self._write(moment, text)
        said = "kept" if text.strip() else "removed" if had_words else "empty"
        kept = load("rehearsal")[f"own_words_{said}"]
        return {"kept": " ".join(filter(None, (kept, heard(text))))}

    def _write(self, moment: int, text: str) -> None:
        if self.sitting and self._answers.keeps_texts:
            self.sitting = self.sitting.write(moment, text)
            self._keep()

    def readable(self) -> Fragment:
        """Write where the meeting stands, for a page that has no kernel behind it."""
        meeting = self.sitting.meeting if self.sitting else begin()
        parts = self._rules + picture(meeting)
        if self.sitting and meeting.is_over:
            return parts + debrief(self.sitting)
        if meeting.moment:
            parts += shown([Paragraph(meeting.moment.scene)])
        return parts + shown([Paragraph(with_kernel(load("rehearsal")["kernel"]))])


def _rules() -> Fragment:
    played = script()
    rules = tuple(line.format_map(vars(played.rules)) for line in played.told)
    title = load("rehearsal")["rules"]
    return shown([Disclosure(title, (*prose(played.note), List(rules)), opened=True)])


def _others(sitting: Sitting) -> list[dict[str, str]]:
    """List the first sentences that were not said."""
    own, moment = opening_of(sitting.meeting), sitting.meeting.script.moments[OPENING]
    return [{"id": move.id, "say": move.say} for move in moment.moves if move.id != own]


def rehearse(reveal_open: bool = False) -> Gate:
    """Lead the meeting once before it counts, once all four decisions are answered.

    Parameters
    ----------
    reveal_open
        A facilitator's switch: open it without answers.

    Returns
    -------
    Gate
        The meeting, or what has to be answered first.

    Examples
    --------
    >>> rehearse().is_open
    False
    """
    return once_decided(Rehearsal, is_open=reveal_open)
