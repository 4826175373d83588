"""Loading an incident folder: what is taken, what is put right, what is told."""

from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from course.charts import CHARTS
from course.errors import IncidentError
from course.incident import BUILT_IN, Incident, load_incident
from course.timeline import COLUMNS, MILESTONES

FACTS = 'title = "T"\norganisation = "O"\ntimezone = "Pacific/Auckland"\n'

Write = Callable[..., Path]


@pytest.fixture
def write(tmp_path: Path) -> Write:
    """Write an incident folder from the text, or bytes, of its files."""

    def write(timeline: str | bytes, facts: str | bytes = FACTS) -> Path:
        for name, content in (("incident_timeline.csv", timeline), ("incident.toml", facts)):
            raw = content if isinstance(content, bytes) else content.encode()
            (tmp_path / name).write_bytes(raw)
        return tmp_path

    return write


def problems(folder: Path) -> list[str]:
    """Load a folder that cannot be used and give what is told about it."""
    with pytest.raises(IncidentError) as caught:
        load_incident(folder)
    return caught.value.problems


def the_problem(folder: Path) -> str:
    """Give the one thing that is told."""
    (found,) = problems(folder)
    return found


def times(incident: Incident) -> list[str]:
    """Write out the times as they are shown."""
    return [f"{at:%Y-%m-%d %H:%M %Z}" for at in incident.events["timestamp"]]


class TestWhatIsTaken:
    """Files as people and programs write them."""

    def test_two_columns_are_enough(self, write):
        """Only time and event are required; what is not said is empty or not known."""
        incident = load_incident(write("timestamp,event\n2026-06-11T18:14,It began.\n"))
        row = incident.events.iloc[0]
        assert list(incident.events.columns) == list(COLUMNS)
        assert (row["phase"], row["actor_role"], row["evidence"]) == ("", "", "")
        assert row["provenance"] == "given"
        assert pd.isna(row["affected_cumulative"])
        assert incident.milestones == {}
        assert (incident.population, incident.affected, incident.affected_unit) == (
            None,
            None,
            "people",
        )

    def test_a_folder_may_be_given_as_text(self, write):
        """A notebook parameter is a string, and works like a path."""
        folder = write("timestamp,event\n2026-06-11T18:14,It began.\n")
        assert len(load_incident(str(folder)).events) == 1

    def test_macrons_emoji_commas_quotes_and_newlines_survive(self, write):
        """A cell comes back as it was written."""
        event = 'Ōtautahi said: "🚑, āe",\nand then nothing'
        quoted = event.replace('"', '""')
        incident = load_incident(write(f'timestamp,event\n2026-06-11T18:14,"{quoted}"\n'))
        assert incident.events["event"].iloc[0] == event

    @pytest.mark.parametrize("line_end", ["\r\n", "\n", "\r"])
    @pytest.mark.parametrize("bom", [b"", b"\xef\xbb\xbf"])
    def test_byte_order_marks_and_line_ends_of_any_system(self, write, bom, line_end):
        """A file from any spreadsheet program reads the same."""
        text = line_end.join(["timestamp,event", "2026-06-11T18:14,A.", "2026-06-11T18:15,B.", ""])
        facts = bom + FACTS.replace("\n", "\r\n").encode()
        incident = load_incident(write(bom + text.encode(), facts))
        assert list(incident.events["event"]) == ["A.", "B."]

    def test_blank_rows_are_skipped_and_counted(self, write):
        """A row number is the one that a spreadsheet shows."""
        text = "timestamp,event\n\n,\n2026-06-11T18:14,A.\n\nlater,B.\n"
        assert "row 6" in the_problem(write(text))

    def test_a_row_number_counts_cells_with_line_breaks_once(self, write):
        """A line break inside a cell starts no new row in a spreadsheet."""
        assert "row 3" in the_problem(
            write('timestamp,event\n2026-06-11T18:14,"A\n\nB"\nlater,C\n')
        )

    def test_spaces_around_cells_are_nothing(self, write):
        """Cells and headers are read without the spaces around them."""
        text = "timestamp , event,phase\n 2026-06-11T18:14 , A. , started \n"
        incident = load_incident(write(text))
        assert incident.events.iloc[0][["event", "phase"]].to_list() == ["A.", "started"]

    def test_a_count_may_be_written_as_a_spreadsheet_writes_it(self, write):
        """17.0 is seventeen, in a clean file and beside a cell that is none."""
        head = "timestamp,event,affected_cumulative\n2026-06-11T18:14,A.,17.0\n"
        assert load_incident(write(head)).events["affected_cumulative"].iloc[0] == 17
        assert "row 3" in the_problem(write(head + "2026-06-11T18:15,B.,many\n"))

    def test_a_built_in_case_knows_itself(self, tmp_path):
        """Only the course's own folder is the built-in case; a copy of it is somebody's own."""
        for file in BUILT_IN.iterdir():
            (tmp_path / file.name).write_bytes(file.read_bytes())
        assert load_incident().is_built_in
        assert not load_incident(tmp_path).is_built_in

    def test_it_shows_no_path(self):
        """What a notebook shows of an incident is the same on every machine."""
        assert repr(load_incident()) == "Incident('First-time patients could not book', 28 events)"


