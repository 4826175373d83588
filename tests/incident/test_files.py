"""The two files of an incident: made from a form, checked, and written with care."""

import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from course.errors import AlreadyThereError, IncidentError
from course.incident.choices import Choices
from course.incident.facts_file import FACTS as NAMES
from course.incident.files import IncidentFiles, as_csv, as_toml, fields_of, write
from course.incident.loading import BUILT_IN

FACTS = {"title": "T", "organisation": "O", "timezone": "Europe/Paris"}
TIMELINE = "timestamp,event\n2026-05-04T10:00,A.\n"
FILES = IncidentFiles(as_toml(FACTS), TIMELINE)


class TestForm:
    """From the fields of a form to TOML, and back."""

    @given(
        st.dictionaries(
            st.sampled_from(list(NAMES)),
            st.text(st.characters(exclude_categories=["Cs"]), max_size=60),
        )
    )
    def test_whatever_is_typed_becomes_toml_that_says_it(self, fields):
        """Quotes, line breaks, emoji and control characters come back as they were typed."""
        told = {name: text.strip() for name, text in fields.items()}
        expected = {name: text.replace("\x7f", "") for name, text in told.items() if text}
        found = fields_of(as_toml(fields))
        for name, text in expected.items():
            if name not in {"population", "affected", "support_calls"}:
                assert found[name] == text.strip()
        assert set(found) == set(expected)

    @pytest.mark.parametrize("typed", ["2340", "2,340", " 2 340 ", "2’340", "2\u00a0340"])
    def test_a_number_may_be_typed_as_people_write_it(self, typed):
        """Whatever stands between thousands, it is the same number."""
        assert as_toml({"affected": typed}) == "affected = 2340\n"

    @pytest.mark.parametrize("typed", ["many", "2.340", "-3", "²", "1e3"])
    def test_what_is_no_number_is_told_and_not_guessed(self, typed):
        """It stays a text, so that the check names it."""
        files = IncidentFiles(as_toml(FACTS | {"affected": typed}), TIMELINE)
        with pytest.raises(IncidentError, match=r"`affected` is .*; expected a whole number"):
            files.load(Path("mine"))

    @pytest.mark.parametrize("digits", [16, 5000])
    def test_a_number_beyond_all_counting_is_told(self, digits):
        """However many digits are typed, the field is named."""
        files = IncidentFiles(as_toml(FACTS | {"affected": "9" * digits}), TIMELINE)
        with pytest.raises(IncidentError, match=r"`affected` is .*; expected a whole number"):
            files.load(Path("mine"))

    def test_half_a_character_stops_nothing(self, tmp_path):
        """A browser can send one; it becomes a question mark, and all else is kept."""
        half = "A\ud800b"
        files = IncidentFiles(as_toml(FACTS | {"title": half}), TIMELINE.replace("A.", half))
        assert files.load(Path("mine")).title == "A?b"
        files.write(tmp_path / "mine")
        assert "A?b" in (tmp_path / "mine" / "incident_timeline.csv").read_text()

    def test_a_pasted_cell_that_is_very_long_is_told_like_any_other(self):
        """Turning tabs into commas has no limit of its own."""
        pasted = f"timestamp\tevent\n2026-05-04T10:00\t{'x' * 200_000}\n"
        with pytest.raises(IncidentError, match="found 200,000 characters"):
            IncidentFiles(as_toml(FACTS), as_csv(pasted)).load(Path("mine"))

    def test_a_spreadsheet_s_clipboard_becomes_csv(self):
        """Tabs become commas; quotation marks, commas and line breaks in cells survive."""
        pasted = 'timestamp\tevent\n2026-05-04T10:00\tA, b\n2026-05-04T10:01\t"say ""c""\nd"\n'
        incident = IncidentFiles(as_toml(FACTS), as_csv(pasted)).load(Path("mine"))
        assert list(incident.events["event"]) == ["A, b", 'say "c"\nd']

    @pytest.mark.parametrize("text", ["", TIMELINE, "a;b\n1;2\n", 'timestamp,event\n1,"a\tb"\n'])
    def test_what_was_not_copied_from_a_spreadsheet_stays_as_it_is(self, text):
        """Only a header with tabs and no comma is taken for a clipboard."""
        assert as_csv(text) == text


