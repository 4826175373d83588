"""Loading an incident folder: what is taken, and what is told of both files at once."""

import os

import pandas as pd
import pytest

from course.incident.loading import BUILT_IN, load_incident
from course.incident.timeline import COLUMNS


class TestWhatIsTaken:
    """Folders, as little as they may hold."""

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

    def test_a_built_in_case_knows_itself(self, tmp_path):
        """Only the course's own folder is the built-in case; a copy of it is somebody's own."""
        for file in BUILT_IN.iterdir():
            (tmp_path / file.name).write_bytes(file.read_bytes())
        assert load_incident().is_built_in
        assert not load_incident(tmp_path).is_built_in

    def test_it_shows_no_path(self):
        """What a notebook shows of an incident is the same on every machine."""
        assert repr(load_incident()) == "Incident('First-time patients could not book', 28 events)"


class TestFiles:
    """What stands where the files should be."""

    ROWS = "timestamp,event\n2026-06-11T18:14,A.\n"

    def test_files_that_are_not_there(self, tmp_path, problems):
        """Both files are told at once."""
        found = problems(tmp_path)
        assert [text.partition(":")[0] for text in found] == [
            "incident.toml",
            "incident_timeline.csv",
        ]

    def test_a_file_instead_of_a_folder(self, tmp_path, the_problem):
        """A path to the timeline itself is answered with what is expected."""
        file = tmp_path / "incident_timeline.csv"
        file.write_text("timestamp,event\n")
        assert "found a file; expected a folder" in the_problem(file)
        assert "found nothing; expected a folder" in the_problem(tmp_path / "nowhere")

    @pytest.mark.parametrize("file", ["incident.toml", "incident_timeline.csv"])
    @pytest.mark.parametrize("kind", ["pipe", "device", "folder", "link in a circle"])
    def test_what_is_no_file_is_told_and_not_waited_for(self, write, the_problem, file, kind):
        """A pipe that nobody writes to, and a device that never ends, are one finding each."""
        place = write(self.ROWS) / file
        place.unlink()
        match kind:
            case "pipe":
                os.mkfifo(place)
            case "device":
                place.symlink_to("/dev/zero")
            case "folder":
                place.mkdir()
            case _:
                place.symlink_to(file)
        found = the_problem(place.parent)
        assert found.startswith(f"{file}: found ")
        assert found.endswith("; expected a file of this name")

    @pytest.mark.parametrize("folder", ["x" * 5000, "a\0b", "\ud800", "f/" * 3000])
    def test_a_name_that_no_folder_can_have_is_told(self, the_problem, folder):
        """What the system refuses as a name is a finding, too."""
        assert "expected a folder" in the_problem(folder)


class TestFacts:
    """The facts file."""

    ROWS = "timestamp,event\n2026-06-11T18:14,A.\n"

    @pytest.mark.parametrize("key", ["title", "organisation", "timezone"])
    def test_what_is_required_is_told(self, write, least_facts, the_problem, key):
        """A fact that is missing is named with the line to write."""
        facts = "".join(
            line + "\n" for line in least_facts.splitlines() if not line.startswith(key)
        )
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
    def test_a_value_of_another_kind_is_told(self, write, least_facts, the_problem, line):
        """Numbers are whole, texts are in quotation marks."""
        found = the_problem(write(self.ROWS, least_facts + line + "\n"))
        assert found.startswith(f"incident.toml: `{line.split()[0]}` is ")
        assert "; expected a " in found

    @pytest.mark.parametrize(
        "zone", ["NZST", "Pacific/Otautahi", "../../etc/passwd", "Pacific", "/", "a\\u0000b"]
    )
    def test_an_unknown_zone_is_told(self, write, least_facts, the_problem, zone):
        """A zone has the name of a place, and nothing that could be a path."""
        facts = least_facts.replace("Pacific/Auckland", zone)
        assert "; expected the zone of " in the_problem(write(self.ROWS, facts))

    @pytest.mark.parametrize("zone", ["Pacific/Aukland", "pacific/auckland", "Auckland"])
    def test_a_zone_that_is_nearly_one_is_told_with_its_name(
        self, write, least_facts, the_problem, zone
    ):
        """A slip is answered with the name that was meant."""
        facts = least_facts.replace("Pacific/Auckland", zone)
        assert "such as Pacific/Auckland" in the_problem(write(self.ROWS, facts))

    def test_a_text_without_quotation_marks_is_told_with_an_example(
        self, write, least_facts, the_problem
    ):
        """Whoever never wrote TOML sees a line as it should be."""
        found = the_problem(write(self.ROWS, least_facts + "summary = Tills stop\n"))
        assert "with quotation marks around every text" in found

    def test_more_affected_than_served_is_told(self, write, least_facts, the_problem):
        """Nobody outside the population can be among those affected."""
        facts = least_facts + "population = 10\naffected = 11\n"
        assert "`affected` is 11; expected at most 10" in the_problem(write(self.ROWS, facts))

    def test_what_is_not_toml_is_told_with_its_line(self, write, least_facts, the_problem):
        """A file that cannot be parsed says where."""
        found = the_problem(write(self.ROWS, least_facts + "affected = many\n"))
        assert "incident.toml: found text that is not TOML" in found
        assert "line 4" in found

    def test_facts_that_are_not_utf_8_are_told(self, write, least_facts, the_problem):
        """Latin-1 is named by the line it stands in."""
        found = the_problem(
            write(self.ROWS, least_facts.encode() + 'service = "é"'.encode("latin-1"))
        )
        assert "incident.toml: found bytes that are not UTF-8 in line 4" in found

    def test_an_unknown_fact_is_left_out_and_it_says_so(self, write, least_facts):
        """A misspelt key does not pass in silence."""
        incident = load_incident(write(self.ROWS, least_facts + "populaton = 5\n"))
        assert "`populaton` is not known" in incident.notices[0]


def test_everything_is_told_at_once(write, problems):
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