class TestTime:
    """Offsets, zones and clock changes."""

    def test_unsorted_rows_are_sorted_and_it_says_so(self, write):
        """Rows come in order of time; rows of one time keep their order."""
        text = "timestamp,event\n2026-06-11T19:00,C.\n2026-06-11T18:00,A.\n2026-06-11T18:00,B.\n"
        incident = load_incident(write(text))
        assert list(incident.events["event"]) == ["A.", "B.", "C."]
        assert incident.notices == (
            "incident_timeline.csv: the rows were not in time order and have been sorted.",
        )

    def test_offsets_are_kept_as_moments(self, write):
        """Several offsets in one file, and none, end up in the incident's zone."""
        text = (
            "timestamp,event\n2026-06-11T06:14:00Z,A.\n2026-06-11T18:15:00+12:00,B.\n"
            "2026-06-10T23:16:00-0700,C.\n2026-06-11 18:17,D.\n2026-06-11T18:18:00+12,E.\n"
        )
        assert times(load_incident(write(text))) == [
            f"2026-06-11 18:{minute} NZST" for minute in range(14, 19)
        ]

    @pytest.mark.parametrize("offset", ["Z", "+05:45", "-11:00"])
    def test_one_offset_throughout_is_turned_into_the_zone(self, write, offset):
        """What is shown never depends on how a program wrote its offsets."""
        at = pd.Timestamp(f"2026-06-11T06:14:00{offset}").tz_convert("Pacific/Auckland")
        incident = load_incident(write(f"timestamp,event\n2026-06-11T06:14:00{offset},A.\n"))
        assert incident.events["timestamp"].to_list() == [at]
        assert str(incident.events["timestamp"].dt.tz) == "Pacific/Auckland"

    def test_midnight_and_more_than_a_day(self, write):
        """An incident may run past midnight and over several days."""
        text = (
            "timestamp,event,phase\n2026-06-11T23:59,A.,started\n2026-06-12T00:00,B.,\n"
            "2026-06-13T01:00,C.,resolved\n"
        )
        marks = load_incident(write(text)).milestones
        assert marks["resolved"].at - marks["started"].at == pd.Timedelta(hours=25, minutes=1)

    def test_a_date_alone_is_midnight_and_it_says_so(self, write):
        """A day without a time of day is read at its beginning, with a notice."""
        incident = load_incident(write("timestamp,event\n2026-06-11,A.\n"))
        assert times(incident) == ["2026-06-11 00:00 NZST"]
        assert "row 2" in incident.notices[0]
        assert "00:00" in incident.notices[0]

    def test_an_hour_that_came_twice_is_not_guessed(self, write):
        """Where clocks went back, a time without an offset is an error that names the row."""
        text = "timestamp,event\n2026-04-05T01:59,A.\n2026-04-05T02:30,B.\n"
        found = the_problem(write(text))
        assert "row 3" in found
        assert "happened twice" in found

    def test_an_hour_that_never_was_is_not_guessed(self, write):
        """Where clocks went forward, a time without an offset is an error that names the row."""
        text = "timestamp,event\n2026-09-27T02:30,A.\n2026-09-27T03:00,B.\n"
        found = the_problem(write(text))
        assert "row 2" in found
        assert "did not happen" in found

    def test_an_offset_settles_the_hour_that_came_twice(self, write):
        """With offsets both hours are told apart, and shown with their abbreviations."""
        text = "timestamp,event\n2026-04-05T02:30+13:00,A.\n2026-04-05T02:30+12:00,B.\n"
        assert times(load_incident(write(text))) == [
            "2026-04-05 02:30 NZDT",
            "2026-04-05 02:30 NZST",
        ]

    @pytest.mark.parametrize(
        "found", ["yesterday", "11/06/2026 18:14", "2026-13-01T00:00", "2026", "2026-06", "18:14"]
    )
    def test_what_is_no_time_is_told(self, write, found):
        """A time that is not ISO 8601 is shown with one that is."""
        told = the_problem(write(f"timestamp,event\n{found},A.\n2026-06-11T18:14,B.\n"))
        assert told == (
            f"incident_timeline.csv, row 2, column `timestamp`: found “{found}”; "
            "expected year, month, day and time, such as 2026-06-11T18:14 (ISO 8601)"
        )

    @pytest.mark.parametrize(
        "far",
        [
            "9999-12-31",
            "9999-12-31T23:59",
            "9999-12-31T23:59:59Z",
            "9999-12-31T23:59:59-11:00",
            "9999-12-31T23:59:59.9999999Z",
            "0001-01-01T00:00",
            "0001-01-01T00:00:00+14:00",
            "1899-12-31T23:59Z",
            "2201-01-01T00:00Z",
        ],
    )
    @pytest.mark.parametrize("beside", ["2026-06-11T18:14", "2026-06-11T18:14Z"])
    def test_a_year_far_away_is_told(self, write, far, beside):
        """An open end, or a slip, is no moment in an incident, and nothing could draw it."""
        found = the_problem(write(f"timestamp,event\n{beside},A.\n{far},B.\n"))
        assert found == (
            f"incident_timeline.csv, row 3, column `timestamp`: found “{far}”; expected a year "
            "from 1900 to 2200: what has not come yet has no row"
        )

    @pytest.mark.parametrize("offset", ["", "Z", "-11:00", "+14:00"])
    def test_a_year_that_is_not_far_away_can_be_shown(self, write, offset):
        """The first and the last moment that are taken can be drawn together."""
        folder = write(
            "timestamp,event,phase,affected_cumulative\n"
            f"1900-01-01T00:00{offset},A.,started,0\n2200-12-31T23:59{offset},B.,resolved,9\n"
        )
        for make in CHARTS:
            assert make(load_incident(folder)).fragment.text

    def test_a_missing_time_is_told(self, write):
        """An empty time is nothing that can be put in order."""
        assert "found nothing" in the_problem(write("timestamp,event\n,A.\n2026-06-11T18:14,B.\n"))


