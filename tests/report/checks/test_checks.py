"""Each check of a report: an input that fails only it, and what passes."""

from pathlib import Path

import pytest

from course.content import load
from course.incident.loading import load_incident
from course.report.checks.actions import begins_with_verb, is_group, owners
from course.report.checks.finding import STAGES
from course.report.checks.reading import read_report, summed_up, without_reason
from course.report.checks.swap import swapped
from course.report.checks.whys import basis
from course.report.contents import Row
from course.report.document import parse
from course.report.draft import draft
from course.report.understood import contents

STRONG = Path(__file__).with_name("strong.md").read_text("utf-8")
FIRST = "Add a patient without a history to the regression suite"
NOT_DONE = "\n### What will not be done\n"
LEAF = "QA had no part in the acceptance criteria of the story."

#: For each check, what becomes what in a report that passes them all.
CHANGES = {
    "section-missing": [("## 4. What went well, what went poorly, where we got lucky", "## Other")],
    "section-empty": [
        (STRONG[STRONG.index("| Time |") : STRONG.index("## 3.")], "\n"),
        *((f"(rests on: {clock})", "(rests on: heard)") for clock in ("18:14", "16:10", "10:00")),
    ],
    "part-empty": [("- The failure could be seen on the page.", "")],
    "no-date": [("date: 2026-06-16", "date: soon"), ("26 May 2026", "2026-05-26")],
    "no-zone": [("timezone: Pacific/Auckland\n", "")],
    "runs-back": [("| 19:02 | Support", "| 17:02 | Support")],
    "begins-late": [
        ("| 26 May 2026, 10:00 | The booking", "| 11 June 2026, 18:14 | The booking"),
        ("| 7 June 2026, 16:10 | The pull", "| 18:14 | The pull"),
        *((f"(rests on: {clock})", "(rests on: 18:14)") for clock in ("16:10", "10:00")),
    ],
    "two-lengths": [("2 h 54 min (174 min)", "2 h 54 min (48 min)")],
    "length-differs": [("2 h 54 min (174 min)", "2 h 45 min")],
    "count-differs": [("2,340 patients", "2,430 patients")],
    "share-differs": [("5.2 % of", "5.4 % of")],
    "no-chain": [
        (STRONG[STRONG.index("- The booking flow crashed") : STRONG.index("Systemic root")], "")
    ],
    "one-branch": [
        (STRONG[STRONG.index("    - A release deadline") : STRONG.index("\nSystemic root")], "")
    ],
    "ends-at-person": [(LEAF, "The tester wrote the cases.")],
    "ends-at-technology": [
        (
            STRONG[STRONG.index("    - A release") : STRONG.index("\n\nSystemic root")],
            "  - The cache crashed. (rests on: 18:14)",
        ),
    ],
    "rests-on-nothing": [(" (rests on: heard from the tester)", "")],
    "rests-elsewhere": [("(rests on: 16:10)", "(rests on: 16:11)")],
    "no-owner": [("suite | QA lead |", "suite | |")],
    "two-owners": [("suite | QA lead |", "suite | Dev + QA lead |")],
    "team-owner": [("suite | QA lead |", "suite | the QA team |")],
    "no-due": [("| 3 days |", "| … |")],
    "due-unclear": [("| 3 days |", "| soon |")],
    "due-before": [("| 3 days |", "| 12 June |")],
    "no-verb": [(FIRST, "New test data for patients without a history")],
    "vague": [(FIRST, "Improve the tests of patients without a history")],
    "no-end": [("With the guard taken out on a trial branch, two scenarios fail.", "")],
    "end-repeats": [
        ("With the guard taken out on a trial branch, two scenarios fail.", f"{FIRST} now")
    ],
    "end-unseen": [
        ("With the guard taken out on a trial branch, two scenarios fail.", "All goes better.")
    ],
    "no-witness": [("| A developer of another team |", "| |")],
    "witness-is-owner": [("| A developer of another team |", "| QA lead |")],
    "none-prevents": [(FIRST, "Add one line per patient to the log")],
    "none-detects": [
        ("Add an alert that pages the engineer on call at 2 % of failed bookings", "Set a limit"),
        ("In a drill the page arrives within five minutes; the log is linked", "It is linked"),
    ],
    "all-is-done": [(STRONG[STRONG.index(NOT_DONE) :], "")],
    "no-reason": [("It can be reached without a single patient of this kind.", "…")],
}
#: They take a file that cannot be read, or what was heard besides.
ELSEWHERE = {"too-large", "not-utf-8", "no-front-matter", "section-twice", "heard-nowhere"}


