"""The facts file: what word processors and programs put into it, and all of it told."""

import pytest

from course.incident.loading import load_incident

ROWS = "timestamp,event\n2024-03-01 14:05,A.\n"


def test_a_file_from_a_word_processor_is_told_line_by_line(write, problems):
    """Which character it is, and what to type; the next line is told as well."""
    facts = 'title = “Orders failed”\norganisation = "E"\ntimezone = "UTC"\naffected = 2,340\n'
    assert problems(write(ROWS, facts)) == [
        (
            "incident.toml: found “ in line 1, a mark that word processors write; "
            'expected straight quotation marks: title = "Orders failed"'
        ),
        (
            "incident.toml: found “2,340” in line 4; "
            "expected digits with nothing between them: affected = 2340"
        ),
    ]


def test_a_line_that_is_no_toml_hides_nothing_else(write, problems):
    """What is missing, and what is wrong in the timeline, is told in the same round."""
    found = problems(write("timestamp,event\nlater,A.\n", 'title = Tills\ntimezone = "GMT+1"\n'))
    for words in ("line 1", "`organisation` is missing", "`timezone` is “GMT+1”", "“later”"):
        assert any(words in told for told in found), words
    assert len(found) == 4


@pytest.mark.parametrize(
    "line",
    [
        "affected = " + "9" * 5000,
        "affected = " + "9" * 4000,
        "summary = " + "[" * 3000,
        "summary = " + "[" * 3000 + "]" * 3000,
        "x = " + "{a = " * 3000,
        r'summary = "\ud800"',
        "title = 1979-05-27T07:32:00Z",
    ],
    ids=lambda line: line[:20],
)
def test_what_a_parser_stumbles_over_is_a_finding(write, least_facts, problems, line):
    """Thousands of digits or brackets, and half a character, are told like anything else."""
    name = line.partition(" ")[0]
    kept = [text for text in least_facts.splitlines() if not text.startswith(name)]
    found = problems(write(ROWS, "\n".join([*kept, line, ""])))
    assert found
    assert all(told.startswith("incident.toml: ") and len(told) < 400 for told in found)


def test_an_organisation_that_nobody_said_is_told(write):
    """After an import it would stand in the report."""
    facts = 'title = "Tills stop"\norganisation = "Not said"\ntimezone = "UTC"\n'
    incident = load_incident(write("timestamp,event\n2026-06-11T18:14,A.\n", facts))
    assert any("`organisation` still says “Not said”" in told for told in incident.notices)


def test_a_name_that_is_long_is_shortened(write, least_facts):
    """A notice stays a sentence."""
    incident = load_incident(write(ROWS, least_facts + "x" * 1000 + " = 1\n"))
    assert len(incident.notices[0]) < 200
