"""A desk for one's own incident: fill in, paste or open it, mend it, and see it below."""

import os
from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager, suppress
from dataclasses import replace
from html import escape
from pathlib import Path
from typing import Any

import traitlets

from course.content import load
from course.content.kernel import with_kernel
from course.errors import AlreadyThereError, IncidentError
from course.incident.facts_file import FACTS, REQUIRED
from course.incident.facts_file import FILE as FACTS_FILE
from course.incident.files import IncidentFiles, as_csv, as_toml, fields_of
from course.incident.folder import folder_named
from course.incident.how_far import telling
from course.incident.loading import BUILT_IN, Incident, load_incident
from course.incident.named import authors, can_be_kept
from course.incident.questions import doubts, silences
from course.incident.template import template, write_template
from course.page.blocks import Emphasis, List, Paragraph, Strong
from course.page.fragment import Fragment
from course.page.html import as_html
from course.progress import progress
from course.progress.texts import MOST_BYTES
from course.visitors import only_read, refuse
from course.widgets import desk_texts
from course.widgets.control import Control
from course.widgets.desk_counting import OfTheForm
from course.widgets.desk_findings import (
    asked_at,
    located,
    names_left_in,
    notices_of_the_desk,
    still_template,
    taken_words,
    written_words,
    zone_asked,
)
from course.widgets.desk_heard import heard_in
from course.widgets.desk_rows import in_order
from course.widgets.example import Example
from course.widgets.followers import Followers
from course.widgets.guess import Guess, Shows
from course.widgets.how_read import HowRead, how_read, in_folder, pasted, unmarked
from course.widgets.pane import shown_about

FOLDER = "my-incident"
"""What a folder is called unless its owner calls it something else."""

_NOT_FOR_THE_PAGE = ("template", "field")


