"""An incident: its facts and events, read, checked, measured and asked about."""

from course.incident.loading import BUILT_IN, Incident, Milestone, load_incident

__all__ = ["BUILT_IN", "Incident", "Milestone", "load_incident"]
