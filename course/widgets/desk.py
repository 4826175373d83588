"""The desk at which a report is written: step by step, read when asked for, then compared."""

import json
from collections import Counter
from contextlib import suppress
from datetime import UTC, datetime
from hashlib import sha256
from typing import Any

import traitlets

from course.content import load
from course.content.kernel import with_kernel
from course.content.named import named
from course.errors import CourseError
from course.incident.facts import facts
from course.incident.loading import Incident, load_incident
from course.page.blocks import List, Paragraph, prose
from course.page.fragment import Fragment, shown
from course.page.times import short_moment
from course.progress.attempts import timestamp
from course.progress.companion import companion
from course.rehearsal.keeping import KeptMeeting, last_meeting
from course.report.checks.finding import STAGES, Finding
from course.report.checks.reading import read_report
from course.report.checks.swap import swap_note, swapped
from course.report.comparing import missing, strong_section
from course.report.document import SECTIONS, parse, title_of
from course.report.exports.forms import DATED, FORMS, drawn, exported
from course.report.exports.page import section_of_page
from course.report.language.reading import read
from course.report.manuscript import MOST, Manuscript, checked, places
from course.report.own_actions import with_own_actions
from course.report.understood import contents
from course.widgets.gate import Gate, once_decided
from course.widgets.written import Written

#: As many questions as somebody mends before they look again.
AT_A_TIME = 3

_MOST_LETTERS = 200_000

_NEEDS = ("written.js", "desk_whys.js", "desk_reading.js")


