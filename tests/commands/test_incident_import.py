"""`course incident import`: any known form into a folder, asked for what it does not say."""

import os
import pty
import subprocess
import sys

import pytest

from course.cli import main
from course.incident import importing
from course.incident.loading import load_incident
from course.incident.metrics import metrics

NOTES = "All times in PDT\n\n- 13:26 Ana sees errors\n- 13:40 Alarm: checkout\n- 00:10 Well again\n"
TABLE = (
    "When,What happened,Who,Milestone,Ticket\n"
    "3/4/2024 14:05,Ana sees errors,Ana Bakker,started,7\n"
    "3/4/2024 14:15,Rolled back,@kofi,resolved,7\n"
)


@pytest.fixture
def run(capsys, tmp_path, monkeypatch):
    """Call the command, and give exit code, results and messages."""
    monkeypatch.chdir(tmp_path)

    def run(*words: str) -> tuple[int, str, str]:
        try:
            code = main(["incident", *words])
        except SystemExit as end:
            code = end.code
        shown = capsys.readouterr()
        return code, shown.out, shown.err

    return run


def test_all_that_it_needs_is_said_in_one_message(run, tmp_path):
    """Nothing is written, and nothing is asked where nobody can answer."""
    (tmp_path / "notes.md").write_text(NOTES)
    code, out, err = run("import", "notes.md", "--out", "mine")
    assert (code, out) == (2, "")
    assert [option for option in ("--title", "--zone", "--date") if option in err] == [
        "--title",
        "--zone",
        "--date",
    ]
    assert not (tmp_path / "mine").exists()


def test_a_date_that_is_asked_for_is_one_of_the_file(run, tmp_path):
    """The question shows what stands there, and what it is in either order."""
    (tmp_path / "notes.csv").write_text("Time,Event\n12-4-2024 9:30,Off\n12-4-2024 10:45,On\n")
    code, _, err = run("import", "notes.csv", "--out", "mine", "--title", "T", "--zone", "UTC")
    assert code == 2
    assert [part for part in ("“12-4-2024 9:30”", "2024-04-12", "2024-12-04") if part in err] == [
        "“12-4-2024 9:30”",
        "2024-04-12",
        "2024-12-04",
    ]
    answered = ("--title", "T", "--zone", "UTC", "--dates", "day-first")
    assert run("import", "notes.csv", "--out", "mine", *answered)[0] == 0


def test_with_what_it_needs_a_folder_is_written(run, tmp_path):
    """It loads as any other, and holds what the document says."""
    (tmp_path / "notes.md").write_text(NOTES)
    code, out, err = run(
        *("import", "notes.md", "--out", "mine", "--title", "Orders failed"),
        *("--zone", "America/Los_Angeles", "--date", "2019-05-30"),
    )
    assert code == 0
    assert [line.rpartition("/")[2] for line in out.splitlines()] == [
        "incident.toml",
        "incident_timeline.csv",
    ]
    assert "without a zone of their own, as “13:26”, are read in PDT" in err
    assert "no length can be known" in err
    assert [event.at.written() for event in load_incident(tmp_path / "mine").timeline] == [
        "2019-05-30T13:26-07:00",
        "2019-05-30T13:40-07:00",
        "2019-05-31T00:10-07:00",
    ]


def test_columns_orders_and_roles_are_said_by_options(run, tmp_path):
    """Names stand nowhere in what is written, nor in what is printed."""
    (tmp_path / "log.csv").write_text(TABLE)
    (tmp_path / "roles.txt").write_text("@kofi = engineer on call\n")
    words = ("import", "log.csv", "--out", "mine", "--title", "T", "--zone", "UTC")
    assert "--dates" in run(*words)[2]
    code, out, err = run(
        *(*words, "--dates", "month-first", "--map", "evidence=Ticket"),
        *("--roles", "Ana Bakker=support agent", "--roles", "roles.txt"),
    )
    assert code == 0
    incident = load_incident(tmp_path / "mine")
    assert metrics(incident)["time_to_resolve"].minutes == 10
    assert [event.actor_role for event in incident.timeline] == [
        "support agent",
        "engineer on call",
    ]
    assert [event.evidence for event in incident.timeline] == ["7", "7"]
    written = "".join(path.read_text("utf-8") for path in (tmp_path / "mine").iterdir())
    for name in ("Ana", "Bakker", "kofi"):
        assert name not in written + out + err


