"""How fast an incident is loaded and drawn, against the least that must be done: issue 3."""

import gc
import tempfile
from collections.abc import Callable, Iterator
from io import BytesIO
from pathlib import Path

import matplotlib as mpl
import pandas as pd
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.patches import Patch, Rectangle

import course.incident.what_if
from course.charts import CHARTS, Chart
from course.charts.chart import DRAWN
from course.charts.what_if import what_if_chart
from course.incident.loading import Incident, load_incident
from tests.benchmarks.ratios import Row, comparison, in_turns, timed

ROWS = 10_000
ROUNDS = 15
AIM_LOAD = 8.0
AIM_CHART = 1.5


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


def _events() -> pd.DataFrame:
    return pd.DataFrame(
        {
            "timestamp": pd.date_range(
                "2026-06-01", periods=ROWS, freq="min", tz="Pacific/Auckland"
            ),
            "event": [f"Call number {number} reaches the line." for number in range(ROWS)],
            "phase": ["started", *[""] * (ROWS - 2), "resolved"],
            "actor_role": "Support agent",
            "evidence": "Call log of the support line",
            "provenance": "constructed",
            "affected_cumulative": range(ROWS),
            "support_calls_cumulative": [at // 10 if at % 10 == 0 else None for at in range(ROWS)],
        }
    )


def _loadings(events: pd.DataFrame) -> Iterator[tuple[float, float]]:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "incident.toml").write_text(
            'title = "T"\norganisation = "O"\ntimezone = "Pacific/Auckland"\n', encoding="utf-8"
        )
        file = folder / "incident_timeline.csv"
        events.to_csv(file, index=False, float_format="%.0f")
        yield from in_turns(
            timed(lambda: load_incident(folder)),
            timed(lambda: pd.read_csv(file, parse_dates=["timestamp"])),
            rounds=ROUNDS,
        )


def charts() -> Iterator[Row]:
    """Draw each chart of the case, against bare figures with as many artists of each kind."""
    for make in (*CHARTS, what_if):
        yield comparison(f"{make.__name__} / bare figures", _drawings(make), AIM_CHART)


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


MEASURES = {"load": load, "charts": charts}
