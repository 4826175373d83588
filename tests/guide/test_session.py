"""The facilitation guide as the notebook shows it and as it is printed."""

import re
from itertools import pairwise

import pytest

from course.cli import main
from course.content import load
from course.content.decisions import decisions
from course.content.facilitation import (
    guide_to_decision,
    guide_to_notebook,
    plans,
    running,
    sources,
)
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


def test_all_three_plans_are_shown(read):
    """Each can be opened and none stands open; its rows say from when to when, what, and how."""
    shown = session_plans()
    page = read(shown.html)
    assert page.to_open == [(f"{plan.minutes} minutes: {plan.title}", False) for plan in plans()]
    for plan in plans():
        assert plan.suits in shown.text
        assert page.tables[f"How the {plan.minutes} minutes go"] == [
            {
                "Minutes": f"{row.start}–{row.end}",
                "Stop": row.title,
                "What happens": row.what,
            }
            for row in plan.rows
        ]
        assert all(row.what in shown.text for row in plan.rows)


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
    with pytest.raises(UnknownNameError, match=r"no part of the guide 'lunch'.*before, running"):
        session_guide("lunch")
    with pytest.raises(UnknownNameError, match="no guide to a notebook 'lunch'"):
        guide_to_notebook("lunch")


@pytest.mark.parametrize("part", PARTS)
def test_nothing_of_a_part_stands_open(part, read):
    """A part is a list of things to open, which carries the style of the guide with it."""
    shown = session_guide(part)
    page = read(shown.styled)
    assert page.to_open
    assert not any(opened for _, opened in page.to_open)
    assert f".{' '.join(page.soup.div['class'])} {{" in page.soup.style.string


@pytest.mark.parametrize("asked", decisions(), ids=lambda asked: asked.id)
def test_guide_to_a_decision_holds_all_of_it(asked, read):
    """It begins with the time, the aim and the key; “Say” stands open, the rest can be opened."""
    guide, page = guide_to_decision(asked.id), read(decision_guide(asked.id).html)
    assert [page.words(one) for one in page.soup.div.find_all("p", recursive=False)] == [
        f"About {guide.minutes} minutes. {guide.aim}",
        f"The course argues for {asked.key}: {asked.option(asked.key).label}.",
    ]
    assert page.to_open == [
        ("Say", True),
        ("Ask", False),
        ("Watch for", False),
        ("What the other answers sound like", False),
        ("When it turns to a person", False),
        ("When fewer than a third have it", False),
    ]
    assert page.entries == [
        f"{point.text} {', '.join(point.sources)}"
        for point in (*guide.say, *guide.ask, *guide.watch, *guide.redirect)
    ]
    assert page.terms == [
        (f"{heard.option}. {heard.sounds}", f"You: {heard.text} {', '.join(heard.sources)}")
        for heard in guide.heard
    ]
    last = page.soup.find_all("details")[-1]
    assert page.words(last.p) == f"{guide.explain} Our own"


def test_printed_chapters_are_called_what_the_contents_say(read):
    """In the order of a session, each under a heading of its own, and none within another."""
    page = read(guide_page())
    main = page.soup.main
    assert [page.words(section.h2) for section in main.find_all("section", recursive=False)] == [
        "Three plans",
        "Before the session",
        "How one decision runs",
        "When blame comes up",
        *(f"Notebook {room.number}: {room.title}" for room in notebooks()),
        "After the session",
        "Sources",
    ]
    (contents,) = main.find_all("nav", recursive=False)
    assert contents["aria-label"] == "Contents"
    assert [page.words(link) for link in contents.find_all("a")] == [
        words for level, words in page.headings if level == 2
    ]
    (title,) = (words for level, words in page.headings if level == 1)
    assert page.words(page.soup.title) == title == "Blameless: the facilitation guide"
    assert "It gives the answers away" in page.words(main.header.p)
    assert page.soup.html["lang"] == "en-NZ"


def test_printed_headings_leave_out_no_level(read):
    """Somebody who goes by headings never wonders what is missing between two of them."""
    levels = [level for level, _ in read(guide_page()).headings]
    assert levels[:2] == [1, 2]
    assert all(one <= before + 1 for before, one in pairwise(levels))
    assert max(levels) == 4


def test_printed_parts_have_headings_of_their_level(read):
    """Below a chapter stand its plans, stages or stops, and below a decision what to do in it."""
    found = read(guide_page()).headings
    for plan in plans():
        assert (3, f"{plan.minutes} minutes: {plan.title}") in found
    for stage in running():
        assert (3, f"{stage.title} ({stage.takes})") in found
    for number, asked in enumerate(decisions(), 1):
        begin = found.index((3, f"Decision {number}: {asked.question}"))
        rest = found.index((3, "The rest of this notebook"), begin)
        assert found[begin + 1 : rest] == [
            (4, f"Why {asked.key}"),
            (4, "Say"),
            (4, "Ask"),
            (4, "Watch for"),
            (4, "What the other answers sound like"),
            (4, "When it turns to a person"),
            (4, "When fewer than a third have it"),
        ]
        assert found[rest + 1] == (4, "Say")
    others = [room for room in notebooks() if room.decision is None]
    for room in others:
        at = found.index((2, f"Notebook {room.number}: {room.title}"))
        assert found[at + 1] == (3, "Say")


def test_printed_options_are_told_with_the_key_marked(read):
    """Beside each option stands what kind of answer it is, and a mark at the key alone."""
    terms = read(guide_page()).terms
    for asked in decisions():
        for option in asked.options:
            mark = "✓ " if option.id == asked.key else ""
            assert (f"{option.id}. {option.text}", f"{mark}{option.label}") in terms


def test_printed_sources_say_where_they_can_be_read(read):
    """The address is a link behind the title; what is our own has none."""
    page = read(guide_page())
    for source in sources():
        (said,) = (what for term, what in page.terms if term == source.name)
        link = page.soup.find("a", href=source.address) if source.address else None
        assert said == (f"{source.title}. {source.address}" if source.address else source.title)
        assert bool(link) == bool(source.address)
    assert {bool(source.address) for source in sources()} == {True, False}


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
