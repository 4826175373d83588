"""The template for an incident of one's own."""

from pathlib import Path

from course.content import load
from course.incident.files import IncidentFiles
from course.incident.spreadsheet import rows_of


def template() -> IncidentFiles:
    """Give the template: it has nothing to mend, and every sentence says what belongs there.

    Examples
    --------
    >>> template().load(Path("mine")).organisation
    'Where it happened'
    """
    texts = load("own_incident")["template"]
    return IncidentFiles(texts["facts"], texts["timeline"])


def write_template(folder: str | Path) -> list[Path]:
    """Write the template into a folder, never over a file that is there.

    Examples
    --------
    >>> import tempfile
    >>> [path.name for path in write_template(tempfile.mkdtemp())]
    ['incident.toml', 'incident_timeline.csv']
    """
    return template().write(Path(folder))


def template_rows() -> frozenset[str]:
    """Give the sentences of its timeline, by which one that still stands there is known."""
    names, *rows = rows_of(template().timeline, ",")
    return frozenset(row[names.index("event")] for row in rows if row)
