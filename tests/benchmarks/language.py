"""How the blame language reads sentences that its rules were not written with: issue 15.

The sentences were made for this by whoever made the rules. Half of those from before the rules,
by hash, were used to write them, and their author knew the other half: that half flatters. Lots
from between rounds were used whole: the first reading of each found 0.82 to 0.93 of what blames in
plain words, and one thing in a hundred that is fine. Of what only hints (irony, a question, a
passive), first readings found 0.45 to 0.75, and of four later lots of 60 and 60 sentences, the last
three without any word of reproach where it could be helped, 0.70, 0.20, 0.25 and 0.32 at a
precision of 0.98, 0.92, 0.79 and 0.90. What is said by tone alone is not found by words.
A lot of 81 and 81 by somebody who had not read the rules, of all categories together, was read with
a recall of 0.86 and a precision of 0.99 at first (0.91 and 0.98, then 0.81 and 1.00).
A lot of 120 and 120 by another who had read none of them: 0.81 and 0.92 at first. Of 57 sentences
in the manner of published reports, all honest, 15 had a finding at first. Then a lot of 120 and 120
from banks, games, airlines, freight and schools, much of it idiom and tone: 0.36 and 0.98, for its
roles were unknown as well; and one of 36 and 36 from other trades after that: 0.61 and 0.92.
At last, 20 and 20 in plain words: 0.75 and 1.00; and of 40 more in the manner of published reports,
six had a finding.
Those from after the rules were used for nothing but this table, and say the most about a text of
somebody else; even so they are few, and one author’s.
"""

import csv
import hashlib
import re
from collections.abc import Iterator
from pathlib import Path
from time import process_time

from course.report.language.reading import read
from course.report.language.rules import SURENESS, rules
from tests.benchmarks.ratios import Row, duration

SENTENCES = Path(__file__).parents[1] / "data" / "language.tsv"
REPORTS = SENTENCES.parent / "honest_reports"
AIM_PRECISION, AIM_RECALL = 0.95, 0.85
AIM_SECONDS = 1.0
ALL = "all"
_SENTENCE_ENDS = re.compile(r"(?<=\w)(?=[.?!]*\n|[.?!] )")


def measured() -> list[dict[str, str]]:
    """Give the sentences that no rule was written with."""
    with SENTENCES.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
    return [
        row
        for row in rows
        if row["when"] == "after"
        or (row["when"] == "before" and hashlib.sha256(row["sentence"].encode()).digest()[0] & 1)
    ]


def reading() -> Iterator[Row]:
    """Read each sentence alone: found is what is sure or likely."""
    rows = measured()
    for when in ("before", "after"):
        of_then = [row for row in rows if row["when"] == when]
        for category in [ALL, *dict.fromkeys(rule.category for rule in rules())]:
            of_it = [row for row in of_then if category in (ALL, row["category"])]
            if of_it:
                yield _row(f"{category}, written {when} the rules", of_it)


def _row(name: str, rows: list[dict[str, str]]) -> Row:
    found = {label: [0, 0] for label in ("blames", "fine", "depends")}
    for row in rows:
        is_found = any(each.rule.sureness in SURENESS[:2] for each in read(row["sentence"]))
        found[row["label"]][is_found] += 1
    missed, hit = found["blames"]
    false = found["fine"][1]
    return Row(
        name,
        ours=f"precision {_share(hit, hit + false)}, recall {_share(hit, hit + missed)}",
        aim=f"≥ {AIM_PRECISION}, ≥ {AIM_RECALL}",
        note=(
            f"{hit} of {hit + missed} that blame, {false} of {sum(found['fine'])} traps; "
            f"of {sum(found['depends'])} that depend, {found['depends'][1]}"
        ),
    )


def _share(part: int, whole: int) -> str:
    return f"{part / whole:.2f}" if whole else "n/a"


def megabyte() -> Iterator[Row]:
    """Read one megabyte, no sentence of it twice, after the rules have been compiled."""
    with SENTENCES.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
    texts = {
        "reports": "\n\n".join(path.read_text("utf-8") for path in sorted(REPORTS.glob("*.md"))),
        "traps": "\n\n".join(row["sentence"] for row in rows if row["label"] == "fine"),
        "every other sentence blames": "\n\n".join(row["sentence"] for row in rows),
    }
    for name, text in texts.items():
        longer = _numbered(text, 1_000_000)
        read(longer)
        begun = process_time()
        read(longer)
        yield Row(
            f"1 MB, {name}",
            ours=duration(process_time() - begun),
            aim=f"< {AIM_SECONDS} s",
            note="processor time",
        )


def _numbered(text: str, letters: int) -> str:
    """Give a text again and again, each time with another number at the end of its sentences."""
    times = range(letters // len(text) + 1)
    again = (_SENTENCE_ENDS.sub(f" {number}", f"{text}\n\n") for number in times)
    return "".join(again)[:letters]


MEASURES = {"reading": reading, "megabyte": megabyte}
