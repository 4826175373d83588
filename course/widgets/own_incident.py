"""A desk for one's own incident: fill in, paste or open it, mend it, and see it below."""

import os
import re
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import replace
from html import escape
from pathlib import Path
from typing import Any, Protocol, TypeVar

import traitlets

from course.content import load
from course.content.kernel import with_kernel
from course.errors import AlreadyThereError, IncidentError
from course.incident.facts_file import FACTS, REQUIRED
from course.incident.facts_file import FILE as FACTS_FILE
from course.incident.files import IncidentFiles, as_csv, as_toml, fields_of
from course.incident.findings import Finding, rows_named
from course.incident.folder import folder_named
from course.incident.importing import answered_by
from course.incident.loading import BUILT_IN, Incident, load_incident
from course.incident.reading import timeline_file, without_names
from course.incident.template import template, template_rows, write_template
from course.incident.timeline import FILE
from course.page.blocks import List, Paragraph, Strong
from course.page.fragment import Fragment
from course.page.html import as_html
from course.progress import progress
from course.progress.texts import MOST_BYTES
from course.storage import read_file
from course.visitors import only_read, refuse
from course.widgets import desk_texts
from course.widgets.control import Control
from course.widgets.example import Example
from course.widgets.guess import Guess, Shows
from course.widgets.how_read import HowRead, how_read, opened, pasted, unmarked
from course.widgets.pane import shown_about

FOLDER = "my-incident"
"""What a folder is called unless its owner calls it something else."""

_NOT_FOR_THE_PAGE = ("template", "field")


class Follower(Protocol):
    """What is shown about an incident and can turn to another one."""

    whose: str

    def about(self, incident: Incident) -> None:
        """Turn to another incident."""


_Shown = TypeVar("_Shown", bound=Follower)


