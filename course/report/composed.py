"""What a report says, written as a document."""

from collections.abc import Iterable, Mapping

from course.content import load
from course.report.blocks import Block, Grid, GridRow, Heading, Outline, Point, Words
from course.report.contents import Contents, Why
from course.report.document import Document, Section, section_heading
from course.report.escaping import as_cell, as_words


def document_of(report: Contents) -> Document:
    """Write what a report says as a document.

    Examples
    --------
    >>> print(document_of(Contents(title="Tills")).markdown.partition("## 2.")[0].rstrip())
    ---
    title: Tills
    ---
    <BLANKLINE>
    # Tills
    <BLANKLINE>
    ## 1. Summary and impact
    """
    pairs = [("title", report.title), ("date", report.date), ("timezone", report.timezone)]
    pairs += report.known.items()
    named = load("document")["written"]
    factors: list[Block] = []
    if report.whys:
        factors.append(Outline(tuple(map(_point, report.whys))))
    if report.root_cause:
        factors.append(Words(as_words(f"{named['root_cause']}: {report.root_cause}")))
    review: list[Block] = []
    for name in ("well", "poorly", "lucky"):
        review.append(Heading(load("report")["review"][name]))
        if entries := getattr(report, name):
            review.append(Outline(tuple(Point(_on_one_line(entry.text)) for entry in entries)))
    actions: list[Block] = [_grid(report.actions, "actions")] if report.actions else []
    if report.not_doing:
        actions += [Heading(named["not_doing"]), _grid(report.not_doing, "not_doing")]
    written: dict[str, list[Block]] = {
        "summary": [Words(part) for part in as_words(report.summary).split("\n\n") if part],
        "timeline": [_grid(report.rows, "timeline")] if report.rows else [],
        "factors": factors,
        "review": review,
        "actions": actions,
    }
    return Document(
        tuple(pair for pair in pairs if pair[1]),
        (Heading(_on_one_line(report.title), 1),) if report.title else (),
        tuple(Section(section_heading(name), tuple(blocks)) for name, blocks in written.items()),
    )


def _grid(rows: Iterable[object], name: str) -> Grid:
    columns: Mapping[str, list[str]] = load("document")["columns"][name]
    made = list(rows)
    filled = [key for key in columns if name != "timeline" or any(getattr(r, key) for r in made)]
    filled = [key for key in columns if key in filled or key in {"when", "what"}]
    cells = (tuple(as_cell(getattr(row, key)) for key in filled) for row in made)
    return Grid(tuple(columns[key][0] for key in filled), tuple(map(GridRow, cells)))


def _point(why: Why) -> Point:
    named = load("document")["written"]["rests_on"]
    basis = f" ({named}: {why.rests_on})" if why.rests_on else ""
    return Point(_on_one_line(f"{why.text}{basis}"), tuple(map(_point, why.below)))


def _on_one_line(text: str) -> str:
    return as_words(" ".join(text.split()))
