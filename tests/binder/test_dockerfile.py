"""What repo2docker makes of `binder/`, up to the point where a container would be built."""

import re
import shutil
import tarfile

import pytest

from course.content.notebooks import ROOT

pytestmark = [pytest.mark.deployment, pytest.mark.slow]

#: Writes the build context to a file instead of handing it to Docker.
CONTEXT = """
import sys
from pathlib import Path
from repo2docker.app import Repo2Docker
from repo2docker.buildpacks import CondaBuildPack

class Client:
    def build(self, fileobj, **_):
        yield Path(sys.argv[1]).write_bytes(fileobj.read())

app = Repo2Docker()
pack = CondaBuildPack(app.base_image)
pack.platform = app.platform
list(pack.build(Client(), "image", 0, {"NB_UID": "1000"}, [], {}))
"""


@pytest.fixture(scope="module")
def rendered(repo2docker, tmp_path_factory):
    """What `jupyter-repo2docker --no-build --debug` prints, called as BinderHub calls it."""
    options = ["--no-build", "--debug", "--user-id", "1000", "--user-name", "jovyan"]
    elsewhere = tmp_path_factory.mktemp("elsewhere")
    return repo2docker.run("jupyter-repo2docker", *options, ROOT, cwd=elsewhere)


def only(pattern, rendered):
    """Where the one line that matches begins."""
    (found,) = re.finditer(pattern, rendered, re.MULTILINE)
    return found.start()


def test_conda_with_python_311_is_picked(rendered):
    """environment.yml is found, and its `python=3.11` is understood."""
    assert "Building conda environment for python=3.11\n" in rendered
    only(
        r"^COPY \S+ build_script_files/\S*-2epy-2d3-2e11-2dlinux-2d\S* /tmp/env/\S+lock$", rendered
    )
    assert "WARNING" not in rendered


def test_pins_are_installed_before_the_repository_is_copied(rendered):
    """A commit that changes no pin finds the whole environment in Docker's cache."""
    file = only(r"^COPY \S+ src/binder/environment\.yml \$\{REPO_DIR\}/binder/", rendered)
    pins = only(r'env update -p \$\{NB_PYTHON_PREFIX\} --file "binder/environment\.yml"', rendered)
    everything = only(r"^COPY \S+ src/ \$\{REPO_DIR\}/$", rendered)
    assert file < pins < everything
    assert rendered.count(" src/") == 2, "nothing else of the repository comes before"


def test_post_build_runs_last_and_as_the_person(rendered):
    """The script runs once, after everything is there, and not as root."""
    everything = only(r"^COPY \S+ src/ \$\{REPO_DIR\}/$", rendered)
    post_build = only(r"^RUN \./binder/postBuild$", rendered)
    assert everything < post_build
    *_, user = re.findall(r"^USER (\S+)$", rendered[:post_build], re.MULTILINE)
    assert user == "${NB_USER}"
    assert "RUN" not in rendered[post_build + 1 :]


def test_the_file_that_is_copied_first_is_in_the_build_context(repo2docker, tmp_path):
    """binder/environment.yml is a link, and what it leads to is sent along with it."""
    (tmp_path / "source").mkdir()
    shutil.copytree(ROOT / "binder", tmp_path / "source" / "binder", symlinks=True)
    shutil.copy(ROOT / "environment.yml", tmp_path / "source")
    script = tmp_path / "context.py"
    script.write_text(CONTEXT)
    archive = tmp_path / "context.tar"
    repo2docker.run("python", script, archive, cwd=tmp_path / "source")
    with tarfile.open(archive) as context:
        context.extractall(tmp_path / "context", filter="data")
    copied = tmp_path / "context" / "src" / "binder" / "environment.yml"
    assert copied.resolve().is_relative_to(tmp_path / "context" / "src")
    assert copied.read_text("utf-8") == (ROOT / "environment.yml").read_text("utf-8")