class TestPhases:
    """Milestones, and the order in which they can come."""

    HEAD = "timestamp,event,phase\n"

    def test_resolved_before_started_is_told(self, write):
        """The end cannot come before the start."""
        text = f"{self.HEAD}2026-06-11T18:14,A.,resolved\n2026-06-11T18:15,B.,started\n"
        found = the_problem(write(text))
        assert "row 2" in found
        assert "`resolved` before `started` (row 3)" in found

    def test_resolved_and_started_at_once_are_fine(self, write):
        """Something may begin and end in the same minute."""
        text = f"{self.HEAD}2026-06-11T18:14,A.,resolved\n2026-06-11T18:14,B.,started\n"
        assert set(load_incident(write(text)).milestones) == {"started", "resolved"}

    @pytest.mark.parametrize("phase", MILESTONES)
    def test_a_milestone_twice_is_told(self, write, phase):
        """Each milestone is one moment; the second row is named, and the first."""
        text = f"{self.HEAD}2026-06-11T18:14,A.,{phase}\n2026-06-11T18:15,B.,{phase}\n"
        assert the_problem(write(text)) == (
            f"incident_timeline.csv, row 3, column `phase`: found “{phase}” again after row 2; "
            "expected it at most once"
        )

    def test_follow_up_may_come_often(self, write):
        """What is done afterwards is many things."""
        text = f"{self.HEAD}2026-06-11T18:14,A.,follow_up\n2026-06-11T18:15,B.,follow_up\n"
        assert load_incident(write(text)).milestones == {}

    def test_an_unknown_phase_is_told(self, write):
        """A phase that the contract does not know comes with those that it does."""
        found = the_problem(write(f"{self.HEAD}2026-06-11T18:14,A.,begun\n"))
        assert (
            "row 2, column `phase`: found “begun”; expected nothing or one of introduced" in found
        )

    def test_an_unknown_provenance_is_told(self, write):
        """So does a provenance."""
        found = the_problem(write("timestamp,event,provenance\n2026-06-11T18:14,A.,guessed\n"))
        assert "column `provenance`: found “guessed”" in found
        assert "given, derived, constructed" in found

    def test_an_alarm_may_ring_before_anyone_is_affected(self, write):
        """Detection before the start is unusual but possible: a notice, no error."""
        text = f"{self.HEAD}2026-06-11T18:14,A.,detected\n2026-06-11T18:15,B.,started\n"
        assert "time to detect is negative" in load_incident(write(text)).notices[0]


