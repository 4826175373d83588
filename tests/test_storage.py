"""What is written is whole or not there, goes where it was told to, and is nobody else's."""

import ast
import multiprocessing
import os
import re
import resource
import stat
import subprocess
import sys
import threading
from pathlib import Path

import pytest

import course
from course.errors import AlreadyThereError
from course.storage import write_atomically, write_new

fork = multiprocessing.get_context("fork")

WAYS = pytest.mark.parametrize("put", [write_atomically, write_new])


def run(*words, **how):
    """Run the command as a person does, with patience that ends."""
    call = "import sys; from course.cli import main; sys.exit(main(sys.argv[1:]))"
    return subprocess.run(
        [sys.executable, "-c", call, *map(str, words)], timeout=60, check=False, **how
    )


def permissions(path):
    return oct(stat.S_IMODE(path.stat().st_mode))


def written_under(umask, put, path):
    os.umask(umask)
    put(path, "text")
    return permissions(path)


@WAYS
@pytest.mark.parametrize("umask, expected", [(0o022, "0o644"), (0o077, "0o600"), (0, "0o666")])
def test_the_umask_says_who_may_read_a_new_file(tmp_path, put, umask, expected, in_a_child):
    """Neither more nor less than the person allows."""
    assert in_a_child(written_under, umask, put, tmp_path / "file") == expected


def test_a_file_that_is_replaced_keeps_who_may_read_it(tmp_path):
    """What its owner has closed to others stays closed."""
    path = tmp_path / "file"
    path.write_text("old")
    path.chmod(0o640)
    write_atomically(path, "new")
    assert (path.read_text(), permissions(path)) == ("new", "0o640")


@pytest.mark.slow
def test_charts_respect_the_umask(tmp_path):
    """A chart is a file like any other."""
    done = run("incident", "chart", course.__path__[0] + "/../data", "--out", tmp_path, umask=0o077)
    assert done.returncode == 0
    assert {permissions(path) for path in tmp_path.iterdir()} == {"0o600"}


def on_a_full_disk(put, path, text):
    """Tell what was raised, what was there, and what a second try left."""
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, resource.RLIM_INFINITY))
    try:
        put(path, text)
    except OSError as error:
        raised = type(error).__name__
    names = sorted(found.name for found in path.parent.iterdir())
    resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
    put(path, text)
    return raised, names, path.read_text()


@WAYS
def test_a_full_disk_leaves_nothing_in_the_way_of_another_try(tmp_path, put, in_a_child):
    """No empty file and no litter, and with room again the same call works."""
    raised, names, text = in_a_child(on_a_full_disk, put, tmp_path / "report.md", "# Report")
    assert (raised, names, text) == ("OSError", [], "# Report")


def test_a_full_disk_leaves_the_earlier_file(tmp_path, in_a_child):
    """The old text is there, whole."""
    (tmp_path / "a").write_text("old")
    raised, names, text = in_a_child(on_a_full_disk, write_atomically, tmp_path / "a", "new")
    assert (raised, names, text) == ("OSError", ["a"], "new")


TWICE = """
import resource, sys
from course.cli import main
resource.setrlimit(resource.RLIMIT_FSIZE, (0, resource.RLIM_INFINITY))
assert main(sys.argv[1:]) == 2, "the first time the disk is full"
resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
sys.exit(main(sys.argv[1:]))
"""


