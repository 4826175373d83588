"""The reveal: closed until all four decisions are answered, and then its parts open in turn."""

from collections.abc import Mapping
from typing import Any

import traitlets

from course.content import load
from course.incident.loading import load_incident
from course.page.blocks import List, Paragraph, prose
from course.page.fragment import Fragment, shown
from course.progress import Progress
from course.report.checks.actions import unfinished
from course.report.contents import Action
from course.report.language.heard import heard
from course.report.own_actions import FIELDS, key_of, own_action
from course.report.strong_post_mortem import (
    Part,
    actions_part,
    finished,
    parts,
    strong_post_mortem,
    strong_report,
)
from course.widgets.control import Control
from course.widgets.gate import Gate, once_decided

#: How many characters a field takes.
_MOST = 1_000


# What the learner types into an action is kept as soon as they leave the field. How the course
# finishes it comes once theirs is finished, and the strong report once all three are.
class Revealed(Control, beside=__file__):
    """What a strong post-mortem produces, part by part, with three actions to finish."""

    intro = traitlets.Unicode().tag(sync=True)
    words = traitlets.Dict().tag(sync=True)
    #: The parts that open one after the other, each with its title and its HTML.
    parts: traitlets.List[Any] = traitlets.List().tag(sync=True)
    #: The three actions: what is given, what the learner has made of it, and what came of that.
    actions: traitlets.List[Any] = traitlets.List().tag(sync=True)
    #: The strong report as HTML, once it is open.
    strong = traitlets.Unicode().tag(sync=True)

    def __init__(self, answers: Progress) -> None:
        self._kept = answers
        texts = load("reveal")
        before, after = prose(texts["actions_intro"]), List(tuple(texts["unfinished_together"]))
        own = {
            "title": actions_part().title,
            "html": shown([*before, *prose(texts["finish_them"])]).html,
            "after": shown([after]).html,
        }
        super().__init__(
            intro=shown(prose(texts["intro"])).html,
            words=texts["finish"] | {"strong": strong_report().title, "most": _MOST},
            parts=[*map(_shown, parts(answers)), own],
        )
        self.actions = [self._action(number) for number in range(len(texts["action"]))]
        self._open_if_finished()

    def check(self, number: int, **values: str) -> dict[str, Any]:
        """Look at what the learner has made of an action, and keep it."""
        # The page gets findings, each with its text and what to ask, and ours once there are none.
        if self._kept.keeps_texts:
            self._keep(number, values)
        came = self._came_of(number, values)
        self.actions = [
            {**each, "values": values, **came} if each["number"] == number else each
            for each in self.actions
        ]
        self._open_if_finished()
        return came | {"opened": bool(self.strong)}

    def show(self) -> None:
        """Open the strong report, whatever is finished, as its button does."""
        self.strong = strong_report().fragment().styled

    def _action(self, number: int) -> dict[str, Any]:
        given = load("reveal")["action"][number]
        as_given = {"owner": given["owner"], "due": given["due"], "end": ""}
        values = own_action(self._kept, number)
        came = (
            self._came_of(number, values) if values else {"findings": [], "ours": "", "heard": ""}
        )
        return {
            "number": number,
            "action": given["action"],
            "given": load("reveal")["finish"]["given"].format(**given),
            "unfinished": list(given["unfinished"]),
            "values": values or as_given,
            **came,
        }

    def _came_of(self, number: int, values: Mapping[str, str]) -> dict[str, Any]:
        given = load("reveal")["action"][number]
        made = Action(given["action"], values["owner"], values["due"], values["end"])
        day = load_incident().timeline[-1].at.date()
        found = [{"text": each.text, "ask": each.ask} for each in unfinished(made, day)]
        return {
            "findings": found,
            "ours": "" if found else finished(number).html,
            "heard": heard(f"{values['owner']}\n\n{values['end']}"),
        }

    def _open_if_finished(self) -> None:
        if not self.strong and all(each["ours"] for each in self.actions):
            self.show()

    def _keep(self, number: int, values: Mapping[str, str]) -> None:
        key = key_of(number)
        self._kept.keep(key, dict(values), instead_of=self._kept.kept(key))

    def _hear_keep(self, *, number: int = 0, values: object = None) -> None:
        if self._kept.keeps_texts:
            self._keep(number, _typed(values))

    def _hear_check(self, *, number: int = 0, values: object = None) -> dict[str, Any]:
        return self.check(number, **_typed(values))

    def _hear_show(self) -> None:
        self.show()

    def readable(self) -> Fragment:
        """Write all of it for a page that has no kernel behind it, and nothing that was typed."""
        return strong_post_mortem(self._kept)


def reveal(reveal_open: bool = False) -> Gate:
    """Show what a strong post-mortem produces, once all four decisions are answered.

    Parameters
    ----------
    reveal_open
        A facilitator's switch: open it without answers.

    Returns
    -------
    Gate
        The reveal, or what has to be answered first.

    Examples
    --------
    >>> reveal().is_open
    False
    """
    how = shown([Paragraph(load("reveal")["how_it_opens"].strip(), "opens")])
    return once_decided(Revealed, is_open=reveal_open, more=how)


def _shown(part: Part) -> dict[str, str]:
    return {"title": part.title, "html": part.fragment().styled, "after": ""}


def _typed(values: object) -> dict[str, str]:
    found = values if isinstance(values, dict) else {}
    return {name: str(found.get(name, ""))[:_MOST] for name in FIELDS}