class Desk(Written, beside=__file__, needs=_NEEDS):
    """A draft in eight steps, kept as it is typed and read when somebody asks.

    Examples
    --------
    >>> desk = Desk(load_incident())
    >>> desk.fill({"summary": "It was human error."})
    >>> [found["check"] for found in desk.read("language")["findings"]]
    ['human-error']
    """

    words = traitlets.Dict().tag(sync=True)
    steps: "traitlets.List[dict[str, str]]" = traitlets.List().tag(sync=True)
    sentences: "traitlets.List[dict[str, str]]" = traitlets.List().tag(sync=True)
    #: Rows of the timeline to choose from, in order of time.
    events: "traitlets.List[str]" = traitlets.List().tag(sync=True)
    #: What came out in the meeting that the learner led last, or their room, as a why can rest
    #: on it.
    heard: "traitlets.List[str]" = traitlets.List().tag(sync=True)
    sections: "traitlets.List[dict[str, str]]" = traitlets.List().tag(sync=True)
    facts = traitlets.Unicode().tag(sync=True)
    given = traitlets.Int().tag(sync=True)
    rooms = traitlets.Dict().tag(sync=True)

    def __init__(self, incident: Incident) -> None:
        self._incident = incident
        #: How often each form was taken along: a second press is answered in words of its own.
        self._taken: Counter[str] = Counter()
        texts = load("desk")
        given = load("reveal")["action"] if incident.is_built_in else []
        start = {
            "actions": [{"action": each["action"], "due": each["due"]} for each in given]
            + [{} for _ in range(MOST["actions"] - len(given))],
            "whys": [{"text": "", "rests_on": "", "depth": 0}],
        }
        known = tuple(f"{fact.label}: {fact.value}" for fact in facts(incident))
        super().__init__(
            _key(incident),
            most=_MOST_LETTERS,
            start=json.dumps(start),
            words={name: text for name, text in texts.items() if isinstance(text, str)}
            | {"swap": texts["swap"]["button"]},
            steps=[
                {key: text for key, text in step.items() if isinstance(text, str)}
                for step in texts["step"]
            ],
            sentences=[{key: each[key] for key in ("id", "sentence")} for each in texts["repair"]],
            events=[f"{short_moment(e.at)}  {e.event}" for e in incident.timeline],
            sections=[
                {"id": name, "title": title_of(name)} for name in SECTIONS if incident.is_built_in
            ],
            facts=shown([List(known)]).html,
            given=len(given),
            rooms=dict(MOST),
        )
        companion().hear()
        whys = _step("whys")
        self.heard = [
            whys["heard_from"].format(who=who.lower(), line=line) for who, line in self._came_out()
        ]
        last = self._last()
        if last and last.is_a_rooms:
            heard = {"heard": whys["heard_in_room"]}
            self.steps = [step | heard if step["id"] == "whys" else step for step in self.steps]

    def look(self) -> None:
        """Look again at what is kept; of other versions, their beginning is shown."""
        super().look()
        if self._incident.is_built_in:
            self.text = with_own_actions(self.text, self._kept)
        self.others = [
            each | {"text": Manuscript.from_text(each["text"]).beginning} for each in self.others
        ]

    def fill(self, fields: dict[str, Any]) -> None:
        """Put fields into the draft, as typing does."""
        self.write(json.dumps(dict(Manuscript.from_text(self.text).fields) | fields))

    def read(self, stage: str) -> dict[str, Any]:
        """Read the draft as it is kept, in one of the three passes."""
        return self._hear_read(text=self.text, stage=stage)

    def markdown(self) -> str:
        """The draft as it is kept, as a report."""
        return Manuscript.from_text(self.text).markdown(self._incident)

    def readable(self) -> Fragment:
        """Write what the desk is for, and nothing of what was written: a saved notebook travels."""
        texts = load("desk")
        lines = tuple(f"{step['title']}: {step['lead']}" for step in texts["step"])
        below = Paragraph(with_kernel(texts["kernel"]))
        return shown([*prose(texts["intro"]), List(lines, numbered=True), below])

    def _hear_repair(self, *, name: object = "", text: object = "") -> dict[str, Any]:
        step = _step("repair")
        own = checked(text, self.most).strip()
        asked = named("sentence", str(name), {each["id"]: each for each in load("desk")["repair"]})
        if not own:
            return {"say": step["first"]}
        found = [
            {"text": f"“{each.text}”", "ask": each.rule.ask} for each in read(own, quotations=True)
        ]
        clear = "" if found else step["clear"]
        return {"say": clear, "findings": found[:AT_A_TIME], "model": asked["model"]}

    def _hear_read(self, *, text: object = "", stage: object = "") -> dict[str, Any]:
        manuscript = Manuscript.from_text(checked(text, self.most))
        asked = named("pass", str(stage), {name: name for name in STAGES})
        texts, found, at = load("desk"), *self._found(manuscript)
        these = [each for each in found if each.stage == asked]
        more = len(these) - AT_A_TIME
        tail = texts["more"].format(count=more) if more > 0 else ""
        return {
            "say": " ".join(filter(None, (tail, texts["read_again"])))
            if these
            else texts["nothing_here"],
            "findings": [
                {
                    "check": each.check,
                    "place": at.get(each.line, ""),
                    "text": " ".join(
                        filter(None, (f"{each.section}:" * bool(each.section), each.text))
                    ),
                    "ask": each.ask,
                }
                for each in these[:AT_A_TIME]
            ],
        }

    def _found(self, manuscript: Manuscript) -> tuple[list[Finding], dict[int, str]]:
        text = manuscript.markdown(self._incident)
        return read_report(text, self._heard()), places(text, manuscript)

    def _heard(self) -> list[str]:
        """Give what came out in the meeting that was led last, in its holders' words."""
        return [line for _, line in self._came_out()]

    def _came_out(self) -> list[tuple[str, str]]:
        """Give what came out in the meeting that was led last: who said it, and how."""
        last = self._last()
        if last is None or last.sitting is None:
            return []
        meeting = last.sitting.meeting
        return [(meeting.script.names[fact.holder], fact.open_line) for fact in meeting.wall]

    def _last(self) -> KeptMeeting | None:
        if self._incident.is_built_in:
            with suppress(CourseError):
                return last_meeting(self._kept)
        return None

    def _hear_swap(self, *, text: object = "") -> dict[str, Any]:
        report = Manuscript.from_text(checked(text, self.most)).contents(self._incident)
        lines = swapped(report)
        return {"say": swap_note(report, lines), "lines": lines}

    def _hear_compare(self, *, text: object = "", section: object = "") -> dict[str, Any]:
        step = _step("compare")
        manuscript = Manuscript.from_text(checked(text, self.most))
        name = named("section", str(section), {each: each for each in SECTIONS})
        document = parse(manuscript.markdown(self._incident))
        report = contents(document)
        if not self._incident.is_built_in or not _is_begun(name, report, manuscript):
            return {"say": step["empty"].format(title=title_of(name))}
        return {
            "say": step["committed"].format(title=title_of(name)),
            "at_utc": timestamp(datetime.now(UTC)),
            "own": section_of_page(document, name),
            "html": strong_section(name).styled,
            "missing": missing(name, report),
            "complete": load("desk")["nothing_missing"][name],
        }

    def _hear_export(self, *, text: object = "", form: object = "") -> dict[str, Any]:
        form = named("form", str(form), {name: name for name in FORMS})
        manuscript = Manuscript.from_text(checked(text, self.most))
        found, _ = self._found(manuscript)
        texts, step = load("exports"), _step("compare")
        ending, kind = FORMS[form]
        name = f"{step['file']}-{form}.{ending}" if form != "markdown" else f"{step['file']}.md"
        still_open = (texts["open"] if found else texts["none_open"]).format(count=len(found))
        still_open += f" {texts['dates']}" * (form in DATED)
        try:
            content = exported(
                parse(manuscript.markdown(self._incident)),
                form,
                len(found),
                ask=step["colleague"],
                charts=lambda: drawn(self._incident),
            )
        except CourseError as error:
            # Two forms may lack the same: which one was asked for is seen as well.
            form = step.get(f"for_{form}", step.get(form))
            raise CourseError(step["not_taken"].format(form=form, why=error)) from error
        self._taken[form] += 1
        taken = step["taken"] if self._taken[form] == 1 else step["taken_again"]
        return {
            "content": content,
            "name": name,
            "kind": f"{kind};charset=utf-8",
            "say": taken.format(name=name, times=self._taken[form], open=still_open),
        }


def _is_begun(name: str, report: Any, manuscript: Manuscript) -> bool:
    begun = {
        "summary": report.summary,
        "timeline": report.rows,
        "factors": report.whys or report.root_cause,
        "review": report.well or report.poorly or report.lucky,
        # Given actions alone are nobody's draft.
        "actions": report.not_doing
        or any(manuscript.word("owner", each) for each in manuscript.entries("actions")),
    }
    return bool(begun[name])


def _step(name: str) -> dict[str, str]:
    found: dict[str, str] = next(step for step in load("desk")["step"] if step["id"] == name)
    return found


def _key(incident: Incident) -> str:
    if incident.is_built_in:
        return "report.draft"
    name = f"{incident.title}\n{incident.organisation}"
    return f"report.own-{sha256(name.encode()).hexdigest()[:12]}"


def write_report(incident: Incident | None = None, reveal_open: bool = False) -> Gate:
    """Write a report at a desk that keeps it; of the course's own case once it is decided.

    Parameters
    ----------
    incident
        What it is about; None is the built-in case, and the course has a strong report of it.
    reveal_open
        A facilitator's switch: open it without answers.

    Returns
    -------
    Gate
        The desk, or what has to be answered first.

    Examples
    --------
    >>> write_report().is_open, write_report(reveal_open=True).is_open
    (False, True)
    """
    about = load_incident() if incident is None else incident
    return once_decided(lambda _: Desk(about), is_open=reveal_open or not about.is_built_in)
