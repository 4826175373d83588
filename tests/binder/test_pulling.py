"""New notebooks in an image that stays: nbgitpuller, git and a browser, all of them real."""

import secrets
import shutil
import socket
import subprocess
import time
import urllib.request
from contextlib import closing
from urllib.parse import parse_qs, urljoin, urlsplit

import nbformat
import pytest

from course.content.notebooks import ROOT, notebooks
from course.server.binder import Launch, reader

pytestmark = [pytest.mark.deployment, pytest.mark.browser, pytest.mark.slow]

REPO = "owner/course"
FIRST = notebooks()[0].filename

#: Fetches a version as a BinderHub does before it builds: to the folder the server starts in.
FETCH = """
import sys
from repo2docker.contentproviders import Git
list(Git().fetch({"repo": sys.argv[1], "ref": sys.argv[2]}, sys.argv[3]))
"""


def git(folder, *words):
    author = ["-c", "user.name=somebody", "-c", "user.email=somebody@example"]
    command = ["git", "-C", folder, *author, "-c", "commit.gpgsign=false", *words]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout.strip()


def say(folder, number, words):
    """Write a sentence into one of the first notebook's own cells."""
    path = folder / "notebooks" / FIRST
    document = nbformat.read(path, as_version=4)
    own = [cell for cell in document.cells if not cell.metadata.get("tags")]
    own[number].source = words if own[number].cell_type == "markdown" else f"print('{words}')"
    nbformat.write(document, path)


@pytest.fixture
def github(tmp_path, monkeypatch):
    """A repository that git finds where it would look on GitHub, with a tag on its branch."""
    folder = tmp_path / "github"
    for name in ("notebooks", "course", "data"):
        leave = shutil.ignore_patterns("__pycache__", ".ipynb_checkpoints")
        shutil.copytree(ROOT / name, folder / name, ignore=leave)
    shutil.copy(ROOT / ".gitignore", folder)
    git(folder, "init", "--quiet", "--initial-branch=main")
    git(folder, "add", "--all")
    git(folder, "commit", "--quiet", "--message=First")
    git(folder, "tag", "v1.0")
    monkeypatch.setenv("GIT_CONFIG_COUNT", "1")
    monkeypatch.setenv("GIT_CONFIG_KEY_0", f"url.{folder.as_uri()}.insteadOf")
    monkeypatch.setenv("GIT_CONFIG_VALUE_0", f"https://github.com/{REPO}")
    return folder


@pytest.fixture
def binder(github, image, repo2docker, tmp_path, course_home):
    """A server as it stands after a launch of the tag: its folder and its address."""
    assert git(github, "tag") == "v1.0"
    folder = tmp_path / "home"
    script = tmp_path / "fetch.py"
    script.write_text(FETCH)
    repo2docker.run("python", script, f"https://github.com/{REPO}", "v1.0", folder)
    with closing(socket.create_server(("127.0.0.1", 0))) as probe:
        port = probe.getsockname()[1]
    token = secrets.token_hex(8)
    # In the image the course is installed from this folder in place.
    places = {"PYTHONPATH": str(folder), "COURSE_HOME": str(course_home)}
    places |= {"JUPYTER_CONFIG_DIR": str(tmp_path / "config")}
    options = [
        "--no-browser",
        "--allow-root",
        f"--port={port}",
        f"--IdentityProvider.token={token}",
    ]
    with (tmp_path / "log").open("w") as log:
        server = subprocess.Popen(
            [image.commands / "jupyter-notebook", *options],
            cwd=folder,
            env=image.variables | places,
            stdout=log,
            stderr=log,
        )
        base = f"http://127.0.0.1:{port}/"
        deadline = time.monotonic() + 120
        while True:
            assert server.poll() is None, (tmp_path / "log").read_text()
            assert time.monotonic() < deadline, (tmp_path / "log").read_text()
            try:
                urllib.request.urlopen(f"{base}api/status?token={token}", timeout=60).read()
                break
            except OSError:
                time.sleep(0.25)
        yield folder, lambda link: opened(link, base, token)
        server.terminate()
        server.wait(60)


def opened(link, base, token):
    """Where the page of a BinderHub sends the browser once the server is up."""
    (path,) = parse_qs(urlsplit(link).query)["urlpath"]
    address = urljoin(base, path)
    return f"{address}{'&' if '?' in address else '?'}token={token}"


def test_a_link_brings_new_notebooks_into_the_image_of_a_tag(github, binder, browser):
    """Content and package move together, by one click, and what the learner wrote stays."""
    folder, address = binder
    say(folder, 0, "A sentence of the learner.")
    say(github, 1, "A sentence that is new on the branch.")
    module = github / "course" / "storage.py"
    module.write_text(module.read_text("utf-8") + "\n# New on the branch.\n", "utf-8")
    git(github, "commit", "--quiet", "--all", "--message=Second")

    page = browser.new_page()
    page.goto(address(Launch(REPO, "v1.0").pulling("main", reader(FIRST))))
    page.wait_for_url("**/voila/render/**", timeout=120_000)
    page.get_by_text("A sentence that is new on the branch.").wait_for(timeout=120_000)
    assert page.get_by_text("A sentence of the learner.").count() == 1
    page.close()
    moved = (folder / "course" / "storage.py").read_text("utf-8")
    assert moved.endswith("# New on the branch.\n")


def test_a_branch_that_is_not_there_leaves_the_version_of_the_image(github, binder, browser):
    """The learner is told, and one click leads to the notebooks of the tag."""
    folder, address = binder
    page = browser.new_page()
    page.goto(address(Launch(REPO, "v1.0").pulling("gone", reader(FIRST))))
    page.get_by_text("Branch does not exist", exact=True).wait_for(timeout=60_000)
    page.locator("#recovery-link a").click()
    page.get_by_text("notebooks", exact=True).wait_for(timeout=60_000)
    page.close()
    assert git(folder, "rev-parse", "HEAD") == git(github, "rev-parse", "v1.0")
    assert git(folder, "status", "--porcelain") == ""
