"""A whole report read: where a finding stands, in which order, and how it is answered."""

from course.content import load
from course.report.checks.finding import STAGES
from course.report.checks.reading import read_report, without_reason
from course.report.language.rules import rules
from tests.report.checks.inputs import CHANGES, STRONG, changed, checks


def test_a_finding_has_its_line_its_section_a_question_and_a_known_source():
    """The line is that of the file, and the arithmetic of a difference is shown."""
    (found,) = read_report(changed(*CHANGES["length-differs"]))
    assert STRONG.split("\n")[found.line - 1].startswith("On Thursday evening")
    assert found.section == "Summary and impact"
    assert "From 18:14 to 21:08 it is 174 min (9 min of difference)" in found.text
    known = {*load("facilitation")["source"], *load("language")["source"]}
    assert {source for each in load("checks")["check"] for source in each["source"]} <= known
    assert all(entry["ask"].rstrip(". ").count("?") for entry in load("checks")["check"])


def test_passes_come_in_their_order():
    """What is complete first, then the language, then the actions."""
    text = changed(("| QA lead |", "| |"), ("Relief.", "The tester should have known."))
    text = text.replace("- The failure could be seen on the page.", "")
    assert [each.stage for each in read_report(text)] == list(STAGES)


def test_an_answer_needs_a_reason_and_is_about_its_check():
    """Without one, or about another, the question comes again."""
    row = "| 3 days | With"
    for said in ("<!-- report ignore due-unclear: -->", "<!-- report ignore no-owner: so -->"):
        text = changed((row, f"| soon {said} | With"))
        assert checks(text) == ["due-unclear"]
    assert without_reason(changed((row, "| soon <!-- report ignore due-unclear: --> | With")))
    text = changed((row, "| soon <!-- report ignore due-unclear: the board meets --> | With"))
    assert checks(text) == []
    assert without_reason(text) == []


def test_an_answer_about_a_whole_section_stands_anywhere_in_it():
    """What is missing has no line of its own."""
    text = changed(*CHANGES["all-is-done"]) + "\n<!-- report ignore all-is-done: nothing was -->\n"
    assert checks(text) == []


def test_what_is_about_the_whole_stands_on_its_first_line():
    """There the front matter begins, in which a date is missing."""
    (date,) = read_report(changed(*CHANGES["no-date"]))
    assert (date.line, date.section) == (1, "")


def test_what_words_found_is_told_with_its_section_its_rule_and_why():
    """Before the first section it has none; a section begins on the line of its heading."""
    said = "The tester should have known."
    heading = "## 5. Action items"
    assert heading in STRONG
    (found,) = read_report(changed((heading, f"{heading}\n\n{said}")))
    assert found.section == "Action items"
    rule = next(rule for rule in rules() if rule.id == found.check)
    assert found.text == f"“{said[:-1]}” ({rule.category}, {rule.sureness}). {rule.why}"
    title = next(line for line in STRONG.split("\n") if line.startswith("# "))
    (found,) = read_report(changed((title, f"{title}\n\n{said}")))
    assert found.section == ""


def test_an_answer_about_a_section_or_the_whole_may_stand_in_its_first_line_or_its_last():
    """On the heading itself, and about what belongs nowhere, under the last section."""
    heading = "## 5. Action items"
    text = changed(*CHANGES["all-is-done"])
    answered = text.replace(heading, f"{heading} <!-- report ignore all-is-done: so it is -->")
    assert checks(answered) == []
    text = changed(*CHANGES["no-date"])
    assert checks(f"{text}\n<!-- report ignore no-date: a draft -->\n") == []
    assert checks(f"{text}\n<!-- report ignore no-zone: another -->\n") == ["no-date"]


def test_an_answer_alone_on_its_line_is_about_the_next_one():
    """Not about the one after that; beside words, it is about its own."""
    answer = "<!-- report ignore length-differs: as the phone had it -->"
    text = changed(*CHANGES["length-differs"])
    line = next(line for line in text.split("\n") if line.startswith("On Thursday evening"))
    for before, found in (
        (f"{answer}\n", []),
        (f"{answer}\n\n", ["length-differs"]),
    ):
        assert checks(text.replace(line, before + line)) == found
    assert checks(text.replace(line, f"{line} {answer}")) == []