class TestCounts:
    """How many by when."""

    HEAD = "timestamp,event,affected_cumulative\n"

    def test_a_count_that_falls_is_told(self, write):
        """A cumulative count never falls, whatever the order of the rows in the file."""
        text = f"{self.HEAD}2026-06-11T18:16,C.,9\n2026-06-11T18:14,A.,10\n2026-06-11T18:15,B.,\n"
        assert the_problem(write(text)) == (
            "incident_timeline.csv, row 2, column `affected_cumulative`: found 9 after 10; "
            "expected a count that never falls in order of time"
        )

    def test_a_row_without_a_time_cannot_make_a_count_fall(self, write):
        """One thing to mend is told once: an unreadable time says nothing about the order."""
        text = f"{self.HEAD}2026-06-11T18:14,A.,1\nlater,B.,2\n2026-06-11T18:16,C.,3\n"
        assert "row 3, column `timestamp`" in the_problem(write(text))

    def test_a_count_that_overshoots_is_told(self, write):
        """No row may count more than the facts say were affected in all."""
        text = f"{self.HEAD}2026-06-11T18:14,A.,11\n"
        found = the_problem(write(text, FACTS + "affected = 10\n"))
        assert "found 11; expected at most 10, which is `affected` in incident.toml" in found

    def test_more_than_are_served_is_told(self, write):
        """Where nobody has said how many were affected, it cannot be more than there are."""
        found = the_problem(
            write(f"{self.HEAD}2026-06-11T18:14,A.,500\n", FACTS + "population = 4\n")
        )
        assert "found 500; expected at most 4, which is `population` in incident.toml" in found

    def test_calls_may_be_more_than_those_who_are_served(self, write):
        """Some call twice, and some for others."""
        text = "timestamp,event,support_calls_cumulative\n2026-06-11T18:14,A.,500\n"
        assert len(load_incident(write(text, FACTS + "population = 4\n")).events) == 1

    @pytest.mark.parametrize("found", ["many", "-1", "1.5", "2,340", "inf", "nan", "9" * 30])
    def test_what_is_no_count_is_told(self, write, found):
        """A count is a whole number, 0 or more."""
        told = the_problem(write(f'{self.HEAD}2026-06-11T18:14,A.,"{found}"\n'))
        assert f"column `affected_cumulative`: found “{found}”; expected a whole number" in told

    def test_gaps_in_a_count_are_not_zero(self, write):
        """A row without a count does not know it."""
        text = f"{self.HEAD}2026-06-11T18:14,A.,5\n2026-06-11T18:15,B.,\n"
        counts = load_incident(write(text)).events["affected_cumulative"]
        assert counts.iloc[0] == 5
        assert counts.isna().to_list() == [False, True]


