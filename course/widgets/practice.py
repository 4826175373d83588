"""Practice, one thing at a time: a sentence comes in, one's own goes out, then one to compare."""

import hashlib
import re
from collections.abc import Iterator, Mapping
from contextlib import suppress
from typing import Any

import traitlets

from course.content import load
from course.content.kernel import with_kernel
from course.content.named import named
from course.errors import CourseError
from course.page.blocks import Block, Emphasis, Paragraph, Strong, prose
from course.page.fragment import Fragment, shown
from course.progress import progress
from course.progress.practised import answers
from course.report.language.heard import first_heard, heard
from course.widgets.written import Written

_MOST = 10_000
"""How many characters all the answers of one practice may have."""

_ENDS = re.compile(r"[.?!…]+[”’)]*(?:\s|$)")


# Key and model are sent once the learner has answered. The line that they like best goes onto the
# run sheet.
class Practice(Written, beside=__file__, needs=("written.js",)):
    """Some sentences to answer or to mark, kept as the learner writes, and what the course says."""

    words = traitlets.Dict().tag(sync=True)
    #: What there is to answer, without any answer.
    items: "traitlets.List[dict[str, Any]]" = traitlets.List().tag(sync=True)
    #: The line of the run sheet that one can take the place of, and how long it may be.
    takes = traitlets.Dict().tag(sync=True)
    #: What was compared before and is as it was then, by item, with what was said of it.
    compared = traitlets.Dict().tag(sync=True)

    def __init__(self, name: str) -> None:
        texts = load("practice")
        self._set = named("practice", name, texts["set"])
        self._items = {item["id"]: item for item in self._set["item"]}
        self._words: dict[str, str] = texts["practising"]
        #: Whether a saved page may tell the answers: it is that of a simulated learner.
        self._is_simulated = False
        super().__init__(
            f"practice.{name}",
            most=_MOST,
            words=self._words,
            items=[self._asked(item) for item in self._items.values()],
            takes=self._line(),
        )
        self.compared = dict(self._compared_before())

    def compare(self, name: str, own: str) -> Fragment:
        """Set what the course says beside what somebody wrote or marked."""
        item = named("sentence", name, self._items)
        return shown(tuple(self._answer(item, own.strip())))

    def go_through(self) -> None:
        """Do what a simulated learner does: look at every answer."""
        self._is_simulated = True

    def look(self) -> None:
        """Look again at what is kept; of other versions, only what somebody wrote is shown."""
        super().look()
        self.others = [each | {"text": _written(each["text"])} for each in self.others]

    def readable(self) -> Fragment:
        """Write what is asked, and nothing of what was written: a saved notebook travels."""
        blocks: list[Block] = []
        for item in self._items.values():
            blocks += self._question(item)
            if self._is_simulated:
                blocks += self._answer(item, "")
        return shown((*blocks, *self._source(), Paragraph(with_kernel(self._words["kernel"]))))

    def _asked(self, item: Mapping[str, Any]) -> dict[str, Any]:
        marks = self._set["mark"][item["marks"]] if "marks" in item else {}
        return {
            "id": item["id"],
            "html": shown(tuple(self._question(item))).html,
            "marks": [{"id": mark, "text": text} for mark, text in marks.items()],
        }

    def _question(self, item: Mapping[str, Any]) -> list[Block]:
        line = [Paragraph(Strong(item["said"]))] if "said" in item else []
        return [*line, Paragraph(_with_strong(item["prompt"]))]

    def _answer(self, item: Mapping[str, Any], own: str) -> list[Block]:
        words, blocks = self._words, list[Block]()
        if "key" in item:
            marks = self._set["mark"][item["marks"]]
            ours = marks[item["key"]]
            verdict = "same" if own in ("", item["key"]) else "other"
            compared = words[verdict].format(said=marks.get(own, own), ours=ours) if own else ours
            blocks.append(Paragraph(Strong(compared)))
        else:
            blocks += [Paragraph(sentence) for sentence in self._looked_at(own)]
            blocks.append(Paragraph((words["model"], " ", Strong(item["model"]))))
        return [*blocks, *prose(item["note"])]

    def _looked_at(self, own: str) -> list[str]:
        """Say what is too long, and what may sound like blame: it is asked, and not judged."""
        words, most = self._words, self._set.get("most_sentences")
        count = len(_ENDS.findall(f"{own} ")) if own else 0
        sentences = [words["long"].format(count=count, most=most)] if most and count > most else []
        return [*sentences, *filter(None, [heard(own)])]

    def _source(self) -> list[Block]:
        return [Paragraph(Emphasis(self._set["source"]))] if "source" in self._set else []

    def _line(self) -> dict[str, Any]:
        if "takes" not in self._set:
            return {}
        line = self._set["takes"]
        return {"key": f"line.{line}", "most": load("writing")["line"][line]["most"]}

    @property
    def _opened(self) -> str:
        return f"opened.{self.key}"

    def _marks_compared(self) -> dict[str, str]:
        kept = self._kept.kept(self._opened) if self.can_keep else None
        return dict(kept.value) if kept and isinstance(kept.value, dict) else {}

    def _compared_before(self) -> Iterator[tuple[str, dict[str, str]]]:
        """Give again what was said of each answer that is still as it was when it was compared."""
        try:
            marks = self._marks_compared()
        except CourseError:
            return
        own = answers(self.text)
        for name in self._items:
            text = own.get(name, "").strip()
            if marks.get(name) == _mark(text):
                yield name, {"own": text, "html": self._said_of(name, text)}

    def _said_of(self, name: str, own: str) -> str:
        html = self.compare(name, own).html
        is_last = name == list(self._items)[-1]
        return html + shown(tuple(self._source())).html if is_last else html

    def _hear_compare(self, *, name: object = "", own: object = "") -> dict[str, Any]:
        text = str(own)[:_MOST].strip()
        html = self._said_of(str(name), text)
        if self.can_keep:
            # Where there is no room for it, it is compared all the same.
            with suppress(CourseError):
                marks = self._marks_compared() | {str(name): _mark(text)}
                before = self._kept.kept(self._opened)
                self._kept.keep(self._opened, marks, instead_of=before)
        return {"html": html}

    def _hear_take(self, *, own: object = "") -> dict[str, Any]:
        line, kept = self._line(), progress()
        text = str(own).strip()[: line["most"]]
        kept.keep(line["key"], text, instead_of=kept.kept(line["key"]))
        parts = {f"line.{part['line']}": part["title"] for part in load("run_sheet")["part"]}
        said = self._words["taken"].format(title=parts[line["key"]])
        if found := first_heard(text):
            said = f"{said} {self._words['still'].format(text=found.text)}"
        return {"say": said}


