"""What a report says, written as a document."""

from collections.abc import Iterable, Mapping

from course.content import load
from course.report.blocks import Block, Grid, GridRow, Heading, Outline, Point, Words
from course.report.contents import Contents, Why
from course.report.document import Document, Section, section_heading
from course.report.escaping import as_cell, as_words


def document_of(said: Contents) -> Document:
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
    pairs = [("title", said.title), ("date", said.date), ("timezone", said.timezone)]
    pairs += said.known.items()
    named = load("document")["written"]
    factors: list[Block] = []
    if said.whys:
        factors.append(Outline(tuple(map(_point, said.whys))))
    if said.root_cause:
        factors.append(Words(as_words(f"{named['root_cause']}: {said.root_cause}")))
    review: list[Block] = []
    for name in ("well", "poorly", "lucky"):
        review.append(Heading(load("report")["review"][name]))
        if entries := getattr(said, name):
            review.append(Outline(tuple(Point(_on_one_line(one.text)) for one in entries)))
    actions: list[Block] = [_grid(said.actions, "actions")] if said.actions else []
    if said.not_doing:
        actions += [Heading(named["not_doing"]), _grid(said.not_doing, "not_doing")]
    written: dict[str, list[Block]] = {
        "summary": [Words(part) for part in as_words(said.summary).split("\n\n") if part],
        "timeline": [_grid(said.rows, "timeline")] if said.rows else [],
        "factors": factors,
        "review": review,
        "actions": actions,
    }
    return Document(
        tuple(pair for pair in pairs if pair[1]),
        (Heading(_on_one_line(said.title), 1),) if said.title else (),
        tuple(Section(section_heading(name), tuple(blocks)) for name, blocks in written.items()),
    )


def _grid(rows: Iterable[object], name: str) -> Grid:
    columns: Mapping[str, list[str]] = load("document")["columns"][name]
    made = list(rows)
    told = [key for key in columns if name != "timeline" or any(getattr(r, key) for r in made)]
    told = [key for key in columns if key in told or key in {"when", "what"}]
    cells = (tuple(as_cell(getattr(row, key)) for key in told) for row in made)
    return Grid(tuple(columns[key][0] for key in told), tuple(map(GridRow, cells)))


def _point(why: Why) -> Point:
    named = load("document")["written"]["rests_on"]
    basis = f" ({named}: {why.rests_on})" if why.rests_on else ""
    return Point(_on_one_line(f"{why.text}{basis}"), tuple(map(_point, why.below)))


def _on_one_line(text: str) -> str:
    return as_words(" ".join(text.split()))
