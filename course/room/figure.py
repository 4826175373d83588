"""What came out of a decision, for a page that has no script.

With a script, phones, projector and notebooks draw the same results (`pages/figure.js`).
"""

from course import content
from course.content.decisions import Decision
from course.page.blocks import Heading, Paragraph, Strong, Table, Terms, prose
from course.page.fragment import Fragment, shown
from course.room.snapshot import Snapshot


def figure(asked: Decision, results: Snapshot) -> Fragment:
    """Write the shares of each option, the key and the feedback of a snapshot's results.

    Examples
    --------
    >>> from course.content.decisions import decision
    >>> from course.room.snapshot import results
    >>> asked = decision("opening")
    >>> held = results(asked, {1: {1: "A", 2: "B"}, 2: {1: "B", 2: "B"}}, by_hands=True)
    >>> print(figure(asked, held).text.splitlines()[0])
    50 %, then 100 % chose B. First round: n = 2 · Second round: n = 2. Hands can’t be paired: ...
    """
    # It tells the key.
    texts = content.load("room")["page"]
    rounds = results["rounds"]
    marks = {option["id"]: option["label"] for option in results["options"]}
    marks[results["key"]] = f"✓ {texts['argues_for']}: {marks[results['key']]}"
    return shown(
        [
            Paragraph(f"{results['shift']['headline']} {results['shift']['line']}".strip()),
            Table(
                asked.question,
                ("", *(texts["rounds"][str(held["round"])] for held in rounds)),
                tuple(
                    (f"{letter}. {mark}", *(_share(held, letter) for held in rounds))
                    for letter, mark in marks.items()
                ),
            ),
            Terms(
                tuple(
                    ((Strong(f"{option.id}."), f" {option.text}"), result["feedback"])
                    for option, result in zip(asked.options, results["options"], strict=True)
                )
            ),
            Heading(texts["why"].format(key=results["key"]), 4),
            *prose(results["why"]),
        ]
    )


def _share(held: Snapshot, letter: str) -> str:
    percent = held["percent"][letter]
    share = "n/a" if percent is None else f"{percent}\u00a0%"
    return f"{share} ({held['counts'][letter]})"
