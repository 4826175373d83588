"""A notebook as a page of the site: whole before any script, and what its controls start with."""

import json
import re
from dataclasses import dataclass
from html import escape
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from course.content import load
from course.content.notebooks import Notebook, notebooks
from course.errors import CourseError
from course.page.html import saying
from course.page.look import look_of_notebook

_HERE = Path(__file__).parent / "page"

#: What a page opens on whose Python has not told anything yet, by the kind of a control.
_TRAIL = "course.widgets.trail.TrailWidget"
_STANDING = "course.widgets.standing.StandingWidget"
_DECISION = "course.widgets.decide.DecisionWidget"

_START = re.compile(r'<p class="course-start".*?</p>', re.DOTALL)
_LINK = re.compile(r"""(href=["'])(?:\./)?(\d\d_[a-z_]+)\.ipynb(?=[#?"'])""")


@dataclass(frozen=True)
class Shown:
    """What running a notebook for its page came to, code cell by code cell."""

    notebook: Notebook
    cells: list[dict[str, Any]]

    @property
    def trees(self) -> dict[str, dict[str, Any]]:
        """The controls, by the number of their cell."""
        return {str(at): cell["tree"] for at, cell in enumerate(self.cells) if "tree" in cell}

    @property
    def remembered(self) -> dict[str, str]:
        """Under which name the browser knows how far this learner is, by cell."""
        names = {
            _TRAIL: f"trail {self.notebook.slug}",
            _STANDING: "standing",
            _DECISION: f"decision {self.notebook.decision}",
        }
        kinds = {at: tree.get("kind", "") for at, tree in self.trees.items()}
        return {at: names[kind] for at, kind in kinds.items() if kind in names}


def page(shown: Shown, site: dict[str, Any]) -> str:
    """Write a notebook as HTML, with what its controls need in `site`."""
    words, instead = load("site")["page"], load("site")["instead"]
    here = shown.notebook
    parts, steps = [], ""
    code = iter(enumerate(shown.cells))
    for cell in json.loads(here.path.read_text("utf-8"))["cells"]:
        if cell["cell_type"] == "markdown":
            tags = cell["metadata"].get("tags", [])
            written = next((instead[tag] for tag in tags if tag in instead), None)
            written = written or "".join(cell["source"])
            parts.append(f"<section>{_markdown(written)}</section>")
            continue
        number, ran = next(code)
        html = _before_python(ran.get("html", ""))
        part = f'<div class="course-part" id="cell-{number}">{html}</div>'
        if ran.get("tree", {}).get("kind") == _TRAIL:
            # The way through the course waits behind one line, as in reader mode.
            way = f'<p><a href="index.html">{escape(words["all_pages"])}</a></p>'
            summary = f"<summary>{_here(here)}</summary>"
            steps = f'<details class="course-steps">{summary}{part}{way}</details>'
        elif html or "tree" in ran:
            parts.append(part)
    given = {
        **site,
        "slug": here.slug,
        "trees": shown.trees,
        "remembered": shown.remembered,
        "words": load("site")["status"],
    }
    data = json.dumps(given, ensure_ascii=False).replace("<", "\\u003c")
    body = (
        f"<header>{steps}{_ways(here)}</header>"
        f"<noscript><p>{escape(words['no_script'])}</p></noscript>"
        f"{text(''.join(parts))}"
        f"<footer>{_ways(here, words['ways'])}<p>{escape(words['about'])}</p></footer>"
        '<p id="course-status" class="course-site-status" role="status"></p>'
        f'<script type="application/json" id="course-site">{data}</script>'
        f'<script type="module" src="{site["host"]}"></script>'
    )
    return frame(here.title, _LINK.sub(r"\1\2.html", body), site)


def index(site: dict[str, Any]) -> str:
    """Write the page that leads to all others."""
    words = load("site")["page"]
    rows = "".join(
        f'<li><a href="{notebook.page}">{escape(notebook.title)}</a>'
        f"<br>{escape(words['minutes'].format(minutes=notebook.minutes))}"
        f"{''.join(f' {escape(goal)}' for goal in notebook.objectives[:1])}</li>"
        for notebook in notebooks()
    )
    body = (
        f"<h1>{escape(words['title'])}</h1>"
        f'<p>{escape(words["about"])}</p><ol start="0">{rows}</ol>'
        f"<p>{escape(words['elsewhere'])}</p>"
        f'<p><a href="licences.html">{escape(words["licences"])}</a></p>'
    )
    return frame(words["title"], text(body), site)


def sitemap(address: str) -> str:
    """List the pages as search engines read them, which takes whole addresses.

    Raises
    ------
    CourseError
        If the address is none of the web.
    """
    parts = urlsplit(address)
    if parts.scheme not in {"http", "https"} or not parts.netloc or parts.query or parts.fragment:
        raise CourseError(
            f"--address {address}: expected where the site will stand on the web, such as "
            "https://example.org/course/."
        )
    names = ("", *(notebook.page for notebook in notebooks()), "licences.html")
    rows = "".join(
        f"<url><loc>{escape(address.rstrip('/'))}/{name}</loc></url>\n" for name in names
    )
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        f'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n{rows}</urlset>\n'
    )


def text(html: str) -> str:
    """Write what a page is about, which its first link leads to."""
    return f'<main id="course-text" class="jp-RenderedHTMLCommon" tabindex="-1">{html}</main>'


def frame(title: str, body: str, site: dict[str, Any]) -> str:
    """Put around the body of a page what all pages of the site share."""
    skip = escape(load("site")["page"]["skip"])
    return (
        '<!DOCTYPE html>\n<html lang="en-NZ">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta name="color-scheme" content="light dark">\n'
        f"<title>{escape(title)} · Blameless</title>\n"
        '<link rel="icon" href="data:,"><link rel="manifest" href="course.webmanifest">\n'
        f'<link rel="stylesheet" href="{site["look"]}">\n</head>\n'
        f'<body class="jp-Notebook">\n<a class="course-skip" href="#course-text">{skip}</a>\n'
        f"{body}\n</body>\n</html>\n"
    )


def look() -> str:
    """Write the style of every page."""
    return look_of_notebook() + (_HERE / "site.css").read_text("utf-8")


def _ways(here: Notebook, label: str = "") -> str:
    words = load("site")["page"]
    before, after = here.number - 1, here.number + 1
    links = ""
    if before >= 0:
        links += _way("prev", "← {}", notebooks()[before])
    # A learner's way ends before what is for whoever leads the course.
    if after < len(notebooks()) and not notebooks()[after].leads_course:
        links += _way("next", "{} →", notebooks()[after])
    label = escape(label or words["nav"])
    return f'<nav class="course-ways" aria-label="{label}">{links}</nav>'


def _here(here: Notebook) -> str:
    return escape(load("site")["page"]["here"].format(number=here.number))


def _way(rel: str, shape: str, there: Notebook) -> str:
    return f'<a rel="{rel}" href="{there.page}">{escape(shape.format(there.title))}</a>'


def _before_python(html: str) -> str:
    """Say of a control that is only text yet what it waits for."""
    return _START.sub("", saying(html, {"kernel": load("site")["page"]["needed"]}))


def _markdown(text: str) -> str:
    from nbconvert.filters.markdown_mistune import IPythonRenderer, MarkdownWithMath

    renderer = IPythonRenderer(escape=False, exclude_anchor_links=True)
    return str(MarkdownWithMath(renderer=renderer).render(text))