# What is typed is kept in the browser and with all else that the learner writes, a timeline once it
# is rows with roles in the place of names; it is written into a file of its own only by `save`.
# Until the first one is checked the course's own case is the example.
class OwnIncident(
    Control,
    beside=__file__,
    needs=(
        *("rows.js", "names.js", "row_table.js", "how_read.js", "which_row.js", "texts.js"),
        *("lab_link.js", "onward.js"),
        *("own_zone.js", "own_facts.js", "own_timeline.js", "own_found.js", "own_kept.js"),
    ),
):
    """A form for an incident, what there is to mend in it, and all that is shown of it."""

    words = traitlets.Dict().tag(sync=True)
    #: Name, label and hint of each fact, and whether it is needed.
    fields: traitlets.List[Any] = traitlets.List().tag(sync=True)
    #: What the form begins with: fields, timeline and folder.
    given = traitlets.Dict().tag(sync=True)
    #: What columns of people are called: a table that has one is not kept as it stands.
    authors: traitlets.List[Any] = traitlets.List().tag(sync=True)
    template = traitlets.Dict().tag(sync=True)
    findings: traitlets.List[Any] = traitlets.List().tag(sync=True)
    #: For each milestone, where no row marks any: what is asked, and the rows that may mark it.
    milestones: traitlets.List[Any] = traitlets.List().tag(sync=True)
    notices: traitlets.List[Any] = traitlets.List().tag(sync=True)
    #: What to ask the room: of what does not agree with itself, and of what nothing is written.
    doubts: traitlets.List[Any] = traitlets.List().tag(sync=True)
    silences: traitlets.List[Any] = traitlets.List().tag(sync=True)
    #: What can be heard as blame, with what to ask of it instead.
    heard: traitlets.List[Any] = traitlets.List().tag(sync=True)
    status = traitlets.Unicode().tag(sync=True)
    how_far = traitlets.Unicode().tag(sync=True)
    #: Whether what is shown below is the course's own case; the page holds it back until asked.
    is_example = traitlets.Bool(True).tag(sync=True)
    #: What this learner typed here earlier, also in another browser, by the name of its tab.
    kept = traitlets.Dict().tag(sync=True)
    #: How many bytes of it are kept; what is longer stays in the browser, and is told so.
    most = traitlets.Int(MOST_BYTES).tag(sync=True)

    def __init__(self, folder: str | Path | None = None) -> None:
        refuse("desk")
        texts = load("own_incident")
        self._shown = Followers(load_incident())
        self.problems: list[str] = []
        #: What is said of how the last one was read.
        self._said: list[str] = []
        offered = template()
        super().__init__(
            words={
                name: text if isinstance(text, dict) else " ".join(text.split())
                for name, text in texts.items()
                if name not in _NOT_FOR_THE_PAGE
            },
            fields=[
                {"name": name, "needed": name in REQUIRED, "counts": kind is int}
                | texts["field"][name]
                for name, kind in FACTS.items()
            ],
            authors=list(authors()),
            template={"fields": fields_of(offered.facts), "timeline": offered.timeline},
            given={"folder": FOLDER},
            kept=desk_texts.texts(progress()),
        )
        if folder is not None:
            self.given = self.open_folder(folder)

    def check(self, fields: Mapping[str, str], timeline: str, folder: str = FOLDER) -> None:
        """Check what stands in the form; with nothing to mend, show it everywhere."""
        self._check(self._files(fields, timeline), folder, pasted(timeline))

    def _check(self, files: IncidentFiles, folder: str, notices: list[str]) -> None:
        def load_it() -> Incident:
            incident, place = files.load(Path(FOLDER)), folder_named(folder)
            # Nothing that was typed is the course's own case, wherever it would be saved.
            if Path(os.path.realpath(place)) == BUILT_IN:
                return incident
            return replace(incident, folder=place)

        self._load(load_it, notices)

    def open_folder(self, folder: str | Path) -> dict[str, Any]:
        """Open a folder, check it, and give what belongs in the form, as far as it is text."""
        self._load(lambda: load_incident(folder_named(folder)), [])
        form: dict[str, Any] = {"folder": str(folder)}
        # What cannot be read stands among the findings, and leaves the form as it is.
        with suppress(OSError, ValueError, IncidentError):
            place = folder_named(folder)
            form |= in_folder(place)
            if "timeline" in form and not (place / FACTS_FILE).exists():
                # The form has a field for each fact that is missing.
                self.check({}, form["timeline"], str(folder))
        return form

    def save(
        self, fields: Mapping[str, str], timeline: str, folder: str, *, over: bool = False
    ) -> list[Path]:
        """Write what stands in the form into a folder, never over other files unasked."""
        if not can_be_kept(timeline):
            # Names stay on the page: a file has rows, with roles in their place.
            timeline = how_read(timeline, fields.get("timezone", "")).timeline
        return self._files(fields, timeline).write(folder_named(folder), over=over)

    def show(self, make: Callable[..., Any], *settings: Any) -> Any:
        """Show something about the incident, now and whenever it becomes another."""
        return self._shown.follow(make, shown_about(self.incident, make, *settings))

    def guess(self, name: str, *shows: Shows) -> Guess:
        """Ask for a guess about the incident before something shows it."""
        return self._shown.follow(name, Guess(name, self.incident, *shows, is_beside=True))

    @property
    def incident(self) -> Incident:
        """What everything below is about."""
        return self._shown.incident

    @staticmethod
    def _files(fields: Mapping[str, str], timeline: str) -> IncidentFiles:
        return IncidentFiles(as_toml(fields), as_csv(timeline))

    def _load(self, load_it: Callable[[], Incident], notices: list[str]) -> None:
        texts = load("own_incident")
        words, self.problems, findings, milestones = "", [], [], []
        doubting: list[dict[str, Any]] = []
        silent: list[dict[str, Any]] = []
        heard: list[dict[str, Any]] = []
        try:
            incident = load_it()
        except IncidentError as error:
            self.problems = error.problems
            findings = [located(problem) for problem in error.findings]
            words = texts["to_mend_one" if len(findings) == 1 else "to_mend"]
            words = words.format(number=len(findings))
        else:
            with self._telling():
                self._shown.turn(incident)
            self.is_example = incident.is_built_in
            self._said = notices
            notices = [*notices, *notices_of_the_desk(incident.notices, OfTheForm())]
            notices += [] if incident.is_built_in else names_left_in(incident)
            milestones = unmarked(incident.timeline)
            if not incident.is_built_in:
                doubting, silent = asked_at(doubts(incident)), asked_at(silences(incident))
                heard = heard_in(incident)
            findings = still_template(incident)
            words = texts["template_left" if findings else "mended"].format(
                events=f"{len(incident.timeline):,}", title=incident.title
            )
        finally:
            with self.hold_sync():
                self.findings = findings
                self.notices = notices
                self.milestones = milestones
                self.doubts, self.silences, self.heard = doubting, silent, heard
                self.status = words

    def _hear_keep(self, *, tab: object = "", form: object = None) -> None:
        desk_texts.keep(progress(), tab, form)
        self.kept = desk_texts.texts(progress())

    def _hear_check(
        self,
        *,
        folder: str = "",
        fields: Any = None,
        timeline: str = "",
        file: str = "",
        **said: Any,
    ) -> Any:
        fields = fields or {}
        try:
            read = self._read(fields, timeline, file, said.get("choices"))
        except IncidentError:
            # What stands in the way of reading it is told together with the rest.
            self.check(fields, timeline, folder.strip() or FOLDER)
            return {"say": self.status}
        told = _told(read, fields)
        if not fields.get("title", "").strip():
            # It stands in its field as soon as this is answered, and that is what is checked.
            fields = {**fields, "title": read.proposed.title}
        files = self._files(fields, read.timeline)
        self._check(files, folder.strip() or FOLDER, told)
        answer = read.answer | self._sorted(read.timeline, fields, folder.strip() or FOLDER)
        if said.get("assumed"):
            self.doubts = [zone_asked(fields), *self.doubts]
        return {"say": self.status, **answer}

    def _sorted(self, timeline: str, fields: Mapping[str, str], folder: str) -> dict[str, Any]:
        """Put the rows of the form in the order in which they are shown, and count them so."""
        known = self.incident
        found = (
            None if self.problems else in_order(as_csv(timeline), known.timeline, known.timezone)
        )
        if not found:
            return {}
        text, moved = found
        told = [*self._said, *notices_of_the_desk(known.notices, OfTheForm(moved=moved))]
        self._check(self._files(fields, text), folder, [])
        # What is said of the rows in their new order has been said of the same rows already.
        self.notices = [*told, *names_left_in(self.incident)]
        return {"form": {"timeline": text}}

    def _read(self, fields: Any, timeline: str, file: str, choices: Any) -> HowRead:
        with self._telling():
            return how_read(timeline, fields.get("timezone", ""), file, choices)

    def _telling(self) -> AbstractContextManager[None]:
        return telling(lambda text: self.set_trait("how_far", text))

    def _hear_rows(
        self,
        *,
        fields: Any = None,
        timeline: str = "",
        file: str = "",
        **said: Any,
    ) -> Any:
        """Turn what was pasted or opened into rows, before anything is checked."""
        texts = load("own_incident")
        try:
            read = self._read(fields or {}, timeline, file, said.get("choices"))
        except IncidentError as error:
            with self.hold_sync():
                self.findings = [located(problem) for problem in error.findings]
                self.notices, self.milestones = [], []
                self.doubts, self.silences, self.heard = [], [], []
            return {"say": texts["no_rows"]}
        with self.hold_sync():
            self.findings, self.milestones, self.silences, self.heard = [], [], [], []
            self.doubts = [zone_asked(fields or {})] if said.get("assumed") else []
            self.notices = _told(read, fields or {})
        return {"say": texts["as_rows"], **read.answer}

    def _hear_open(self, *, folder: str = "", **_form: object) -> Any:
        opened = self.open_folder(folder.strip() or FOLDER)
        return {"say": self.status, "form": opened}

    def _hear_template(self, *, folder: str = "", **_form: object) -> Any:
        place = folder.strip() or FOLDER
        try:
            written = write_template(folder_named(place))
        except AlreadyThereError as error:
            return {"say": taken_words("taken", error)}
        return {"say": written_words(written, place), "form": self.open_folder(place)}

    def _hear_save(
        self,
        *,
        folder: str = "",
        fields: Any = None,
        timeline: str = "",
        over: bool = False,
        **_: Any,
    ) -> Any:
        place = folder.strip() or FOLDER
        try:
            written = self.save(fields or {}, timeline, place, over=over)
        except AlreadyThereError as error:
            # Only what was typed may take the place of a file, and only with leave.
            return {"ask": taken_words("ask_replace", error)}
        return {"say": written_words(written, place)}

    def readable(self) -> Fragment:
        """Write what was found, or the template, for a page that has no kernel behind it."""
        asked = [question["text"] for question in (*self.doubts, *self.silences, *self.heard)]
        found = [*self.problems, *self.notices, *asked]
        if self.status:
            html = as_html(
                [Paragraph(Strong(self.status)), *([List(tuple(found))] if found else [])]
            )
        else:
            html = as_html([Paragraph(Emphasis(with_kernel(self.words["kernel"])))])
            html += f"<pre>{escape(self.template['timeline'])}</pre>"
        text = "\n".join([self.status or load("own_incident")["about"], *found])
        return Fragment(html, text)


def _told(read: HowRead, fields: Mapping[str, str]) -> list[str]:
    """Say how a document was read, and what is proposed where it leaves something open."""
    has_title = bool(fields.get("title", "").strip())
    told = read.proposed.told(read.by, has_title=has_title)
    return notices_of_the_desk([*told, *read.notices], read.by)


def own_incident(folder: str | Path | None = None) -> OwnIncident | Example:
    """Open the desk for an incident of one's own; for visitors, the example and no desk.

    Parameters
    ----------
    folder
        An incident to begin with; None is an empty form.

    Returns
    -------
    OwnIncident or Example
        The desk; for visitors, the example.

    Examples
    --------
    >>> own_incident().incident.is_built_in
    True
    """
    return Example(folder) if only_read() else OwnIncident(folder)
