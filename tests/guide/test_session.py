"""The facilitation guide as the notebook shows it and as it is printed."""

import re

import pytest

from course.cli import main
from course.content import load
from course.content.decisions import decisions
from course.content.facilitation import guide_to_decision, guide_to_notebook, plans, sources
from course.content.notebooks import notebooks
from course.errors import CourseError, UnknownNameError
from course.guide.printed import guide_page
from course.guide.session import decision_guide, session_guide, session_plans

PARTS = ("before", "running", "redirect", "notebooks", "after")


def test_plans_run_without_a_gap():
    """Each row of a plan begins when the one before it ends."""
    for plan in plans():
        assert [row.start for row in plan.rows] == [0, *(row.end for row in plan.rows[:-1])]
        assert plan.rows[-1].end == plan.minutes


def test_all_three_plans_are_shown():
    """Somebody who reads the text alone finds every row of every plan."""
    shown = session_plans()
    for plan in plans():
        for row in plan.rows:
            assert row.what in shown.text
            assert row.title in shown.html


@pytest.mark.parametrize("part", PARTS)
def test_what_is_shown_openly_gives_no_answer_away(part):
    """The parts that stand open in the notebook name neither a key nor what an option is."""
    shown = session_guide(part)
    for asked in decisions():
        for option in asked.options:
            assert option.label not in shown.html
            assert option.label not in shown.text
        assert not re.search(rf"\b(argues for|key is|answer is) {asked.key}\b", shown.html)


@pytest.mark.parametrize("part", PARTS)
def test_every_point_stands_with_its_source(part):
    """Html and text both say where each point comes from."""
    names = {source.name for source in sources()}
    shown = session_guide(part)
    cited = re.findall(r"<cite>(.*?)</cite>", shown.html)
    assert cited
    assert {name for one in cited for name in one.replace("&amp;", "&").split(", ")} <= names
    assert len(
        re.findall(r"\((?:" + "|".join(names) + r")[^)]*\)$", shown.text, re.MULTILINE)
    ) == len(cited)


def test_an_unknown_part_lists_those_there_are():
    """A part that does not exist is an error that says what does."""
    with pytest.raises(UnknownNameError, match="before, running"):
        session_guide("lunch")
    with pytest.raises(UnknownNameError, match="no guide to a notebook 'lunch'"):
        guide_to_notebook("lunch")


@pytest.mark.parametrize("asked", decisions(), ids=lambda asked: asked.id)
def test_guide_to_a_decision_holds_all_of_it(asked):
    """Beside a decision stand its key and every word of its guide."""
    html = decision_guide(asked.id).html
    guide = guide_to_decision(asked.id)
    assert f"The course argues for {asked.key}" in html
    for point in (*guide.say, *guide.ask, *guide.watch, *guide.redirect):
        assert point.text in html
    for heard in guide.heard:
        assert heard.sounds in html
        assert heard.text in html
    assert guide.explain in html


def test_page_is_self_contained_and_holds_everything():
    """The page asks no host for anything, and no line of the guide is missing on it."""
    page = guide_page()
    assert not re.search(r"<(script|link|img|iframe)\b|url\(|@import|\ssrc=", page)

    def strings(value):
        if isinstance(value, str):
            return [value]
        values = value.values() if isinstance(value, dict) else value
        return [text for one in values for text in strings(one)]

    guide = load("facilitation")
    listed = {room.slug for room in notebooks()}
    told = [
        one
        for part in ("before", "running", "redirect", "decision", "after")
        for one in guide[part]
    ]
    told += [one for one in guide["notebook"] if one["slug"] in listed]
    missing = [
        text
        for one in told
        for key, value in one.items()
        if key not in ("id", "slug", "source", "minutes")
        for text in strings(value if isinstance(value, (str, list)) else [])
        if len(text) > 12 and text.replace("&", "&amp;") not in page
    ]
    assert missing == []


def test_contents_lead_to_every_part():
    """Each line of the contents leads to a part, and each part is in the contents."""
    page = guide_page()
    assert re.findall(r'href="#(part-\d+)"', page) == re.findall(r'<section id="(part-\d+)"', page)


def test_command_writes_the_page(tmp_path, capsys):
    """`course build --guide` writes one file, says where, and runs no notebook."""
    out = tmp_path / "a" / "folder"
    assert main(["build", "--guide", "--out", str(out)]) == 0
    assert [path.name for path in out.iterdir()] == ["guide.html"]
    assert capsys.readouterr().out == f"{out / 'guide.html'}\n"
    assert (out / "guide.html").read_text("utf-8") == guide_page()


def test_a_folder_that_cannot_be_written_is_told(tmp_path, capsys):
    """Where the page cannot be written, the command says so and what to do."""
    blocked = tmp_path / "file"
    blocked.write_text("")
    assert main(["build", "--guide", "--out", str(blocked)]) == 2
    assert "Give another --out" in capsys.readouterr().err
    assert issubclass(UnknownNameError, CourseError)


@pytest.mark.browser
def test_page_in_a_browser(browser, tmp_path):
    """The page passes axe in light and dark, fits a phone, and asks for nothing but itself."""
    from axe_playwright_python.sync_playwright import Axe

    path = tmp_path / "guide.html"
    path.write_text(guide_page(), "utf-8")
    for scheme in ("light", "dark"):
        page = browser.new_page(viewport={"width": 420, "height": 900}, color_scheme=scheme)
        asked = []
        page.on("request", lambda request, asked=asked: asked.append(request.url))
        page.goto(path.as_uri())
        assert page.evaluate("document.documentElement.scrollWidth") <= 420
        assert [found["id"] for found in Axe().run(page).response["violations"]] == []
        assert asked == [path.as_uri()]
        page.close()
