"""What a page loads, and what it shows before it has loaded any of it."""

import json
import re
import subprocess
import sys
import zipfile
from dataclasses import replace
from html import escape
from importlib import import_module, metadata
from pathlib import Path

import pytest

from course import charts
from course.beginning import begin
from course.build.site.archive import STANDINS, archive, archive_of_tests, carried
from course.charts import what_if_pictures
from course.content import load
from course.content.decisions import decisions
from course.content.notebooks import ROOT, notebooks
from course.incident.loading import load_incident
from course.lab import inside, versions
from course.lab.runs import read_suite
from course.widgets.decide import decide
from course.widgets.standing import where_you_stand
from course.widgets.what_if import WhatIf
from course.widgets.write import write
from tests.build.site.conftest import unpacked


def run(*slugs, home):
    """Run notebooks as a page does, in a Python of their own."""
    code = "import json, sys, in_page; print(json.dumps([in_page.run(s) for s in sys.argv[1:]]))"
    done = subprocess.run(
        [sys.executable, "-c", code, *slugs],
        env={"COURSE_HOME": str(home), "PYTHONPATH": f"{STANDINS}:{ROOT}", "PATH": ""},
        capture_output=True,
        text=True,
        check=True,
    )
    return json.loads(done.stdout)


@pytest.fixture(scope="module")
def ran(tmp_path_factory):
    """Give what a page shows of every notebook at its opening."""
    return run(*(one.slug for one in notebooks()), home=tmp_path_factory.mktemp("home"))


def test_an_archive_is_the_same_twice_and_holds_code_but_no_outputs_and_no_server():
    """The course, its data and what it stands on; recorded runs under their names."""
    packed = archive({"diff.pickle": b"recorded"})
    assert packed == archive({"diff.pickle": b"recorded"})
    with unpacked(packed) as read:
        # A page's script takes each as it stands in it.
        assert {one.compress_type for one in read.infolist()} == {zipfile.ZIP_STORED}
        names = set(read.namelist())
        for notebook in notebooks():
            cells = json.loads(read.read(f"course/root/notebooks/{notebook.filename}"))["cells"]
            assert cells
            assert all(set(cell) == {"cell_type", "source"} for cell in cells)
    assert {
        "course/recorded/diff.pickle",
        "course/root/data/incident_timeline.csv",
        "anywidget.py",
        "in_page.py",
        "traitlets/__init__.py",
        "tzdata.zip",
    } <= names
    assert not [name for name in names if name.startswith(("course/server", "course/commands"))]