def checks(text, **how):
    """Give the names of what is found."""
    return [each.check for each in read_report(text, **how)]


def changed(*changes):
    """Change the report that passes all checks."""
    text = STRONG
    for old, new in changes:
        assert old in text, old
        text = text.replace(old, new)
    return text


def test_a_strong_report_passes_and_is_not_praised():
    """Nothing found by words is all that is said of it."""
    assert checks(STRONG) == []
    said = summed_up([])
    assert "Nothing found by words" in said
    assert "blameless" not in said.lower()


@pytest.mark.parametrize("check", CHANGES)
def test_each_check_has_an_input_that_fails_only_it(check):
    """One thing is changed, and one thing is found, each time it is there."""
    assert set(checks(changed(*CHANGES[check]))) == {check}


def test_every_check_of_the_content_has_such_an_input():
    """A check without one would be a promise."""
    assert {entry["id"] for entry in load("checks")["check"]} == {*CHANGES, *ELSEWHERE}


def test_what_was_heard_and_stands_nowhere_is_asked_for():
    """By the words that it shares with a row, a why or an action."""
    heard = (
        "Every example came with a latest appointment, and the check looked like something left."
    )
    (found,) = read_report(STRONG, [heard])
    assert (found.check, found.text.endswith(heard)) == ("heard-nowhere", True)
    row = "| 19:03 | Every example came with an appointment, so the check looked idle. | | | Log |"
    known = changed(("| 21:08 |", f"{row}\n| 21:08 |"))
    assert checks(known, heard=[heard]) == []


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


@pytest.mark.parametrize("check", CHANGES)
def test_a_finding_can_be_answered_beside_it(check):
    """With a reason it is not told again; the reason stays in the text."""
    text, said = changed(*CHANGES[check]), f"<!-- report ignore {check}: meant so -->"
    lines = text.split("\n")
    for number in {each.line - 1 for each in read_report(text)}:
        line = lines[number]
        cell, end = line[:-1], line[-1:]
        is_heading = line.startswith(("#", "---"))
        lines[number] = f"{cell}{said}{end}" if end == "|" else f"{line}\n\n{said}" * is_heading
        lines[number] = lines[number] or f"{line} {said}"
    if lines[0] != "---":  # what is about the whole is answered anywhere
        lines = [text, said]
    assert checks("\n".join(lines)) == []


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


def test_the_swap_test_shows_the_whys_without_a_role():
    """Each role becomes anyone in that chair; a line without one is not shown."""
    said = contents(parse(changed((LEAF, "The tester wrote the cases."))))
    assert "Anyone in that chair wrote the cases." in swapped(said)
    assert not [line for line in swapped(said) if "null check" in line]


def test_a_draft_is_asked_for_what_only_people_know():
    """Prompts and dots are nothing that somebody wrote."""
    found = checks(draft(load_incident()).markdown)
    assert set(found) == {"no-date", "section-empty"}
    assert found.count("section-empty") == 3


@pytest.mark.parametrize(
    ("summary", "found"),
    [
        ("It took about 3 hours.", []),
        ("It took about 4 hours.", ["length-differs"]),
        ("After 48 minutes it was noticed.", []),
        ("There were 18 calls.", ["count-differs"]),
        ("Of 45,000 patients, 2 340 patients met it.", []),
        ("That is 5 % of all patients.", []),
        ("That is 6 % of all patients.", ["share-differs"]),
        ("Coverage stood at 87 %.", []),
        ("From the report on it took 2 h 6 min.", []),
        ("From the report on it took 2 h 3 min.", ["length-differs"]),
        ("It met 2,430 first-time patients.", ["count-differs"]),
    ],
)
def test_figures_are_held_against_the_incident_as_exactly_as_they_are_told(summary, found):
    """Rounded figures agree; a part of the whole length is looked up in the timeline."""
    begin = STRONG.index("On Thursday evening")
    text = STRONG[:begin] + summary + "\n\n" + STRONG[STRONG.index("## 2.") :]
    assert checks(text) == found