def test_who_is_left_by_name_is_told_with_what_to_add(run, tmp_path):
    """The import says the option, and a check of what was written says the names again."""
    source = tmp_path / "timeline.md"
    source.write_text(
        "| When | What happened |\n|---|---|\n"
        "| 2026-05-12 10:05 | Hotline calls Peter, who opens a ticket |\n"
    )
    words = ("import", str(source), "--out", "mine", "--zone", "UTC", "--title", "Prices were 0")
    said = run(*words)[2]
    assert "“Peter”" in said
    assert 'add --force --roles "Peter=engineer on call"' in said
    assert "“Peter”" in run("check", "mine")[2]
    assert run(*words, "--force", "--roles", "Peter=engineer on call")[0] == 0
    assert "Peter" not in "".join(run("check", "mine")[1:])
    report = run("report", "mine")[1]
    assert "Peter" not in report
    assert "Organisation" not in report


def test_a_folder_is_not_written_over(run, tmp_path):
    """Unless that is said."""
    (tmp_path / "log.csv").write_text("timestamp,event\n2024-03-01T10:00Z,A.\n")
    words = ("import", "log.csv", "--out", "mine", "--title", "T", "--zone", "UTC")
    assert run(*words)[0] == 0
    (tmp_path / "log.csv").write_text("timestamp,event\n2024-03-01T10:00Z,B.\n")
    code, _, err = run(*words)
    assert code == 2
    assert "is there already" in err
    assert run(*words, "--force")[0] == 0


def test_several_documents_are_one_incident(run, tmp_path):
    """In order of time; of a milestone that is marked twice the first moment stays, and is told."""
    (tmp_path / "a.csv").write_text(
        "timestamp,event,phase\n2024-03-01T10:00Z,A.,started\n2024-03-01T11:00Z,C.,resolved\n"
    )
    (tmp_path / "b.json").write_text(
        '[{"ts": "2024-03-01T10:30Z", "text": "B."}, '
        '{"ts": "2024-03-01T11:05Z", "text": "D.", "phase": "resolved"}]'
    )
    (tmp_path / "facts.toml").write_text('title = "T"\ntimezone = "UTC"\naffected = 9\n')
    code, _, err = run("import", "facts.toml", "a.csv", "b.json", "--out", "mine")
    incident = load_incident(tmp_path / "mine")
    assert code == 0
    assert [event.event for event in incident.timeline] == ["A.", "B.", "C.", "D."]
    assert (incident.affected, metrics(incident)["time_to_resolve"].minutes) == (9, 60)
    assert "`resolved` is marked in several of them" in err


def test_what_has_to_be_mended_comes_first(run, tmp_path):
    """All of it, with all that is needed besides."""
    (tmp_path / "log.csv").write_text("timestamp,event\nthen,A.\n14:05,\n")
    code, out, err = run("import", "log.csv", "--out", "mine", "--title", "T")
    assert code == 2
    assert [line.partition(", ")[2].partition(":")[0] for line in out.splitlines()] == [
        "row 2, column `timestamp`",
        "row 3, column `event`",
    ]
    assert "--zone" in err
    assert "--date" in err


def test_check_of_a_folder_with_such_a_file_says_what_it_needs(run, tmp_path):
    """And which command asks for it."""
    (tmp_path / "incident_timeline.md").write_text(NOTES)
    code, out, _ = run("check", str(tmp_path))
    assert code == 1
    assert "incident.toml: not found" in out
    assert "title, organisation, timezone" in out
    assert "course incident import incident_timeline.md" in out
    assert "--date 2026-06-11" in out


def test_check_says_that_without_milestones_no_length_is_known(run, write):
    """It is nothing to mend, and worth knowing."""
    code, _, err = run("check", str(write("timestamp,event\n2024-03-01T10:00Z,A.\n")))
    assert code == 0
    assert "no length can be known" in err


def test_events_for_a_spreadsheet(run, write):
    """Date and clock in cells of their own, and no text is taken for a formula."""
    text = "timestamp,event\n~2026-06-11T18:14,=SUM(A1)\n2026-06-12,-5 orders\n"
    code, out, _ = run("show", str(write(text)), "--csv")
    assert code == 0
    assert out.splitlines()[1:] == [
        "2026-06-11,~18:14,+12:00,'=SUM(A1),,,,given,,",
        "2026-06-12,,,'-5 orders,,,,given,,",
    ]