class OwnIncident(
    Control,
    beside=__file__,
    needs=(
        *("rows.js", "row_table.js", "how_read.js", "which_row.js", "texts.js"),
        *("lab_link.js", "onward.js"),
    ),
):
    """A form for an incident, what there is to mend in it, and all that is shown of it.

    What is typed is kept in the browser and with all else that the learner writes, and is
    written into a file of its own only by `save`. Until the first one is checked the course's
    own case is the example.

    Examples
    --------
    >>> desk = OwnIncident()
    >>> desk.check({"title": "Slow tills"}, "timestamp,event")
    >>> len(desk.problems)
    3
    """

    words = traitlets.Dict().tag(sync=True)
    #: Name, label and hint of each fact, and whether it is needed.
    fields: traitlets.List[Any] = traitlets.List().tag(sync=True)
    #: What the form begins with: fields, timeline and folder.
    given = traitlets.Dict().tag(sync=True)
    template = traitlets.Dict().tag(sync=True)
    findings: traitlets.List[Any] = traitlets.List().tag(sync=True)
    #: For each milestone, where no row marks any: what is asked, and the rows that may mark it.
    milestones: traitlets.List[Any] = traitlets.List().tag(sync=True)
    notices: traitlets.List[Any] = traitlets.List().tag(sync=True)
    status = traitlets.Unicode().tag(sync=True)
    #: Whether what is shown below is the course's own case; the page holds it back until asked.
    is_example = traitlets.Bool(True).tag(sync=True)
    #: What this learner typed here earlier, also in another browser, by the name of its tab.
    kept = traitlets.Dict().tag(sync=True)
    #: How many bytes of it are kept; what is longer stays in the browser, and is told so.
    most = traitlets.Int(MOST_BYTES).tag(sync=True)

    def __init__(self, folder: str | Path | None = None) -> None:
        refuse("desk")
        texts = load("own_incident")
        self.incident = load_incident()
        self.problems: list[str] = []
        self._followers: dict[object, Follower] = {}
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
            template={"fields": fields_of(offered.facts), "timeline": offered.timeline},
            given={"folder": FOLDER},
            kept=desk_texts.texts(progress()),
        )
        if folder is not None:
            self.given = self.open_folder(folder)

    def check(self, fields: Mapping[str, str], timeline: str, folder: str = FOLDER) -> None:
        """Check what stands in the form; with nothing to mend, show it everywhere."""
        files = self._files(fields, timeline)
        self._check(files, folder, pasted(timeline))

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
            facts = place / FACTS_FILE
            with suppress(OSError, ValueError):
                form["fields"] = fields_of(read_file(facts).decode("utf-8-sig"))
            raw = read_file(timeline_file(place))
            zone = form.get("fields", {}).get("timezone", "")
            form["timeline"] = opened(raw, zone)
            if not facts.exists():
                # The form has a field for each fact that is missing.
                self.check({}, form["timeline"], str(folder))
        return form

    def save(
        self, fields: Mapping[str, str], timeline: str, folder: str, *, over: bool = False
    ) -> list[Path]:
        """Write what stands in the form into a folder, never over other files unasked."""
        # Names stay on the page: what is stored has roles in their place.
        files = self._files(fields, without_names(timeline))
        return files.write(folder_named(folder), over=over)

    def show(self, make: Callable[..., Any], *settings: Any) -> Any:
        """Show something about the incident, now and whenever it becomes another."""
        return self._follow(make, shown_about(self.incident, make, *settings))

    def guess(self, name: str, *shows: Shows) -> Guess:
        """Ask for a guess about the incident before something shows it."""
        return self._follow(name, Guess(name, self.incident, *shows, is_beside=True))

    def _follow(self, name: object, shown: _Shown) -> _Shown:
        shown.whose = self._whose()
        self._followers[name] = shown
        return shown

    @staticmethod
    def _files(fields: Mapping[str, str], timeline: str) -> IncidentFiles:
        return IncidentFiles(as_toml(fields), as_csv(timeline))

    def _load(self, load_it: Callable[[], Incident], notices: list[str]) -> None:
        texts = load("own_incident")
        words, self.problems, findings, milestones = "", [], [], []
        try:
            incident = load_it()
        except IncidentError as error:
            self.problems = error.problems
            findings = [_located(problem) for problem in error.findings]
            number = len(self.problems)
            words = texts["to_mend_one" if number == 1 else "to_mend"].format(number=number)
        else:
            self._turn(incident)
            notices = [*notices, *map(_of_the_desk, incident.notices)]
            milestones = unmarked(incident.timeline)
            findings = _still_template(incident)
            words = texts["template_left" if findings else "mended"].format(
                events=f"{len(incident.timeline):,}", title=incident.title
            )
        finally:
            with self.hold_sync():
                self.findings = findings
                self.notices = notices
                self.milestones = milestones
                self.status = words

    def _turn(self, incident: Incident) -> None:
        """Turn all that is shown to an incident, or, when some of it cannot be drawn, nothing."""
        followers = self._followers.values()
        try:
            for follower in followers:
                follower.about(incident)
        except BaseException:
            for follower in followers:
                follower.about(self.incident)
            raise
        self.incident = incident
        self.is_example = incident.is_built_in
        for follower in followers:
            follower.whose = self._whose()

    def _whose(self) -> str:
        texts = load("own_incident")
        if self.incident.is_built_in:
            return str(texts["example"])
        return str(texts["yours"]).format(title=self.incident.title)

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
        choices: Any = None,
    ) -> Any:
        fields = fields or {}
        try:
            read = how_read(timeline, fields.get("timezone", ""), file, choices)
        except IncidentError:
            # What stands in the way of reading it is told together with the rest.
            self.check(fields, timeline, folder.strip() or FOLDER)
            return {"say": self.status}
        files = self._files(fields, read.timeline)
        self._check(files, folder.strip() or FOLDER, list(map(_of_the_desk, read.notices)))
        return {"say": self.status, **self._as_read(read)}

    def _hear_rows(
        self,
        *,
        fields: Any = None,
        timeline: str = "",
        file: str = "",
        choices: Any = None,
        **_: Any,
    ) -> Any:
        """Turn what was pasted or opened into rows, before anything is checked."""
        texts = load("own_incident")
        zone = (fields or {}).get("timezone", "")
        try:
            read = how_read(timeline, zone, file, choices)
        except IncidentError as error:
            with self.hold_sync():
                self.findings = [_located(problem) for problem in error.findings]
                self.notices, self.milestones = [], []
            return {"say": texts["no_rows"]}
        with self.hold_sync():
            self.findings, self.milestones = [], []
            self.notices = list(map(_of_the_desk, read.notices))
        return {"say": texts["as_rows"], **self._as_read(read)}

    @staticmethod
    def _as_read(read: HowRead) -> dict[str, Any]:
        return {"form": {"timeline": read.timeline}, "read": read.page}

    def _hear_open(self, *, folder: str = "", **_form: object) -> Any:
        opened = self.open_folder(folder.strip() or FOLDER)
        return {"say": self.status, "form": opened}

    def _hear_template(self, *, folder: str = "", **_form: object) -> Any:
        place = folder.strip() or FOLDER
        try:
            written = write_template(folder_named(place))
        except AlreadyThereError as error:
            return {"say": _taken("taken", error)}
        return {"say": _written(written, place), "form": self.open_folder(place)}

    def _hear_save(
        self, *, folder: str = "", fields: Any = None, timeline: str = "", over: bool = False
    ) -> Any:
        place = folder.strip() or FOLDER
        try:
            written = self.save(fields or {}, timeline, place, over=over)
        except AlreadyThereError as error:
            # Only what was typed may take the place of a file, and only with leave.
            return {"ask": _taken("ask_replace", error)}
        return {"say": _written(written, place)}

    def readable(self) -> Fragment:
        """Write what was found, or the template, for a page that has no kernel behind it."""
        found = [*self.problems, *self.notices]
        if self.status:
            html = as_html(
                [Paragraph(Strong(self.status)), *([List(tuple(found))] if found else [])]
            )
        else:
            html = f"<p><em>{escape(with_kernel(self.words['kernel']))}</em></p>"
            html += f"<pre>{escape(self.template['timeline'])}</pre>"
        text = "\n".join([self.status or load("own_incident")["about"], *found])
        return Fragment(html, text)


