"""The room's pages: plain HTML, CSS and JavaScript, each sent whole in one answer.

A page is its markup, the styles and scripts it names here, and nothing that would have to
be fetched from anywhere: on a phone in a crowded hall every further request is a wait.
"""

import re
from functools import cache
from html import escape
from importlib import resources
from string import Template

#: The styles and scripts of each page, in their order.
PARTS: dict[str, tuple[str, ...]] = {
    "entrance": ("room.css",),
    "notice": ("room.css",),
    "enter": ("room.css", "enter.js"),
    "participant": (
        "room.css",
        "figure.css",
        "elements.js",
        "line.js",
        "figure.js",
        "participant.js",
    ),
    "lead": (
        "room.css",
        "figure.css",
        "front.css",
        "elements.js",
        "line.js",
        "figure.js",
        "steps.js",
        "link.js",
        "lead.js",
    ),
    "screen": (
        "room.css",
        "figure.css",
        "front.css",
        "screen.css",
        "elements.js",
        "line.js",
        "figure.js",
        "steps.js",
        "screen.js",
    ),
}


def render(name: str, **values: str) -> str:
    """Put a page together.

    Parameters
    ----------
    values
        Texts for the page's ``$placeholders``. They are escaped.

    Examples
    --------
    >>> "0K71X2" in render("participant", nonce="once", code="0K71X2")
    True
    """
    nonce = escape(values["nonce"])
    styles, scripts = (
        "".join(
            f'<{tag} nonce="{nonce}">{_read(part)}</{tag}>\n'
            for part in PARTS[name]
            if part.endswith(ending)
        )
        for tag, ending in (("style", ".css"), ("script", ".js"))
    )
    safe = {key: escape(value) for key, value in values.items()}
    return Template(_read(f"{name}.html")).substitute(safe, styles=styles, scripts=scripts)


def is_host(text: str) -> bool:
    """Tell whether a header's text is a host and nothing that would mean more in a policy.

    Examples
    --------
    >>> is_host("hub.example:8000"), is_host("x; script-src *")
    (True, False)
    """
    return re.fullmatch(r"[A-Za-z0-9.\-]+(:\d+)?|\[[0-9A-Fa-f:]+\](:\d+)?", text) is not None


@cache
def _read(name: str) -> str:
    return resources.files(__name__).joinpath(name).read_text("utf-8")
