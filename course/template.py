"""The template for an incident of one's own."""

from pathlib import Path

from course.content import load
from course.incident_files import IncidentFiles


def template() -> IncidentFiles:
    """Give the template: it has nothing to mend, and every sentence says what belongs there.

    Examples
    --------
    >>> template().load(Path("mine")).organisation
    'Where it happened'
    """
    said = load("own_incident")["template"]
    return IncidentFiles(said["facts"], said["timeline"])


def write_template(folder: str | Path) -> list[Path]:
    """Write the template into a folder, never over a file that is there.

    Parameters
    ----------
    folder
        Made if missing.

    Raises
    ------
    AlreadyThereError
        If it holds a file of that name. Then nothing is written.
    IncidentError
        If the folder cannot be written to.

    Examples
    --------
    >>> import tempfile
    >>> [path.name for path in write_template(tempfile.mkdtemp())]
    ['incident.toml', 'incident_timeline.csv']
    """
    return template().write(Path(folder))
