"""What a strong post-mortem produces, written out for the page.

The few numbers it needs come from the case itself.
"""

from html import escape
from typing import Any

from course import content
from course.content.decisions import decisions
from course.content.notebooks import notebook_of
from course.incident.figures import figures
from course.incident.loading import load_incident
from course.page.fragment import Fragment, items, paragraphs
from course.page.table import STYLE as TABLE_STYLE
from course.page.table import table
from course.progress.answers import Progress

_TREE_STYLE = """
.course-tree ul { list-style: none; margin: 0; padding: 0 0 0 1.4rem; position: relative; }
.course-tree > ul { padding-left: 0; }
.course-tree li { margin: 0; padding: .35rem 0 0; position: relative; }
.course-tree ul ul > li::before { border: 0 solid currentColor; border-width: 0 0 2px 2px;
  border-bottom-left-radius: 6px; content: ""; height: 1.7rem; left: -.8rem; position: absolute;
  top: 0; width: .8rem; }
.course-tree ul ul > li:not(:last-child)::after { border-left: 2px solid currentColor; bottom: 0;
  content: ""; left: -.8rem; position: absolute; top: 0; }
.course-why { border: 1px solid currentColor; border-radius: 8px; display: inline-block;
  max-width: 36rem; padding: .45rem .7rem; }
.course-why.second { border-style: dashed; }
.course-why small { display: block; }
"""
STYLE = TABLE_STYLE + _TREE_STYLE
"""CSS for the reveal; it travels with it."""


def still_open(answers: Progress) -> Fragment:
    """Say which decisions are open, with the way to each, and nothing else.

    Examples
    --------
    >>> from course.progress.answers import progress
    >>> print(str(still_open(progress()).text).splitlines()[0])
    This part opens once all four decisions are answered. Still open:
    """
    lead = "This part opens once all four decisions are answered. Still open:"
    rooms = [notebook_of(name) for name in answers.unanswered()]
    links = "".join(f'<li><a href="{r.filename}">{escape(r.title)}</a></li>' for r in rooms)
    text = "\n".join([lead, *(f"- {room.title}" for room in rooms)])
    return Fragment(f"<p>{lead}</p><ul>{links}</ul>", text)


def strong_post_mortem(answers: Progress) -> Fragment:
    """Write everything the reveal shows: report, whys, actions, and the learner's choices."""
    said = content.load("reveal")
    parts: list[tuple[str, str]] = [
        ("", paragraphs(said["intro"])),
        ("Your four first choices", _choices(answers)),
        (
            "The five sections of the report",
            paragraphs(said["sections_intro"])
            + table(
                "The five sections",
                ["Section", "What it holds", "What it asks"],
                [(s["title"], s["holds"], s["prompt"]) for s in said["section"]],
            ),
        ),
        (
            "The five whys, and a second branch",
            paragraphs(said["whys_intro"])
            + f'<div class="course-tree"><ul>{_branch(said["why"], None)}</ul></div>'
            + paragraphs(said["branch_note"])
            + f"<p><strong>Systemic root cause</strong></p>{paragraphs(said['root_cause'])}",
        ),
        (
            "What the field disputes",
            paragraphs(said["disputes_intro"])
            + table(
                "Disputes",
                ["Claim", "Who says so", "What it means for you"],
                [(d["claim"], d["source"], d["for_you"]) for d in said["dispute"]],
            ),
        ),
        (
            "The three action items, and what is unfinished about them",
            paragraphs(said["actions_intro"])
            + table(
                "The three action items as given",
                ["Action", "Owner", "Due", "Still unfinished"],
                [
                    (a["action"], a["owner"], a["due"], "\n".join(a["unfinished"]))
                    for a in said["action"]
                ],
            )
            + items(said["unfinished_together"])
            + paragraphs(said["finish_them"]),
        ),
        ("The strong report", paragraphs(said["strong_intro"]) + _report(said)),
        ("", paragraphs(said["closing"])),
    ]
    html = "".join((f"<h2>{escape(title)}</h2>" if title else "") + body for title, body in parts)
    return Fragment(html, _as_text(html), STYLE)


def _choices(answers: Progress) -> str:
    first = answers.first_choices()
    rows = []
    for asked in decisions():
        mine = first.get(asked.id)
        key = asked.option(asked.key)
        rows.append(
            (
                asked.title,
                f"{mine.option}. {asked.option(mine.option).label}" if mine else "not answered",
                f"{key.id}. {key.label}",
                "✓ the same" if mine and mine.correct else "↺ another one" if mine else "–",
            )
        )
    return table(
        "Your first choices beside the course's",
        ["Decision", "Your first choice", "What the course argues for", "Compared"],
        rows,
    )


def _branch(whys: list[dict[str, Any]], parent: str | None) -> str:
    html = ""
    for why in whys:
        if why.get("parent") == parent:
            second = why["branch"] == "second"
            mark = "Second branch, " if second else "Given, "
            kind = " second" if second else ""
            below = _branch(whys, why["id"])
            html += (
                f'<li><span class="course-why{kind}"><em>{escape(why["asks"])}</em><br>'
                f"{escape(why['text'])}<small>{mark}{escape(why['provenance'])}</small></span>"
                + (f"<ul>{below}</ul>" if below else "")
                + "</li>"
            )
    return html.replace("Given, given", "Given")


def _report(said: dict[str, Any]) -> str:
    report = said["strong_report"]
    known = figures(load_incident())
    html = f"<h3>{escape(report['title'])}</h3><p><em>{escape(report['note'])}</em></p>"
    for section in report["section"]:
        html += f"<h4>{escape(section['title'])}</h4>"
        html += paragraphs(section["text"].format(**known))
        if section.get("point"):
            html += table(
                section["title"],
                ["", "", "Rests on"],
                [
                    (
                        point["label"].format(**known),
                        point["text"].format(**known),
                        point.get("provenance", "–"),
                    )
                    for point in section["point"]
                ],
            )
    html += paragraphs(said["strong_actions_intro"])
    html += table(
        "Action items of the strong report (constructed)",
        ["Action", "Owner", "Due", "End state that can be checked"],
        [
            (a["action"], a["owner"], _due(a["due_days"]), a["end_state"])
            for a in said["strong_action"]
        ],
    )
    return html + table(
        "What will not be done",
        ["What", "Why not"],
        [(n["what"], n["because"]) for n in said["not_doing"]],
    )


def _due(days: int) -> str:
    return f"{days} days after the meeting" if days else "effective immediately"


def _as_text(html: str) -> str:
    """Reduce our own markup to lines of text."""
    import re
    from html import unescape

    lines = re.sub(r"</(p|h2|h3|h4|li|tr|caption|small)>|<br>", "\n", html)
    lines = re.sub(r"</(td|th)>", " | ", lines)
    lines = re.sub(r"<[^>]+>", "", lines)
    return unescape("\n".join(line.strip(" |") for line in lines.splitlines() if line.strip(" |")))
