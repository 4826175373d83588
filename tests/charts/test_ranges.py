"""Whatever an incident holds, every chart of it can be read: nothing cut, struck or small."""

from dataclasses import replace

import pytest

from course.charts import CHARTS, what_if_chart
from course.incident.loading import load_incident
from course.incident.what_if import limits, what_if

SENTENCE = (
    "The checkout answers with an error page while whoever is on call looks for the change that "
    "could explain it, and the number of people affected keeps rising."
)
PHASES = ["introduced", "started", "detected", "acknowledged", "mitigated", "resolved"]
SIX = dict(enumerate(PHASES))
COUNTED = {"affected_cumulative": [0, 1, 180, 1200, 1500, 1797], "population": 45_000}
CALLED = {"support_calls_cumulative": [0, 0, 2, 3, 5, 17]}
EVENING = [0, 10, 35, 40, 240, 300]
LONG_UNIT = "households of Ōtautahi with at least two members who had booked for the same evening"

INCIDENTS = {
    "the case": lambda _: load_incident(),
    "unknown calls": lambda build: build(EVENING, SIX, SENTENCE, **COUNTED),
    "unknown affected": lambda build: build(EVENING, SIX, SENTENCE, **CALLED),
    "unknown counts": lambda build: build(EVENING, SIX, SENTENCE),
    "nothing marked": lambda build: build(EVENING, {}, SENTENCE, **COUNTED, **CALLED),
    "one event": lambda build: build([0]),
    "one event that counts": lambda build: build([0], {0: "started"}, affected_cumulative=[7]),
    "long names": lambda build: build(
        EVENING, SIX, SENTENCE * 4, **COUNTED, **CALLED, affected_unit=LONG_UNIT, title=SENTENCE
    ),
    "unbroken names": lambda build: build(
        EVENING, SIX, "x" * 300, **COUNTED, **CALLED, affected_unit="y" * 120
    ),
    "one moment": lambda build: build([0] * 6, SIX, SENTENCE, **COUNTED, **CALLED),
    "within a minute": lambda build: build(
        [0, 60, 60.2, 60.4, 60.6, 120], SIX, SENTENCE, **COUNTED, **CALLED
    ),
    "several milestones at once": lambda build: build(
        [0, 40], {0: "+".join(PHASES[:4]), 1: "+".join(PHASES[4:])}, SENTENCE
    ),
    "all milestones at once": lambda build: build([0], {0: "+".join(PHASES)}, SENTENCE * 4),
    "days apart": lambda build: build(
        [0, 5_000, 9_000, 12_000, 30_000, 90_000], SIX, SENTENCE, **COUNTED, **CALLED
    ),
    "years apart": lambda build: build(
        [0, 10**6, 10**6 + 5, 1.2 * 10**6, 2 * 10**6, 4 * 10**6], SIX, **COUNTED, **CALLED
    ),
    "600 events": lambda build: build(
        [float(at) for at in range(600)],
        {0: "introduced", 90: "started", 200: "detected", 520: "resolved"},
        SENTENCE,
        affected_cumulative=[at * 3 for at in range(600)],
        support_calls_cumulative=list(range(600)),
    ),
    "several scripts": lambda build: build(
        EVENING, SIX, "決済エラーが始まる تنبيه: فشل الدفع ✅", **COUNTED, affected_unit="お客様"
    ),
    "hundreds of millions": lambda build: build(
        EVENING, SIX, affected_cumulative=[0, 5, 10**6, 10**7, 10**8, 9 * 10**8], **CALLED
    ),
}


def drawn(incident):
    """Give every chart of an incident, also what if."""
    yield from (make(incident) for make in CHARTS)
    most = limits(incident).detection
    for sooner in (0, most / 2, most):
        yield what_if_chart(incident, what_if(incident, detection=sooner))


#: A quick look takes these.
FIRST = ("the case", "one event", "long names", "several milestones at once")
NAMES = [
    name if name in FIRST else pytest.param(name, marks=pytest.mark.slow) for name in INCIDENTS
]


@pytest.mark.slow
@pytest.mark.parametrize("name", NAMES)
def test_every_chart_can_be_read(build, check_layout, words, name):
    """No text is cut unsaid, under 12 points, over another or under a line, wide and narrow."""
    for chart in drawn(INCIDENTS[name](build)):
        for figure in (chart.figure, chart.narrow):
            check_layout(figure)
            texts = words(figure)
            assert "shortened" in " ".join(texts) or not [one for one in texts if one[-1] == "…"]


@pytest.mark.slow
def test_a_thinned_timeline_says_so_in_the_picture(build, words):
    """How many of how many events are drawn stands in both pictures, first of all."""
    chart = next(drawn(INCIDENTS["600 events"](build)))
    for figure in (chart.figure, chart.narrow):
        assert "of 600 events are drawn" in " ".join(words(figure))
    assert "are drawn" not in " ".join(words(next(drawn(load_incident())).figure))


@pytest.mark.parametrize("place", range(5))
def test_unknown_counts_are_one_sentence(build, place):
    """Where there is nothing to draw there is no frame, no picture and no table: one sentence."""
    chart = list(drawn(INCIDENTS["unknown counts"](build)))[place]
    unknown = chart.name in ("affected", "callers", "what-if")
    assert bool(chart.unknown) is unknown
    if unknown:
        assert chart.html.count("<p") == 1
        assert "<figure" not in chart.html
        assert "<img" not in chart.html
        assert chart.text == chart.unknown
        assert chart.unknown.endswith(".")


def test_one_count_alone_has_no_empty_frame(build, words):
    """What is not known of the two is a line of words under or over the other."""
    for name, told in (
        ("unknown calls", "Support calls: not known"),
        ("unknown affected", "People affected: not known"),
    ):
        chart = list(drawn(INCIDENTS[name](build)))[1]
        for figure in (chart.figure, chart.narrow):
            assert told in words(figure)
            assert "not known" not in words(figure)


def test_the_facts_are_told_with_what_is_unknown(build):
    """A total without a curve is not lost with the picture."""
    incident = replace(INCIDENTS["unknown counts"](build), affected=50)
    chart = list(drawn(incident))[1]
    assert "The facts say 50 people affected." in chart.html
