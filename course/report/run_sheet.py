"""The one page that a learner takes into the meeting: what they wrote, and the clock of it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from course.content import load
from course.content.notebooks import notebook
from course.errors import CourseError
from course.incident.figures import figures
from course.incident.loading import load_incident
from course.incident.questions import questions
from course.page.blocks import Block, Emphasis, Heading, List, Paragraph, Table, prose
from course.page.fragment import Fragment, shown
from course.page.html import as_html
from course.page.look import look_of_page
from course.page.markdown import as_markdown
from course.page.style import style
from course.progress import Progress
from course.progress.practised import answers
from course.rehearsal import Meeting
from course.rehearsal.keeping import last_meeting, own_words
from course.report.language.heard import heard

NAME = "run-sheet"

#: How many questions of the case stand in where the learner wrote none.
_QUESTIONS = 3

_STYLE = """
body { background: var(--course-paper); color: var(--course-ink);
  font: var(--course-text)/1.45 var(--course-font); margin: 0; }
main { margin: 0 auto; max-width: var(--course-measure); padding: 1rem; }
h1, h2 { break-after: avoid; line-height: 1.25; }
h1 { font-size: var(--course-title); margin: 0 0 .4em; }
h2 { font-size: var(--course-subheading); margin: 1em 0 .2em; }
p, ul { margin: .2em 0; }
@media print {
  @page { margin: 14mm 16mm; size: A4; }
  body { background: none; font-size: 10pt; line-height: 1.3; }
  /* In two columns, above and below the clock. */
  main { column-gap: 8mm; columns: 2; max-width: none; padding: 0; }
  h1, h1 + p, .course-table { column-span: all; }
  /* Whose words they are stands with them. */
  p:has(> em) { break-before: avoid; }
  p { break-inside: avoid; }
  h1 { margin: 0 0 .2em; }
  /* A margin is gone at the top of a column: its headings would stand on two heights. */
  h2 { font-size: 11pt; margin-top: 0; padding-top: .5em; }
  li, p { break-inside: avoid; }
  ul { padding-left: 1.3em; }
  .course-table.course-table :is(td, th) { padding-block: .1em; }
  .course-table.course-table th { white-space: nowrap; }
}
"""


@dataclass(frozen=True)
class RunSheet:
    """A run sheet, to be shown, printed and taken along."""

    blocks: tuple[Block, ...]
    #: What of it are the learner's own words.
    own: tuple[str, ...] = ()

    @property
    def heard(self) -> tuple[str, ...]:
        """What of the learner's own words can be heard as blame, and what to ask instead."""
        return tuple(dict.fromkeys(filter(None, map(heard, self.own))))

    @property
    def fragment(self) -> Fragment:
        """The sheet as a piece of a page, below a heading of the page."""
        return shown(self.blocks, below=2)

    @property
    def markdown(self) -> str:
        """The sheet as a Markdown file."""
        return f"{as_markdown(self.blocks)}\n"

    @property
    def page(self) -> str:
        """The sheet as a page of its own: it asks no host for anything, and prints on one side."""
        title = load("run_sheet")["title"]
        return (
            '<!doctype html>\n<html lang="en-NZ">\n<head>\n<meta charset="utf-8">\n'
            '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
            f"<title>{title}</title>\n"
            f"<style>{look_of_page()}{style(self.blocks)}{_STYLE}</style>\n</head>\n"
            f"<body>\n<main>{as_html(self.blocks)}</main>\n</body>\n</html>\n"
        )


def run_sheet(kept: Progress | None) -> RunSheet:
    """Collect what a learner wrote for the meeting; without anybody, the course's own words.

    Examples
    --------
    >>> sheet = run_sheet(None)
    >>> print(sheet.markdown.splitlines()[0])
    # Run sheet for tomorrow
    """
    texts = load("run_sheet")
    written, practised = _written(kept), _practised(kept)
    said, rehearsed = _rehearsed(kept, _lines(written.get("said", "")))
    own = [*said]
    blocks: list[Block] = [
        Heading(texts["title"]),
        Paragraph(texts["case"].format_map(figures(load_incident()))),
    ]
    for part in texts["part"]:
        lines, whose = _own(part["line"], written, practised)
        own += lines
        blocks += [Heading(part["title"], 2), *_part(part, lines, whose)]
        if part["line"] == "first-sentence":
            blocks.append(_clock(texts))
        if part["line"] == "questions":
            blocks += rehearsed
    return RunSheet(tuple(blocks), tuple(own))


