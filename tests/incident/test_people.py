"""Names become roles on the way in, and stand nowhere afterwards."""

import json
import zipfile

import pytest

from course.commands.incident import as_json
from course.incident.choices import Choices
from course.incident.findings import Findings
from course.incident.importing import Answers, bring
from course.incident.loading import load_incident
from course.incident.mentions import may_be_names, replacement
from course.incident.people import people_in
from course.incident.reading import read
from course.report.draft import draft

#: Made up, as all names here.
TABLE = (
    "Time,What happened,Author\n"
    "2024-03-01 14:05,Ana sees errors and calls Tom,Ana Bakker\n"
    '2024-03-01 14:15,"@tvos rolls back, ana.bakker@example.org watches",TV\n'
    "2024-03-01 14:30,Ms Bakker tells support. Well again,tom.vos@example.org\n"
    "2024-03-01 14:40,Letter sent,Support lead\n"
)
NAMES = ("ana", "bakker", "tom", "vos", "tvos", "TV")


class TestListing:
    """Each person once, by whichever of their names."""

    def test_a_person_is_listed_once(self):
        """Full name, address, handle and initials are one; roles are none."""
        cells = ["Ana Bakker", "ana.bakker@example.org", "@ana", "AB", "ben", "Support lead"]
        assert [person.name for person in people_in(cells)] == ["Ana Bakker", "ben"]

    def test_a_short_form_of_two_people_is_a_third(self):
        """Nobody knows which Ana it is."""
        names = [person.name for person in people_in(["Ana Bakker", "Ana Cole", "Ana"])]
        assert names == ["Ana Bakker", "Ana Cole", "Ana"]

    def test_several_in_one_cell(self):
        """Joined by a comma, a stroke or a word."""
        cells = ["Ana, Ben", "Cy / Dee", "Eva and Flo"]
        assert [person.name for person in people_in(cells)] == [
            "Ana",
            "Ben",
            "Cy",
            "Dee",
            "Eva",
            "Flo",
        ]

    @pytest.mark.parametrize(
        "role",
        [
            "Engineer on call",
            "Payments engineer",
            "QA lead",
            "role 1",
            "PagerDuty",
            "Team",
            "On-call",
            "",
        ],
    )
    def test_a_role_is_nobody(self, role):
        """What ends with a word for a role is one."""
        assert people_in([role]) == ()

    def test_a_column_of_roles_is_believed(self):
        """But for an address."""
        assert people_in(["The Night Shift"], is_role=True) == ()
        assert [person.name for person in people_in(["jo@example.org"], is_role=True)] == [
            "jo@example.org"
        ]


class TestReplacing:
    """In the column and in texts."""

    def test_words_that_are_names_as_well(self):
        """Will at the beginning of a sentence is a word; within one it is a name."""
        roles = replacement(people_in(["Will Ong"]), {"Will Ong": "support lead"})
        assert roles.in_texts(["Will it hold? Then Will calls.", "May hold"]) == [
            "Will it hold? Then the support lead calls.",
            "May hold",
        ]

    def test_a_name_within_a_word_is_none(self):
        """Ben does not bend."""
        roles = replacement(people_in(["ben"]), {"BEN": "support lead"})
        assert roles.in_texts(["Ben's belt may bend, says ben."]) == [
            "The support lead's belt may bend, says the support lead."
        ]

    def test_blanks_without_end_are_no_trouble(self):
        """What an accident puts into a cell of authors is taken apart in one go."""
        assert people_in(["Ana" + " " * 300_000 + "B, Ben"])[0].name == "Ben"

    def test_what_looks_like_a_name_is_shown(self):
        """A name that is not known may remain."""
        texts = ["Later Jo Smith asked @kim", "On Monday the Support Lead calls", "all is well"]
        assert may_be_names(texts) == ["Jo Smith", "@kim"]

    @pytest.mark.parametrize(
        ("text", "name"),
        [
            ("Priya restarted it", "Priya"),
            ("Later Tom rolls back", "Tom"),
            ("We asked Ben to look", "Ben"),
            ("Alerted Aisha", "Aisha"),
            ("Zoë's laptop is off", "Zoë"),
            ("The one on call (Wei) looks", "Wei"),
            ("Jo Smith restarted it", "Jo Smith"),
            ("Ask Peter for the key", "Peter"),
            ("June restarts it", "June"),
        ],
    )
    def test_a_first_name_alone_is_shown(self, text, name):
        """By what stands beside it, wherever in a sentence it stands."""
        assert may_be_names([text]) == [name]

    def test_names_in_a_row_are_shown(self):
        """Each of those who do something together; a month alone is none of them."""
        assert may_be_names(["Priya, Tom and Ana join"]) == ["Priya", "Tom", "Ana"]
        assert may_be_names(["In June errors rise; calm in April"]) == []

    @pytest.mark.parametrize(
        "text",
        ["Alert fires", "Redis restarted", "Support asked Operations", "On Monday Slack was down"],
    )
    def test_a_thing_is_no_first_name(self, text):
        """Nor is a team, a product or a day."""
        assert may_be_names([text]) == []

    def test_a_word_is_no_first_name(self):
        """What stands in small letters elsewhere is one."""
        assert may_be_names(["Turbine restarted", "We look at the turbine"]) == []