class TestFilesThatAreNoTimeline:
    """What cannot be read is explained in the words of where it came from."""

    @pytest.mark.parametrize("content", ["", "\n \n", "\ufeff"])
    def test_an_empty_file(self, write, content):
        """Nothing in it, or nothing but blanks."""
        assert "the file is empty" in the_problem(write(content))

    def test_a_header_only(self, write):
        """A header with no event under it."""
        assert "found a header only" in the_problem(write("timestamp,event\n"))

    def test_a_missing_column(self, write):
        """A required column is named, with those that were found."""
        found = the_problem(write("time,event\n2026-06-11T18:14,A.\n"))
        assert "row 1: column `timestamp` is missing; found `time`, `event`" in found

    @pytest.mark.parametrize("line_end", ["\r\n", "\n"])
    @pytest.mark.parametrize("above", ["", " ", ","])
    def test_a_blank_row_above_the_header(self, write, above, line_end):
        """Columns are named in the first row, and nowhere else."""
        text = line_end.join([above, "timestamp,event", "2026-06-11T18:14,A.", ""])
        found = the_problem(write(text))
        assert "row 1: found nothing; expected the names of the columns" in found

    def test_a_column_twice(self, write):
        """Of two columns with one name nobody knows which is meant."""
        found = the_problem(write("timestamp,event,event\n2026-06-11T18:14,A.,B.\n"))
        assert "found column `event` 2 times" in found

    def test_an_unknown_column_is_left_out_and_it_says_so(self, write):
        """A misspelt header does not pass in silence."""
        incident = load_incident(write("timestamp,event,phse\n2026-06-11T18:14,A.,started\n"))
        assert "`phse` is not known" in incident.notices[0]

    @pytest.mark.parametrize(("separator", "name"), [(";", "semicolons"), ("\t", "tabs")])
    def test_another_separator(self, write, separator, name):
        """A file from a spreadsheet of another country says what to choose there."""
        found = the_problem(write(f"timestamp{separator}event\n2026-06-11T18:14{separator}A.\n"))
        assert f"found columns separated by {name}; expected commas" in found
        assert "save as" in found

    def test_a_cell_of_a_million_characters(self, write):
        """A cell too long to be a sentence is told by its length, not by its content."""
        text = f"timestamp,event\n2026-06-11T18:14,{'x' * 1_000_000}\n"
        found = the_problem(write(text))
        assert "row 2, column `event`: found 1,000,000 characters" in found
        assert len(found) < 300

    def test_a_quotation_mark_that_never_closes(self, write):
        """The rest of the file is swallowed; the message says by what."""
        text = 'timestamp,event\n2026-06-11T18:14,"A.\n2026-06-11T18:15,B.\n'
        found = the_problem(write(text))
        assert "row 2: found a quotation mark that never closes" in found

    def test_a_quotation_mark_that_never_closes_in_the_header(self, write):
        """Nothing is left that could be checked."""
        found = the_problem(write('timestamp,"event\n2026-06-11T18:14,A.\n'))
        assert "row 1: found a quotation mark that never closes" in found

    def test_the_cells_of_a_row_that_is_too_long_are_not_judged(self, write):
        """Behind a comma too many every cell stands one place off: what it says is not wrong."""
        text = (
            "timestamp,event,phase,affected_cumulative\n"
            "2026-06-11T18:14,A, and so on,started,5\n2026-06-11T18:15,B.,,3\n"
        )
        assert "row 2: found 5 cells" in the_problem(write(text))

    def test_rows_longer_than_the_header_are_all_told(self, write):
        """A comma in a sentence without quotation marks is a cell too many."""
        text = (
            "timestamp,event\n2026-06-11T18:14,A, and\n2026-06-11T18:15,B.\n2026-06-11T18:16,C,d\n"
        )
        found = problems(write(text))
        assert ["row 2" in found[0], "row 4" in found[1]] == [True, True]
        assert "quotation marks" in found[0]

    def test_the_first_row_longer_than_the_header_by_one(self, write):
        """A table whose rows are all one cell too long is not taken for one with labels."""
        text = "timestamp,event\n2026-06-11T18:14,A,x\n2026-06-11T18:15,B,y\n"
        assert len(problems(write(text))) == 2

    def test_a_nul_byte(self, write):
        """The cell that holds it is named."""
        found = the_problem(write(b"timestamp,event\n2026-06-11T18:14,A\0B\n"))
        assert "row 2, column `event`: found a NUL byte" in found

    def test_latin_1(self, write):
        """Every cell that is not UTF-8 is named, with what it seems to say."""
        text = (
            "timestamp,event\n2026-06-11T18:14,café\n2026-06-11T18:15,plain\n2026-06-11T18:16,è\n"
        )
        found = problems(write(text.encode("latin-1")))
        assert "row 2, column `event`: found bytes that are not UTF-8" in found[0]
        assert "“café”" in found[0]
        assert "row 4" in found[1]
        assert len(found) == 2

    def test_utf_16(self, write):
        """A spreadsheet's “Unicode text” says what to choose instead."""
        found = the_problem(write("timestamp,event\n2026-06-11T18:14,A\n".encode("utf-16")))
        assert "found UTF-16; expected UTF-8" in found

    def test_a_folder_instead_of_a_file(self, write):
        """A folder of that name is no timeline."""
        folder = write("")
        (folder / "incident_timeline.csv").unlink()
        (folder / "incident_timeline.csv").mkdir()
        assert "incident_timeline.csv: found a folder" in the_problem(folder)

    def test_files_that_are_not_there(self, tmp_path):
        """Both files are told at once."""
        found = problems(tmp_path)
        assert [text.partition(":")[0] for text in found] == [
            "incident.toml",
            "incident_timeline.csv",
        ]

    def test_a_file_instead_of_a_folder(self, tmp_path):
        """A path to the timeline itself is answered with what is expected."""
        file = tmp_path / "incident_timeline.csv"
        file.write_text("timestamp,event\n")
        assert "found a file; expected a folder" in the_problem(file)
        assert "found nothing; expected a folder" in the_problem(tmp_path / "nowhere")


