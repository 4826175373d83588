"""The room's pages: plain HTML, CSS and JavaScript, each sent whole in one answer.

A page is its markup, the styles and scripts it names here, and nothing that would have to
be fetched from anywhere: on a phone in a crowded hall every further request is a wait.

The entrance is `course.room.pages.render`. It stands on `content` and `page`.
"""

import json
import re
from functools import cache
from html import escape
from pathlib import Path
from string import Template
from typing import Any

from course import content, page
from course.content.decisions import decisions
from course.content.facilitation import guide_to_decision
from course.page.look import look_of_page
from course.rehearsal import begin
from course.rehearsal.picture import SCRIPT, picture

#: What all pages with a script begin with.
_BASE = ("elements.js", "requests.js", "page.js")
_VOTES = ("room.css", "figure.css", *_BASE, "clock.js", "line.js", "figure.js", "meeting.js")

#: The styles and scripts of each page, in their order.
PARTS: dict[str, tuple[str, ...]] = {
    "entrance": ("room.css",),
    "notice": ("room.css",),
    "enter": ("room.css", *_BASE, "enter.js"),
    "participant": (*_VOTES, "participant.js"),
    "lead": (*_VOTES, "front.css", "steps.js", "link.js", "lead.js"),
    "screen": (
        *_VOTES,
        *("picture.css", "front.css", "screen.css"),
        *("picture.js", "steps.js", "fit.js", "screen.js"),
    ),
}

#: What stands elsewhere, because controls use it as well.
_ELSEWHERE = {
    "elements.js": Path(page.__file__),
    "requests.js": Path(page.__file__),
    "picture.css": SCRIPT,
    "picture.js": SCRIPT,
}


def render(name: str, **values: str) -> str:
    """Put a page together.

    Parameters
    ----------
    values
        Texts for the page's ``$placeholders``. They are escaped.

    Returns
    -------
    str
        The whole page, with every style and script that it needs.

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
    styles = f'<style nonce="{nonce}">{look_of_page()}</style>\n{styles}'
    if "page.js" in PARTS[name]:
        data = f'<script type="application/json" id="words" nonce="{nonce}">{_words(name)}</script>'
        scripts = f"{data}\n{scripts}"
    markup = content.load("room")["markup"]
    texts = markup["all"] | markup[name] | values
    safe = {key: escape(text) for key, text in texts.items()}
    if "picture.js" in PARTS[name]:
        safe["picture"] = picture(begin()).html
    return Template(_read(f"{name}.html")).substitute(safe, styles=styles, scripts=scripts)


def is_host(text: str) -> bool:
    """Tell whether a header's text is a host and nothing that would mean more in a policy.

    Examples
    --------
    >>> is_host("hub.example:8000"), is_host("x; script-src *")
    (True, False)
    """
    return re.fullmatch(r"[A-Za-z0-9.\-]+(:\d+)?|\[[0-9A-Fa-f:]+\](:\d+)?", text) is not None


def _guide(decision: str) -> dict[str, Any]:
    """Write what the person at the front says, asks and watches for at one decision."""
    guide = guide_to_decision(decision)
    return {
        "aim": guide.aim,
        "explain": guide.explain,
        **{
            part: [point.text for point in getattr(guide, part)] for part in ("say", "ask", "watch")
        },
        "heard": [
            {"option": heard.option, "sounds": heard.sounds, "reply": heard.text}
            for heard in guide.heard
        ],
    }


@cache
def _words(name: str) -> str:
    """Write the sentences that a page's scripts say, as JSON that cannot end its element."""
    sentences = content.load("room")
    words: dict[str, Any] = sentences["enter" if name == "enter" else "page"]
    if name != "enter":
        words = words | {"meeting": sentences["meeting"]["page"]}
    if name == "lead":
        guides = {asked.id: _guide(asked.id) for asked in decisions()}
        heading = content.load("facilitation")["heading"]
        parts = {part: heading[part] for part in ("say", "ask", "watch")}
        meeting = sentences["meeting"]["page"] | sentences["meeting"]["panel"]
        words = words | sentences["lead"] | parts | {"guides": guides, "meeting": meeting}
    return json.dumps(words).replace("<", "\\u003c")


def part(name: str) -> Path:
    """Return the file of a part: what controls use as well stands with the page."""
    return _ELSEWHERE.get(name, Path(__file__)).with_name(name)


@cache
def _read(name: str) -> str:
    """Read a part, without what explains it to us: a phone in a crowded hall loads it all."""
    comments = r"/\*.*?\*/\s*|^[ \t]*//[^\n]*\n"
    return re.sub(comments, "", part(name).read_text("utf-8"), flags=re.DOTALL | re.MULTILINE)
