"""`course binder-link`: what a person or a program gets to copy."""

import json
import re

import pytest

from course.cli import main
from course.content.notebooks import notebooks
from course.server.binder import HUB

CALL = ["binder-link", "--repo", "owner/course", "--ref", "v1.0"]


def test_every_notebook_has_both_links(capsys):
    """Each notebook of the list can be opened in reader mode and in JupyterLab."""
    assert main(CALL) == 0
    shown = capsys.readouterr()
    for room in notebooks():
        for path in ("voila/render", "lab/tree"):
            link = f"{HUB}/v2/gh/owner/course/v1.0?urlpath={path}/notebooks/{room.filename}"
            assert re.search(
                rf"^  {re.escape(room.title)} +{re.escape(link)}$", shown.out, re.MULTILINE
            )
    assert shown.err == ""


@pytest.mark.parametrize("end", ["", "/", ".git"])
def test_the_address_of_the_repository_is_taken_as_well(capsys, end):
    """What stands in a browser, or what is cloned, gives the same links as the two words."""
    assert main(CALL) == 0
    expected = capsys.readouterr().out
    address = f"https://github.com/owner/course{end}"
    assert main(["binder-link", "--repo", address, "--ref", "v1.0"]) == 0
    assert capsys.readouterr().out == expected


def test_json_says_the_same(capsys):
    """A program finds every link that a person sees, and nothing else on standard output."""
    assert main([*CALL, "--hub", "https://hub.example/binder/", "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert main([*CALL, "--hub", "https://hub.example/binder/"]) == 0
    text = capsys.readouterr().out
    assert [room["notebook"] for room in found["notebooks"]] == [n.slug for n in notebooks()]
    pulling = found["pulling"]
    for room in (*found["notebooks"], pulling):
        assert f"{room['reader']}\n" in text
        assert f"{room['lab']}\n" in text
        assert room["lab"].startswith("https://hub.example/binder/v2/gh/owner/course/v1.0?")
    assert pulling["branch"] == "main"
    assert found["badge"] in text


def test_the_badge_opens_the_first_notebook_in_reader_mode(capsys):
    """Most learners do not code."""
    main([*CALL, "--json"])
    found = json.loads(capsys.readouterr().out)
    assert found["badge"].endswith(f"({found['notebooks'][0]['reader']})")


def test_without_a_tag_a_person_is_told_what_that_means(capsys):
    """The newest commit is started, and the notice stands beside the result, not in it."""
    assert main([*CALL[:3], "--json"]) == 0
    shown = capsys.readouterr()
    assert json.loads(shown.out)["ref"] == "HEAD"
    assert "--ref" in shown.err


@pytest.mark.parametrize(
    ("option", "given"),
    [("--repo", "course"), ("--ref", "a b"), ("--hub", "hub.example"), ("--branch", "a..b")],
)
def test_what_cannot_be_part_of_a_link_gives_one_message(capsys, option, given):
    """The call ends with 2 and one sentence or two, and prints no link."""
    assert main([*CALL, option, given]) == 2
    shown = capsys.readouterr()
    assert shown.out == ""
    assert repr(given) in shown.err
    assert shown.err.count("\n") == 1
