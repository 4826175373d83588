"""A report taken along: each export read back as its reader reads it."""

import csv
import io
import re
from html.parser import HTMLParser
from pathlib import Path

import pytest

from course.charts import affected_chart
from course.cli import main
from course.errors import CourseError
from course.report.composed import document_of
from course.report.contents import Action, Contents, Entry, NotDoing, Row, Why
from course.report.document import parse
from course.report.exports.actions import as_csv, as_gitlab, as_jira, as_tasks
from course.report.exports.markdown import as_file
from course.report.exports.page import as_page
from course.report.understood import contents

STRONG = Path(__file__).with_name("checks") / "strong.md"
SAID = contents(parse(STRONG.read_text("utf-8")))
ODD = [
    "<script>x</script>",
    "</textarea>",
    "a | b",
    "\u202eevil",
    "=1+1",
    "@sum",
    "-1",
    "\t=x",
    "＝1",
]


def rows(text):
    """Read CSV as a tracker does."""
    return list(csv.DictReader(io.StringIO(text)))


def odd(text):
    """Make a report that holds the same odd text everywhere."""
    return Contents(
        title=text,
        date="2026-06-16",
        summary=text,
        rows=(Row("18:14", text, text),),
        whys=(Why(text, text),),
        well=(Entry(text),),
        actions=(Action(text, text, "3 days", text, text),),
        not_doing=(NotDoing(text, text),),
    )


def test_jira_reads_a_summary_and_a_day_for_each_action():
    """The header is the one that its import asks for, and dates have one form."""
    found = rows(as_jira(SAID))
    assert list(found[0]) == ["Summary", "Description", "Due Date", "Labels"]
    assert [row["Due Date"] for row in found] == ["2026-06-19", "2026-06-30"]
    assert found[0]["Summary"] == SAID.actions[0].action
    assert found[0]["Description"].startswith("Owner: QA lead. Due: 3 days. Done when: With")


def test_gitlab_reads_title_description_and_due_date():
    """The columns are the documented ones; no line of a description begins with a command."""
    said = Contents(date="2026-06-16", actions=(Action("Ring", "/close\n/assign me", "today"),))
    (found,) = rows(as_gitlab(said))
    assert list(found) == ["title", "description", "due_date"]
    assert found["due_date"] == "2026-06-16"
    assert not re.search(r"^\s*/", found["description"], re.MULTILINE)


@pytest.mark.parametrize("export", [as_jira, as_gitlab])
def test_a_due_date_that_names_no_day_is_never_made_up(export):
    """The export that needs one stops, and says all of them; a table keeps the words."""
    said = Contents(date="2026-06-16", actions=(Action("Ring", "", "soon"), Action("Add", "", "")))
    with pytest.raises(CourseError, match="“Ring”: “soon”; “Add”: “”"):
        export(said)
    assert [(row["Due"], row["Due date"]) for row in rows(as_csv(said))] == [("soon", ""), ("", "")]
    with pytest.raises(CourseError, match="report’s date, and there is none yet"):
        export(Contents(actions=(Action("Ring", "", "3 days"),)))


@pytest.mark.parametrize("export", [as_csv, as_jira, as_gitlab, as_tasks])
def test_a_report_without_actions_gives_no_file_of_them(export):
    """A header alone would look like an export."""
    with pytest.raises(CourseError, match="No action item stands in the report yet"):
        export(Contents(date="2026-06-16"))


@pytest.mark.parametrize("export", [as_csv, as_jira, as_gitlab])
@pytest.mark.parametrize("text", ODD)
def test_no_cell_becomes_a_formula(export, text):
    """Whatever a cell begins with, a spreadsheet takes it for text."""
    for row in rows(export(odd(text))):
        assert not [
            cell for cell in row.values() if cell.startswith(("=", "+", "-", "@", "\t", "＝"))
        ]


def test_tasks_are_open_and_say_who_until_when():
    """One line each, in the Markdown that trackers know."""
    first, _ = as_tasks(SAID).splitlines()
    assert first.startswith(
        "- [ ] Add a patient without a history to the regression suite (Owner: QA"
    )
    assert "Due: 2026-06-19; Done when:" in first
    assert "<script" not in as_tasks(odd("<script>")).replace("\\<script", "")