def practice(name: str, learner: str | None = None) -> Practice:
    """Practise one thing that a facilitator does, and compare.

    Parameters
    ----------
    name
        What is practised, such as ``"redirect"``.
    learner
        A simulated learner, who looks at every answer unless they answer nothing; ``None`` is a
        person.

    Returns
    -------
    Practice
        The task, and the model that it is compared with.

    Raises
    ------
    UnknownNameError
        If there is no such practice.

    Examples
    --------
    >>> practice("questions").items[0]["id"]
    'cues'
    """
    made = Practice(name)
    if learner not in (None, "unanswered"):
        made.go_through()
    return made


def _with_strong(text: str) -> tuple[str | Strong, ...]:
    """Take a text apart at the words that lead it."""
    parts = text.split("**")
    return tuple(Strong(part) if n % 2 else part for n, part in enumerate(parts) if part)


def _written(draft: str) -> str:
    """Give what somebody wrote, out of a draft as it is kept.

    Examples
    --------
    >>> _written('{"cues": "What did you see?"}'), _written('{"cues": ""}'), _written("{}")
    ('What did you see?', '', '')
    """
    own = answers(draft)
    return "\n".join(own.values()) if own or draft == "{}" else draft


def _mark(own: str) -> str:
    """Mark which text was compared, without keeping it once more."""
    return hashlib.sha256(own.encode(errors="replace")).hexdigest()[:16]