@pytest.mark.parametrize(
    ("owner", "is_many"),
    [
        *(("QA lead", False), ("Ana", False), ("Head of support", False), ("Team lead", False)),
        *(("QA lead team", True), ("support", True), ("Tech leads", True), ("everyone", True)),
        *(("the platform team", True), ("Testers", True), ("Release manager", False)),
    ],
)
def test_a_group_is_no_owner_and_a_role_is_one(owner, is_many):
    """Also where a role looks after a group, or a group is named after a role."""
    assert is_group(owner) is is_many


@pytest.mark.parametrize(
    ("owner", "several"),
    [
        *(("QA lead and PO", 2), ("Dev/QA", 2), ("PO; Tech lead", 2), ("Ana with Ben", 2)),
        *(("Ana Ruiz, QA lead", 1), ("Head of R&D", 1), ("Ana, Ben", 2), ("QA lead, PO", 2)),
        *(("", 0), ("ana, QA lead", 2), ("Brandon Orr", 1)),
    ],
)
def test_owners_are_counted_as_they_are_written(owner, several):
    """A name and its role are one; whatever else is joined is more."""
    assert len(owners(owner)) == several


@pytest.mark.parametrize(
    ("action", "does"),
    [
        *(
            ("“Add an alert”", True),
            ("“Add alerting”", True),
            ("*Set* a limit", True),
            ("Alerting the team", False),
        ),
        *(("Containerise the suite", True), ("New test data", False), ("A test", False)),
        *(("Addition of a test", False), ("QA in refinement", False), ("Back up the table", True)),
    ],
)
def test_an_action_begins_with_what_is_to_be_done(action, does):
    """Whatever mark stands before it; a noun that looks like a verb is none."""
    assert begins_with_verb(action) is does


def test_what_is_due_on_the_day_of_the_report_is_not_late():
    """Effective immediately is a day."""
    assert checks(changed(("| 3 days |", "| 16 June |"))) == []
    assert checks(changed(("| 3 days |", "| 15 June |"))) == ["due-before"]


def test_without_an_end_nobody_is_asked_who_sees_it():
    """One question at a time: the end comes first."""
    end = "With the guard taken out on a trial branch, two scenarios fail."
    text = changed((f"| {end} | A developer of another team |", "| | |"))
    assert checks(text) == ["no-end"]
    seen = "| Two scenarios fail, and a colleague has seen it. | |"
    assert checks(changed((f"| {end} | A developer of another team |", seen))) == []


def test_a_length_needs_both_of_its_ends():
    """Without a moment at which it was resolved, no figure is held against it."""
    text = changed(("resolved: 2026-06-11T21:08:00+12:00\n", ""), ("2 h 54 min (174 min)", "5 h"))
    assert checks(text) == []


def test_what_is_about_the_whole_stands_on_its_first_line():
    """There the front matter begins, in which a date is missing."""
    (date,) = read_report(changed(*CHANGES["no-date"]))
    assert (date.line, date.section) == (1, "")


def test_a_difference_is_told_against_the_right_number_and_place():
    """Of a count, against those affected; of a list that is not there, at its section."""
    (count,) = read_report(changed(*CHANGES["count-differs"]))
    assert "say 2,340 patients (90 of difference)" in count.text
    (chain,) = read_report(changed(*CHANGES["no-chain"]))
    assert STRONG.split("\n")[chain.line - 1].startswith("## 3.")


@pytest.mark.parametrize(
    ("rests_on", "is_known"),
    [
        *(("18:14", True), ("6:14 PM", True), ("18:15", False), ("", False)),
        *(("is hot", True), ("the page was an error", True), ("error page unseen", True)),
        *(("page unseen elsewhere", False), ("heard from the tester", True), ("a hunch", False)),
    ],
)
def test_a_why_rests_on_a_row_or_on_somebody(rests_on, is_known):
    """By its time, by its words, or by two of the words that carry it."""
    rows = [Row("11 June, 18:14", "The error page is hot."), Row("19:00", "Calm.")]
    assert bool(rests_on and basis(rests_on, rows)) is is_known
