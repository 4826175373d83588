"""What stands in the files of the site, all of them."""

import json
import re
import zipfile
from html import escape
from xml.etree import ElementTree as ET

import pytest

from course.build.site.archive import carried
from course.content.decisions import decisions
from course.content.notebooks import notebooks
from tests.build.site.conftest import ADDRESS, unpacked

pytestmark = [pytest.mark.slow, pytest.mark.deployment]


def _contents(folder):
    """Give every file, and those of an archive one by one; the course itself is left out."""
    for file in (file for file in folder.rglob("*") if file.is_file()):
        if file.match("assets/course-*.zip"):
            continue
        if file.suffix == ".zip":
            with zipfile.ZipFile(file) as packed:
                yield from (
                    (f"{file.name}/{name}", packed.read(name)) for name in packed.namelist()
                )
        yield file.relative_to(folder).as_posix(), file.read_bytes()


def test_nothing_of_the_key_is_in_any_file_but_the_package(built):
    """Neither kind nor effect of an option, nor what sends one back to it, as text or as JSON."""
    told = [
        written.encode()
        for asked in decisions()
        for option in asked.options
        for words in (option.label, option.effect, option.look_again)
        if len(words) > 20
        for written in (words, escape(words), json.dumps(words)[1:-1])
    ]
    assert told
    read = dict(_contents(built / "a" / "fork"))
    assert "02_open_the_meeting.html" in read
    assert [name for name, content in read.items() if any(one in content for one in told)] == []
    [archive] = (built / "a" / "fork" / "assets").glob("course-*.zip")
    with unpacked(archive.read_bytes()) as packed:
        package = b"".join(packed.read(name) for name in packed.namelist())
    assert any(one in package for one in told)


def test_every_page_has_what_its_first_link_leads_to(built):
    """Whoever comes by keyboard skips to the text, on a page of the course and around it."""
    pages = list((built / "a" / "fork").glob("*.html"))
    assert len(pages) == len(notebooks()) + 2
    for page in pages:
        [place] = re.findall(r'class="course-skip" href="#([^"]+)"', page.read_text("utf-8"))
        assert f' id="{place}"' in page.read_text("utf-8"), page.name


def test_the_site_lists_its_own_pages(built):
    """In its sitemap with whole addresses, and on its first page by links that work anywhere."""
    folder = built / "a" / "fork"
    pages = {page.name for page in folder.glob("*.html")} - {"index.html"}
    listed = ET.parse(folder / "sitemap.xml").iter(
        "{http://www.sitemaps.org/schemas/sitemap/0.9}loc"
    )
    assert {one.text for one in listed} == {f"{ADDRESS}/{name}" for name in {"", *pages}}
    links = re.findall(r'href="([^"#]+\.html)"', (folder / "index.html").read_text("utf-8"))
    assert set(links) == pages


def test_the_site_lists_the_licences_of_all_that_it_carries(built):
    """Each part with its licence, and a way there from the first page."""
    folder = built / "a" / "fork"
    listed = (folder / "licences.html").read_text("utf-8")
    assert "Pyodide" in listed
    for part in carried():
        assert escape(f"{part.name} {part.version}: {part.licence}") in listed
    assert 'href="licences.html"' in (folder / "index.html").read_text("utf-8")
