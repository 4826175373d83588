"""The course from its wheel: a real one, in a fresh environment, used in an empty folder."""

import json
import os
import re
import shutil
import subprocess
import sys
import sysconfig
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from course.charts import CHARTS
from course.content.notebooks import ROOT, notebooks

pytestmark = [pytest.mark.deployment, pytest.mark.slow]

NAMES = [one.filename for one in notebooks()]
PATIENCE_SECONDS = 300

#: What `pip wheel` does, without its start.
BUILD = """
import sys
from hatchling.builders.wheel import WheelBuilder
print(*WheelBuilder(".").build(directory=sys.argv[1], versions=["standard"]))
"""


def run(*words, **how):
    """Run a command to its end and give what it printed; anything but 0 fails the test."""
    call = {"capture_output": True, "text": True, "timeout": PATIENCE_SECONDS, **how}
    done = subprocess.run([str(word) for word in words], check=False, **call)
    assert done.returncode == 0, f"{words}: {done.stdout}{done.stderr}"
    return done.stdout


@pytest.fixture(scope="module")
def installed(tmp_path_factory):
    """Install the wheel into a fresh environment; all else is borrowed from that of the tests."""
    folder = tmp_path_factory.mktemp("installed")
    wheel = run(sys.executable, "-c", BUILD, folder, cwd=ROOT).strip()
    fresh = folder / "environment"
    run(sys.executable, "-m", "venv", "--without-pip", fresh)
    python = fresh / "bin" / "python"
    quiet = ("--quiet", "--disable-pip-version-check", "--no-deps")
    run(sys.executable, "-m", "pip", "--python", python, "install", *quiet, wheel)
    packages = run(python, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))").strip()
    # A folder that is named here does not bring its own .pth files: the checkout is not seen.
    Path(packages, "borrowed.pth").write_text(sysconfig.get_path("purelib"), "utf-8")
    return fresh


@pytest.fixture
def course(installed, tmp_path):
    """Give a way to run `course` in an empty folder, on a system without zone data."""
    empty = tmp_path / "empty"
    empty.mkdir()
    jupyter = Path(sys.prefix, "share", "jupyter")
    variables = {
        "PYTHONTZPATH": "",
        # Where JupyterLab and the scripts of widgets are, had they been installed as well.
        "JUPYTER_PATH": str(jupyter),
        "JUPYTERLAB_DIR": str(jupyter / "lab"),
    }
    own = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"} | variables

    def course(*words):
        return run(installed / "bin" / "course", *words, cwd=empty, env=own)

    course.folder = empty
    course.serves = {
        "command": [str(installed / "bin" / "course")],
        "cwd": empty,
        "PYTHONPATH": "",
        **variables,
    }
    return course


def test_nothing_of_the_checkout_is_seen(installed, tmp_path):
    """What runs is what the wheel brought, with its notebooks, data and pages."""
    code = (
        "import course.content.notebooks as n, course.server.shared_data as s\n"
        "print(n.__file__, n.ROOT, *s.environment().values(), sep='\\n')"
    )
    found = run(installed / "bin" / "python", "-c", code, cwd=tmp_path).split()
    assert len(found) == 4
    assert all(path.startswith(str(installed)) for path in found)


def test_every_file_that_the_course_reads_is_in_the_wheel(installed):
    """No file of the package, the notebooks, the data and the pages is left behind."""
    known = run(
        "git",
        "ls-files",
        "course",
        "data",
        "notebooks",
        "jupyter-config",
        "jupyter-share",
        cwd=ROOT,
    ).split()
    assert len(known) > 200
    [package] = installed.glob("lib/python*/site-packages/course")
    for name in known:
        there = package.parent / name if name.startswith("course/") else package / "root" / name
        assert there.is_file(), f"{name} is not in the wheel"


def test_an_incident_is_checked_shown_drawn_and_reported(course):
    """`course incident` works, with a zone that the system does not know."""
    shutil.copytree(ROOT / "data", course.folder / "data")
    assert "nothing to mend" in course("incident", "check", "data")
    shown = json.loads(course("incident", "show", "data", "--json"))
    assert shown["incident"]["timezone"] == "Pacific/Auckland"
    assert shown["metrics"]["time_to_detect"]["minutes"] > 0
    course("incident", "chart", "data", "--out", "charts")
    assert len(list(course.folder.glob("charts/*.png"))) == len(CHARTS)
    course("incident", "report", "data", "--out", "report.md")
    assert "# " in (course.folder / "report.md").read_text("utf-8")


def test_pages_are_built(course):
    """`course build` runs every notebook, the lab's tests as well, and writes its page."""
    course("build", "--learner", "all-correct", "--out", "pages")
    for name in NAMES:
        assert (course.folder / "pages" / name).with_suffix(".html").is_file()


def test_jupyterlab_opens_a_copy_and_changes_no_file_that_is_there(course, serve):
    """A notebook that is there stays as it is, the others come, and the folder is named."""
    folder = course.folder / "blameless-course" / "notebooks"
    folder.mkdir(parents=True)
    (folder / NAMES[2]).write_text("mine")
    lab = serve("lab", "--no-browser", "--port", "0", **course.serves)
    assert sorted(path.name for path in folder.iterdir()) == NAMES
    assert (folder / NAMES[2]).read_text() == "mine"
    assert str(folder) in lab.errors
    assert f"new there: {len(NAMES) + 1};" in lab.errors
    assert "stay as they are: 1." in lab.errors
    address = lab.addresses["Open"]
    status, page = lab.get(address)
    assert status == 200
    assert "jupyter-config-data" in page
    first = urlsplit(address)
    contents = f"http://{first.netloc}/api/contents/notebooks/{NAMES[0]}?{first.query}"
    assert json.loads(lab.get(contents)[1])["name"] == NAMES[0]
    assert lab.stop() == 0


def test_reader_mode_shows_its_pages(course, serve):
    """The first page has run, in the course's own look, from the folder that was asked for."""
    read = serve("read", "--no-browser", "--port", "0", "--folder", "mine", **course.serves)
    assert str(course.folder / "mine" / "notebooks") in read.errors
    status, page = read.get(read.addresses["Read"])
    assert status == 200
    assert "You have answered 0 of 4 decisions." in page
    assert re.search(r'href="/lab/tree/notebooks/', page)
    assert not (course.folder / "blameless-course").exists()


def test_reader_mode_for_others_shows_its_pages(course, serve):
    """Visitors read the course as it was installed; nothing is copied."""
    read = serve("read", "--no-browser", "--port", "0", "--host", "0.0.0.0", **course.serves)
    assert read.get(read.addresses["Read"])[0] == 200
    assert list(course.folder.iterdir()) == []
