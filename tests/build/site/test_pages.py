"""The frame of a page leaves the course's controls as they are."""

import re
from pathlib import Path

from course.build.site import pages
from course.content.notebooks import ROOT

CLASS = re.compile(r"\.(course-[a-z-]+)")


def test_the_style_of_the_frame_names_nothing_of_a_control():
    """A verdict that is styled as the frame's own line would lie over the page for ever."""
    shared = ROOT / "course" / "page" / "frame.css"
    own = Path(pages.__file__).parent / "page" / "site.css"
    frame = shared.read_text("utf-8") + own.read_text("utf-8")
    controls = [
        file.read_text("utf-8")
        for folder in ("widgets", "page")
        for file in (ROOT / "course" / folder).rglob("*")
        if file.suffix in {".js", ".css"} and file != shared
    ]
    for name in set(CLASS.findall(frame)):
        named = re.compile(rf"\b{name}\b(?!-)")
        assert not [text for text in controls if named.search(text)], name
