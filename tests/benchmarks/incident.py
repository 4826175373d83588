"""How fast an incident is loaded and drawn, against the least that must be done: issue 3."""

import gc
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path

import matplotlib as mpl
import pandas as pd
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.patches import Patch, Rectangle

import course.incident.what_if
from course.charts import CHARTS, Chart
from course.charts.canvas import POINTS_IN_INCH
from course.charts.chart import DRAWN
from course.charts.sizes import NARROW, WIDE
from course.charts.what_if import what_if_chart
from course.incident.loading import Incident, load_incident
from course.incident.timeline import FILE
from course.widgets.pane import shown_about
from course.widgets.report_draft import report_draft
from course.widgets.what_if import what_if_sliders
from tests.benchmarks.ratios import Row, comparison, in_turns, timed

ROWS = 10_000
MANY = 22_000
ROUNDS = 15
AIM_LOAD = 8.0
AIM_CHART = 1.5
AIM_MANY = 8.0


def load() -> Iterator[Row]:
    """Load and validate 10,000 rows, against `pandas.read_csv` with parsed dates."""
    # What this process has loaded for other measurements is not searched while it loads.
    gc.freeze()
    events = _events()
    times = events["timestamp"]
    as_written = {
        "one offset": events.assign(timestamp=[at.isoformat() for at in times]),
        "no offset": events.assign(timestamp=times.dt.strftime("%Y-%m-%dT%H:%M")),
        "two offsets": events.assign(
            timestamp=[
                (at.tz_convert("UTC") if place % 2 else at).isoformat()
                for place, at in enumerate(times)
            ]
        ),
    }
    as_written["shuffled"] = as_written["one offset"].sample(frac=1, random_state=1)
    for how, written in as_written.items():
        name = f"load {ROWS:,} rows, {how} / pandas.read_csv"
        yield comparison(name, _loadings(written), AIM_LOAD)


def _events(rows: int = ROWS) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "timestamp": pd.date_range(
                "2026-06-01", periods=rows, freq="min", tz="Pacific/Auckland"
            ),
            "event": [f"Call number {number} reaches the line." for number in range(rows)],
            "phase": ["started", "detected", *[""] * (rows - 3), "resolved"],
            "actor_role": "Support agent",
            "evidence": "Call log of the support line",
            "provenance": "constructed",
            "affected_cumulative": range(rows),
            "support_calls_cumulative": [at // 10 if at % 10 == 0 else None for at in range(rows)],
        }
    )


@contextmanager
def _folder_of(events: pd.DataFrame) -> Iterator[Path]:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "incident.toml").write_text(
            'title = "T"\norganisation = "O"\ntimezone = "Pacific/Auckland"\n', encoding="utf-8"
        )
        events.to_csv(folder / FILE, index=False, float_format="%.0f")
        yield folder


def _loadings(events: pd.DataFrame) -> Iterator[tuple[float, float]]:
    with _folder_of(events) as folder:
        file = folder / FILE
        yield from in_turns(
            timed(lambda: load_incident(folder)),
            timed(lambda: pd.read_csv(file, parse_dates=["timestamp"])),
            rounds=ROUNDS,
        )


def charts() -> Iterator[Row]:
    """Draw each chart of the case, against bare figures with as many artists of each kind."""
    for make in (*CHARTS, what_if):
        yield comparison(f"{make.__name__} / bare figures", _drawings(make), AIM_CHART)


def many() -> Iterator[Row]:
    """Show 22,000 events at the desk, against bare plots of as many points, wide and narrow."""
    with _folder_of(_events(MANY)) as folder:
        incident = load_incident(folder)
    for make in (*CHARTS[:2], what_if_sliders, report_draft):
        pairs = in_turns(
            timed(lambda make=make: shown_about(incident, make)),
            timed(lambda: _points(incident)),
            rounds=3,
        )
        yield comparison(f"{make.__name__} of {MANY:,} events / bare plots", pairs, AIM_MANY)


def _points(incident: Incident) -> None:
    times = [event.at.local for event in incident.timeline]
    counted = [event.affected_cumulative for event in incident.timeline]
    for width in (WIDE, NARROW):
        figure = Figure(figsize=(width / POINTS_IN_INCH, 4))
        figure.add_subplot().plot(times, counted, "o-")
        with mpl.rc_context(DRAWN):
            figure.savefig(BytesIO(), format="svg")


def what_if(incident: Incident) -> Chart:
    """Draw what half an hour would have spared."""
    return what_if_chart(incident, course.incident.what_if.what_if(incident, detection=30))


def _drawings(make: Callable[..., Chart]) -> Iterator[tuple[float, float]]:
    incident = load_incident()
    chart = make(incident)
    sheets = [chart.figure, chart.narrow]

    def bare() -> None:
        for sheet in sheets:
            figure = _bare(sheet)
            with mpl.rc_context(DRAWN):
                figure.savefig(BytesIO(), format="svg")

    return in_turns(timed(lambda: make(incident)._repr_mimebundle_()), timed(bare), rounds=ROUNDS)


def _bare(sheet: Figure) -> Figure:
    """Put the same texts, lines and shapes on a figure, wherever they fall."""
    figure = Figure(figsize=sheet.get_size_inches(), dpi=sheet.dpi)
    axes = figure.add_axes((0, 0, 1, 1))
    axes.set_axis_off()
    axes.set_xlim(0, sheet.bbox.width)
    axes.set_ylim(0, sheet.bbox.height)
    drawn = sheet.axes[0]
    for text in drawn.texts:
        axes.text(*text.get_position(), text.get_text(), fontsize=text.get_fontsize())
    for line in drawn.lines:
        axes.add_line(Line2D(*line.get_data(), marker=line.get_marker()))
    for patch in drawn.patches:
        axes.add_patch(_same_shape(patch))
    return figure


def _same_shape(patch: Patch) -> Patch:
    if isinstance(patch, Rectangle):
        return Rectangle(patch.get_xy(), patch.get_width(), patch.get_height())
    return mpl.patches.PathPatch(patch.get_transform().transform_path(patch.get_path()))


MEASURES = {"load": load, "charts": charts, "many": many}
