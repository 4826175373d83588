"""What every control shares: its script, which asks the kernel, and its style."""

from pathlib import Path

_SCRIPT = Path(__file__).with_suffix(".js")
_STYLE = Path(__file__).with_suffix(".css")


def script(control: Path) -> str:
    """Put the shared script before that of a control; a widget's script cannot import.

    Parameters
    ----------
    control
        The Python file beside which the control's own script lies. That script calls
        ``element(tag, attributes, ...children)`` and ``openSession(model, {name, pending})``.

    Returns
    -------
    str
        Both as one script.

    Examples
    --------
    >>> both = script(Path(__file__).with_name("decide.py"))
    >>> both.index("openSession") < both.index("export default")
    True
    """
    return _SCRIPT.read_text("utf-8") + control.with_suffix(".js").read_text("utf-8")


def style(control: Path) -> str:
    """Put the shared style before that of a control.

    Parameters
    ----------
    control
        The Python file beside which the control's own style lies. It holds for elements with
        the class ``course-control``.

    Examples
    --------
    >>> style(Path(__file__).with_name("decide.py")).count(".course-control {")
    1
    """
    return _STYLE.read_text("utf-8") + control.with_suffix(".css").read_text("utf-8")