def everything(incident) -> str:
    """Write out all that is shown or kept of an incident."""
    shown = json.dumps(as_json(incident), ensure_ascii=False) + draft(incident).markdown
    return shown + incident.events.to_csv() + " ".join(incident.notices)


def holds_a_name(text: str) -> list[str]:
    """List the names that stand in a text."""
    words = set("".join(sign if sign.isalnum() else " " for sign in text).split())
    lower = {word.casefold() for word in words}
    return [name for name in NAMES if name in words or (name.islower() and name in lower)]


class TestOnTheWayIn:
    """Nothing that is loaded holds a name."""

    def test_without_roles_people_are_numbered(self, write):
        """Whoever loads a folder sees no name, and is told how to give roles."""
        incident = load_incident(write(TABLE))
        assert [event.actor_role for event in incident.timeline] == [
            "person 1",
            "person 2",
            "person 2",
            "Support lead",
        ]
        assert holds_a_name(everything(incident)) == []
        assert any("`Author` named 2 people" in notice for notice in incident.notices)

    def test_roles_that_were_chosen_hold_everywhere(self):
        """In the column, in texts and for each way to write a person."""
        findings = Findings("a.csv")
        from zoneinfo import ZoneInfo

        choices = Choices(roles={"Ana Bakker": "support agent", "Tom.Vos@example.org": "SRE"})
        reading = read(TABLE.encode(), ZoneInfo("UTC"), {}, findings, choices)
        assert [event.actor_role for event in reading.events[:3]] == ["support agent", "SRE", "SRE"]
        assert reading.events[0].event == "The support agent sees errors and calls the SRE"
        assert reading.people == ("Ana Bakker", "tom.vos@example.org")
        assert not any("named" in notice for notice in findings.notices)


@pytest.mark.parametrize(
    "chat",
    [
        "Friday, March 1, 2024\n\nJo Smit  2:05 PM\nerrors\nKim  2:12 PM\nrolling back, Jo?\n",
        "[01.03.24, 14:05] Jo: errors\n[01.03.24, 14:12] Kim: ok, Jo?\n[01.03.24, 14:13] Jo: yes\n",
    ],
)
def test_whoever_speaks_in_a_pasted_chat_is_listed(tmp_path, least_facts, chat):
    """A name above or before a text is an author, and no part of the text."""
    (tmp_path / "incident_timeline.txt").write_text(chat)
    (tmp_path / "incident.toml").write_text(least_facts)
    incident = load_incident(tmp_path)
    shown = everything(incident)
    assert [event.actor_role for event in incident.timeline][:2] == ["person 1", "person 2"]
    assert incident.timeline[0].event == "errors"
    assert "Jo" not in shown
    assert "Kim" not in shown


class TestWhoeverIsMentioned:
    """Handles and addresses in texts are people as well, whatever the document."""

    def test_without_a_column_of_people(self, tmp_path):
        """A list of bullets names people by their handles and addresses."""
        path = tmp_path / "notes.md"
        path.write_text(
            "- 2024-03-12 10:00Z @kvisser pages Ana Bakker\n"
            "- 2024-03-12 10:05Z ana.bakker@example.org looks, @here waits, @kvisser helps\n"
        )
        said = {"title": "T", "timezone": "UTC"}
        brought = bring([path], Answers(said, Choices(roles={"@kvisser": "support lead"})))
        assert brought.people == ("@kvisser", "ana.bakker@example.org")
        assert [event.event for event in brought.events] == [
            "The support lead pages person 2",
            "Person 2 looks, @here waits, the support lead helps",
        ]

    def test_an_address_is_replaced_as_a_whole(self):
        """Nothing of it is left beside the role."""
        people = people_in(["Ana Bakker"])
        (text,) = replacement(people, {}).in_texts(["ask abakker@example.org"])
        assert text == "ask person 1"

    def test_all_names_of_an_account_are_one_person(self, tmp_path):
        """Whoever is in the workspace and not in the channel is not asked for."""
        path = tmp_path / "slack.zip"
        users = [
            {"id": "U1", "name": "abakker", "real_name": "Ana Bakker", "profile": {"email": ""}},
            {
                "id": "U2",
                "name": "tvos",
                "real_name": "Tom Vos",
                "profile": {"display_name": "tom"},
            },
            {"id": "U3", "name": "notthere", "real_name": "Not There"},
        ]
        said = [
            {"user": "U1", "ts": "1710237600.0", "text": "<@U2> look"},
            {"user": "U2", "ts": "1710238600.0", "text": "thanks Bakker; abakker was right, tom"},
        ]
        with zipfile.ZipFile(path, "w") as archive:
            archive.writestr("users.json", json.dumps(users))
            archive.writestr("ops/2024-03-12.json", json.dumps(said))
        brought = bring([path], Answers({"title": "T", "timezone": "UTC"}))
        assert brought.people == ("Ana Bakker", "Tom Vos")
        assert [event.event for event in brought.events] == [
            "Person 2 look",
            "thanks person 1; person 1 was right, person 2",
        ]
