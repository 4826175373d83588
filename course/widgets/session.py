"""The script that every control shares: it asks the kernel, and tells when none is there."""

from pathlib import Path

_SHARED = Path(__file__).with_suffix(".js")


def with_session(control: Path) -> str:
    """Put the shared script before that of a control; a widget's script cannot import.

    Parameters
    ----------
    control
        The control's own script, which calls ``openSession(model, {name, pending})``.

    Returns
    -------
    str
        Both as one script.

    Examples
    --------
    >>> script = with_session(Path(__file__).with_name("decide.js"))
    >>> script.index("openSession") < script.index("export default")
    True
    """
    return _SHARED.read_text("utf-8") + control.read_text("utf-8")