def test_a_spreadsheet_comes_back_as_it_went(run, write, tmp_path):
    """Texts that look like a formula, moments, marks and precision are the same again."""
    text = (
        "timestamp,event,phase,evidence\n2026-06-10,Approved,introduced,\n"
        "2026-06-11T18:14:05,=SUM(A1),started,-5 orders\n"
        "~2026-06-11T23:50+02:00,'- quoted,detected+acknowledged,@all\n"
    )
    folder = write(text)
    out = run("show", str(folder), "--csv")[1]
    (tmp_path / "sheet.csv").write_text(out)
    facts = str(folder / "incident.toml")
    code, _, _ = run("import", facts, str(tmp_path / "sheet.csv"), "--out", str(tmp_path / "back"))
    assert code == 0
    before, after = (load_incident(place).timeline for place in (folder, tmp_path / "back"))
    assert [event._replace(row=0) for event in after] == [event._replace(row=0) for event in before]


def test_a_question_beside_what_is_to_mend_costs_no_second_reading(run, write, monkeypatch):
    """Which number is the month is asked in the same round as the rest, from one reading."""
    monkeypatch.setattr(importing, "bring", pytest.fail)
    text = "timestamp,event\n3/1/2024 10:00,A.\nlater,B.\n"
    code, out, err = run("check", str(write(text)))
    assert code == 1
    assert "found “later”" in out
    assert "--dates: Does the day or the month stand first" in err


def at_a_terminal(folder, answers, *words):
    """Run the command as somebody at a terminal does, who types these lines."""
    leader, follower = pty.openpty()
    os.write(leader, "".join(f"{answer}\n" for answer in answers).encode())
    done = subprocess.run(
        [sys.executable, "-m", "course", "incident", *words],
        cwd=folder,
        stdin=follower,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    os.close(leader)
    os.close(follower)
    return done


def test_in_a_terminal_it_asks(tmp_path):
    """For what no document says, and for a role for each person; then the folder is written."""
    (tmp_path / "log.csv").write_text("Time,Event,Author\n3/4 14:05,Jo sees errors,Jo Smit\n")
    answers = ["", "Orders failed", "Erewhon/Paris", "Europe/Paris", "soon", "2024-01-01", "day"]
    done = at_a_terminal(tmp_path, [*answers, "support lead"], "import", "log.csv", "--out", "mine")
    assert done.returncode == 0, done.stderr
    (event,) = load_incident(tmp_path / "mine").timeline
    assert event.at.written() == "2024-04-03T14:05+02:00"
    assert (event.event, event.actor_role) == ("The support lead sees errors", "support lead")
    assert "A date looks like this" in done.stderr


LOG = "10:05 First errors\n10:12 An alarm rings\n10:50 Rolled back\n"


def test_in_a_terminal_it_asks_for_milestones(tmp_path):
    """The likely rows stand beside each question; nothing typed is nothing marked."""
    (tmp_path / "log.txt").write_text(f"4 June 2026\n{LOG}")
    said = ("--out", "mine", "--title", "T", "--zone", "Europe/Paris")
    answers = ["", "1", "9", "2", "", "3", "3"]
    done = at_a_terminal(tmp_path, answers, "import", "log.txt", *said)
    assert done.returncode == 0, done.stderr
    assert "When did people first notice? [2 (alarm)]" in done.stderr
    assert "Type a number from 1 to 3" in done.stderr
    marked = {event.row: event.phases for event in load_incident(tmp_path / "mine").timeline}
    assert marked == {2: ("started",), 3: ("detected",), 4: ("mitigated", "resolved")}


def test_check_in_a_terminal_asks_as_well(tmp_path):
    """For what the folder does not say; it writes nothing."""
    (tmp_path / "incident_timeline.txt").write_text(LOG)
    done = at_a_terminal(tmp_path, ["Orders failed", "Europe/Paris", "2026-06-04"], "check", ".")
    assert (done.returncode, done.stdout.splitlines()[-1]) == (0, ".: 3 events, nothing to mend")
    assert [path.name for path in tmp_path.iterdir()] == ["incident_timeline.txt"]


def test_check_without_a_terminal_takes_options(run, tmp_path):
    """All that it needs is said in one message, and with it the folder is checked."""
    (tmp_path / "incident_timeline.txt").write_text(LOG)
    code, _, told = run("check", ".")
    assert code == 1
    assert all(option in told for option in ("--title", "--zone", "--date"))
    said = ("--title", "Orders failed", "--zone", "Europe/Paris", "--date", "2026-06-04")
    code, out, _ = run("check", ".", *said)
    assert (code, out.splitlines()[-1]) == (0, ".: 3 events, nothing to mend")
