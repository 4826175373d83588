"""Each part of the command given what nobody meant: an exit code, a sentence, no traceback."""

import os
import socket

import pytest

from course.cli import main
from course.incident import BUILT_IN

#: Each takes one more word, which stands where DIR, FILE or another value belongs.
CALLS = [
    ["incident", "check"],
    ["incident", "check", "--json"],
    ["incident", "show"],
    ["incident", "chart", "--out", "charts"],
    ["incident", "report"],
    ["language"],
    ["language", "--json"],
    ["progress", "import"],
    ["progress"],
    ["build", "--incident"],
    ["build", "--workers"],
    ["binder-link", "--repo"],
    ["binder-link", "--repo", "owner/course", "--hub"],
    ["binder-link", "--repo", "owner/course", "--ref"],
    ["room", "--port"],
    ["room", "--dry-run"],
    ["room", "--port", "0", "--resume"],
    ["lab", "--port"],
    ["read", "--port"],
    [],
    # These write, and come last, so that the others find nothing that they have written.
    ["progress", "export"],
    ["incident", "template"],
]


def links_in_a_circle(folder):
    (folder / "circle").symlink_to("circle")
    return "circle"


def a_socket(folder):
    with socket.socket(socket.AF_UNIX) as made:
        made.bind(str(folder / "socket"))
    return "socket"


def folders_for_files(folder):
    for name in ("incident.toml", "incident_timeline.csv"):
        (folder / "odd" / name).mkdir(parents=True)
    return "odd"


def rubbish(folder):
    (folder / "rubbish").mkdir()
    for name in ("incident.toml", "incident_timeline.csv"):
        (folder / "rubbish" / name).write_bytes(os.urandom(4096))
    return "rubbish"


def much_in_little(folder):
    (folder / "deep").mkdir()
    (folder / "deep" / "incident.toml").write_text(f"x = {'[' * 3000}\ny = {'9' * 5000}\n")
    (folder / "deep" / "incident_timeline.csv").write_text('"' * 9999)
    (folder / "deep.json").write_text("[" * 99_999)
    return "deep.json"


ODD = {
    "nothing": lambda _: "",
    "a blank": lambda _: " ",
    "half a character": lambda _: os.fsdecode(b"caf\xe9"),
    "a line break": lambda _: "a\nb",
    "too long a name": lambda _: "n" * 5000,
    "a number of 5,000 digits": lambda _: "9" * 5000,
    "a negative number": lambda _: "-7",
    "a device": lambda _: "/dev/null",
    "a file inside a file": lambda _: "/dev/null/x",
    "the root": lambda _: "/",
    "an option": lambda _: "--no-such-option",
    "an address": lambda _: "http://[::1",
    "links in a circle": links_in_a_circle,
    "a socket": a_socket,
    "folders for files": folders_for_files,
    "rubbish": rubbish,
    "much in little": much_in_little,
}


@pytest.mark.parametrize("odd", ODD)
def test_no_call_ends_in_a_traceback(tmp_path, monkeypatch, capsys, odd):
    """Done, findings or wrong: one of the three, and never a fault of the course."""
    monkeypatch.chdir(tmp_path)
    word = ODD[odd](tmp_path)
    for call in CALLS:
        if call[-1:] == ["template"] and odd == "the root":
            continue  # it would be written to
        try:
            code = main([*call, word])
        except SystemExit as end:
            code = end.code
        shown = capsys.readouterr()
        assert code in (0, 1, 2), (call, shown.err)
        assert "Traceback" not in shown.err, call
        assert code != 2 or shown.err, call
        if code == 1:
            assert call[:2] == ["incident", "check"] or call[0] == "language", call


@pytest.mark.parametrize("odd", ["a file inside a file", "half a character", "links in a circle"])
def test_no_output_ends_in_a_traceback(tmp_path, monkeypatch, capsys, odd):
    """Wherever a result is to go, it is there, or it is told why not."""
    monkeypatch.chdir(tmp_path)
    word = ODD[odd](tmp_path)
    for call in (["incident", "report", str(BUILT_IN), "--out"], ["build", "--guide", "--out"]):
        code = main([*call, word])
        assert code in (0, 2), (call, capsys.readouterr().err)


def test_a_folder_too_deep_or_large_is_no_traceback(tmp_path, capsys):
    """Brackets and digits without end are told as what they are: not findings of a crash."""
    much_in_little(tmp_path)
    assert main(["incident", "show", str(tmp_path / "deep")]) == 2
    assert capsys.readouterr().err
