"""The look of the course as pages, pieces of pages and charts get it, all from `look.css`."""

import re
from functools import cache
from pathlib import Path

_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_NAMED = re.compile(r"--course-([\w-]+):\s*([^;]+);")
_USED = re.compile(r"var\(--course-([\w-]+)")
_BOTH = re.compile(r"light-dark\((#\w+), (#\w+)\)")

#: JupyterLab says on its page which theme it wears; paper is light.
_SCHEME = """
[data-jp-theme-light="true"] { color-scheme: light; }
[data-jp-theme-light="false"] { color-scheme: dark; }
@media print { :root, [data-jp-theme-light] { color-scheme: light !important; } }
"""

#: A whole page of the course follows the system.
_FOLLOWING = ":root { color-scheme: light dark; }\n"

# Of no weight, so that a place may add what is its own. Paper opens nothing.
_OPENING = """\
:where({part} > summary) {{ align-items: center; box-sizing: border-box; cursor: pointer;
display: flex; font-weight: 700; gap: .5em; line-height: 1.5; min-height: 44px;
padding-block: .3em; }}
@media screen {{
:where({part} > summary)::before {{ content: "+"; flex: none; width: .8em; }}
:where({part}[open] > summary)::before {{ content: "–"; }}
}}
"""


@cache
def names() -> dict[str, str]:
    """Give every name of the look and the value that stands for it.

    Examples
    --------
    >>> names()["second"]
    'var(--course-accent)'
    """
    return {name: value.strip() for name, value in _NAMED.findall(_read("look.css"))}


def colours(name: str) -> tuple[str, str]:
    """Give a colour on a light and on a dark page.

    Examples
    --------
    >>> colours("second") == colours("accent")
    True
    """
    value = names()[name]
    if used := _USED.match(value):
        return colours(used[1])
    light, dark = _BOTH.fullmatch(value).groups()  # type: ignore[union-attr]  # else: no colour
    return light, dark


def opening(part: str) -> str:
    """Write how the line of a part that opens looks: one mark, wherever it stands.

    Examples
    --------
    >>> opening("main details").count(":where(main details")
    3
    """
    return _OPENING.format(part=part)


@cache
def look() -> str:
    """Write the whole look, for a control in a page that is not ours."""
    return _everywhere() + opening(":is(.course-control, .course-lab-page) details")


@cache
def look_of_notebook() -> str:
    """Write the whole look for the page of a notebook, with the frame around its text.

    Examples
    --------
    >>> ".course-skip" in look_of_notebook(), ".course-skip" in look_of_page(by_jupyter=True)
    (True, False)
    """
    return look_of_page(by_jupyter=True) + _read("frame.css")


@cache
def look_of_page(*, by_jupyter: bool = False) -> str:
    """Write the whole look for a page of the course, as one of Jupyter's templates may make it.

    Examples
    --------
    >>> "color-scheme: light dark" in look_of_page(), "color-scheme: light dark" in look()
    (True, False)
    """
    jupyter = _read("jupyter.css") if by_jupyter else ""
    return _FOLLOWING + _everywhere() + opening("details") + jupyter


@cache
def used_by(css: str) -> str:
    """Write as much of the look as a style uses, for a piece of a page that travels alone.

    Examples
    --------
    >>> print(used_by("p { max-width: var(--course-measure) }").splitlines()[0])
    :root { --course-measure: 34rem; }
    """
    wanted: dict[str, str] = {}
    found = _USED.findall(css)
    while found:
        name = found.pop()
        wanted[name] = names()[name]
        found += _USED.findall(wanted[name])
    return _declared(dict(sorted(wanted.items()))) + _SCHEME if wanted else ""


def _read(name: str) -> str:
    return _COMMENT.sub("", Path(__file__).with_name(name).read_text("utf-8"))


def _declared(wanted: dict[str, str]) -> str:
    return f":root {{ {' '.join(f'--course-{name}: {value};' for name, value in wanted.items())} }}"


def _everywhere() -> str:
    return _declared(names()) + _plain() + _SCHEME


def _plain() -> str:
    """Keep a browser of before 2024 light: it knows no light-dark(), here or in any piece."""
    light = " ".join(
        f"--course-{name}: {colours(name)[0]} !important;"
        for name, value in names().items()
        if _BOTH.fullmatch(value)
    )
    return f"@supports not (color: light-dark(red, red)) {{ :root {{ {light} }} }}"