def _written(kept: Progress | None, under: str = "line.") -> dict[str, str]:
    if kept is None or not kept.keeps_texts:
        return {}
    try:
        found = kept.kept_under(under)
    except CourseError:
        # Where it cannot be read, the page says so elsewhere; the sheet is whole all the same.
        return {}
    return {key.removeprefix(under): str(entry.value) for key, entry in found.items()}


def _practised(kept: Progress | None) -> dict[str, str]:
    """Give what was written in practice for each line, as long as none of it was put there."""
    sets, found = load("practice")["set"], dict[str, str]()
    for name, draft in _written(kept, "practice.").items():
        items = [item["id"] for item in sets.get(name, {}).get("item", []) if "marks" not in item]
        if line := sets.get(name, {}).get("takes"):
            own = answers(draft)
            found[line] = "\n".join(" ".join(own.get(item, "").split()) for item in items)
    return found


def _rehearsed(kept: Progress | None, lines: list[str]) -> tuple[tuple[str, ...], list[Block]]:
    """Give what they would say, and have asked, and that with what came out as they rehearsed."""
    blocks: list[Block] = []
    if kept is None or not kept.keeps_texts:
        return (), blocks
    try:
        words, last = (*lines, *own_words(kept)), last_meeting(kept)
    except CourseError:
        return (), blocks
    if last and last.sitting and last.sitting.steps:
        whose = "came_out_in_room" if last.is_a_rooms else "came_out"
        blocks.append(Paragraph(_came_out(last.sitting.meeting, load("run_sheet")[whose])))
    if words:
        blocks += [Paragraph(load("run_sheet")["rehearsed"]), List(words)]
    return words, blocks


def _lines(written: str) -> list[str]:
    return [line.strip() for line in written.splitlines() if line.strip()]


def _came_out(meeting: Meeting, template: str) -> str:
    """Say how much came out, and who has more to say: whom to ask tomorrow."""
    texts, facts = load("run_sheet"), meeting.script.facts
    came_out = template.format(out=len(meeting.wall), all=len(facts))
    heard = {fact.holder for fact in meeting.wall}
    silent = [name for role, name in meeting.script.names.items() if role not in heard]
    names = texts["silent"].format(names=", ".join(silent)) if silent else ""
    return f"{came_out} {names}".strip()


def _own(
    line: str, written: Mapping[str, str], practised: Mapping[str, str]
) -> tuple[list[str], str]:
    """Give what the learner wrote for a line, and whose words it says there are."""
    if lines := _lines(written.get(line, "")):
        return lines, "theirs"
    lines = _lines(practised.get(line, ""))
    return lines, "practised" if lines else "theirs"


def _part(part: Mapping[str, Any], lines: list[str], whose: str) -> Iterator[Block]:
    line = part["line"]
    if lines:
        yield List(tuple(lines)) if len(lines) > 1 else Paragraph(lines[0])
        if whose == "theirs":
            return
    elif "model" in part:
        yield from prose(part["model"])
    else:
        asked = questions(load_incident())[:_QUESTIONS]
        yield List(tuple(each.question for each in asked))
    asked_in = load("writing")["line"][line]["asked_in"]
    yield Paragraph(Emphasis(load("run_sheet")[whose].format(title=notebook(asked_in).title)))


def _clock(texts: Mapping[str, Any]) -> Table:
    rows, start = [], 0
    for each in texts["clock"]:
        end = start + each["minutes"]
        rows.append((texts["stretch"].format(start=start, end=end), each["what"], each["how"]))
        start = end
    return Table(texts["clock_title"], tuple(texts["columns"]), tuple(rows))
