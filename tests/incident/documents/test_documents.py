"""Documents of every known kind: the same incident through each is the same."""

import csv
import io
import json
import zipfile

import pytest

from course.incident.loading import load_incident
from course.incident.metrics import metrics

ROWS = [
    ("2024-03-01 22:05", "Checkout errors begin, 5 % of orders", "started"),
    ("2024-03-01 22:20", "An alarm rings", "detected"),
    ("2024-03-01 22:26", "Somebody takes it on", "acknowledged"),
    ("2024-03-01 23:40", "Rolled back; errors stop", "mitigated"),
    ("2024-03-02 00:15", "All orders go through", "resolved"),
]


def separated(separator: str) -> str:
    text = io.StringIO()
    writer = csv.writer(text, delimiter=separator)
    writer.writerows([("When", "What happened", "Milestone"), *ROWS])
    return text.getvalue()


def markdown() -> str:
    rows = "\n".join(f"| {' | '.join(row)} |" for row in ROWS)
    head = "| When | What happened | Milestone |\n|---|:-:|--:|"
    return f"# Orders\n\nWhat we know:\n\n{head}\n{rows}\n\nEnd.\n"


def records() -> str:
    names = ("occurred_at", "summary", "milestone")
    entries = [{"id": n, "data": dict(zip(names, row, strict=True))} for n, row in enumerate(ROWS)]
    return json.dumps({"incident": {"title": "Orders", "timeline": {"entries": entries}}})


def json_lines() -> str:
    return "\n".join(
        json.dumps({"ts": at, "text": text, "phase": phase}) for at, text, phase in ROWS
    )


DOCUMENTS = {
    "incident_timeline.csv": separated(","),
    "incident_timeline.tsv": separated("\t"),
    "incident_timeline.txt": separated(";"),
    "incident_timeline.md": markdown(),
    "incident_timeline.json": records(),
    "incident_timeline.jsonl": json_lines(),
}


@pytest.fixture
def load(tmp_path, least_facts):
    """Load a folder whose timeline is one document."""

    def load(name: str, content: str | bytes, facts: str = "") -> object:
        raw = content.encode() if isinstance(content, str) else content
        (tmp_path / name).write_bytes(raw)
        zone = least_facts.replace("Pacific/Auckland", "UTC")
        (tmp_path / "incident.toml").write_text(facts or zone)
        return load_incident(tmp_path)

    return load


@pytest.mark.parametrize("name", DOCUMENTS)
def test_one_incident_through_every_door(load, name):
    """Moments, texts and lengths are the same, whatever it was written in."""
    incident = load(name, DOCUMENTS[name])
    assert [event.event for event in incident.timeline] == [text for _, text, _ in ROWS]
    lengths = {key: metric.minutes for key, metric in metrics(incident).items()}
    assert lengths == {
        "latent": None,
        "time_to_detect": 15,
        "time_to_acknowledge": 6,
        "time_to_mitigate": 95,
        "time_to_resolve": 130,
    }


