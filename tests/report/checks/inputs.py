"""A report that passes all checks, and what is to be changed for each of them to find something."""

from pathlib import Path

from course.report.checks.reading import read_report

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
    "prompt-left": [("## 4. What went", "> **To write:** And what else?\n\n## 4. What went")],
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
    "due-either": [("| 3 days |", "| 24/7 |")],
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
