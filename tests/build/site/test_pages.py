"""What stands around the course on its pages, and the list of them."""

import json
import re
from pathlib import Path

import pytest

from course.build.site import pages
from course.cli import main
from course.content import load
from course.content.notebooks import ROOT, notebooks

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


def test_where_a_site_will_stand_is_an_address_of_the_web(capsys):
    """Another one is refused before anything is built, and one without a site as well."""
    for words in (
        ["--site", "site", "--address", "course.example/a"],
        ["--address", "https://a.b"],
    ):
        assert main(["build", *words]) == 2
        assert "--address" in capsys.readouterr().err


@pytest.mark.parametrize("address", ["https://a.example/b&c", "https://a.example/b&c/"])
def test_a_sitemap_names_each_page_under_the_address(address):
    """With or without the stroke at its end, and written as XML asks for it."""
    listed = pages.sitemap(address)
    assert "<loc>https://a.example/b&amp;c/</loc>" in listed
    assert listed.count("<loc>https://a.example/b&amp;c/0") == 10


def test_what_a_page_says_otherwise_stands_in_the_place_of_a_cell():
    """A page speaks of nothing that cannot be there, and each such cell is one of a notebook."""
    written = {one: json.loads(one.path.read_text("utf-8"))["cells"] for one in notebooks()}
    for tag, here in load("site")["instead"].items():
        tagged = [
            (there, cells, cell)
            for there, cells in written.items()
            for cell in cells
            if tag in cell["metadata"].get("tags", [])
        ]
        [(there, cells, left_out)] = tagged
        code = [{} for cell in cells if cell["cell_type"] == "code"]
        site = {"look": "look.css", "host": "host.js"}
        html = pages.page(pages.Shown(there, code), site)
        assert "".join(left_out["source"]) not in html
        assert html.count(max(here.splitlines(), key=len)) == 1
