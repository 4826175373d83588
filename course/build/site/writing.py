"""The folder of a site, put together: pages, controls, Python, and what keeps them at hand."""

import importlib
import json
import os
import pkgutil
import subprocess
import sys
import tempfile
from base64 import b64encode
from collections.abc import Iterable, Mapping
from hashlib import sha256
from html import escape
from pathlib import Path
from typing import Any

from course import __version__, widgets
from course.build.site.archive import (
    STANDINS,
    Carried,
    archive,
    archive_of_tests,
    carried,
    recordings,
)
from course.build.site.core import VERSION, fetch_core
from course.build.site.figures import DRAWING, PAGE, Source, licence
from course.build.site.pages import Shown, frame, index, look, page, sitemap, text
from course.build.staging import staged
from course.content import load
from course.content.notebooks import notebooks
from course.errors import CourseError

_PAGE = Path(__file__).parent / "page"

#: The files that make up the script of every page, in their order.
HOST = tuple(_PAGE / name for name in ("status.js", "newer.js", "host.js"))

#: What the core of Pyodide carries, and under which licence.
_IN_THE_CORE = (
    Carried("Pyodide", VERSION, "MPL-2.0; its source is at github.com/pyodide/pyodide"),
    Carried("CPython and its standard library", "3.14", "PSF-2.0"),
    Carried("Emscripten’s runtime", "", "MIT"),
    Carried("musl", "", "MIT"),
    Carried("SQLite", "", "public domain"),
    Carried("zlib", "", "Zlib"),
    Carried("bzip2", "", "bzip2-1.0.6"),
    Carried("XZ Utils (liblzma)", "", "0BSD"),
    Carried("Zstandard", "", "BSD-3-Clause"),
    Carried("libffi", "", "MIT"),
    Carried("Expat", "", "MIT"),
    Carried("mpdecimal", "", "BSD-2-Clause"),
)


def build_site(out: Path, figures: Source | None = None, address: str | None = None) -> Path:
    """Write the course as a static site that runs in the browser, whole or not at all.

    Parameters
    ----------
    out
        The folder that a web server hands out, under any path.
    figures
        Where the wheels are fetched from that draw charts in a page; without it none are.
    address
        Where the site will stand, for its sitemap; without it, its first page alone lists them.

    Returns
    -------
    Path
        `out`, whole.

    Raises
    ------
    CourseError
        If npm cannot fetch Python for the browser, a notebook stops, `out` cannot be written, or
        `address` is none of the web.

    Examples
    --------
    >>> build_site(Path(os.devnull))
    Traceback (most recent call last):
        ...
    course.errors.CourseError: /dev/null cannot be written (File exists). Give another --site.
    """
    listed = sitemap(address) if address else ""
    try:
        with staged(out) as folder:
            _write(folder, figures)
            if listed:
                (folder / "sitemap.xml").write_text(listed, "utf-8")
    except OSError as error:
        raise CourseError(
            f"{out} cannot be written ({error.strerror or error}). Give another --site."
        ) from error
    return out


def _write(folder: Path, figures: Source | None) -> None:
    _announce("Half a minute or so, and on a slow line longer. Fetching Python for the browser")
    core = f"python-{VERSION}/"
    wheels = fetch_core(folder / core, figures)
    wheel_files = [f"{core}{wheel['file_name']}" for wheel in wheels.values()]
    _announce("Running the lab's experiments once")
    recorded = recordings()
    _announce("Running the notebooks for their pages")
    ran = _run_notebooks(recorded)
    (folder / "assets").mkdir()
    site: dict[str, Any] = {
        "core": core,
        # What a start fetches: the core, and the course.
        "parts": len(list((folder / core).iterdir())) - len(wheels) + 1,
        "archive": _asset(folder, "course.zip", archive(recorded)),
        "look": _asset(folder, "look.css", look()),
        "host": _asset(folder, "host.js", "\n".join(file.read_text("utf-8") for file in HOST)),
        "worker": _asset(folder, "worker.js", _text("worker.js")),
        "runs": _asset(folder, "runs.js", _text("runs.js")),
        "runner": _asset(folder, "runner.js", _text("runner.js")),
        "tests": _asset(folder, "tests.zip", archive_of_tests()),
        "service_worker": "service_worker.js",
    }
    kinds = _kinds(folder)
    site["version"] = _digest(
        json.dumps([site, wheel_files, kinds, [shown.cells for shown in ran]])
    )
    for shown in ran:
        mine = {name: kinds[name] for name in _kinds_in(shown.trees.values())}
        # A gate that opens shows others: they are fetched then.
        for_page = {**site, "kinds": kinds if _has_gate(shown) else mine}
        if wheels and shown.notebook.slug == PAGE:
            for_page |= {"figures": list(DRAWING), "parts": site["parts"] + len(wheels)}
        target = shown.notebook.filename.replace(".ipynb", ".html")
        (folder / target).write_text(page(shown, for_page), "utf-8")
    (folder / "index.html").write_text(index(site), "utf-8")
    (folder / "licences.html").write_text(
        _licences(site, _of_wheels(folder / core, wheels)), "utf-8"
    )
    (folder / "course.webmanifest").write_text(_manifest(), "utf-8")
    (folder / ".nojekyll").touch()
    # What runs tests, and what draws, comes when somebody asks for it.
    later = [site["tests"], *wheel_files]
    files = ["./", *sorted(set(_below(folder)) - set(later))]
    given = f"self.COURSE_VERSION = {json.dumps(site['version'])};\n"
    given += f"self.COURSE_FILES = {json.dumps(files, indent=0)};\n"
    given += f"self.COURSE_LATER = {json.dumps(later)};\n"
    given += f"self.COURSE_DIGESTS = {json.dumps(_digests(folder), indent=0)};\n"
    (folder / "service_worker.js").write_text(given + _text("service_worker.js"), "utf-8")


