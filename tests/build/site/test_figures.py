"""The wheels with which a page draws: fetched, compared, listed; or which of them are missing."""

import io
import zipfile
from hashlib import sha256

import pytest

from course.build.site.figures import fetch_figures, from_folder, licence
from course.cli import main
from course.errors import CourseError


def wheel(about):
    """Make a small wheel that says something of itself."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as packed:
        packed.writestr("one-1.0.dist-info/METADATA", f"Metadata-Version: 2.1\nName: one\n{about}")
        packed.writestr("one-1.0.dist-info/licenses/vendored.dist-info/METADATA", "Name: other\n")
    return made.getvalue()


@pytest.fixture
def release(tmp_path):
    """A folder of wheels, and what Pyodide's lock says of them."""
    folder = tmp_path / "release"
    folder.mkdir()
    packages = {}
    for name, needs in (("matplotlib", ["numpy"]), ("pandas", ["numpy"]), ("numpy", []), ("x", [])):
        content = wheel(f"Summary: {name}\n")
        (folder / f"{name}.whl").write_bytes(content)
        digest = sha256(content).hexdigest()
        packages[name] = {"file_name": f"{name}.whl", "depends": needs, "sha256": digest}
    return folder, packages


def test_what_draws_is_written_with_all_that_it_needs_and_nothing_else(release, tmp_path):
    """The lock of the site names those that are there."""
    folder, packages = release
    (tmp_path / "core").mkdir()
    kept = fetch_figures(tmp_path / "core", packages, from_folder(folder))
    assert sorted(kept) == ["matplotlib", "numpy", "pandas"]
    assert {file.name for file in (tmp_path / "core").iterdir()} == {
        one["file_name"] for one in kept.values()
    }


def test_wheels_that_cannot_be_had_or_are_others_are_named_all_at_once(release, tmp_path):
    """With what to do next; one that was swapped is not written."""
    folder, packages = release
    (folder / "numpy.whl").write_bytes(b"another one")
    (folder / "pandas.whl").unlink()
    with pytest.raises(CourseError, match="2 could not be had") as told:
        fetch_figures(tmp_path, packages, from_folder(folder))
    assert "numpy.whl (it is another one" in str(told.value)
    assert "pandas.whl (No such file" in str(told.value)
    assert "--with-figures FOLDER" in str(told.value)
    assert not (tmp_path / "numpy.whl").exists()


@pytest.mark.parametrize(
    ("about", "said"),
    [
        ("License-Expression: BSD-3-Clause\n", "BSD-3-Clause"),
        ("License: PSF\n", "PSF"),
        ("License: All of\n        it\nClassifier: License :: OSI Approved :: MIT\n", "MIT"),
        ("License: All of\n        it\n", "All of"),
        ("Summary: nothing\n", ""),
    ],
)
def test_the_licence_of_a_wheel_is_what_it_says_itself(about, said):
    """As a name where it has one."""
    assert licence(wheel(about)) == said


def test_figures_without_a_site_are_told_what_they_are_for(capsys):
    """Nothing is built."""
    assert main(["build", "--with-figures"]) == 2
    assert "--site" in capsys.readouterr().err
