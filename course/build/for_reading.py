"""What built pages say where the course itself would answer: they are for reading."""

import re
from html import escape
from typing import Any

from course.content import load
from course.content.notebooks import Notebook
from course.page.html import saying
from course.page.look import look_of_page

#: How to start a page, and how a part opens, are no matter where nothing starts or opens.
_LIVE = re.compile(r'<p class="course-(?:start|opens)".*?</p>', re.DOTALL)


def in_words_for_reading(html: str) -> str:
    """Say in a page that nobody can press anything in it, where it speaks of pressing.

    Examples
    --------
    >>> in_words_for_reading('<p>To answer, <span data-waits="kernel">start it</span>.</p>')
    '<p>To answer, open the course itself.</p>'
    """
    texts = load("pages")["built"]
    return _LIVE.sub("", saying(html, {"kernel": texts["kernel"], "answers": texts["closed"]}))


def frame(here: Notebook, listed: tuple[Notebook, ...], *, with_answers: bool) -> dict[str, Any]:
    """Give what stands around a page: what it is, and the ways on."""
    at = listed.index(here)
    before, after = listed[max(at - 1, 0) : at], listed[at + 1 : at + 2]
    return {
        "note": load("pages")["built"]["with_answers" if with_answers else "note"],
        "before": _link(*before),
        "after": _link(*after),
    }


def _link(*found: Notebook) -> dict[str, str]:
    return {"title": found[0].title, "href": found[0].page} if found else {}


def index(listed: tuple[Notebook, ...], *, with_answers: bool) -> str:
    """Write the page that leads to all others."""
    texts = load("pages")["built"]
    rows = "".join(
        f'<li><a href="{notebook.page}">{escape(notebook.title)}</a>'
        f"<br>{escape(texts['minutes'].format(minutes=notebook.minutes_in_all))}"
        f"{''.join(f' {escape(goal)}' for goal in notebook.objectives[:1])}</li>"
        for notebook in listed
    )
    note = escape(texts["with_answers" if with_answers else "note"])
    title = escape(texts["title"])
    return (
        '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{title}</title>\n<style>{look_of_page(by_jupyter=True)}{_STYLE}</style>\n</head>\n"
        f'<body class="jp-Notebook">\n<main class="jp-RenderedHTMLCommon"><h1>{title}</h1>'
        f'<p>{note}</p><ol start="0">{rows}</ol></main>\n</body>\n</html>\n'
    )


_STYLE = """
main { margin: 0 auto; max-width: var(--course-measure); padding: 1rem; }
main li { margin: 0 0 .6em; padding: .2em 0; }
main li a { display: inline-block; font-weight: 600; padding: .4em 0; }
"""
