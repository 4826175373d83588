"""The desk and what stands on the disk: folders opened, saved, and made from the template."""

import os

import pytest

from course.incident.facts import show_facts
from course.incident.template import template
from course.widgets.own_incident import own_incident
from tests.widgets.own_form import FIELDS, TIMELINE


class TestFolder:
    """What stands on the disk."""

    def test_a_folder_fills_the_form_and_is_shown(self, desk, tmp_path, press):
        """What it holds comes back to be mended."""
        desk.save(FIELDS | {"affected": "1,200"}, TIMELINE, "mine")
        answer = press(desk, "open")
        assert answer["form"] == {
            "folder": "mine",
            "fields": FIELDS | {"affected": "1200"},
            "timeline": TIMELINE,
        }
        assert desk.incident.folder.resolve() == tmp_path / "mine"

    def test_a_folder_to_mend_fills_the_form_as_far_as_it_can_be_read(self, desk, tmp_path, press):
        """Damaged UTF-8 cannot be shown as text; the facts can, and the findings name the rows."""
        desk.save(FIELDS, TIMELINE, "mine")
        damaged = "timestamp,event\n2026-05-04T10:00,Ō ".encode() + b"caf\xe9\n"
        (tmp_path / "mine" / "incident_timeline.csv").write_bytes(damaged)
        answer = press(desk, "open")
        assert "timeline" not in answer["form"]
        assert answer["form"]["fields"] == FIELDS
        assert "not UTF-8" in desk.problems[0]

    def test_a_folder_that_is_not_there_is_told(self, desk, press):
        """The form stays as it is."""
        assert press(desk, "open", folder="nowhere")["form"] == {"folder": "nowhere"}
        assert desk.problems == [
            "nowhere: found nothing; expected a folder with incident.toml and incident_timeline.csv"
        ]

    @pytest.mark.parametrize("button", ["open", "check", "save", "template"])
    @pytest.mark.parametrize("folder", ["~nobody-of-this-name/x", "x" * 5000, "a\0b", "\ud800"])
    def test_a_folder_that_cannot_be_is_told_as_such(self, desk, press, button, folder):
        """What was typed is shown back with what is expected, and is no fault of the course."""
        answer = press(desk, button, folder=folder)
        assert not answer.get("fault"), answer
        told = " ".join([answer["say"], *desk.problems])
        assert "expected a folder" in told or "expected the name of a folder" in told
        assert desk.incident.is_built_in

    @pytest.mark.parametrize("button", ["open", "save"])
    def test_a_pipe_in_the_place_of_a_file_is_not_waited_for(self, desk, tmp_path, press, button):
        """The desk answers, and the form keeps what was typed."""
        press(desk, "save")
        for name in ("incident.toml", "incident_timeline.csv"):
            (tmp_path / "mine" / name).unlink()
            os.mkfifo(tmp_path / "mine" / name)
        answer = press(desk, button)
        assert not answer.get("fault"), answer
        if button == "open":
            assert len(desk.problems) == 2
            assert answer["form"] == {"folder": "mine"}

    def test_a_folder_without_a_name_gets_one(self, desk, tmp_path, press):
        """Nothing is strewn beside the notebooks."""
        press(desk, "save", folder=" ")
        assert [path.name for path in tmp_path.iterdir()] == ["my-incident"]

    def test_a_notebook_can_be_given_a_folder(self, desk):
        """Then the form begins with it, and so does everything below."""
        desk.save(FIELDS, TIMELINE, "mine")
        given = own_incident("mine")
        assert given.given["timeline"] == TIMELINE
        assert repr(given).startswith("2 events, nothing to mend.")
        assert "Tills" in given._repr_mimebundle_()[0]["text/html"]
        assert given.show(show_facts).whose == "About “Tills”."

    def test_the_template_is_written_and_opened(self, desk, tmp_path, press):
        """One press makes a folder that loads."""
        answer = press(desk, "template")
        assert str(tmp_path / "mine" / "incident.toml") in answer["say"]
        assert answer["form"]["timeline"] == template().timeline
        assert desk.problems == []
        assert "nothing to mend" not in desk.status

    def test_a_folder_may_hold_its_timeline_in_any_form(self, desk, tmp_path, press):
        """It is looked for under any ending, and what no facts say is asked in the form."""
        (tmp_path / "mine").mkdir()
        lines = "# 4 May 2026\n- 10:00 The tills stop\n- 11:30 They work again\n"
        (tmp_path / "mine" / "incident_timeline.md").write_text(lines, encoding="utf-8")
        answer = press(desk, "open")
        assert "2026-05-04T11:30,They work again" in answer["form"]["timeline"]
        assert [found["field"] for found in desk.findings] == ["title", "organisation", "timezone"]

    def test_the_template_is_written_over_nothing(self, desk, tmp_path, press):
        """What is there is there, and the page may not ask it away."""
        desk.save(FIELDS, TIMELINE, "mine")
        answer = press(desk, "template")
        assert "needs a folder of its own" in answer["say"]
        assert "ask" not in answer
        assert (tmp_path / "mine" / "incident_timeline.csv").read_text("utf-8") == TIMELINE

    def test_saving_asks_before_it_writes_over(self, desk, tmp_path, press):
        """First nothing, then with leave."""
        press(desk, "save")
        assert (
            press(desk, "save")["say"]
            == "mine holds exactly this already: nothing had to be written."
        )
        other = TIMELINE + "2026-05-05T09:00,Talk.,follow_up\n"
        answer = press(desk, "save", timeline=other)
        assert answer["ask"].startswith("incident_timeline.csv in mine:")
        assert (tmp_path / "mine" / "incident_timeline.csv").read_text("utf-8") == TIMELINE
        assert "Written" in press(desk, "save", timeline=other, over=True)["say"]
        assert (tmp_path / "mine" / "incident_timeline.csv").read_text("utf-8") == other