LISTS = {
    "bullets under a date": (
        "## Friday, 1 March 2024\n\n* 22:05 Errors begin\n* 22:20 - An alarm rings\n"
        "* 00:15 All is well\n"
    ),
    "bold times": (
        "Date: 2024-03-01 (all times UTC)\n\n- **22:05** Errors begin\n"
        "- **22:20**: An alarm rings\n- **00:15** – All is well\n"
    ),
    "dates in every line": (
        "2024-03-01 22:05 UTC: Errors begin\n2024-03-01 22:20 UTC: An alarm rings\n"
        "2024-03-02 00:15 UTC: All is well\n"
    ),
    "twelve hours": (
        "March 1, 2024\n10:05 PM: Errors begin\n10:20 PM: An alarm rings\n12:15 AM: All is well\n"
    ),
    "months and letters": (
        "1. Mar 1, 14:05 PST 2024 | Errors begin\n2. Mar 1, 14:20 PST 2024 | An alarm rings\n"
        "3. Mar 1, 16:15 PST 2024 | All is well\n"
    ),
    "a time above each text": (
        "# Timeline for 1 March 2024\n\n**22:05**\n\nErrors begin\n\n**22:20**\nAn alarm\nrings\n\n"
        "**00:15**\nAll is well\n"
    ),
    "two days": (
        "### 2024-03-01\n- 22:05 (UTC): Errors begin\n- 22:20 (UTC): An alarm rings\n"
        "### 2024-03-02\n- 00:15 (UTC): All is well\n"
    ),
    "ranges and a zone of its own": (
        "Times in CET, 1 March 2024\n\n* [23:05 - 23:18] Errors begin\n* [23:20] An alarm rings\n"
        "* [01:15] All is well\n"
    ),
    "a date and a zone above": (
        "Friday, 1 March 2024 (all times CET)\n- 23:05 Errors begin\n- 23:20 An alarm rings\n"
        "- 01:15 All is well\n"
    ),
    "a chat with dates beside its names": (
        "Ola Berg — 2024-03-01 10:05 PM\nErrors begin\nPim Lund — 2024-03-01 10:20 PM\n"
        "An alarm rings\nOla Berg — 2024-03-02 12:15 AM\nAll is well\n"
    ),
    "a table without a header": (
        "2024-03-01T22:05Z, Errors begin\n2024-03-01T22:20Z, An alarm rings\n"
        "2024-03-02T00:15Z, All is well\n"
    ),
}


@pytest.mark.parametrize("how", LISTS)
def test_lines_that_begin_with_a_time(load, how):
    """Dates come from above, times go past midnight, and what follows is the text."""
    incident = load("incident_timeline.md", LISTS[how])
    assert [(event.at.instant.isoformat()[:16], event.event) for event in incident.timeline] == [
        ("2024-03-01T22:05", "Errors begin"),
        ("2024-03-01T22:20", "An alarm rings"),
        ("2024-03-02T00:15", "All is well"),
    ]


def test_lines_that_begin_with_no_time_go_on_or_are_told(load):
    """A line under an event belongs to it; one apart is left out, and that is said."""
    text = (
        "1 March 2024\n\n- 22:05 Errors begin\n  in every shop\n\nA thought of its own.\n\n"
        "- 22:20 An alarm rings\n"
    )
    incident = load("incident_timeline.md", text)
    assert incident.timeline[0].event == "Errors begin in every shop"
    assert any("line 6" in notice and "left out" in notice for notice in incident.notices)


def test_a_table_whose_columns_have_strange_names(load):
    """What they hold says which is which, and it is told."""
    text = "M,Q,R\n13/3/2024 10:00,one,Alarm rings loudly\n13/3/2024 10:10,two,All is well again\n"
    incident = load("incident_timeline.csv", text)
    assert [event.event for event in incident.timeline] == [
        "Alarm rings loudly",
        "All is well again",
    ]
    assert "`M` for `timestamp`, `R` for `event`" in incident.notices[0]


def test_rows_with_milestones_in_columns(load):
    """An export that has a row for each incident: each milestone becomes a row."""
    text = (
        "id,title,Impact started at,Reported at,Accepted at,Fixed at,Resolved at\n"
        f"7,Orders,{','.join(at for at, *_ in ROWS)}\n"
    )
    incident = load("incident_timeline.csv", text)
    assert [event.phase for event in incident.timeline] == [phase for *_, phase in ROWS]
    assert metrics(incident)["time_to_resolve"].minutes == 130


def test_of_several_incidents_one_is_asked_for(problems, tmp_path):
    """Which of them is meant, nobody can know."""
    row = "2024-03-01 22:05,2024-03-01 22:20,2024-03-02 00:15\n"
    (tmp_path / "incident_timeline.csv").write_text(
        f"started_at,detected_at,resolved_at\n{row}{row}"
    )
    (tmp_path / "incident.toml").write_text('title="T"\norganisation="O"\ntimezone="UTC"\n')
    assert any("a table of 2 incidents" in problem for problem in problems(tmp_path))