def _run_notebooks(recorded: dict[str, bytes]) -> list[Shown]:
    """Run all notebooks as a page runs them, for a learner who is new."""
    code = (
        "import json, sys, in_page\n"
        "json.dump([in_page.run(slug) for slug in sys.argv[1:]], sys.stdout)"
    )
    with tempfile.TemporaryDirectory() as home:
        for name, content in recorded.items():
            (Path(home) / name).write_bytes(content)
        root = str(Path(widgets.__file__).parents[2])
        environment = {
            **os.environ,
            "COURSE_HOME": home,
            "COURSE_RECORDINGS": home,
            "PYTHONPATH": os.pathsep.join([str(STANDINS), root]),
        }
        slugs = [notebook.slug for notebook in notebooks()]
        done = subprocess.run(
            [sys.executable, "-c", code, *slugs],
            env=environment,
            capture_output=True,
            text=True,
            check=False,
        )
    if done.returncode:
        raise CourseError(f"The notebooks did not run for their pages: {done.stderr.strip()}")
    ran = [Shown(*both) for both in zip(notebooks(), json.loads(done.stdout), strict=True)]
    stopped = [
        f"{shown.notebook.filename}, code cell {at + 1}: {cell['error']}"
        for shown in ran
        for at, cell in enumerate(shown.cells)
        if "error" in cell
    ]
    if stopped:
        raise CourseError("Cells stopped where a page runs them: " + "; ".join(stopped))
    return ran


def _kinds(folder: Path) -> dict[str, dict[str, str]]:
    """Write the script and the style of every kind of control, and tell where they are."""
    from course.widgets.control import Control

    for module in pkgutil.iter_modules(widgets.__path__, "course.widgets."):
        importlib.import_module(module.name)
    return {
        f"{kind.__module__}.{kind.__name__}": {
            "script": _asset(folder, f"{kind.__name__.strip('_').lower()}.js", str(kind._esm)),  # noqa: SLF001
            "style": _asset(folder, f"{kind.__name__.strip('_').lower()}.css", str(kind._css)),  # noqa: SLF001
        }
        for kind in _below_kind(Control)
        if kind.scripts
    }


def _below_kind(kind: Any) -> Iterable[Any]:
    for below in kind.__subclasses__():
        yield below
        yield from _below_kind(below)


def _kinds_in(trees: Iterable[dict[str, Any]]) -> set[str]:
    found: set[str] = set()
    for tree in trees:
        found |= _kinds_in(tree["children"]) if "children" in tree else {tree["kind"]}
    return found


def _has_gate(shown: Shown) -> bool:
    return any("children" in tree for tree in shown.trees.values())


def _asset(folder: Path, name: str, content: str | bytes) -> str:
    """Write a file under a name that tells what is in it, so that no old one is taken for it."""
    raw = content.encode() if isinstance(content, str) else content
    stem, ending = name.rsplit(".", 1)
    path = f"assets/{stem}-{sha256(raw).hexdigest()[:12]}.{ending}"
    (folder / path).write_bytes(raw)
    return path


def _licences(site: dict[str, Any], wheels: list[Carried]) -> str:
    words = load("site")["page"]
    ours = Carried("Blameless", __version__, "MIT; its words CC-BY-4.0")
    rows = "".join(map(_licence, (ours, *_IN_THE_CORE, *carried(), *wheels)))
    body = (
        f"<h1>{escape(words['licences'])}</h1>"
        f'<ul>{rows}</ul><p><a href="index.html">{escape(words["all_pages"])}</a></p>'
    )
    return frame(words["licences"], text(body), site)


def _of_wheels(folder: Path, wheels: Mapping[str, Any]) -> list[Carried]:
    return [
        Carried(name, wheel["version"], licence((folder / wheel["file_name"]).read_bytes()))
        for name, wheel in wheels.items()
    ]


def _licence(carried: Carried) -> str:
    line = escape(f"{carried.name} {carried.version}".strip() + f": {carried.licence}")
    if not carried.text:
        return f"<li>{line}</li>"
    return f"<li><details><summary>{line}</summary><pre>{escape(carried.text)}</pre></details></li>"


def _manifest() -> str:
    title = load("site")["page"]["title"]
    shown = {"name": title, "short_name": "Blameless", "start_url": "./00_start_here.html"}
    return json.dumps({**shown, "display": "standalone", "icons": []})


def _below(folder: Path) -> list[str]:
    return [
        file.relative_to(folder).as_posix()
        for file in folder.rglob("*")
        if file.is_file() and file.name != ".nojekyll"
    ]


def _digests(folder: Path) -> dict[str, str]:
    """Tell of each file that runs what a browser holds it against before it is kept."""
    # A host may add to a page, such as a counter; to what runs nobody adds.
    return {
        file: f"sha256-{b64encode(sha256((folder / file).read_bytes()).digest()).decode()}"
        for file in sorted(_below(folder))
        if file.startswith(("assets/", f"python-{VERSION}/"))
    }


def _digest(text: str) -> str:
    return sha256(text.encode()).hexdigest()[:16]


def _text(name: str) -> str:
    return (_PAGE / name).read_text("utf-8")


def _announce(step: str) -> None:
    sys.stderr.write(f"{step} …\n")
