"""An incident: its facts and events, read, checked, measured and asked about.

The entrances are `load_incident`, for a folder, `course.incident.importing.bring`, for documents
of any form, and `course.incident.metrics.metrics`. It stands on `content`, `page` and the standard
library; pandas is loaded by whoever asks for `Incident.events`.
"""

from course.incident.loading import BUILT_IN, Incident, Milestone, load_incident

__all__ = ["BUILT_IN", "Incident", "Milestone", "load_incident"]
