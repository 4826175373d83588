"""One file names the colours, the sizes of letters and the edges of everything that is shown."""

import re
from itertools import pairwise
from pathlib import Path

import course
from course.content.shipped import shipped
from course.content.terms import term
from course.page.fragment import Fragment
from course.page.look import colours, look, look_of_page, names, used_by
from course.page.style import style

PACKAGE = Path(course.__file__).parent
LOOK = PACKAGE / "page" / "look.css"
KINDS = {".css", ".html", ".j2", ".js", ".py"}
FILES = [
    file
    for folder in (PACKAGE, shipped("jupyter-share"))
    for file in sorted(folder.rglob("*"))
    if file.suffix in KINDS and file != LOOK and "root" not in file.relative_to(folder).parts
]

#: A colour by its numbers, or as the value of what takes one by its name.
COLOUR = re.compile(
    r"(?<!&)#(?:[0-9a-f]{8}|[0-9a-f]{6}|[0-9a-f]{3,4})\b(?![\w-])|\b(?:rgba?|hsla?)\("
    r"|(?:color|background|border|outline|shadow|fill|stroke)[\w-]*:\s[^;{}]*?"
    r"\b(?:white|black|red|green|blue|gr[ae]y|silver|orange|yellow|navy|teal|\w+gr[ae]y)\b",
    re.IGNORECASE,
)
NOTES = re.compile(r"/\*.*?\*/|^\s*(?:#|//).*?$|papermill#\d+", re.DOTALL | re.MULTILINE)
USED = re.compile(r"var\(--course-([\w-]+)")


def written(file):
    return NOTES.sub("", file.read_text("utf-8"))


def test_no_other_file_names_a_colour():
    """Neither a stylesheet nor a page, a script or a piece of Python: colours have names."""
    found = {(file.name, match[0]) for file in FILES for match in COLOUR.finditer(written(file))}
    # What asks whether a browser is old names two colours that nobody sees.
    assert found - {("look.py", "color: light-dark(red")} == set()


def test_every_name_that_is_used_is_one_of_the_look():
    """A slip of the pen would be no error for a browser: the colour would just be missing."""
    used = {(file.name, name) for file in FILES for name in USED.findall(written(file))}
    assert {(file, name) for file, name in used if name not in names()} == set()


def test_no_file_takes_its_colours_from_jupyter():
    """Jupyter's names stand in the one file that gives them our values."""
    takers = {file.name for file in FILES if "var(--jp-" in written(file)}
    # A link of ours in JupyterLab's own toolbar looks like JupyterLab.
    assert takers - {"course.js"} <= {"jupyter.css"}


def test_what_only_a_screen_reader_says_takes_no_room():
    """Cut away alone, it would be as wide as its words, and a phone's page would move sideways."""
    hidden = {
        (file.name, rule)
        for file in FILES
        for rule in re.findall(r"\{([^{}]*clip-path: inset\(50%\)[^{}]*)\}", written(file))
    }
    assert len(hidden) > 5
    roomy = {file for file, rule in hidden if not re.search(r"(?<![\w-])width: 1px", rule)}
    # What a point of a chart says is cut away until it is asked, and is never wider than the chart.
    assert roomy - {"spots.py"} == set()


def test_no_letter_is_tiny():
    """Sizes come from the look; one that is written out has at least 12 pixels."""
    sizes = [
        (file.name, float(number) * (16 if unit == "rem" else 1))
        for file in (LOOK, *FILES)
        for size in re.findall(r"(?:font(?:-size)?|--course-\w+): ?([^;{}]+)[;}]", written(file))
        for number, unit in re.findall(r"^([\d.]+)(px|rem)$", size)
    ]
    assert sizes
    assert [(file, pixels) for file, pixels in sizes if pixels < 12] == []


def test_the_frame_of_a_page_names_nothing_as_a_control_does():
    """What the frame says of a part of its own would hold for the control as well."""
    controls = {
        name
        for file in FILES
        for name in re.findall(r'classList\.add\("course-control", "([\w-]+)"', written(file))
    }
    assert len(controls) > 15
    [frame] = [written(file) for file in FILES if file.name == "reader.css"]
    assert controls & set(re.findall(r"\.(course-[\w-]+)", frame)) == set()


def test_what_opens_has_one_mark_wherever_it_stands():
    """The rule for it stands once; the way through the course alone has a sign of its own."""
    marks = [
        (file.name, places)
        for file in FILES
        # Split, and not searched: a pattern that may begin anywhere reads a long file for ever.
        for places, rule in pairwise(re.split(r"[{}]", written(file)))
        if re.search(r"summary.*::before $", places, re.DOTALL) and "content:" in rule
        if ".course-steps > summary" not in places
    ]
    assert [file for file, _ in marks if file != "look.py"] == []
    for page in (look_of_page(), look_of_page(by_jupyter=True), look(), style([term("hotfix")])):
        assert page.count('summary)::before { content: "+"') == page.count('content: "–"') > 0


def test_a_piece_of_a_page_brings_what_its_style_uses():
    """It may stand in a page that is not ours, and carries no more than it needs."""
    shown = Fragment("<p>Seventeen.</p>", "Seventeen.", "p { color: var(--course-second) }").styled
    assert "--course-second: var(--course-accent);" in shown
    assert f"--course-accent: light-dark({', '.join(colours('accent'))});" in shown
    assert "--course-paper" not in shown
    assert not used_by("p { margin: 0 }")


def test_a_browser_that_knows_no_two_schemes_gets_the_light_one():
    """Phones of before 2024 join rooms as well."""
    _, _, old = look_of_page().partition("@supports not (color: light-dark")
    for name in ("paper", "ink", "accent"):
        assert f"--course-{name}: {colours(name)[0]} !important" in old
