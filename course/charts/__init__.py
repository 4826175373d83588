"""What happened, as pictures with words: each chart is a function from an `Incident`."""

from course.charts.affected import affected_chart
from course.charts.callers import callers_chart
from course.charts.chart import Chart
from course.charts.debrief import debrief_chart
from course.charts.minutes import minutes_chart
from course.charts.timeline import timeline_chart
from course.charts.what_if import what_if_chart

CHARTS = (timeline_chart, affected_chart, callers_chart, minutes_chart)
"""All charts of an incident, in the order in which they are shown."""

__all__ = [
    "CHARTS",
    "Chart",
    "affected_chart",
    "callers_chart",
    "debrief_chart",
    "minutes_chart",
    "timeline_chart",
    "what_if_chart",
]
