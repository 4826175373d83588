"""What a strong post-mortem produces, as the page shows it."""

from datetime import date

import pytest

from course.content import load
from course.content.decisions import decisions
from course.incident.figures import figures
from course.incident.loading import load_incident
from course.progress.answers import progress
from course.report.checks.actions import unfinished
from course.report.contents import Action
from course.report.strong_post_mortem import finished, strong_post_mortem


def choices(read) -> dict[str, list[str]]:
    """Read the reveal's rows about the four decisions, as cells by title."""
    rows = read(strong_post_mortem(progress()).html).tables[
        "Your first choices beside the course’s"
    ]
    columns = ("Your first choice", "What the course argues for", "Compared")
    return {row["Decision"]: [row[column] for column in columns] for row in rows}


def written(asked, letter: str) -> str:
    """Write an option as the reveal names it."""
    return f"{letter}. {asked.option(letter).label}"


def sourced(row, name: str) -> str:
    """Give what stands in a cell, with its source where it has one."""
    return " ".join(filter(None, (row[name], row.get("source"))))


def test_each_mark_says_whether_the_first_choice_is_the_course_s(read):
    """The same, another one, or none yet; what comes later changes no mark."""
    opening, fix, coverage, output = decisions()
    other = next(option.id for option in fix.options if option.id != fix.key)
    answers = progress()
    answers.record(opening.id, opening.key)
    answers.record(fix.id, other)
    answers.record(fix.id, fix.key)
    answers.record(coverage.id, coverage.key)
    assert choices(read) == {
        opening.title: [written(opening, opening.key)] * 2 + ["✓ the same"],
        fix.title: [written(fix, other), written(fix, fix.key), "↺ another one"],
        coverage.title: [written(coverage, coverage.key)] * 2 + ["✓ the same"],
        output.title: ["not answered", written(output, output.key), "–"],
    }


def test_the_learner_s_own_choice_stands_before_the_course_s(read):
    """Whoever chose otherwise finds their own under “Your first choice”, and the key beside it."""
    answers = progress()
    for asked in decisions():
        answers.record(asked.id, next(o.id for o in asked.options if o.id != asked.key))
    html = strong_post_mortem(answers).html
    head = html.index("Your first choice"), html.index("What the course argues for")
    assert head[0] < head[1]
    for asked in decisions():
        mine, key, mark = choices(read)[asked.title]
        assert mine == written(asked, answers.first_choices()[asked.id].option)
        assert key == written(asked, asked.key)
        assert mark == "↺ another one"


def test_the_reveal_can_be_gone_through_by_its_headings(read):
    """Its parts stand below the page's title, and the report's sections below the report."""
    report = load("reveal")["strong_report"]
    assert read(strong_post_mortem(progress()).html).headings == [
        (2, "Your four first choices"),
        (2, "The five sections of the report"),
        (2, "The five whys, and a second branch"),
        (2, "What the field disputes"),
        (2, "The three action items, and what is unfinished about them"),
        (2, "The strong report"),
        (3, report["title"]),
        *((4, section["title"]) for section in report["section"]),
    ]


def test_every_cell_stands_under_what_it_is(read):
    """Whoever reads a table by the names of its columns finds there what they announce."""
    said, tables = load("reveal"), read(strong_post_mortem(progress()).html).tables
    assert tables["The five sections"] == [
        {
            "Section": one["title"],
            "What it holds": sourced(one, "holds"),
            "What it asks": one["prompt"],
        }
        for one in said["section"]
    ]
    assert tables["Disputes"] == [
        {
            "Claim": one["claim"],
            "Who says so": one["source"],
            "What it means for you": one["for_you"],
        }
        for one in said["dispute"]
    ]
    assert tables["The three action items as given"] == [
        {
            "Action": one["action"],
            "Owner": one["owner"],
            "Due": one["due"],
            "Still unfinished": " ".join(one["unfinished"]),
        }
        for one in said["action"]
    ]
    assert tables["What will not be done"] == [
        {"What": one["what"], "Why not": sourced(one, "because")} for one in said["not_doing"]
    ]


