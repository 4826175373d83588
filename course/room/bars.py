"""Both rounds of a decision side by side, as HTML and as text: what all see at a reveal.

For counts that were typed in. Phones and the projector draw the same from their snapshot.
"""

from html import escape
from typing import Any

from course import content
from course.content.decisions import Decision
from course.page.fragment import Fragment, paragraphs
from course.room import snapshot
from course.room.snapshot import Rounds


def bars(asked: Decision, rounds: Rounds) -> Fragment:
    """Show a decision's options with their bars, feedback, and the shares of the key.

    It tells the key: show it only at the reveal.

    Nobody knows whose hand went up twice, so the rounds stand side by side and no shift is told.

    Parameters
    ----------
    rounds
        The ballots of the first round, and of the second if it was held.

    Examples
    --------
    >>> from course.content.decisions import decision
    >>> told = bars(decision("opening"), {1: {1: "A", 2: "B"}, 2: {1: "B", 2: "B"}})
    >>> print(told.text.splitlines()[0])
    50 %, then 100 % chose B. First round: n = 2 · Second round: n = 2. Hands can’t be paired: ...
    """
    seen = snapshot.results(asked, rounds, by_hands=True)
    held: list[dict[str, Any]] = seen["rounds"]
    told_shift = seen["shift"]
    shift = f"{told_shift['headline']} {told_shift['line']}".strip()
    names: dict[str, str] = content.load("room")["page"]["rounds"]
    argues_for = content.load("room")["page"]["argues_for"]
    items, lines = [], []
    for option, told in zip(asked.options, seen["options"], strict=True):
        is_key = option.id == asked.key
        mark = f"✓ {argues_for}: {option.label}" if is_key else option.label
        drawn = "".join(_bar(names[str(round_["round"])], round_, option.id) for round_ in held)
        items.append(
            f'<li{" class=course-key" * is_key}><p class="course-option-text">'
            f"<strong>{option.id}</strong> {escape(option.text)}</p>"
            f'<p class="course-mark">{escape(mark)}</p>{drawn}'
            f"{paragraphs(told['feedback'])}</li>"
        )
        numbers = "; ".join(
            f"{names[str(one['round'])].lower()} {_share(one['percent'][option.id])} "
            f"({one['counts'][option.id]})"
            for one in held
        )
        lines.append(f"{option.id}. {mark}: {numbers}")
    html = (
        f'<p class="course-shift"><strong>{_unbroken(told_shift["headline"])}</strong> '
        f"{_unbroken(escape(told_shift['line']))}</p>"
        f'<ol class="course-bars">{"".join(items)}</ol>'
        f"<h4>Why {asked.key}</h4>{paragraphs(asked.why)}"
    )
    return Fragment(html, "\n".join([shift, *lines]))


def _bar(name: str, round_: dict[str, Any], letter: str) -> str:
    """Draw a bar with its number beside it, which is its text equivalent."""
    share = round_["percent"][letter]
    kind = "first" if round_["round"] == 1 else "second"
    return (
        f'<p class="course-bar course-{kind}"><span>{name}</span>'
        f'<span class="course-track" aria-hidden="true">'
        f'<span class="course-fill" style="width: {share or 0}%"></span></span>'
        f"<span>{_unbroken(_share(share))} ({round_['counts'][letter]})</span></p>"
    )


def _unbroken(text: str) -> str:
    return text.replace(" %", "&nbsp;%").replace(" = ", "&nbsp;=&nbsp;")


def _share(percent: int | None) -> str:
    return "n/a" if percent is None else f"{percent} %"