@pytest.mark.parametrize(
    "words",
    [
        ["incident", "template", "mine"],
        ["incident", "report", "data", "--out", "report.md"],
        pytest.param(["incident", "chart", "data", "--out", "charts"], marks=pytest.mark.slow),
        ["progress", "export", "answers.json"],
        ["build", "--guide", "--out", "guide"],
    ],
    ids=" ".join,
)
def test_a_command_that_met_a_full_disk_works_the_next_time(tmp_path, words):
    """What the first try left is in nobody's way."""
    (tmp_path / "data").symlink_to(Path(course.__path__[0]).parent / "data")
    done = subprocess.run(
        [sys.executable, "-c", TWICE, *words],
        cwd=tmp_path,
        env={**os.environ, "COURSE_HOME": str(tmp_path / "home")},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert "written" in done.stderr
    assert all(path.stat().st_size for path in tmp_path.rglob("*") if path.is_file())


@pytest.mark.parametrize("there", ["file", "folder", "link to nowhere"])
def test_what_is_there_stays_as_it_is(tmp_path, there):
    """Whatever has the name keeps it."""
    path = tmp_path / "name"
    match there:
        case "file":
            path.write_text("mine")
        case "folder":
            path.mkdir()
        case _:
            path.symlink_to(tmp_path / "elsewhere")
    before = path.lstat()
    with pytest.raises(AlreadyThereError, match="was not changed"):
        write_new(path, "other")
    assert path.lstat() == before
    assert [found.name for found in tmp_path.iterdir()] == ["name"]


def test_where_files_cannot_have_two_names_a_full_disk_leaves_nothing_either(
    tmp_path, monkeypatch, in_a_child
):
    """A memory stick that is full is no other case."""

    def no_links(*_):
        raise OSError(1, "Operation not permitted")

    monkeypatch.setattr(os, "link", no_links)
    raised, names, text = in_a_child(on_a_full_disk, write_new, tmp_path / "a", "new")
    assert (raised, names, text) == ("OSError", [], "new")


def test_a_link_is_written_through(tmp_path):
    """A file that is kept elsewhere is replaced there, and the link stays."""
    (tmp_path / "elsewhere").write_text("old")
    (tmp_path / "link").symlink_to("elsewhere")
    write_atomically(tmp_path / "link", "new")
    assert (tmp_path / "link").is_symlink()
    assert (tmp_path / "elsewhere").read_text() == "new"


@WAYS
def test_a_name_as_long_as_names_may_be_can_be_written(tmp_path, put):
    """What is beside it for a moment needs a name, too."""
    path = tmp_path / ("n" * 255)
    put(path, "text")
    assert path.read_text() == "text"


@WAYS
def test_a_named_pipe_is_written_into(tmp_path, put):
    """Who reads at its other end gets the text, and the pipe stays a pipe."""
    path = tmp_path / "pipe"
    os.mkfifo(path)
    read = []
    reader = threading.Thread(target=lambda: read.append(path.read_text()), daemon=True)
    reader.start()
    put(path, "text")
    reader.join(60)
    assert read == ["text"]
    assert path.is_fifo()


OUT = [
    ["incident", "report", "data", "--out"],
    ["progress", "export"],
]


@pytest.mark.parametrize("words", OUT, ids=" ".join)
def test_standard_output_holds_the_result_alone(tmp_path, words):
    """Into a pipe or a file, by either of its names: no wait, no refusal, no other line."""
    (tmp_path / "data").symlink_to(Path(course.__path__[0]).parent / "data")
    how = {"cwd": tmp_path, "env": {**os.environ, "COURSE_HOME": str(tmp_path / "home")}}
    expected = run(*words, "expected", **how, stdout=subprocess.DEVNULL)
    assert expected.returncode == 0
    written = {}
    for target in ("/dev/stdout", "-"):
        done = run(*words, target, **how, stdout=subprocess.PIPE)
        written[target, "pipe"] = (done.returncode, done.stdout)
        with (tmp_path / "written").open("wb") as file:
            done = run(*words, target, **how, stdout=file)
        written[target, "file"] = (done.returncode, (tmp_path / "written").read_bytes())
    assert written == dict.fromkeys(written, (0, (tmp_path / "expected").read_bytes()))


@pytest.mark.parametrize("words", OUT, ids=" ".join)
def test_a_file_is_written_over_only_with_force(tmp_path, words):
    """The error names the file and what to do; with `--force` it is done."""
    (tmp_path / "data").symlink_to(Path(course.__path__[0]).parent / "data")
    (tmp_path / "mine").write_text("mine")
    how = {"cwd": tmp_path, "capture_output": True, "text": True}
    done = run(*words, "mine", **how)
    assert done.returncode == 2
    assert "mine is there already and was not changed" in done.stderr
    assert "--force" in done.stderr
    assert (tmp_path / "mine").read_text() == "mine"
    assert run(*words, "mine", "--force", **how).returncode == 0
    assert (tmp_path / "mine").read_text() != "mine"


#: What nobody would miss: files of throw-away folders, and pictures in memory.
BY_ITSELF = {
    "build/site/core.py": ["write_text", "write_bytes"],
    "build/site/figures.py": ["write_bytes"],
    "build/site/runner/run_job.py": ["write_text"],
    "build/site/standins/in_worker.py": ["write_text"],
    "build/site/writing.py": [*["write_text"] * 4, *["write_bytes", "write_text"] * 2],
    "charts/chart.py": ["savefig"],
    "incident/files.py": ["write_bytes"],
    "lab/inside.py": ["write_text"],
    "lab/process.py": ["write_text"],
    "lab/versions.py": ["write_text"],
}
WRITES = {"write_text", "write_bytes", "mkstemp", "NamedTemporaryFile", "copyfile", "copy", "copy2"}
WRITES |= {"copytree", "savefig"}


def written_by(source):
    """Give the names by which a module writes a file."""
    # Most modules call none of them, and need no closer reading.
    if not re.search(rf"\b(?:{'|'.join(WRITES)}|open|fdopen)\(", source):
        return
    for node in ast.walk(ast.parse(source)):
        if not isinstance(node, ast.Call):
            continue
        name = getattr(node.func, "attr", getattr(node.func, "id", ""))
        if name in WRITES:
            yield name
        elif name in {"open", "fdopen"}:
            modes = [arg.value for arg in ast.walk(node) if isinstance(arg, ast.Constant)]
            if any(mode in {"w", "wb", "x", "xb", "a", "ab", "r+", "r+b"} for mode in modes):
                yield name


def test_every_file_that_a_person_would_miss_is_written_in_one_way():
    """No module but `storage` makes files, apart from those that nobody would miss."""
    root = Path(course.__path__[0])
    found = {
        path.relative_to(root).as_posix(): list(written_by(path.read_text("utf-8")))
        for path in root.rglob("*.py")
    }
    assert {name: ways for name, ways in found.items() if ways} == {
        "storage.py": ["open", "open", "fdopen", "open"],
        **BY_ITSELF,
    }