class TestFacts:
    """The facts file."""

    ROWS = "timestamp,event\n2026-06-11T18:14,A.\n"

    @pytest.mark.parametrize("key", ["title", "organisation", "timezone"])
    def test_what_is_required_is_told(self, write, key):
        """A fact that is missing is named with the line to write."""
        facts = "".join(line + "\n" for line in FACTS.splitlines() if not line.startswith(key))
        assert f'`{key}` is missing; expected {key} = "…"' in the_problem(write(self.ROWS, facts))

    @pytest.mark.parametrize(
        "line",
        [
            "population = 0",
            "population = -3",
            "affected = 2.5",
            'affected = "2,340"',
            "support_calls = true",
            "service = 3",
            "summary = ['a']",
        ],
    )
    def test_a_value_of_another_kind_is_told(self, write, line):
        """Numbers are whole, texts are in quotation marks."""
        found = the_problem(write(self.ROWS, FACTS + line + "\n"))
        assert found.startswith(f"incident.toml: `{line.split()[0]}` is ")
        assert "; expected a " in found

    @pytest.mark.parametrize(
        "zone", ["NZST", "Pacific/Otautahi", "../../etc/passwd", "Pacific", "/", "a\\u0000b"]
    )
    def test_an_unknown_zone_is_told(self, write, zone):
        """A zone is an IANA name, and nothing that could be a path."""
        facts = FACTS.replace("Pacific/Auckland", zone)
        assert "; expected an IANA name such as " in the_problem(write(self.ROWS, facts))

    @pytest.mark.parametrize("zone", ["Pacific/Aukland", "pacific/auckland", "Auckland"])
    def test_a_zone_that_is_nearly_one_is_told_with_its_name(self, write, zone):
        """A slip is answered with the name that was meant."""
        facts = FACTS.replace("Pacific/Auckland", zone)
        assert "such as Pacific/Auckland" in the_problem(write(self.ROWS, facts))

    def test_a_text_without_quotation_marks_is_told_with_an_example(self, write):
        """Whoever never wrote TOML sees a line as it should be."""
        found = the_problem(write(self.ROWS, FACTS + "summary = Tills stop\n"))
        assert "with quotation marks around every text" in found

    def test_more_affected_than_served_is_told(self, write):
        """Nobody outside the population can be among those affected."""
        facts = FACTS + "population = 10\naffected = 11\n"
        assert "`affected` is 11; expected at most 10" in the_problem(write(self.ROWS, facts))

    def test_what_is_not_toml_is_told_with_its_line(self, write):
        """A file that cannot be parsed says where."""
        found = the_problem(write(self.ROWS, FACTS + "affected = many\n"))
        assert "incident.toml: found text that is not TOML" in found
        assert "line 4" in found

    def test_facts_that_are_not_utf_8_are_told(self, write):
        """Latin-1 is named by the line it stands in."""
        found = the_problem(write(self.ROWS, FACTS.encode() + 'service = "é"'.encode("latin-1")))
        assert "incident.toml: found bytes that are not UTF-8 in line 4" in found

    def test_an_unknown_fact_is_left_out_and_it_says_so(self, write):
        """A misspelt key does not pass in silence."""
        incident = load_incident(write(self.ROWS, FACTS + "populaton = 5\n"))
        assert "`populaton` is not known" in incident.notices[0]