def chat(**more: object) -> bytes:
    """Write an export as a workspace does; the texts are made up."""
    users = [{"id": "U01", "name": "ana", "profile": {"display_name": "Ana B"}}, {"id": "U02"}]
    first = [
        {"type": "message", "subtype": "channel_join", "user": "U01", "ts": "1709330700.000100"},
        {"type": "message", "user": "U01", "text": "Errors &gt; 5 %", "ts": "1709330700.000200"},
    ]
    second = [{"user": "U02", "text": "<@U01> see <https://x.example|this>", "ts": "1709338500.5"}]
    files = {
        "users.json": users,
        "channels.json": [],
        "orders/2024-03-01.json": first,
        "orders/2024-03-02.json": second,
        **more,
    }
    raw = io.BytesIO()
    with zipfile.ZipFile(raw, "w") as archive:
        for name, content in files.items():
            archive.writestr(name, json.dumps(content))
    return raw.getvalue()


class TestChat:
    """The export of a channel."""

    def test_messages_are_rows(self, load):
        """Joins are not; mentions become roles, and links are written as they are read."""
        incident = load("incident_timeline.zip", chat())
        assert [event.event for event in incident.timeline] == [
            "Errors > 5 %",
            "Person 1 see this",
        ]
        assert [event.actor_role for event in incident.timeline] == ["person 1", "person 2"]
        assert incident.timeline[0].at.isoformat() == "2024-03-01T22:05:00.000200+00:00"

    @pytest.mark.parametrize(
        ("raw", "told"),
        [
            (chat(**{"other/2024-03-01.json": []}), "channels orders, other"),
            (chat()[:200], "cannot be unpacked"),
            # Of a name, what stands before a nought of a byte counts: here nothing.
            (chat(z=[]).replace(b"z", b"\0"), "cannot be unpacked"),
            (b"PK\x03\x04" + b"x" * 50, "cannot be unpacked"),
        ],
    )
    def test_what_is_no_export_of_one_channel_is_told(self, raw, told, problems, tmp_path):
        """With what to export."""
        (tmp_path / "incident_timeline.zip").write_bytes(raw)
        (tmp_path / "incident.toml").write_text('title="T"\norganisation="O"\ntimezone="UTC"\n')
        assert any(told in problem for problem in problems(tmp_path))

    def test_a_workbook_is_named(self, problems, tmp_path):
        """It is an archive as well, and no table."""
        raw = io.BytesIO()
        with zipfile.ZipFile(raw, "w") as archive:
            archive.writestr("xl/workbook.xml", "<x/>")
        (tmp_path / "incident_timeline.zip").write_bytes(raw.getvalue())
        (tmp_path / "incident.toml").write_text('title="T"\norganisation="O"\ntimezone="UTC"\n')
        assert any("an office program" in problem for problem in problems(tmp_path))


class TestJson:
    """A list of records, however deep."""

    @pytest.mark.parametrize("text", ["{", '{"a": 1}', '[{"a": 1}]', "[" * 3000, '{"a": ' * 3000])
    def test_what_holds_no_records_is_told(self, text, problems, tmp_path):
        """With what a record looks like, or where the text stops being JSON."""
        (tmp_path / "incident_timeline.json").write_text(text)
        (tmp_path / "incident.toml").write_text('title="T"\norganisation="O"\ntimezone="UTC"\n')
        assert problems(tmp_path)

    def test_an_object_with_milestones(self, load):
        """One incident, as a tool gives it."""
        incident = load(
            "incident_timeline.json",
            '{"data": {"attributes": {"started_at": "2024-03-01T22:05Z", "title": "Orders",'
            ' "detected_at": "2024-03-01T22:20Z", "resolved_at": "2024-03-02T00:15Z"}}}',
        )
        assert list(incident.milestones) == ["started", "detected", "resolved"]
