"""A draft at the desk: its fields, the report that they make, and where a finding is mended."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from course.errors import CourseError
from course.incident.loading import Incident
from course.page.times import moment
from course.report.composed import document_of
from course.report.contents import KNOWN, Action, Contents, Entry, NotDoing, Row, Why
from course.report.document import SECTIONS, parse
from course.report.draft import matter_of
from course.report.escaping import MEANT
from course.report.language.rules import rules
from course.report.understood import contents

MOST = {"rows": 6, "whys": 24, "actions": 5}
"""How many of each a draft at the desk may have."""

_FIELDS = ("summary", "well", "poorly", "lucky", "root_cause")
_ACTION = ("action", "owner", "due", "end_state", "witness")


@dataclass(frozen=True)
class Manuscript:
    """What stands in the fields, by the step that it belongs to."""

    #: As the page sends and keeps it; whatever has another shape is left out.
    fields: Mapping[str, Any] = field(default_factory=dict)

    @classmethod
    def from_text(cls, text: str) -> "Manuscript":
        """Read what is kept; what is no draft is an empty one.

        Examples
        --------
        >>> Manuscript.from_text('{"summary": "It froze."}').word("summary")
        'It froze.'
        >>> Manuscript.from_text("no draft").fields
        {}
        """
        try:
            found = json.loads(text)
        except ValueError:
            found = {}
        return cls(found if isinstance(found, dict) else {})

    def word(self, name: str, within: Mapping[str, Any] | None = None) -> str:
        """Give a field that holds a text."""
        found = (self.fields if within is None else within).get(name, "")
        return found.strip() if isinstance(found, str) else ""

    def entries(self, name: str) -> list[dict[str, Any]]:
        """Give a field that holds a list of fields."""
        found = self.fields.get(name, [])
        listed = found if isinstance(found, list) else []
        return [each for each in listed if isinstance(each, dict)][: MOST.get(name, len(listed))]

    @property
    def beginning(self) -> str:
        """The first words of each field, to tell a draft from another."""
        texts = [self.word(name) for name in _FIELDS]
        texts += [self.word("text", each) for each in self.entries("whys")]
        return " … ".join(text[:200] for text in texts if text)[:600]

    def contents(self, incident: Incident) -> Contents:
        """Make the report that the fields write."""
        matter = dict(matter_of(incident))
        events = dict(enumerate(incident.timeline))
        rows = [
            Row(
                moment(events[row].at),
                events[row].event,
                self._with_reason(f"rows.{number}", self.word("looked_like", each)),
                events[row].phase,
                events[row].evidence,
            )
            for row, number, each in self.chosen_rows()
            if row in events
        ]
        words = self.word("summary").split("\n\n")
        summary = "\n\n".join(" ".join(part.split()) for part in words)
        left = NotDoing(
            self._with_reason("not_doing", self.word("not_doing")), self.word("because")
        )
        return Contents(
            title=incident.title,
            date=self.word("date"),
            timezone=incident.timezone,
            known={key: matter[key] for key in KNOWN if key in matter},
            summary=self._with_reason("summary", summary),
            rows=tuple(rows),
            whys=self._tree(),
            root_cause=self._with_reason("root_cause", self._line("root_cause")),
            **{name: self._entry(name) for name in ("well", "poorly", "lucky")},
            actions=tuple(self._actions()),
            not_doing=(left,) if left.what or left.because else (),
        )

    def chosen_rows(self) -> list[tuple[int, int, dict[str, Any]]]:
        """Give the rows that were chosen, in order of time, with the field that chose them."""
        chosen = [
            (int(each["row"]), number, each)
            for number, each in enumerate(self.entries("rows"))
            if str(each.get("row", "")).isdecimal()
        ]
        return sorted(chosen, key=lambda row: row[:2])

    def markdown(self, incident: Incident) -> str:
        """Write the report as Markdown, with the reasons that were given beside the text."""
        text = document_of(self.contents(incident)).markdown
        for section in SECTIONS:
            text = self._answered(text, section)
        return text

    def _answered(self, text: str, section: str) -> str:
        """Put answers that are about a whole section at its end."""
        comments = self._comments(f"section.{section}")
        if not comments:
            return text
        document = parse(text)
        after = [each.line for each in document.sections]
        here = document.section(section)
        assert here is not None
        lines = text.rstrip("\n").split("\n")
        end = next((line for line in after if line > here.line), len(lines) + 1)
        lines[end - 1 : end - 1] = ["", comments, ""] if end <= len(lines) else ["", comments]
        return "\n".join(lines) + "\n"

    def _tree(self) -> tuple[Why, ...]:
        entries = list(enumerate(self.entries("whys")))

        def below(depth: int) -> tuple[Why, ...]:
            made = []
            while entries and _depth(entries[0][1]) >= depth:
                number, each = entries.pop(0)
                text = self._with_reason(f"whys.{number}", self.word("text", each))
                made.append(Why(text, self.word("rests_on", each), below(_depth(each) + 1)))
            return tuple(why for why in made if why.text or why.below)

        return below(0)

    def _entry(self, name: str) -> tuple[Entry, ...]:
        text = self._line(name)
        return (Entry(self._with_reason(name, text)),) if text else ()

    def _line(self, name: str) -> str:
        return " ".join(self.word(name).split())

    def _actions(self) -> Sequence[Action]:
        made = []
        for number, each in enumerate(self.entries("actions")):
            words = [self.word(name, each) for name in _ACTION]
            if any(words):
                first = next(at for at, word in enumerate(words) if word)
                words[first] = self._with_reason(f"actions.{number}", words[first])
                action, owner, due, end_state, witness = words
                made.append(Action(action, owner, due, end_state, witness))
        return made

    def _comments(self, place: str) -> str:
        """Write the answers that were given at a place, as they stand in the file."""
        meant = self.fields.get("meant", {})
        known = {rule.id for rule in rules()}
        comments = []
        for key, reason in (meant if isinstance(meant, dict) else {}).items():
            check, _, at = str(key).partition("|")
            kind = "language" if check in known else "report"
            words = "".join(letter for letter in str(reason) if letter not in "<>|\n")[:400]
            comment = f"<!-- {kind} ignore {check}: {words} -->"
            if at == place and words.strip() and MEANT.fullmatch(comment):
                comments.append(comment)
        return " ".join(comments)

    def _with_reason(self, place: str, text: str) -> str:
        comments = self._comments(place)
        return f"{text} {comments}" if text and comments else text


def _depth(entry: Mapping[str, Any]) -> int:
    depth = entry.get("depth", 0)
    return depth if isinstance(depth, int) and 0 <= depth < MOST["whys"] else 0


def places(text: str, manuscript: Manuscript) -> dict[int, str]:
    """Tell where each line of a report comes from, so that a finding leads to its field."""
    document = parse(text)
    report = contents(document)
    found = {section.line: f"section.{section.name}" for section in document.sections}
    # Of the factors, each why has a line of its own, and what stands below them all is one.
    for name, field_name in (("summary", "summary"), ("factors", "root_cause")):
        section = document.section(name)
        found |= {block.line: field_name for block in (section.blocks if section else ())}
    chosen = [number for _, number, _ in manuscript.chosen_rows()]
    found |= {r.line: f"rows.{n}" for r, n in zip(report.rows, chosen, strict=False)}
    written = [
        n for n, each in enumerate(manuscript.entries("whys")) if manuscript.word("text", each)
    ]
    lines = [why.line for _, why in report.walk() if why.text]
    found |= {line: f"whys.{n}" for line, n in zip(lines, written, strict=False)}
    for name in ("well", "poorly", "lucky"):
        found |= {entry.line: name for entry in getattr(report, name)}
    acted = [
        number
        for number, each in enumerate(manuscript.entries("actions"))
        if any(manuscript.word(name, each) for name in _ACTION)
    ]
    found |= {
        action.line: f"actions.{number}"
        for action, number in zip(report.actions, acted, strict=False)
    }
    # What is about the whole is about its date: all else that it could be is there from the start.
    return {1: "date"} | found | {each.line: "not_doing" for each in report.not_doing}


def checked(text: object, most: int) -> str:
    """Give a text from a page that can be read; any other is told."""
    if isinstance(text, str) and len(text) <= most:
        return text
    raise CourseError(f"This is no text of at most {most:,} characters; nothing was read.")
