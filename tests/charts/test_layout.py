"""The parts that put things in their place: letters, scales, spreading, numbers."""

from datetime import UTC, datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import matplotlib as mpl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from matplotlib.backends.backend_agg import FigureCanvasAgg

from course.charts.canvas import Canvas
from course.charts.chart import DRAWN
from course.charts.lettering import shown, width, wrap
from course.charts.numbers import round_step, short
from course.charts.scale import Scale
from course.charts.spread import spread
from course.page.moments import Moment

NZ = "Pacific/Auckland"


def clock_at(written: str, zone: str = NZ) -> Moment:
    """Give the moment that a clock of a zone showed."""
    return Moment.of(datetime.fromisoformat(written).replace(tzinfo=ZoneInfo(zone)))


TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=80)


@pytest.mark.parametrize("bold", [False, True])
@pytest.mark.parametrize(
    "text", ["Ōtautahi Health", "W" * 30, "il.,:;'", "fi AV To 18:14 − 2,340 %"]
)
def test_a_measured_width_is_the_drawn_width(text, bold):
    """What lettering says is what a renderer draws, to within kerning."""
    canvas = Canvas(900, 100)
    drawn = canvas.text(10, 50, text, size=12, bold=bold)
    with mpl.rc_context(DRAWN):
        box = drawn.get_window_extent(FigureCanvasAgg(canvas.figure).get_renderer())
    assert box.width == pytest.approx(width(text, 12, bold=bold), rel=0.03, abs=1)


@given(text=TEXTS, limit=st.floats(40, 400), lines=st.integers(1, 4), indent=st.floats(0, 30))
def test_a_wrapped_text_keeps_within_its_limit(text, limit, lines, indent):
    """No line is longer than allowed, there are no more of them, and nothing is added."""
    broken = wrap(text, 12, limit, lines, indent)
    assert len(broken) <= lines
    assert all(width(line, 12) <= limit for line in broken)
    if broken:
        assert width(broken[0], 12) <= limit - indent
    letters = "".join(broken).replace(" ", "")
    whole = shown(text).replace(" ", "")
    assert whole.startswith(letters.removesuffix("…")) or letters == whole


@given(text=TEXTS)
def test_what_is_shown_has_one_line_and_no_gaps(text):
    """Line breaks and tabs leave single spaces, and every other letter stays or is marked."""
    told = shown(text)
    assert told == " ".join(told.split())
    assert shown(told) == told


@given(
    st.lists(st.tuples(st.floats(0, 1000), st.floats(1, 30)), min_size=1, max_size=30).map(sorted)
)
def test_spread_things_touch_but_never_overlap(things):
    """Order is kept, everything lies on the line, neighbours keep their room."""
    places, sizes = [place for place, _ in things], [size for _, size in things]
    found = spread(places, sizes, 0, 1000)
    edges = [(at - size / 2, at + size / 2) for at, size in zip(found, sizes, strict=True)]
    assert edges[0][0] >= -1e-6
    assert edges[-1][1] <= 1000 + 1e-6
    for (_, end), (start, _) in pairwise(edges):
        assert end <= start + 1e-6


def test_things_with_room_stay_where_they_are():
    """What does not overlap is not moved."""
    assert spread([10, 50, 90], [10, 10, 10], 0, 100) == [10, 50, 90]


MOMENTS = st.floats(0, 120 * 365 * 86400).map(
    lambda at: Moment(datetime(1980, 1, 1, tzinfo=UTC) + timedelta(seconds=at), ZoneInfo(NZ))
)


@pytest.mark.slow
@given(first=MOMENTS, seconds=st.floats(0.001, 10**9), spacing=st.floats(20, 90))
def test_ticks_lie_on_the_scale_in_order_and_apart(first, seconds, spacing):
    """From a millisecond to decades, across clock changes, ticks never crowd."""
    scale = Scale(first, first + timedelta(seconds=seconds), 100, 500)
    places = [place for place, _ in scale.ticks(spacing)]
    assert all(100 <= place <= 500.001 for place in places)
    gaps = [later - earlier for earlier, later in pairwise(places)]
    # Where clocks went forward, three hours on the clock are two.
    assert all(gap >= spacing * 0.6 for gap in gaps)


def test_ticks_of_days_lie_at_local_midnight():
    """A day is 23 or 25 hours long when clocks change, and its tick still at midnight."""
    scale = Scale(clock_at("2026-04-03"), clock_at("2026-04-08"), 0, 121)
    ticks = {name: place for place, name in scale.ticks(20)}
    assert list(ticks) == ["3 Apr", "4 Apr", "5 Apr", "6 Apr", "7 Apr", "8 Apr"]
    assert ticks["6 Apr"] - ticks["5 Apr"] == pytest.approx(25)
    assert ticks["5 Apr"] - ticks["4 Apr"] == pytest.approx(24)


def test_a_midnight_that_does_not_exist_is_no_obstacle():
    """In some zones clocks go forward at midnight: the day begins at one."""
    zone = "America/Santiago"
    first, last = (clock_at(f"2026-09-{day:02}T12:00", zone) for day in (4, 8))
    names = [name for _, name in Scale(first, last, 0, 400).ticks(60)]
    assert names == ["5 Sep", "6 Sep", "7 Sep", "8 Sep"]


def test_a_tick_at_midnight_names_the_day():
    """Past midnight a time of day alone would mislead."""
    first = clock_at("2026-06-11T22:00")
    scale = Scale(first, first + timedelta(hours=4), 0, 400)
    assert [name for _, name in scale.ticks(90)] == ["22:00", "23:00", "12 Jun", "01:00", "02:00"]


def test_ticks_over_years_name_the_year():
    """A year or so apart, day and month alone would seem to run backwards."""
    first, last = clock_at("2019-03-01"), clock_at("2024-12-31")
    names = [name for _, name in Scale(first, last, 0, 200).ticks(34)]
    assert [name.split()[-1] for name in names] == ["2019", "2020", "2021", "2022", "2023", "2024"]
    turn = clock_at("2026-12-31T22:00")
    names = [name for _, name in Scale(turn, turn + timedelta(hours=3), 0, 400).ticks(90)]
    assert names == ["22:00", "23:00", "1 Jan 2027", "01:00"]


@pytest.mark.parametrize("day", ["2026-04-05", "2026-09-27"])
def test_ticks_stay_on_the_hour_when_clocks_change(day):
    """After the change as before it, ticks stand where a clock shows a round time."""
    first = clock_at(day)
    names = [name for _, name in Scale(first, first + timedelta(hours=20), 0, 500).ticks(60)]
    assert {"06:00", "09:00", "12:00", "15:00", "18:00"} <= set(names)


def test_no_stretch_at_all_lies_at_its_start():
    """One moment has a place but no scale."""
    at = clock_at("2026-06-11T22:00")
    assert Scale(at, at, 5, 50)(at) == 5


@given(st.integers(0, 10**12))
def test_steps_are_round_and_few(highest):
    """At most five steps reach the highest number; the next smaller round step would be more."""
    step = round_step(highest)
    assert highest <= 5 * step
    assert str(step).strip("0") in {"1", "2", "5"}
    assert step == 1 or highest >= 2 * step


@given(st.integers(0, 10**9))
def test_numbers_in_the_margin_are_short(number):
    """Whatever the number, it fits beside the axis."""
    assert len(short(round_step(number))) <= 7
