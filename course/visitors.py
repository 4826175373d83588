"""Visitors of a shared reader: what they may do on the host's computer.

They read and answer. What runs, keeps or calls what a person types is there for them only
where the host asked for it. This is decided in the kernel, so that it holds whatever a page
or a socket sends.
"""

import os
from typing import Literal

from course.content import load
from course.errors import VisitorError
from course.page.blocks import prose
from course.page.fragment import Fragment, shown

#: How a server tells its kernels about visitors.
VARIABLE = "COURSE_VISITORS"

#: The flag with which a host lets them do all that the host can do.
RUN_FLAG = "--let-visitors-run-programs"

May = Literal["read", "run"]


def announce(may: May) -> None:
    """Tell this process, and all that it starts, that visitors come and what they may do."""
    os.environ[VARIABLE] = may


def are_here() -> bool:
    """Tell whether the course is shown to visitors from other computers."""
    return bool(os.environ.get(VARIABLE))


def only_read() -> bool:
    """Tell whether they may read and answer, and nothing more; in doubt, they may not."""
    return are_here() and os.environ[VARIABLE] != "run"


def refuse(part: str) -> None:
    """Stop here if what follows is not for visitors."""
    if only_read():
        raise VisitorError(_reason(part))


def keep_nothing() -> None:
    """Stop here if visitors come, whatever they may do: what one types is no matter of another."""
    if are_here():
        raise VisitorError(texts())


def texts() -> str:
    """Say why nothing is kept that one types, and where it would be."""
    return " ".join(load("visitors")["page"]["texts"].split())


def instead(part: str) -> Fragment:
    """Say in one sentence why a part is not here, and where it can be used.

    Examples
    --------
    >>> print(str(instead("desk"))[:24])
    The desk for an incident
    """
    return shown(prose(_reason(part)))


def on_every_page() -> str:
    """Say what readers of a page have to know about each other; empty for the learner alone."""
    if not are_here():
        return ""
    texts = load("visitors")["page"]
    return f"{texts['answers']} {texts['limited' if only_read() else 'run']}"


def _reason(part: str) -> str:
    return " ".join(load("visitors")["instead"][part].split())