class TestLoading:
    """Text is checked by the same rules as files."""

    def test_it_is_an_incident_of_that_folder(self, tmp_path):
        """It knows where it would be saved, and leaves nothing on the disk."""
        incident = FILES.load(tmp_path / "mine")
        assert incident.folder == tmp_path / "mine"
        assert incident.title == "T"
        assert list(tmp_path.iterdir()) == []

    def test_everything_to_mend_is_told_at_once(self):
        """Both texts are checked, as both files are."""
        with pytest.raises(IncidentError) as caught:
            IncidentFiles("", "timestamp,event\nthen,\n").load(Path("mine"))
        assert len(caught.value.problems) == 5


class TestWriting:
    """Files are made whole, and never over others unasked."""

    def test_both_files_are_written(self, tmp_path):
        """The folder is made, and what stands in it loads."""
        written = FILES.write(tmp_path / "deep" / "mine")
        assert [path.name for path in written] == ["incident.toml", "incident_timeline.csv"]
        assert written[1].read_bytes() == TIMELINE.encode()

    @pytest.mark.parametrize("there", ["incident.toml", "incident_timeline.csv"])
    def test_nothing_is_written_over_unasked(self, tmp_path, there):
        """One file that is there stops both, and is named."""
        (tmp_path / there).write_text("mine")
        with pytest.raises(AlreadyThereError) as caught:
            FILES.write(tmp_path)
        assert [path.name for path in caught.value.paths] == [there]
        assert [path.name for path in tmp_path.iterdir()] == [there]
        assert (tmp_path / there).read_text() == "mine"

    def test_a_link_to_nowhere_is_something_that_is_there(self, tmp_path):
        """A dangling link is not written through."""
        (tmp_path / "incident.toml").symlink_to(tmp_path / "elsewhere")
        with pytest.raises(AlreadyThereError):
            FILES.write(tmp_path)
        assert not (tmp_path / "elsewhere").exists()

    def test_over_is_over(self, tmp_path):
        """With leave, what is there gives way."""
        (tmp_path / "incident.toml").write_text("mine")
        assert len(FILES.write(tmp_path, over=True)) == 2
        assert FILES.write(tmp_path) == [], "what says the same is left alone"

    def test_comments_outlive_a_save_that_changes_only_the_timeline(self, tmp_path):
        """Facts that say the same are not written, so what else stands there is kept."""
        facts = "# about us\n" + FILES.facts
        (tmp_path / "incident.toml").write_text(facts, encoding="utf-8")
        assert [path.name for path in FILES.write(tmp_path)] == ["incident_timeline.csv"]
        assert (tmp_path / "incident.toml").read_text("utf-8") == facts

    def test_the_course_s_own_case_stays_as_it_is(self):
        """Not even with leave."""
        before = {path: path.read_bytes() for path in BUILT_IN.iterdir()}
        with pytest.raises(IncidentError, match="give another"):
            FILES.write(BUILT_IN, over=True)
        assert {path: path.read_bytes() for path in BUILT_IN.iterdir()} == before

    def test_a_file_where_the_folder_should_be_is_told(self, tmp_path):
        """The error says what is in the way of it and what to do."""
        (tmp_path / "mine").write_text("")
        with pytest.raises(IncidentError, match="expected a folder: give another"):
            FILES.write(tmp_path / "mine")

    def test_where_files_cannot_have_two_names_they_are_written_all_the_same(
        self, tmp_path, monkeypatch
    ):
        """A memory stick knows no links; nothing is written over there either."""
        monkeypatch.setattr(os, "link", _no_links)
        write(tmp_path / "report.md", "# Report")
        with pytest.raises(AlreadyThereError):
            write(tmp_path / "report.md", "# Another")
        assert (tmp_path / "report.md").read_text() == "# Report"
        assert [path.name for path in tmp_path.iterdir()] == ["report.md"]


def _no_links(*_: object) -> None:
    raise OSError(1, "Operation not permitted")


def test_answers_reach_the_reading():
    """What nothing in a pasted timeline settles, a person says; files and folders take it alike."""
    files = IncidentFiles(as_toml(FACTS), "When,What,Why\n3/1/2024 10:00,A.,B.\n")
    choices = Choices(columns={"event": "Why"}, day_first=False)
    (event,) = files.load(Path("mine"), choices).timeline
    assert (f"{event.at:%Y-%m-%d}", event.event) == ("2024-03-01", "B.")