def test_everything_is_told_at_once(write):
    """Problems of both files, of all rows and of all columns come in one error."""
    text = (
        "timestamp,event,phase,provenance,affected_cumulative\n"
        "then,A.,begun,guessed,many\n2026-06-11T18:14,,started,,3\n"
        "2026-06-11T18:13,C.,resolved,,4\n"
    )
    found = problems(write(text, 'title = ""\naffected = 2\n'))
    for where in (
        "`title` is",
        "`organisation` is missing",
        "`timezone` is missing",
        "row 2, column `timestamp`",
        "row 2, column `phase`",
        "row 2, column `provenance`",
        "row 2, column `affected_cumulative`",
        "row 3, column `event`",
        "row 3, column `affected_cumulative`: found 3 after 4",
        "row 3, column `affected_cumulative`: found 3; expected at most 2",
        "row 4, column `timestamp`: found `resolved` before `started`",
        "row 4, column `affected_cumulative`: found 4; expected at most 2",
    ):
        assert any(where in problem for problem in found), where
    assert len(found) == 12


MALFORMED = {
    "a missing column": (
        "time,event,phase,affected_cumulative\n2026-06-11T18:14,,begun,many\n",
        ["1: column `timestamp`", "2, column `event`", "2, column `phase`", "2, column `affected"],
    ),
    "a missing column and no events": (
        "time,event\n",
        ["", "1: column `timestamp`"],
    ),
    "a column twice": (
        "timestamp,event,phase,phase\nthen,A.,begun,\n",
        ["1: found column `phase` 2 times", "2, column `phase`", "2, column `timestamp`"],
    ),
    "rows that are too long": (
        "timestamp,event,phase\nthen,A,begun\n2026-06-11T18:14,B,c,d\n\n2026-06-11T18:15,C.,begun\n",
        ["2, column `phase`", "2, column `timestamp`", "3: found 4 cells", "5, column `phase`"],
    ),
    "commas at the end of every row": (
        "timestamp,event\nthen,A.,\n2026-06-11T18:14,,,\n",
        ["2: found 3 cells", "2, column `timestamp`", "3: found 4 cells", "3, column `event`"],
    ),
    "a quotation mark that never closes": (
        'timestamp,event\nthen,A.\n2026-06-11T18:14,B, and\n2026-06-11T18:15,"C.\nlater,D.\n',
        ["2, column `timestamp`", "3: found 3 cells", "4: found a quotation mark"],
    ),
    "semicolons": (
        "timestamp;event;phase\n11.06.2026 18:14;A, and;begun\n2026-06-11T18:15;;\n",
        ["1: found columns", "2, column `phase`", "2, column `timestamp`", "3, column `event`"],
    ),
    "semicolons in Latin-1": (
        "timestamp;event\n11.06.2026 18:14;caf\xe9\n".encode("latin-1"),
        ["1: found columns", "2, column `event`: found bytes", "2, column `timestamp`"],
    ),
    "a NUL byte": (
        "timestamp,event,phase\n2026-06-11T18:14,A\0B,begun\n",
        ["2, column `event`: found a NUL byte", "2, column `phase`"],
    ),
    "tabs in UTF-16": (
        "timestamp\tevent\n11.06.2026 18:14\tcaf\xe9\n".encode("utf-16"),
        ["", "1: found columns", "2, column `timestamp`"],
    ),
}


@pytest.mark.parametrize(("text", "rows"), MALFORMED.values(), ids=MALFORMED)
def test_a_table_that_is_malformed_is_told_with_all_else(write, text, rows):
    """What can be read of it is checked in the same round."""
    found = problems(write(text))
    for row, problem in zip(rows, found, strict=True):
        where = f", row {row}" if row else ": found"
        assert problem.startswith(f"incident_timeline.csv{where}")


