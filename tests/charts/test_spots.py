"""A chart answers a tap and a key, without a kernel and without a script."""

import itertools
from dataclasses import replace

import pytest

from course.charts import (
    affected_chart,
    callers_chart,
    minutes_chart,
    timeline_chart,
    what_if_chart,
)
from course.incident.loading import load_incident
from course.incident.metrics import metrics
from course.incident.what_if import what_if

CASE = load_incident()


def test_every_event_of_the_timeline_answers_with_its_row():
    """All that the table knows of it, on both sheets alike."""
    wide, narrow = timeline_chart(CASE).spots
    assert [spot.words for spot in wide] == [spot.words for spot in narrow]
    assert len(wide) == len(CASE.timeline)
    for number, (spot, event) in enumerate(zip(wide, CASE.timeline, strict=True), start=1):
        assert spot.words.startswith(f"{number} · ")
        for known in (event.event, event.actor_role, event.evidence, event.provenance):
            assert known in spot.words


def test_a_curve_answers_with_its_value():
    """At each count, and nowhere beyond the picture."""
    for sheet in affected_chart(CASE).spots:
        assert "2,340 patients affected so far, 17 calls so far (given)" in sheet[-1].words
        for spot in sheet:
            assert 0 <= spot.left < spot.right <= 1
            assert 0 <= spot.top < spot.bottom <= 1
        for one, other in itertools.pairwise(sheet):
            assert one.right == other.left


def test_the_curve_of_what_if_answers_with_both_values():
    """At each count what was, and after the earlier end what would have been instead."""
    outcome = what_if(CASE, detection=30)
    for sheet in what_if_chart(CASE, outcome).spots:
        assert "18:26 NZST: 190 patients affected so far (constructed)" in sheet[1].words
        told = [f"{outcome.affected:,} had it ended sooner" in spot.words for spot in sheet]
        assert told == sorted(told)
        assert "20:31" in sheet[told.index(True) - 1].words
        assert "20:40" in sheet[told.index(True)].words
        for one, other in itertools.pairwise(sheet):
            assert one.right == other.left
    moved = what_if_chart(CASE, what_if(CASE)).spots[0]
    assert not any("sooner" in spot.words for spot in moved)


def test_each_call_answers_with_those_who_stand_beside_it():
    """On both sheets; where one stands for all, it says so; together they are all affected."""
    for sheet in callers_chart(CASE).spots:
        assert len(sheet) == CASE.support_calls
        assert sheet[0].words == "Call 1 of 17: 138 patients affected for this one."
        counts = [int(spot.words.split(": ")[1].split()[0]) for spot in sheet]
        assert sum(counts) == CASE.affected
    crowd = callers_chart(replace(CASE, timeline=(), support_calls=60)).spots[0]
    assert [spot.words for spot in crowd] == ["Each of 60 calls: 39 patients affected for it."]


def test_each_bar_answers_with_its_length_and_its_formula():
    """In the order of the bars, none over another, inside the sheet."""
    for sheet in minutes_chart(CASE).spots:
        measured = metrics(CASE).values()
        for spot, metric in zip(sheet, measured, strict=True):
            for known in (metric.name, metric.in_words, metric.formula):
                assert known in spot.words
        edges = [edge for spot in sheet for edge in (spot.top, spot.bottom)]
        assert edges == sorted(edges)
        assert edges[0] > 0
        assert edges[-1] < 1


def test_a_chart_with_nothing_to_ask_has_no_places():
    """No empty group for a screen reader."""
    unknown = replace(CASE, timeline=(), affected=None)
    assert "<fieldset" not in callers_chart(unknown).html


@pytest.mark.browser
@pytest.mark.parametrize("width", [420, 1280])
def test_a_press_shows_it_and_another_hides_it(browser, width):
    """By finger, by arrow keys, and away again; what is shown lies whole within the picture."""
    page = browser.new_page(viewport={"width": width, "height": 900})
    page.set_content(timeline_chart(CASE).fragment.styled)
    sheet = page.locator(".course-sheet")
    rows = [spot.words for spot in timeline_chart(CASE).spots[0]]

    def shown():
        return page.evaluate(
            """() => [...document.querySelectorAll(".course-spots span")].filter((words) =>
                 getComputedStyle(words).clipPath === "none").map((words) => words.textContent)"""
        )

    assert shown() == []
    for number in (1, 7, 28):
        page.get_by_role("radio", name=f"{number} · ").first.click()
        assert shown() == [rows[number - 1]]
        told = page.get_by_text(rows[number - 1]).bounding_box()
        frame = sheet.bounding_box()
        assert frame["y"] <= told["y"]
        assert told["y"] + told["height"] <= frame["y"] + frame["height"]
    page.keyboard.press("ArrowUp")
    assert shown() == [rows[26]]
    sheet.click(position={"x": 6, "y": 6})
    assert shown() == []
    assert sheet.evaluate("(sheet) => sheet.scrollHeight - sheet.clientHeight") <= 1
    page.close()
