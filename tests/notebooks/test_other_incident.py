"""`course build --incident`: every page is about that incident, and none of its figures is ours."""

import re
import subprocess
import sys
from html import unescape
from pathlib import Path

import nbformat
import pytest

from course.content import load
from course.content.decisions import decisions
from course.content.notebooks import ROOT, notebook, notebooks
from course.incident.loading import load_incident

PARCELS = Path(__file__).parent / "parcels"
_COURSE = "import sys; from course.cli import main; sys.exit(main())"
ABOUT_IT = ("what_happened", "your_own_incident")

#: Words of the course's own case that must not stand over someone else's figures.
OURS = (
    "Ōtautahi",
    "Christchurch",
    "patient",
    "appointment",
    "booking",
    "null check",
    "hotfix",
    "CEO",
    "Test Manager",
    "2,340",
    "45,000",
    "17 calls",
    "18:14",
    "21:08",
    "174 min",
    "13.4",
    "1 in 138",
    "87 %",
    "NZST",
    "11 June",
    "Worked example",
)


def build(*words):
    return subprocess.run(
        [sys.executable, "-c", _COURSE, "build", *map(str, words)],
        capture_output=True,
        text=True,
        cwd=ROOT,
        check=False,
        timeout=900,
    )


@pytest.fixture(scope="module")
def pages(tmp_path_factory):
    """Build the whole course about the parcels, with all four decisions answered."""
    out = tmp_path_factory.mktemp("site")
    done = build("--out", out, "--incident", PARCELS, "--learner", "all-correct")
    assert done.returncode == 0, done.stderr
    return out


def said(document):
    """Give all that a reader of a notebook reads: prose, outputs, and no code."""
    parts = []
    for cell in document.cells:
        if cell.cell_type == "markdown":
            parts.append(cell.source)
            continue
        for output in cell.outputs:
            data = output.get("data", {})
            parts += [output.get("text", ""), data.get("text/plain", ""), data.get("text/html", "")]
    return unescape("\n".join(parts))


@pytest.mark.slow
@pytest.mark.parametrize("slug", ABOUT_IT)
def test_no_sentence_of_our_case_stands_over_their_figures(pages, slug):
    """Neither in prose nor in any output, as notebook or as page, is there a word of ours."""
    name = notebook(slug).filename
    executed = said(nbformat.read(pages / name, as_version=4))
    html = re.sub(
        r"data:image/[a-z+]+;base64,[A-Za-z0-9+/=]+",
        "",
        (pages / name).with_suffix(".html").read_text("utf-8"),
    )
    body = unescape(re.sub(r"<style.*?</style>", "", html, flags=re.DOTALL))
    for word in OURS:
        assert word not in executed, word
        assert word not in body.partition("<body")[2], word
    case = load("case")
    sentences = [fact["value"] for fact in case["fact"]]
    sentences += [part for entry in case["question"] for part in entry.values()]
    for sentence in sentences:
        for part in re.split(r"\{\w+\}|[.?!;:]", " ".join(sentence.split())):
            if len(part.split()) > 5:
                assert part.strip() not in executed


@pytest.mark.slow
@pytest.mark.parametrize("slug", ABOUT_IT)
def test_their_figures_stand_there(pages, slug):
    """Facts, metrics over a clock change, counts, sliders and questions are theirs."""
    text = said(nbformat.read(pages / notebook(slug).filename, as_version=4))
    for words in (
        "Parcels shown as delivered that were not",
        "Nordlys Pakkeservice",
        "6,420 parcels",
        "2.1 % of 310,000",
        "Saturday 28 March 2026, 22:40 CET",
        "Sunday 29 March 2026, 03:05 CEST",
        "8 h 5 min (485 min)",
        "4 h 40 min (280 min)",
        "parcels would have been spared (derived)",
        "The night shift at the fourth terminal scans its first cage.",
        "Nothing is written down between",
    ):
        assert words in text, words


@pytest.mark.slow
def test_the_desk_and_the_draft_begin_with_it(pages):
    """Notebook 09 has it checked, and its report drafted with the timeline filled in."""
    text = said(nbformat.read(pages / notebook("your_own_incident").filename, as_version=4))
    assert "9 events, nothing to mend. Everything below is now about “Parcels shown" in text
    assert "## 3. Contributing factors and systemic root cause" in text
    for event in load_incident(PARCELS).events["event"]:
        assert f"| {event} |" in text


@pytest.mark.slow
def test_decisions_and_reveal_stay_those_of_the_course(pages):
    """The rest is the same course: every decision is asked, and the reveal is open."""
    for asked in decisions():
        name = next(room.filename for room in notebooks() if room.decision == asked.id)
        assert asked.question in said(nbformat.read(pages / name, as_version=4))
    reveal = said(nbformat.read(pages / notebook("a_strong_post_mortem").filename, as_version=4))
    assert "The strong report" in reveal
    assert "2,340" in reveal
    assert "parcel" not in reveal


@pytest.mark.slow
def test_an_incident_to_mend_is_told_before_anything_is_written(tmp_path):
    """All findings on stderr, exit 2, and no output, not even a folder."""
    broken = tmp_path / "broken"
    broken.mkdir()
    (broken / "incident.toml").write_text('title = "T"\n', encoding="utf-8")
    (broken / "incident_timeline.csv").write_text("timestamp,event\nthen,A.\n", encoding="utf-8")
    done = build("--out", tmp_path / "site", "--incident", broken)
    assert done.returncode == 2
    assert len(done.stderr.splitlines()) == 3
    assert "row 2, column `timestamp`" in done.stderr
    assert not (tmp_path / "site").exists()