class Tags(HTMLParser):
    """The tags and the text of a page."""

    def __init__(self):
        super().__init__()
        self.tags, self.text = [], []

    def handle_starttag(self, tag, attributes):
        """Keep a tag."""
        self.tags.append((tag, dict(attributes)))

    def handle_data(self, data):
        """Keep a text."""
        self.text.append(data)


@pytest.mark.parametrize("text", ODD)
def test_nothing_typed_becomes_markup_of_the_page(text):
    """It stands there as it was typed, and asks nobody for anything."""
    page = as_page(document_of(odd(text)), 0)
    read = Tags()
    read.feed(page)
    tags = {tag for tag, _ in read.tags}
    assert not tags & {"script", "textarea", "img", "link", "iframe"}
    assert "http" not in page
    assert text.strip() in "".join(read.text)
    assert "\u202e" not in re.sub(r"<bdi>.*?</bdi>", "", page.partition("<body>")[2])


def test_the_page_holds_all_of_the_report_and_its_charts():
    """Sections, table rows with their columns, whys in their depth, charts with their text."""
    document = parse(STRONG.read_text("utf-8"))
    from course.incident.loading import load_incident

    chart = affected_chart(load_incident())
    page = as_page(document, 3, [chart.fragment.styled])
    assert page.count("<h1>") == 1
    assert page.count("<h2>") == 5
    assert '<td data-column="Owner">QA lead</td>' in page
    assert page.count("<ul><li>") >= 4
    assert "<summary>" in page
    assert 'alt="' in page
    assert "that were open when this was exported: 3." in page


@pytest.mark.browser
def test_on_paper_nothing_is_cut_and_nothing_waits_to_be_pressed(browser):
    """A row with a long address is no wider than A4, and what repeats a chart stays closed."""
    long = f"See https://tracker.example.org/browse/{'x' * 200} in the log."
    said = Contents(title=long, summary=long, rows=(Row("18:14", long, "slow", "started"),) * 40)
    closed = "<details><summary>The same</summary><table><tr><td>1</td></tr></table></details>"
    page = browser.new_page(viewport={"width": 672, "height": 900})
    page.emulate_media(media="print", color_scheme="dark")
    page.set_content(as_page(document_of(said), 0, [closed]))
    assert page.evaluate("document.documentElement.scrollWidth") == 672
    assert page.locator("table").first.bounding_box()["width"] <= 672
    assert page.get_by_text("The same").is_hidden()
    ink = page.evaluate("getComputedStyle(document.body).color.match(/[0-9]+/g).map(Number)")
    assert max(ink) < 64
    page.close()


def test_markdown_says_how_many_findings_were_open():
    """In its front matter, once, however often it is exported."""
    once = as_file(parse(STRONG.read_text("utf-8")), 3)
    twice = as_file(parse(once), 0)
    assert parse(once).value("open_findings") == "3"
    assert twice.count("open_findings") == 1


def test_the_command_writes_once_and_says_what_is_open(tmp_path, capsys):
    """Never over a file that is there; an unreadable report leaves no file."""
    out = tmp_path / "actions.csv"
    words = ["report", "export", str(STRONG), "--as", "jira", "--out", str(out)]
    assert main(words) == 0
    assert "yyyy-MM-dd" in capsys.readouterr().err
    assert rows(out.read_text("utf-8"))[1]["Due Date"] == "2026-06-30"
    assert main([*words[:4], "gitlab", *words[5:]]) == 2
    assert "yyyy-MM-dd" not in capsys.readouterr().err  # of what was not written, nothing
    bad = tmp_path / "bad.md"
    bad.write_text("no front matter", "utf-8")
    assert main(["report", "export", str(bad), "--out", str(tmp_path / "none.md")]) == 2
    assert not (tmp_path / "none.md").exists()
    open_one = tmp_path / "open.md"
    text = STRONG.read_text("utf-8").replace("suite | QA lead |", "suite | |")
    open_one.write_text(text, "utf-8")
    capsys.readouterr()
    assert main(["report", "export", str(open_one), "--as", "html"]) == 0
    shown = capsys.readouterr()
    assert "Open findings: 1." in shown.err
    assert shown.out.startswith("<!doctype html>")


def test_what_is_meant_that_way_does_not_show_in_an_export():
    """The reason is for whoever reads the source."""
    text = STRONG.read_text("utf-8").replace(
        "| 3 days |", "| 3 days <!-- report ignore no-due: so --> |"
    )
    document = parse(text)
    assert "ignore" not in as_page(document, 0)
    assert "ignore" not in as_csv(contents(document))