def _taken(key: str, error: AlreadyThereError) -> str:
    names = " and ".join(path.name for path in error.paths)
    return str(load("own_incident")[key]).format(names=names, folder=error.paths[0].parent)


def _located(problem: object) -> dict[str, Any]:
    """Tell where in the form a finding can be mended, in the words of the form."""
    if not isinstance(problem, Finding):
        return {"text": _of_the_desk(str(problem)), "row": None, "field": None, "column": None}
    is_fact = problem.file == FACTS_FILE
    text = str(problem)
    if is_fact and problem.column:
        # How the file would say it is of no use in a field.
        text = text.partition(f"; expected {problem.column} = ")[0]
    elif answered_by(problem):
        text = f"{text.partition('; expected ')[0]}; {load('own_incident')['say_below']}"
    text = text.removeprefix(f"{problem.file}: ").removeprefix(f"{problem.file}, ")
    text = text.replace("column `", "`", 1) if problem.row else text
    return {
        "text": _of_the_desk(text[:1].upper() + text[1:]),
        "row": problem.row or None,
        "field": (is_fact and problem.column) or None,
        "column": None if is_fact else problem.column or None,
    }


_QUOTED = re.compile("`([^`]+)`")


def _of_the_desk(text: str) -> str:
    """Call each fact and column as its field is called, and the files by no name."""
    texts = load("own_incident")
    labels = texts["row"] | {name: field["label"] for name, field in texts["field"].items()}
    text = _QUOTED.sub(lambda found: f"“{labels.get(found[1], found[1])}”", text)
    text = text.replace(f" in {FACTS_FILE}", "")
    for file in (FACTS_FILE, FILE):
        text = text.removeprefix(f"{file}: ").removeprefix(f"{file}, ")
    return text.removeprefix(": ")


def _written(paths: list[Path], folder: str) -> str:
    if not paths:
        return str(load("own_incident")["unchanged"]).format(folder=folder)
    named = ", ".join(str(path.absolute()) for path in paths)
    return str(load("own_incident")["written"]).format(paths=named)


def _still_template(incident: Incident) -> list[dict[str, Any]]:
    unwritten = template_rows()
    rows = [event.row for event in incident.timeline if event.event in unwritten]
    if not rows:
        return []
    named = rows_named(rows, len(rows))
    text = load("own_incident")["still_template"].format(rows=named[:1].upper() + named[1:])
    return [{"text": text, "row": rows[0], "field": None, "column": "event"}]


def own_incident(folder: str | Path | None = None) -> OwnIncident | Example:
    """Open the desk for an incident of one's own; for visitors, the example and no desk.

    Parameters
    ----------
    folder
        An incident to begin with; None is an empty form.

    Examples
    --------
    >>> own_incident().incident.is_built_in
    True
    """
    return Example(folder) if only_read() else OwnIncident(folder)
