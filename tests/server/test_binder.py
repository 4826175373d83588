"""Addresses that start the course on Binder."""

from urllib.parse import parse_qs, urljoin, urlsplit

import pytest

from course.errors import BinderError
from course.server.binder import HUB, Launch, check_ref, lab, reader


def opened(address):
    """The path that a Binder opens on the server it has started, as its own page does."""
    (path,) = parse_qs(urlsplit(address).query, strict_parsing=True)["urlpath"]
    return urlsplit(urljoin("https://hub.example/user/somebody/", path))


def test_a_notebook_is_opened_in_reader_mode_and_in_jupyterlab():
    """The form is the one that Binder documents: version, and the path to open on the server."""
    launch = Launch("owner/course", "v1.0")
    start = f"{HUB}/v2/gh/owner/course/v1.0?urlpath="
    assert launch.address(reader("a.ipynb")) == f"{start}voila/render/notebooks/a.ipynb"
    assert launch.address(lab("a.ipynb")) == f"{start}lab/tree/notebooks/a.ipynb"


@pytest.mark.parametrize("path", ["lab/tree/Ōtautahi & co.ipynb", "a?b=c%20d&e=f+g#h"])
def test_any_path_arrives_as_it_was_given(path):
    """Macrons, spaces and signs with a meaning of their own are encoded once, and only once."""
    address = Launch("owner/course").address(path)
    assert address.isascii()
    assert parse_qs(urlsplit(address).query)["urlpath"] == [path]


def test_a_branch_with_a_slash_stays_one_part_of_the_path():
    """The slash of a branch is encoded, as in the addresses that Binder's own form gives."""
    path = urlsplit(Launch("owner/course", "next/2").address("lab")).path
    assert path == "/v2/gh/owner/course/next%2F2"


def test_a_member_of_the_federation_may_have_a_path():
    """The address of a Binder counts with its path, with or without a slash at the end."""
    for hub in ("https://hub.example/binder", "https://hub.example/binder/"):
        launch = Launch("owner/course", "v1", hub)
        assert (
            launch.address("lab") == "https://hub.example/binder/v2/gh/owner/course/v1?urlpath=lab"
        )
        assert launch.badge("lab").startswith(
            "[![Open the course on Binder](https://hub.example/binder/badge_logo.svg)](https://"
        )


def test_pulling_names_version_repository_branch_folder_and_notebook():
    """The image is that of the tag; the rest reaches nbgitpuller through two decodings."""
    address = Launch("owner/course", "v1.0").pulling("next/2", reader("a.ipynb"))
    assert urlsplit(address).path == "/v2/gh/owner/course/v1.0"
    page = opened(address)
    assert page.path == "/user/somebody/git-pull"
    assert parse_qs(page.query, strict_parsing=True) == {
        "repo": ["https://github.com/owner/course"],
        "branch": ["next/2"],
        "targetpath": ["."],
        "urlpath": ["voila/render/notebooks/a.ipynb"],
    }


@pytest.mark.parametrize(
    "repo",
    [
        *("", "owner", "owner/", "/name", "a/b/c", "owner/..", "o wner/name", "owner/name?x"),
        *("Ō/name", "https://github.com/owner/name", "owner/name\n"),
    ],
)
def test_what_is_no_repository_is_refused(repo):
    """The message shows what was found and the form that is expected."""
    with pytest.raises(BinderError, match="OWNER/NAME") as refused:
        Launch(repo)
    assert repr(repo) in str(refused.value)


@pytest.mark.parametrize(
    "name",
    [
        *("", " ", "a b", "-a", "/a", "a/", "a//b", "a..b", ".a", "a/.b", "a.", "a.lock", "@"),
        *("a@{1}", "a~1", "a^", "a:b", "a?", "a*", "a[", "a\\b", "a\n"),
    ],
)
def test_what_git_allows_in_no_name_is_refused(name):
    """Tags and branches follow git's own rules, for the version and for the branch."""
    for call in (
        lambda: Launch("owner/course", name),
        lambda: Launch("owner/course").pulling(name, "lab"),
    ):
        with pytest.raises(BinderError, match="tag, branch or commit"):
            call()


@pytest.mark.parametrize("name", ["v1.0", "HEAD", "next/2", "2026-06-11", "ōtautahi", "a@b", "#1"])
def test_other_names_are_taken(name):
    """What git allows needs no change."""
    check_ref(name)


@pytest.mark.parametrize(
    "hub",
    [
        *("", "mybinder.org", "ftp://mybinder.org", "https://", "https://a b", "https://a/?b"),
        *("https://a#b", "https://user@hub.example", "https://hub.example/a)", "https://[::1"),
        *("https://a:b", "https://a\n"),
    ],
)
def test_what_is_no_address_of_a_binder_is_refused(hub):
    """One message names what was found and gives an example."""
    with pytest.raises(BinderError, match="web address of a Binder") as refused:
        Launch("owner/course", "v1", hub)
    assert HUB in str(refused.value)
