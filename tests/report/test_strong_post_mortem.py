"""What a strong post-mortem produces, as the page shows it."""

import re
from html import unescape

from course.content.decisions import decisions
from course.progress.answers import progress
from course.report.strong_post_mortem import strong_post_mortem


def choices() -> dict[str, list[str]]:
    """Read the reveal's rows about the four decisions, as cells by title."""
    html = strong_post_mortem(progress()).html
    rows = re.findall(r"<tr>(.*?)</tr>", html, re.DOTALL)
    cells = [re.findall(r"<t[dh][^>]*>(.*?)</t[dh]>", row, re.DOTALL) for row in rows]
    told = [[unescape(re.sub(r"<[^>]+>", "", cell)).strip() for cell in row] for row in cells]
    titles = {asked.title for asked in decisions()}
    return {row[0]: row[1:] for row in told if row and row[0] in titles}


def written(asked, letter: str) -> str:
    """Write an option as the reveal names it."""
    return f"{letter}. {asked.option(letter).label}"


def test_each_mark_says_whether_the_first_choice_is_the_course_s():
    """The same, another one, or none yet; what comes later changes no mark."""
    opening, fix, coverage, output = decisions()
    other = next(option.id for option in fix.options if option.id != fix.key)
    answers = progress()
    answers.record(opening.id, opening.key)
    answers.record(fix.id, other)
    answers.record(fix.id, fix.key)
    answers.record(coverage.id, coverage.key)
    assert choices() == {
        opening.title: [written(opening, opening.key)] * 2 + ["✓ the same"],
        fix.title: [written(fix, other), written(fix, fix.key), "↺ another one"],
        coverage.title: [written(coverage, coverage.key)] * 2 + ["✓ the same"],
        output.title: ["not answered", written(output, output.key), "–"],
    }


def test_the_learner_s_own_choice_stands_before_the_course_s():
    """Whoever chose otherwise finds their own under “Your first choice”, and the key beside it."""
    answers = progress()
    for asked in decisions():
        answers.record(asked.id, next(o.id for o in asked.options if o.id != asked.key))
    html = strong_post_mortem(answers).html
    head = html.index("Your first choice"), html.index("What the course argues for")
    assert head[0] < head[1]
    for asked in decisions():
        mine, key, mark = choices()[asked.title]
        assert mine == written(asked, answers.first_choices()[asked.id].option)
        assert key == written(asked, asked.key)
        assert mark == "↺ another one"
