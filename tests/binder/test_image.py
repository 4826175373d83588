"""What learners get on Binder: the base environment, the pins on top, then postBuild."""

from pathlib import Path

import binder_image
import pytest
from packaging.utils import canonicalize_name

from course.content.notebooks import ROOT, notebooks

pytestmark = [pytest.mark.deployment, pytest.mark.slow]


def test_the_base_is_what_repo2docker_starts_with():
    """The versions that pins have to get along with are read from repo2docker's own lock."""
    pins, below = binder_image.base()
    assert {"jupyterlab==4.4.9", "notebook==7.4.7", "jupyterhub==5.4.0"} <= set(pins)
    assert "traitlets==5.14.3" in below


def test_every_pin_is_installed_and_all_get_along(image):
    """After postBuild `pip check` finds nothing, and no version was moved by another."""
    assert image.run("python", "-m", "pip", "check") == "No broken requirements found.\n"
    frozen = image.run("python", "-m", "pip", "freeze").splitlines()
    installed = {canonicalize_name(line.split("==")[0]): line.split("==")[-1] for line in frozen}
    for pin in binder_image.pins():
        name, version = pin.split("==")
        assert installed[canonicalize_name(name)] == version
    assert "rfc3987-syntax" not in installed


def test_post_build_leaves_nothing_for_the_learner_to_wait_for(image):
    """The course is installed in place, fonts are known, and JupyterLab has its settings."""
    where = image.run("python", "-c", "import course; print(course.__file__)", cwd=image.folder)
    assert where.strip() == str(ROOT / "course" / "__init__.py")
    assert list((image.folder / "matplotlib").glob("fontlist-*.json"))
    for shipped, installed in (("jupyter-config", "etc"), ("jupyter-share", "share")):
        for file in filter(Path.is_file, (ROOT / shipped).rglob("*")):
            copy = image.folder / installed / "jupyter" / file.relative_to(ROOT / shipped)
            assert copy.read_text("utf-8") == file.read_text("utf-8")
    compiled = image.run("python", "-c", "import pandas; print(pandas.__cached__)").strip()
    assert (image.folder / compiled).exists()


def test_notebooks_say_what_is_committed(image, course_home):
    """Strict nbval finds the same outputs with the versions that Binder has."""
    options = ["--nbval", "--nbval-current-env", "-p", "no:cacheprovider", "-o", "addopts="]
    sanitizer = ROOT / "tests" / "notebooks" / "sanitize.cfg"
    told = image.run(
        *("python", "-m", "pytest", *options, "--nbval-sanitize-with", sanitizer),
        ROOT / "notebooks",
        variables={"COURSE_HOME": str(course_home)},
    )
    assert " passed" in told
    assert " skipped" not in told


def test_notebooks_run_under_a_simulated_learner(image):
    """With all answered they run through papermill; the versions are those of `make test`."""
    told = image.run(
        *("python", "-m", "pytest", "-p", "no:cacheprovider", "-k", "all-correct"),
        ROOT / "tests" / "notebooks",
    )
    assert " passed" in told
    assert " skipped" not in told


@pytest.mark.parametrize("command", ["jupyter-lab", "jupyter-notebook", "voila"])
def test_every_server_loads(image, command):
    """JupyterLab, Notebook and reader mode load with these versions."""
    assert image.run(command, "--version")


def test_course_finds_its_notebooks(image):
    """`course binder-link` in the image names every notebook."""
    told = image.run("course", "binder-link", "--repo", "owner/course", "--ref", "v1.0")
    assert all(room.filename in told for room in notebooks())