def test_zones_are_read_from_an_archive_within_the_archive(tmp_path):
    """There is no other table of zones in a page: six hundred files stay packed."""
    with unpacked(archive({})) as packed:
        packed.extract("tzdata.zip", tmp_path)
    code = (
        "import sys, zoneinfo; sys.path[:] = [path for path in sys.path if 'site-p' not in path]\n"
        f"sys.path.append({str(tmp_path / 'tzdata.zip')!r}); zoneinfo.reset_tzpath([])\n"
        "print(zoneinfo.ZoneInfo('Pacific/Auckland'), len(zoneinfo.available_timezones()))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    name, count = done.stdout.split()
    assert name == "Pacific/Auckland"
    assert int(count) > 500


def test_a_page_shows_what_a_kernel_shows(tmp_path):
    """The states of stand-ins are those of the real controls, for the same new learner."""
    start, opening = run("start_here", "open_the_meeting", home=tmp_path)
    real = {
        "course.widgets.trail.TrailWidget": begin("open_the_meeting"),
        "course.widgets.decide.DecisionWidget": decide("opening"),
        "course.widgets.standing.StandingWidget": where_you_stand(),
        "course.widgets.write.Write": write("first-sentence"),
    }
    shown = [cell["tree"] for cell in (*opening, *start) if "tree" in cell]
    for kind, control in real.items():
        [state, *_] = [tree["state"] for tree in shown if tree.get("kind") == kind]
        kept = {name: getattr(control, name) for name in state}
        assert state == json.loads(json.dumps(kept))


def test_no_page_holds_a_key_before_it_is_answered(ran):
    """Nothing that a page shows at its opening tells which option the course argues for."""
    told = json.dumps(ran, ensure_ascii=False)
    for asked in decisions():
        for option in asked.options:
            assert json.dumps(option.effect, ensure_ascii=False)[1:-1] not in told


def test_a_cell_that_fails_leaves_the_others(tmp_path, monkeypatch):
    """The page is told which, and carries on."""
    monkeypatch.syspath_prepend(str(STANDINS))
    code = (
        "import course, in_page, json\n"
        "def fail(*_): raise ValueError('no')\n"
        "course.write = fail\n"
        "print(json.dumps([sorted(cell) for cell in in_page.run('start_here')]))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        env={"COURSE_HOME": str(tmp_path), "PYTHONPATH": f"{STANDINS}:{ROOT}", "PATH": ""},
        capture_output=True,
        text=True,
        check=True,
    )
    cells = json.loads(done.stdout)
    assert ["error"] in cells
    assert ["html", "tree"] in cells


def test_json_that_is_nested_too_deep_is_refused_before_a_stack_ends(monkeypatch):
    """In a browser it would end all of Python; what stands in strings is no nesting."""
    monkeypatch.syspath_prepend(str(STANDINS))
    shallow = import_module("nesting").Shallow
    for opened in ("[" * 8_000, '{"a":' * 8_000, "[" * 8_000 + "]" * 8_000):
        with pytest.raises(RecursionError):
            json.loads(opened, cls=shallow)
    for ordinary in ({"a": "[" * 8_000}, {'"{': ["\\", '\\"[', "}]"] * 8_000}, [[]] * 8_000):
        assert json.loads(json.dumps(ordinary), cls=shallow) == ordinary
    assert json.loads("[1.50]", cls=shallow, parse_float=str) == ["1.50"]
    with pytest.raises(json.JSONDecodeError):
        json.loads('["unfinished', cls=shallow)


def test_what_is_said_under_a_result_holds_for_a_recording_as_well():
    """A site shows what a run came to when it was made: nothing there was measured just now."""
    told = json.dumps(load("lab")["experiment"])
    assert re.findall(r"[^.]*\b(?:moment ago|just now|just measured|right now)\b[^.]*", told) == []


@pytest.mark.parametrize("part", ["svg", "narrow_svg", "rows", "spots", "text", "html"])
def test_a_chart_in_words_answers_what_a_control_asks_of_a_chart(part, monkeypatch):
    """All but the figures of matplotlib, which a page has not: none of it ends a check."""
    monkeypatch.syspath_prepend(str(STANDINS))
    words = import_module("undrawn").Undrawn("It is drawn elsewhere.")
    assert getattr(words, part) is not None


def test_sliders_over_a_picture_that_nothing_redraws_say_all_that_it_would(monkeypatch):
    """The curve stays; what would have been is said as everywhere, with what it rests on."""
    monkeypatch.syspath_prepend(str(STANDINS))
    undrawn = import_module("undrawn")
    monkeypatch.setattr(undrawn, "find_spec", lambda _: None)
    for module in (charts, what_if_pictures):
        monkeypatch.setattr(module, "drawn", module.drawn)  # put back afterwards
    case = load_incident()
    sliders, elsewhere = WhatIf(case), WhatIf(case)
    for both in (sliders, elsewhere):
        both.move(20, 5, narrow=False)
    undrawn.put_in_place()
    sliders.move(20, 6, narrow=False)
    monkeypatch.undo()
    elsewhere.move(20, 6, narrow=False)
    here, there = sliders.drawn, elsewhere.drawn
    assert "(constructed)" in here["answer"]
    assert here["answer"] == there["answer"]
    assert (here["src"], sliders.scene) == ("", elsewhere.scene)
    assert here["caption"] == load("site")["undrawn"]["what_if"]
    assert ">As it would have been<" in here["table"]

    # Of another incident there is no curve to go on with.
    monkeypatch.setattr(what_if_pictures, "drawn", undrawn._what_if_in_words)
    sliders.about(replace(case, title="Another"))
    assert sliders.scene == ""
    assert sliders.drawn["caption"]


def test_each_part_that_a_browser_leaves_out_is_told_on_a_page(ran):
    """In a line of its own, where the notebook calls for that part."""
    shown = [cell.get("html", "") for cells in ran for cell in cells]
    for name, sentence in load("site")["needs"].items():
        assert [html for html in shown if escape(sentence, quote=False) in html], name


@pytest.mark.parametrize("name", sorted(file.stem for file in STANDINS.glob("*.py")))
def test_what_stands_in_imports_nothing_that_a_browser_has_not(name):
    """Of what a stand-in imports, all is in the archive or in Python itself."""
    text = (Path(STANDINS) / f"{name}.py").read_text("utf-8")
    lines = [line for line in text.splitlines() if line.startswith(("import ", "from "))]
    imported = {line.split()[1].split(".")[0] for line in lines}
    assert imported - set(sys.stdlib_module_names) <= {
        "course",
        "traitlets",
        *(file.stem for file in STANDINS.glob("*.py")),
    }


@pytest.mark.slow
def test_what_runs_tests_needs_nothing_else_and_holds_nothing_of_the_course(tmp_path):
    """A Python that has this archive alone runs a job of the lab, as a worker does."""
    (tmp_path / "tests.zip").write_bytes(archive_of_tests())
    with zipfile.ZipFile(tmp_path / "tests.zip") as packed:
        assert not [name for name in packed.namelist() if name.endswith(".so") or "course" in name]
        packed.extractall(tmp_path / "packed")
    job = {
        "files": versions.read("after") | read_suite("as_shipped"),
        "script": "inside.py",
        "source": Path(inside.__file__).read_text("utf-8"),
        "arguments": ["measure"],
    }
    code = (
        "import json, sys, pathlib, run_job\n"
        "run_job.FOLDER = pathlib.Path(sys.argv[1]) / 'work'\n"
        "run_job.warm_up()\n"
        "print('\\n' + run_job.run(sys.stdin.read()))"
    )
    alone = f"import sys; sys.path.append(sys.argv[2])\n{code}"
    done = subprocess.run(
        [sys.executable, "-I", "-S", "-c", alone, str(tmp_path), str(tmp_path / "packed")],
        input=json.dumps(job),
        env={"PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1"},
        capture_output=True,
        text=True,
        check=True,
    )
    told = json.loads(done.stdout.splitlines()[-1])
    assert told["code"] == 0
    assert json.loads(told["left"]["seen.json"])["exit_code"] == 0
    measured = json.loads(told["left"]["coverage.json"])["totals"]
    assert round(measured["percent_statements_covered"]) == 87


def test_all_that_is_packed_is_listed_with_the_licence_that_it_says_itself():
    """A distribution that changes its licence is noticed here."""
    for name, version, licence, text in carried():
        assert "copyright" in text.lower() or name == "tzdata"
        about = metadata.metadata(name)
        assert version == about["Version"]
        said = " ".join(filter(None, (about["License-Expression"], about["License"])))
        # traitlets gives the whole of its text in the place of a name.
        said = said.replace("BSD 3-Clause License", "BSD-3-Clause")
        assert licence.split("; ")[0].replace(" or ", " OR ") in said, name