def test_an_action_of_the_strong_report_says_who_until_when_and_how_it_ends(read):
    """What is due on the day is told so; the others count days from the meeting."""
    tables = read(strong_post_mortem(progress()).html).tables
    found = tables["Action items of the strong report (constructed)"]
    told = {row["Action"]: row for row in found}
    actions = load("reveal")["strong_action"]
    assert len(told) == len(actions)
    for one in actions:
        row = told[one["action"]]
        assert (row["Owner"], row["End state that can be checked"]) == (
            one["owner"],
            one["end_state"],
        )
        if one["due_days"]:
            assert row["Due"] == f"{one['due_days']} days after the meeting"
        else:
            assert row["Due"] == "effective immediately, on the day of the meeting"
        # It stands up to what is asked of a learner's.
        action = Action(one["action"], row["Owner"], row["Due"], one["end_state"])
        assert unfinished(action, date(2026, 6, 16)) == []
    assert len({row["Due"] for row in found}) > 1


def test_each_why_hangs_below_the_one_that_led_to_it(read):
    """The second branch is set aside where it leaves the first, and each says what it rests on."""
    page = read(strong_post_mortem(progress()).html)
    told = {}
    for entry in page.soup.find(class_="course-tree").find_all("li"):
        above = entry.find_parent("li")
        why = entry.find(class_="course-why")
        told[why.em.get_text()] = (
            above and above.find("em").get_text(),
            "aside" in why["class"],
            why.small.get_text(),
        )
    whys = load("reveal")["why"]
    drawn_from = {why["asks"]: why["drawn_from"] for why in whys if "drawn_from" in why}
    asks = {why["id"]: why["asks"] for why in whys}
    second = {why["asks"] for why in whys if why["branch"] == "second"}
    assert {question: above for question, (above, _, _) in told.items()} == {
        why["asks"]: asks.get(why.get("parent")) for why in whys
    }
    assert {question for question, (_, aside, _) in told.items() if aside} == second
    notes = {question: note for question, (_, _, note) in told.items()}
    assert {note for question, note in notes.items() if question not in second} == {"Given"}
    assert set(drawn_from) == second
    assert {notes[question].removesuffix(f". {drawn_from[question]}") for question in second} == {
        "Second branch, given",
        "Second branch, drawn from given facts",
    }


def test_each_point_of_the_strong_report_says_what_it_rests_on(read):
    """A point that rests on nothing yet, since it is not known, has a dash there."""
    tables = read(strong_post_mortem(progress()).html).tables
    known = figures(load_incident())
    with_points = [one for one in load("reveal")["strong_report"]["section"] if one.get("point")]
    assert with_points
    for section in with_points:
        assert tables[section["title"]] == [
            {
                "1": point["label"].format(**known),
                "2": point["text"].format(**known),
                "Rests on": point.get("provenance", "–"),
            }
            for point in section["point"]
        ]


def test_what_is_unfinished_is_told_point_by_point():
    """In plain text too, the points of one action stay apart."""
    shown = strong_post_mortem(progress())
    for action in load("reveal")["action"]:
        assert "; ".join(action["unfinished"]) in shown.text


@pytest.mark.parametrize("number", range(3))
def test_the_course_finishes_an_action_with_owner_day_and_end(number):
    """Each stands under its name, for the action that was asked for."""
    texts = load("reveal")
    action, words = texts["strong_action"][number], texts["finish"]
    _, _, *shown = finished(number).text.splitlines()
    pairs = dict(zip(shown[::2], map(str.strip, shown[1::2]), strict=True))
    assert pairs[words["owner"]] == action["owner"]
    assert pairs[words["end"]] == action["end_state"]
    assert list(pairs) == [words["owner"], words["due"], words["end"]]
