"""What the course adds to Jupyter is installed with it, and found in a checkout before that."""

import json
import os
import subprocess
import sys
import zipfile

import pytest
from jupyter_core.paths import jupyter_config_path, jupyter_path

from course.content.notebooks import ROOT
from course.server.shared_data import environment

FOLDERS = {"jupyter-config": "etc/jupyter", "jupyter-share": "share/jupyter"}


@pytest.mark.slow
@pytest.mark.parametrize("kind", ["standard", "editable"])
def test_every_file_is_in_the_wheel(kind, tmp_path):
    """Installed plainly or for editing, the package brings each file to where Jupyter looks."""
    code = (
        "import sys; from hatchling.builders.wheel import WheelBuilder\n"
        "print(*WheelBuilder('.').build(directory=sys.argv[1], versions=[sys.argv[2]]))"
    )
    words = [sys.executable, "-c", code, str(tmp_path), kind]
    done = subprocess.run(words, cwd=ROOT, check=True, capture_output=True, text=True)
    with zipfile.ZipFile(done.stdout.strip()) as wheel:
        inside = {name.partition(".data/data/")[2] for name in wheel.namelist()}
    for folder, installed in FOLDERS.items():
        files = [path for path in (ROOT / folder).rglob("*") if path.is_file()]
        assert files
        for file in files:
            assert f"{installed}/{file.relative_to(ROOT / folder).as_posix()}" in inside


def test_the_checkout_is_found_first(monkeypatch):
    """Jupyter looks into the checkout before it looks anywhere else, and there as well."""
    monkeypatch.setenv("JUPYTER_PATH", os.sep + "mine")
    for name, folders in environment().items():
        monkeypatch.setenv(name, folders)
    assert jupyter_path()[:2] == [str(ROOT / "jupyter-share"), os.sep + "mine"]
    assert jupyter_config_path()[0] == str(ROOT / "jupyter-config")


def test_the_extension_says_where_its_script_is():
    """JupyterLab finds the script that the extension names, under the name that it loads."""
    folder = ROOT / "jupyter-share" / "labextensions" / "blameless-course"
    package = json.loads((folder / "package.json").read_text("utf-8"))
    assert package["name"] == folder.name
    script = folder / package["jupyterlab"]["_build"]["load"]
    assert f'window._JUPYTERLAB["{folder.name}"]' in script.read_text("utf-8")
