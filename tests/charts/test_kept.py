"""Charts of the built-in case are shown as they were drawn, as long as that is right."""

import subprocess
import sys
from dataclasses import replace

import kept_charts
import pytest

from course.charts import CHARTS, drawn
from course.charts.kept import FOLDER, KeptChart, key
from course.charts.what_if_pictures import what_if_pictures
from course.incident.loading import load_incident
from course.widgets.what_if import WhatIf

CASE = load_incident()


@pytest.mark.parametrize("make", CHARTS, ids=lambda make: make.__name__)
def test_what_is_kept_says_what_would_be_drawn_now(make):
    """If this fails, what draws has changed: `make notebooks` draws and keeps anew."""
    shown = make(CASE)
    assert isinstance(shown, KeptChart)
    anew = drawn(make.__name__.removesuffix("_chart"), CASE)
    assert shown.text == anew.text
    assert shown.spots == anew.spots
    assert shown.rows == anew.rows


@pytest.mark.slow
def test_the_sliders_begin_with_what_is_kept():
    """Both layers, wide and narrow, and what is read without a kernel."""
    sliders = WhatIf(CASE)
    shown = what_if_pictures(CASE, sliders.outcome)
    anew = kept_charts.charts()["what-if"]
    assert isinstance(shown.chart, KeptChart)
    assert shown.chart.alt == anew["alt"]
    assert [shown.scene(False), shown.answer(True)] == [
        anew["scene"][0].encode(),
        anew["answer"][1].encode(),
    ]


def test_one_changed_word_is_drawn():
    """A copy of the case that somebody has changed shows what it says, and nothing older."""
    first = CASE.timeline[0]._replace(event="Somebody rings.")
    other = replace(CASE, timeline=[first, *CASE.timeline[1:]])
    assert key(other) != key(CASE)
    for make in CHARTS:
        assert not isinstance(make(other), KeptChart)


def test_a_copy_of_the_case_is_the_case(tmp_path):
    """On a hub the notebooks read a copy: what is in it counts, and not where it lies."""
    assert key(replace(CASE, folder=tmp_path)) == key(CASE)


def test_without_its_files_the_charts_are_drawn(monkeypatch, tmp_path):
    """What is kept is a help, and nothing depends on it."""
    from course.charts import kept

    kept._read.cache_clear()
    monkeypatch.setattr(kept, "FOLDER", tmp_path)
    try:
        assert not isinstance(CHARTS[1](CASE), KeptChart)
    finally:
        kept._read.cache_clear()


def test_a_page_of_the_case_starts_without_the_packages_that_draw():
    """Neither the charts nor the sliders need matplotlib, pandas or numpy until something moves."""
    code = (
        "import sys; from course import load_incident, own_incident, show_metrics, what_if_sliders;"
        "from course import affected_chart, callers_chart, minutes_chart, timeline_chart;"
        "case = load_incident();"
        "[make(case)._repr_mimebundle_() for make in"
        " (timeline_chart, affected_chart, callers_chart, minutes_chart, show_metrics)];"
        "what_if_sliders(case).readable(); desk = own_incident(); desk.show(timeline_chart);"
        "print({'matplotlib', 'pandas', 'numpy'} & set(sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "set()"


@pytest.mark.slow
def test_only_charts_that_are_shown_are_kept():
    """A file that no chart reads any more would travel for nothing."""
    assert {file.stem for file in FOLDER.iterdir()} == kept_charts.charts().keys()