def test_findings_come_from_the_top_down(write):
    """Whoever mends a spreadsheet goes from row to row; the facts come before it."""
    text = (
        "timestamp,event,phase,affected_cumulative\n"
        "2026-06-11T18:16,A.,started,many\nthen,,begun,\n2026-06-11T18:14,,resolved,\nnow,D.,,\n"
    )
    of_facts, *of_events = problems(write(text, FACTS + "affected = -1\n"))
    assert of_facts.startswith("incident.toml: `affected`")
    rows = [problem.split(",")[1] for problem in of_events]
    assert rows == [" row 2", " row 3", " row 3", " row 3", " row 4", " row 4", " row 5"]


CELLS = st.text(
    st.characters(exclude_categories=["Cs", "Cc"], include_characters="\n,\";'āŌ🚑"), min_size=1
).filter(lambda text: text.strip())

ROWS = st.lists(
    st.tuples(
        st.datetimes(
            pd.Timestamp("1990-01-01").to_pydatetime(), pd.Timestamp("2090-01-01").to_pydatetime()
        ),
        CELLS,
        st.sampled_from(["", "follow_up"]),
        st.sampled_from(["given", "derived", "constructed"]),
        st.one_of(st.none(), st.integers(0, 10**9)),
    ),
    min_size=1,
    max_size=20,
)

OFFSETS = st.sampled_from(["+00:00", "+12:00", "-03:30", "+05:45"])


def as_frame(rows: list[tuple]) -> pd.DataFrame:
    """Put generated rows in order, with a count that never falls."""
    columns = ["timestamp", "event", "phase", "provenance", "affected_cumulative"]
    frame = pd.DataFrame(rows, columns=columns)
    frame = frame.sort_values("timestamp", kind="stable", ignore_index=True)
    frame["affected_cumulative"] = (
        frame["affected_cumulative"].astype("Int64").cummax()  # a count that never falls
    )
    return frame


def load_frame(folder: Path, frame: pd.DataFrame) -> pd.DataFrame:
    """Write a table as an incident folder and load it."""
    frame.to_csv(folder / "incident_timeline.csv", index=False)
    (folder / "incident.toml").write_text(FACTS, encoding="utf-8")
    return load_incident(folder).events


in_one_folder = settings(
    max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


@in_one_folder
@given(rows=ROWS, seed=st.integers(0, 2**16))
def test_the_order_of_rows_in_the_file_does_not_matter(tmp_path, rows, seed):
    """Shuffled rows, no two at one time, load into the same table."""
    frame = as_frame(rows).drop_duplicates("timestamp")
    frame["timestamp"] = [f"{at.isoformat()}Z" for at in frame["timestamp"]]
    shuffled = frame.sample(frac=1, random_state=seed)
    in_order, mixed = load_frame(tmp_path, frame), load_frame(tmp_path, shuffled)
    pd.testing.assert_frame_equal(in_order.reset_index(drop=True), mixed.reset_index(drop=True))


@in_one_folder
@given(rows=ROWS, offsets=st.lists(OFFSETS, min_size=20, max_size=20))
def test_a_moment_is_the_same_in_whatever_offset_it_is_written(tmp_path, rows, offsets):
    """The same moments, each in an offset of its own, load the same."""
    frame = as_frame(rows)
    moments = [at.tz_localize("UTC") for at in frame["timestamp"]]
    in_utc = frame.assign(timestamp=[at.isoformat() for at in moments])
    mixed = frame.assign(
        timestamp=[
            at.tz_convert(f"UTC{offset}").isoformat()
            for at, offset in zip(moments, offsets, strict=False)
        ]
    )
    loaded = load_frame(tmp_path, in_utc)
    assert loaded["timestamp"].to_list() == moments
    pd.testing.assert_frame_equal(loaded, load_frame(tmp_path, mixed))


@in_one_folder
@given(rows=ROWS)
def test_a_loaded_table_survives_the_way_through_csv(tmp_path, rows):
    """What was loaded, written as CSV and loaded again is what was loaded."""
    frame = as_frame(rows)
    frame["timestamp"] = [f"{at.isoformat()}Z" for at in frame["timestamp"]]
    once = load_frame(tmp_path, frame)
    twice = load_frame(
        tmp_path, once.assign(timestamp=[at.isoformat() for at in once["timestamp"]])
    )
    pd.testing.assert_frame_equal(once, twice)
