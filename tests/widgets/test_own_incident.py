"""The desk: what comes from the form, what is to mend, and who is told."""

import base64
import json
from datetime import UTC, date, datetime, timedelta
from itertools import count

from course.charts import affected_chart, callers_chart, timeline_chart
from course.content import load
from course.incident import how_far
from course.incident.facts import show_facts
from course.incident.loading import BUILT_IN
from course.incident.template import template
from course.widgets import own_incident as module
from course.widgets.own_incident import own_incident
from course.widgets.report_draft import report_draft
from course.widgets.what_if import what_if_sliders
from tests.widgets.own_form import FIELDS, TIMELINE


class TestCheck:
    """What stands in the form."""

    def test_until_then_the_course_s_case_is_the_example(self, desk):
        """Everything that is shown says that it is an example."""
        assert desk.incident.is_built_in
        assert desk.show(show_facts).whose.startswith("Worked example")

    def test_nothing_to_mend_turns_everything_to_it(self, desk, press):
        """Tables, charts, sliders and draft are about the new one, and say so."""
        shown = [desk.show(make) for make in (show_facts, timeline_chart, what_if_sliders)]
        shown.append(desk.show(report_draft, False))
        answer = press(desk, "check")
        assert answer["say"].startswith("2 events, nothing to mend.")
        assert desk.incident.title == "Tills"
        for follower in shown:
            assert follower.whose == "About “Tills”."
            assert "Ōtautahi" not in repr(follower)
            assert "2,340" not in json.dumps(follower.get_state(), default=str)

    def test_guesses_turn_to_it_and_keep_what_was_guessed_of_each(self, desk, press, ask):
        """Where nobody counted, one sentence offers to add a count, and nothing is asked."""
        shown = desk.show(affected_chart)
        share = desk.guess("share", callers_chart)
        sooner = desk.guess("spared")
        sliders = desk.show(what_if_sliders, sooner)
        assert (shown.offer, share.waits, sliders.waits) == ("", True, True)
        ask(share, "guess", guess="10")
        ask(sooner, "guess", guess="300")
        assert not sliders.waits
        press(desk, "check")
        assert shown.offer == load("own_incident")["add_count"]
        assert (share.report, share.given, repr(share)) == ("", "", "About “Tills”.")
        counted = "timestamp,event,phase,affected_cumulative,support_calls_cumulative\n"
        counted += "2026-05-04T10:00,Off.,started,0,0\n2026-05-04T11:00,Seen.,detected,10,1\n"
        counted += "2026-05-04T11:30,On.,resolved,40,4\n"
        press(desk, "check", timeline=counted)
        assert (shown.offer, share.waits, sooner.waits, sliders.waits) == ("", True, True, True)
        ask(share, "guess", guess="10")
        assert share.verdict.startswith("You said one in 10; it was one in 10.")
        press(desk, "open", folder=str(BUILT_IN))
        assert "it was one in 138" in share.verdict

    def test_all_findings_come_at_once_with_their_places(self, desk, press):
        """Each leads to a row of the timeline or a field of the form."""
        shown = desk.show(show_facts)
        press(desk, "check", FIELDS | {"title": "", "affected": "many"}, "timestamp,event\nx,\n")
        assert [(found["row"], found["field"]) for found in desk.findings] == [
            (None, "title"),
            (None, "affected"),
            (1, None),
            (1, None),
        ]
        assert desk.status.startswith("4 things to mend")
        assert len(desk.problems) == 4
        assert shown.whose.startswith("Worked example"), "nothing below has changed"

    def test_an_empty_form_is_asked_for_events_and_not_for_a_file(self, desk, press):
        """Nobody has made a file, so none is named: what is missing is the first row."""
        press(desk, "check", {}, "")
        texts = [found["text"] for found in desk.findings]
        assert texts[-1] == load("own_incident")["no_events"]
        assert not any("file" in text for text in texts)

    def test_one_finding_is_one(self, desk, press):
        """The sentence agrees with the number."""
        assert press(desk, "check", timeline="a,b\n")["say"].startswith("3 things")
        assert press(desk, "check", FIELDS | {"title": ""})["say"].startswith("1 thing ")

    def test_a_pasted_spreadsheet_is_taken_and_said(self, desk, press):
        """Tabs are turned into commas, with a notice."""
        press(desk, "check", timeline=TIMELINE.replace(",", "\t"))
        assert desk.problems == []
        assert desk.notices == [load("own_incident")["pasted_tabs"]]

    def test_findings_speak_of_the_form(self, desk, press):
        """They name fields as the page does, and neither files nor columns of a file."""
        timeline = "timestamp,event,affected_cumulative\nlater,Off.,x\n2026-05-04T10:00,,50\n"
        fields = FIELDS | {"title": "", "affected": "40", "timezone": "GMT+1"}
        press(desk, "check", fields, timeline)
        told = [found["text"] for found in desk.findings]
        assert told[0] == "“Title” is missing"
        assert told[1].startswith("“Time zone” is “GMT+1”; expected")
        assert "Row 1, “When”: found “later”; expected year" in told[2]
        assert "Row 2, “What happened”: found nothing; expected one sentence" in told
        assert "at most 40, which is “How many were affected”" in told[-1]
        assert not any("incident.toml" in text or "`" in text for text in told)
        assert [found["column"] for found in desk.findings][2] == "timestamp"

    def test_what_does_not_fit_together_is_asked_and_leads_to_its_field(self, desk, press):
        """Each is a question by itself, in the words of the form, and so is a silence."""
        rows = [
            *("10:00,A.,started,,", "09:40,B.,detected,Lead,", "10:05,C.,,,", "12:30,D.,,,"),
            *("12:40,E.,resolved,,800", "12:41,F.,mitigated,,", "12:45,G.,follow_up,,"),
        ]
        head = "timestamp,event,phase,actor_role,affected_cumulative\n"
        timeline = head + "".join(f"2026-05-04T{row}\n" for row in rows)
        known = {"severity": "SEV-4", "population": "1000", "affected": "900"}
        press(desk, "check", FIELDS | known, timeline)
        places = [asked["places"] for asked in desk.doubts]
        assert [[place.get("row") or place["field"] for place in ways] for ways in places] == [
            *([1, 2], [5, 6], [7], ["severity", "affected"], ["affected"])
        ]
        assert places[2][0]["column"] == "actor_role"
        assert [[place["row"] for place in asked["places"]] for asked in desk.silences] == [[3, 4]]
        assert not any("incident.toml" in asked["text"] for asked in desk.doubts)
        press(desk, "check", FIELDS, TIMELINE)
        assert desk.doubts == []

    def test_what_can_be_heard_as_blame_is_asked_and_leads_to_its_place(self, desk, press):
        """In fields and rows alike, unless somebody is quoted; what comes first of very much."""
        head = "timestamp,event\n"
        rows = [
            "The operator forgot to look.",
            "A call: “You should have known.”",
            "Tills are back.",
        ]
        timeline = head + "".join(f"2026-05-04T10:0{n},{row}\n" for n, row in enumerate(rows))
        known = {"summary": "No tills. It was human error."}
        press(desk, "check", FIELDS | known, timeline)
        assert [asked["places"] for asked in desk.heard] == [
            [{"field": "summary"}],
            [{"row": 1, "column": "event"}],
        ]
        assert desk.heard[0]["text"].startswith("“human error”: What in")
        assert "human error" in desk.readable().text
        assert desk.problems == []
        press(desk, "check", FIELDS, head + "2026-05-04T10:00,It was human error.\n" * 9)
        assert len(desk.heard) == 5
        press(desk, "check", FIELDS, TIMELINE)
        assert desk.heard == []

    def test_what_is_no_table_yet_becomes_one(self, desk, press):
        """The answer brings its rows, and how they were read; names are roles in them."""
        pasted = "When;Who;What;Team\n4/5/2026 10:00;Kim Lee;Kim sees it;A\n"
        answer = press(desk, "rows", timeline=pasted)
        assert answer["form"]["timeline"].splitlines() == [
            "timestamp,event,actor_role",
            "4/5/2026 10:00,Person 1 sees it,person 1",
        ]
        assert answer["read"]["asks"] == ["dates"]
        order = {"cell": "“4/5/2026 10:00”", "day_first": "2026-05-04", "month_first": "2026-04-05"}
        assert answer["read"]["order"] == order
        assert answer["read"]["people"] == [{"name": "Kim Lee", "role": "person 1"}]
        said = {"day_first": True, "roles": {"Kim Lee": "tester"}, "columns": {"event": "Team"}}
        answer = press(desk, "rows", timeline=pasted, choices=said)
        assert answer["form"]["timeline"].splitlines()[1] == "2026-05-04T10:00,A,tester"
        assert "“Team” for “What happened”" in desk.notices[0]
        assert "Kim" not in json.dumps(desk.get_state(), default=str)

    def test_what_stands_above_is_named_and_proposed(self, desk, press):
        """A day without its year and a title are proposed, and neither is taken by itself."""
        pasted = "Outage of 3 May, tills in the stores\n9:20 Cards fail\n10:02 Mended\n"
        answer = press(desk, "rows", {}, pasted)
        assert answer["form"]["timeline"].splitlines()[1] == "9:20,Cards fail"
        assert answer["proposes"] == {"title": "Outage of 3 May, tills in the stores"}
        proposed = answer["read"]["day"]
        assert proposed["said"] == "3 May"
        since = datetime.now(UTC).date() - date.fromisoformat(proposed["day"])
        assert timedelta(0) <= since < timedelta(367)
        assert "“Outage of 3 May, tills" in desk.notices[0]
        assert proposed["day"] in desk.notices[1]
        press(desk, "rows", FIELDS, pasted, choices={"day": "2024-05-03"})
        assert not any("proposed" in notice for notice in desk.notices)
        # A line is told once: as the title, or as none.
        assert desk.notices[0].startswith("Line 1 of what you pasted, “Outage of 3 May")
        # In its field it is checked as well: nothing says of it that it is missing.
        choices = {"day": "2024-05-03"}
        answer = press(desk, "check", FIELDS | {"title": ""}, pasted, choices=choices)
        assert (desk.findings, answer["proposes"]["title"]) == ([], desk.incident.title)
        press(desk, "rows", {}, f"Kim Lee’s {pasted}9:30 Kim Lee calls\n")
        assert "Kim" not in json.dumps(desk.get_state(), default=str)

    def test_a_zone_that_nobody_chose_is_asked_about(self, desk, press):
        """That of the computer is taken for now; the question leads to its field."""
        for name in ("rows", "check"):
            press(desk, name, assumed=True)
            assert desk.doubts[0]["text"].startswith("Is Europe/Paris the clock")
            assert desk.doubts[0]["places"] == [{"field": "timezone"}]
            press(desk, name)
            assert desk.doubts == []

    def test_check_reads_what_is_no_table_yet(self, desk, press):
        """One press leads from what was pasted to all that is shown, and asks for milestones."""
        pasted = "# 4 May 2026\n- 10:00 The tills stop\n- 11:30 Rolled back\n"
        answer = press(desk, "check", timeline=pasted)
        assert answer["say"].startswith("2 events, nothing to mend.")
        # Rows of the table have numbers of their own.
        assert any(text.startswith("Lines 2 and 3 of what you pasted:") for text in desk.notices)
        rows = "timestamp,event\n2026-05-04T10:00,The tills stop\n2026-05-04T11:30,Rolled back\n"
        assert answer["form"]["timeline"] == rows
        assert [asked["phase"] for asked in desk.milestones][:2] == ["introduced", "started"]
        assert desk.milestones[4]["hints"] == [{"row": 2, "words": ["rolled back"]}]
        press(desk, "check")
        assert desk.milestones == []

    def test_a_long_reading_says_how_far_it_is(self, desk, press, monkeypatch):
        """The page is told while it waits, row by row."""
        monkeypatch.setattr(how_far, "monotonic", count(step=3).__next__)
        told = []
        desk.observe(lambda change: told.append(change["new"]), "how_far")
        lines = "".join(f"- 2026-05-04 10:{minute:02} Off\n" for minute in range(60)) * 20
        press(desk, "rows", timeline=lines)
        assert "Taking the text apart: 1,000 of 1,200 rows" in told
        desk.show(show_facts)
        desk.show(timeline_chart)
        press(desk, "check")
        assert "Drawing what stands below: 1 of 2 parts" in told

    def test_what_holds_no_row_stays_as_it_is(self, desk, press):
        """It says why, and puts nothing in its place."""
        answer = press(desk, "rows", timeline="So it went.")
        assert "form" not in answer
        assert desk.findings
        assert press(desk, "check", timeline="So it went.")["say"].endswith("has changed.")

    def test_a_file_that_is_no_text_is_read(self, desk, press):
        """It comes as bytes; an office file is told what to save it as."""
        file = base64.b64encode("timestamp;event\n04.05.2026 10:00;Über".encode("latin-1"))
        answer = press(desk, "rows", timeline="", file=file.decode())
        assert answer["form"]["timeline"].endswith("2026-05-04T10:00,Über\n")

    def test_rows_of_the_template_are_named(self, desk, press):
        """Who changed all rows but two is told which, and nothing says that all is well."""
        rows = template().timeline.splitlines()
        timeline = "\n".join([rows[0], rows[1], "2026-03-04T10:00,Ours.,,,,,", rows[3]])
        press(desk, "check", timeline=timeline)
        (left,) = desk.findings
        assert left["text"].startswith("Rows 1 and 3: the sentence of the template")
        assert (left["row"], left["column"]) == (1, "event")
        assert "nothing to mend" not in desk.status

    def test_what_was_put_right_is_said(self, desk, press):
        """Notices of the loader reach the page."""
        lines = ["~2026-05-06T09:00,C.", "2026-05-05,B.", "2026-05-04T10:00,A.", "9h00,Later."]
        # Each is said once, also where it moved.
        timeline = "\n".join(["timestamp,event", *lines])
        answer = press(desk, "check", timeline=timeline)
        kinds = (
            "and have been sorted in time order",
            "Row 3, as in “2026-05-05”",
            "Row 1: a clock",
        )
        assert [sum(kind in notice for notice in desk.notices) for kind in kinds] == [1, 1, 1]
        # The form has the order that is said, and rows are counted in it, from the first one on.
        rows = ["2026-05-04T09:00+02:00,Later.", *lines[2::-1]]
        assert answer["form"]["timeline"].splitlines() == ["timestamp,event", *rows]
        # What this course writes itself needs no word.
        assert not any("roughly" in notice for notice in desk.notices)
        again = press(desk, "check", timeline=answer["form"]["timeline"])
        assert again["form"] == answer["form"]
        assert not any("sorted" in notice for notice in desk.notices)

    def test_two_columns_are_enough(self, desk, press):
        """What cannot be known is n/a, and the draft is there."""
        shown = desk.show(report_draft, False)
        press(desk, "check", timeline="timestamp,event\n2026-05-04T10:00,A.\n")
        assert desk.problems == []
        assert "n/a" in shown.markdown

    def test_nothing_that_is_typed_becomes_the_course_s_own_case(self, desk, press):
        """Not even under the name of its folder."""
        press(desk, "check", folder=str(BUILT_IN))
        assert not desk.incident.is_built_in

    def test_all_that_is_shown_turns_or_none_of_it(self, desk, press):
        """When one thing cannot be drawn, nothing is about another incident than the rest."""

        def brittle(incident):
            if not incident.is_built_in:
                raise OverflowError(incident.title)
            return show_facts(incident)

        shown = [desk.show(make) for make in (show_facts, brittle, what_if_sliders)]
        before = [repr(follower) for follower in shown]
        press(desk, "check", FIELDS | {"title": ""})
        answer = press(desk, "check")
        assert "The course itself came to a stop" in answer["say"]
        assert "OverflowError" in answer["say"]
        assert [repr(follower) for follower in shown] == before
        assert desk.incident.is_built_in
        assert (desk.findings, desk.problems, desk.status) == ([], [], "")

    def test_our_own_fault_is_told_as_ours(self, desk, monkeypatch, press):
        """An error of the course is neither a finding nor silence."""
        monkeypatch.setattr(module, "as_csv", lambda _: 1 / 0)
        answer = press(desk, "check")
        assert "The course itself came to a stop" in answer["say"]
        assert "ZeroDivisionError" in answer["say"]


class TestWithoutAKernel:
    """What a page shows that can only be read."""

    def test_an_empty_form_shows_the_template(self, desk):
        """Who cannot run anything can still copy it."""
        data, _ = desk._repr_mimebundle_()
        assert "start this page:" in data["text/html"]
        assert "Somebody took it on." in data["text/html"]
        assert data["text/plain"] == repr(own_incident())

    def test_findings_can_be_read(self, desk, press):
        """They stand in text and page."""
        press(desk, "check", FIELDS | {"title": "<b>"}, "timestamp,event\nx,<i>\n")
        data, _ = desk._repr_mimebundle_()
        assert desk.problems[0] in data["text/plain"]
        assert "1 thing to mend" in data["text/html"]
        assert "<i>" not in data["text/html"]

    def test_nothing_that_was_typed_is_kept_in_the_notebook(self, desk, press):
        """What is synchronised holds no text of the form."""
        press(desk, "check", FIELDS | {"summary": "confidential"})
        assert "confidential" not in json.dumps(desk.get_state(), default=str)
