"""What a session moved: each answer's share before and after the talk, decision by decision."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd
from matplotlib.figure import Figure

from course.charts.canvas import Canvas
from course.charts.chart import Chart
from course.charts.lettering import width, wrap
from course.charts.palette import AFFECTED, CALLS, FAINT, INK, QUIET, STRIP
from course.charts.sheet import SIZE, SMALL, TITLE, write
from course.charts.sizes import NARROW, WIDE
from course.content import load
from course.content.decisions import decision
from course.incident.metrics import UNKNOWN
from course.page.shares import whole_share

_HEADING = 56.0
_LINE = 16.0
_BETWEEN = 26.0
_TITLE = 24.0
_DOT = 5.5


@dataclass(frozen=True)
class _Layout:
    """How wide the sheet is, where its tracks lie and how high a row is, in points."""

    width: float
    margin: float
    left: float
    right: float
    row: float
    stacked: bool = False


_WIDE = _Layout(width=WIDE, margin=24, left=346, right=560, row=28)
_NARROW = _Layout(width=NARROW, margin=14, left=20, right=360, row=56, stacked=True)


@dataclass(frozen=True)
class Share:
    """What became of one answer.

    Examples
    --------
    >>> Share("A", "Blame", False, 6, 24, 3, 24).became
    'moved'
    """

    #: Which answer it is, and what kind.
    letter: str
    label: str
    #: Whether the course argues for it.
    is_key: bool
    #: How many of the `n_first` and `n_second` chose it; 0 of 0 where no vote was held.
    first: int
    n_first: int
    second: int
    n_second: int
    #: Whether a shift can be told: not where nobody voted in both rounds.
    is_comparable: bool = True

    @property
    def became(self) -> str:
        """Whether a misconception moved, stayed or grew; empty for the key.

        Source: our own; the guides name no such threshold.
        """
        # It moved if at most half of its first share was left after the talk.
        if self.is_key:
            return ""
        if not self.n_first or not self.n_second:
            return str(_texts()["not_twice"])
        if not self.is_comparable:
            return str(_texts()["nobody_twice"])
        before, later = self.first * self.n_second, self.second * self.n_first
        if not before and not later:
            return str(_texts()["nobody_chose"])
        if later > before:
            return "grew"
        return "moved" if 2 * later <= before else "stayed"

    @property
    def in_words(self) -> str:
        """Both shares, such as ``25 % → 8 %``."""
        rounds = [(self.first, self.n_first), (self.second, self.n_second)]
        shares = [whole_share(count, n) for count, n in rounds if n]
        return (" → " if self.is_comparable else ", then ").join(shares) or UNKNOWN


@dataclass(frozen=True)
class Answers:
    """The answers of one decision, in their order."""

    title: str
    shares: tuple[Share, ...]
    #: How many voted in either round, where it is known who voted in both; else None.
    of: int | None = None

    @property
    def people(self) -> str:
        """Of how many it is told."""
        share = self.shares[0]
        if self.of is not None and share.is_comparable:
            return f"n = {share.n_first} of {self.of}"
        held = [str(n) for n in (share.n_first, share.n_second) if n]
        return f"n = {', then '.join(dict.fromkeys(held))}"


def read_answers(results: Mapping[str, Any]) -> tuple[Answers, ...]:
    """Read what became of each answer from the results of a session."""
    found = []
    for entry in results["decisions"]:
        rounds = {round_["round"]: round_ for round_ in entry["rounds"] if round_["n"]}
        if not rounds:
            continue
        asked = decision(entry["decision"])
        both = entry.get("both_rounds")
        if both and both["n"]:
            rounds = {round_["round"]: {**round_, "n": both["n"]} for round_ in both["rounds"]}
        first, second = (rounds.get(number, {"n": 0, "counts": {}}) for number in (1, 2))
        shares = tuple(
            Share(
                option.id,
                option.label,
                asked.is_key(option.id),
                first["counts"].get(option.id, 0),
                first["n"],
                second["counts"].get(option.id, 0),
                second["n"],
                is_comparable=not both or both["n"] > 0,
            )
            for option in asked.options
        )
        found.append(Answers(asked.title, shares, both["of"] if both else None))
    return tuple(found)


def debrief(results: Mapping[str, Any], note: str = "") -> Chart:
    """Draw what `course.charts.debrief_chart` promises."""
    held = read_answers(results)
    return Chart(
        "debrief",
        lambda layout: _draw(held, note, layout),
        (_WIDE, _NARROW),
        caption=_caption(held, note),
        alt=_alt(held),
        table=_table(held),
        table_caption=_texts()["table"],
    )


def _draw(held: tuple[Answers, ...], note: str, layout: _Layout) -> Figure:
    key = f"{load('charts')['debrief']['signs']} {note}"
    lines = wrap(key.strip(), SMALL, layout.width - 2 * layout.margin, 9)
    rows = sum(len(answers.shares) for answers in held)
    y = _HEADING + _LINE * len(lines)
    axis = 0 if layout.stacked else _LINE
    canvas = Canvas(layout.width, y + len(held) * (_TITLE + axis + _BETWEEN) + rows * layout.row)
    canvas.text(layout.margin, 30, _texts()["title"], size=TITLE, bold=True)
    write(canvas, layout.margin, 50, lines, _LINE, size=SMALL, color=QUIET)
    for answers in held:
        y += _TITLE
        canvas.text(layout.margin, y, answers.title, size=SIZE + 1, bold=True)
        x = layout.margin + width(f"{answers.title}   ", SIZE + 1, bold=True)
        canvas.text(x, y, answers.people, size=SMALL, color=QUIET)
        if not layout.stacked:
            for end, name in ((layout.left, "0 %"), (layout.right, "100 %")):
                canvas.text(end, y + axis, name, size=SMALL, color=QUIET, align="center")
        y += axis
        for share in answers.shares:
            _draw_share(canvas, layout, share, y + layout.row / 2 + 4)
            y += layout.row
        y += _BETWEEN
    return canvas.figure


def _draw_share(canvas: Canvas, layout: _Layout, share: Share, middle: float) -> None:
    name = f"{'✓ ' if share.is_key else ''}{share.letter}  {share.label}"
    words = f"{share.in_words}  {share.became}".strip()
    text = middle - 10 if layout.stacked else middle + 4
    canvas.text(layout.margin, text, name, size=SIZE, bold=share.is_key)
    canvas.text(
        layout.width - layout.margin,
        text if not layout.stacked else middle + 22,
        words,
        size=SIZE,
        bold=share.became in ("stayed", "grew"),
        align="right",
    )
    y = middle + 4 if layout.stacked else middle
    canvas.box(layout.left, y - 3, layout.right - layout.left, 6, facecolor=STRIP)
    canvas.line([(layout.left, y - 6), (layout.left, y + 6)], color=FAINT)
    rounds = [(share.first, share.n_first), (share.second, share.n_second)]
    places = [
        layout.left + (layout.right - layout.left) * count / n if n else None for count, n in rounds
    ]
    color = AFFECTED if share.is_key else CALLS
    first, second = places
    if first is not None and second is not None and share.is_comparable:
        canvas.line([(first, y), (second, y)], color=color, weight=2.2)
    if first is not None:
        canvas.dot(first, y, _DOT, facecolor="white", edgecolor=color, linewidth=1.8, zorder=3)
    if second is not None:
        canvas.dot(second, y, _DOT, facecolor=color, edgecolor=INK, linewidth=0.8, zorder=4)


def _caption(held: tuple[Answers, ...], note: str) -> str:
    texts = _texts()
    if any(answers.of is not None for answers in held):
        note = f"{texts['among']} {note}".strip()
    return f"{texts['measure']} {note}".strip()


def _alt(held: tuple[Answers, ...]) -> str:
    texts: dict[str, str] = _texts()
    if not held:
        return texts["nobody"]
    became = [share.became for answers in held for share in answers.shares if not share.is_key]
    counted = ", ".join(
        f"{became.count(word)} {word}" for word in ("moved", "stayed", "grew") if word in became
    )
    keys = []
    for answers in held:
        [key] = [share for share in answers.shares if share.is_key]
        stayed = [share.letter for share in answers.shares if share.became in ("stayed", "grew")]
        rest = texts["rest"].format(letters=" and ".join(stayed)) if stayed else ""
        among = f" ({answers.people})" if answers.of is not None else ""
        shares = f"{key.in_words}{among}"
        keys.append(
            texts["key"].format(title=answers.title, letter=key.letter, shares=shares, rest=rest)
        )
    lead = texts["counted"].format(counted=counted) if counted else texts["once"]
    return f"{lead} {'. '.join(keys)}."


def _table(held: tuple[Answers, ...]) -> pd.DataFrame:
    rows = [
        (
            answers.title,
            f"{share.letter}. {share.label}",
            _counted(share.first, share.n_first),
            _counted(share.second, share.n_second),
            share.became or _texts()["answer"],
        )
        for answers in held
        for share in answers.shares
    ]
    return pd.DataFrame(rows, columns=_texts()["columns"])


def _texts() -> dict[str, Any]:
    texts: dict[str, Any] = load("charts")["debrief"]
    return texts


def _counted(count: int, n: int) -> str:
    return f"{whole_share(count, n)} ({count} of {n})" if n else UNKNOWN
