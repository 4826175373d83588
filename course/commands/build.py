"""`course build`: every notebook as a page that opens offline, or the guide to print."""

import argparse
import sys
from pathlib import Path

from course.commands.parts import DONE, FINDINGS, add_part
from course.errors import CourseError

#: What says how pages are built, and nothing of the guide.
_OF_PAGES = ("incident", "learner", "answers", "workers")

#: Simulated learners a notebook can be built as.
LEARNERS = ("all-correct", "all-wrong", "mixed", "unanswered")


def add(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Register the command."""
    parser = add_part(
        subparsers,
        "build",
        "execute every notebook and write it as a page that opens offline",
        "course build --out site --learner all-correct",
        "course build --guide",
    )
    parser.add_argument(
        "--out", type=Path, default=Path("build"), metavar="DIR", help="default: build"
    )
    parser.add_argument(
        "--incident", type=Path, metavar="DIR", help="another incident than that of the course"
    )
    parser.add_argument("--learner", choices=LEARNERS, help="a simulated learner who answers")
    parser.add_argument(
        "--answers",
        action="store_true",
        help="with keys, feedback and the reveal, which no page has without it; each then says so",
    )
    parser.add_argument("--workers", type=int, help="notebooks at a time (default: one a core)")
    parser.add_argument(
        "--guide",
        action="store_true",
        help="write guide.html instead: the guide for whoever leads a session, to print",
    )
    parser.add_argument(
        "--site",
        type=Path,
        metavar="DIR",
        help="write the browser edition instead: a folder that any web server hands out",
    )
    parser.add_argument(
        "--with-figures",
        nargs="?",
        const=True,
        type=Path,
        metavar="FOLDER",
        help="with --site: carry the wheels that draw charts of another incident, fetched from "
        "where Pyodide publishes them, or from a folder that holds them",
    )
    parser.add_argument(
        "--address",
        metavar="URL",
        help="with --site: where it will stand, for a sitemap.xml of its pages",
    )
    parser.set_defaults(run=run)


def _write_site(out: Path, with_figures: Path | bool | None, address: str | None) -> int:
    from course.build.site import build_site
    from course.build.site.core import VERSION
    from course.build.site.figures import from_folder, from_release

    source = None
    if with_figures:
        source = (
            from_folder(with_figures) if isinstance(with_figures, Path) else from_release(VERSION)
        )
    sys.stdout.write(f"{build_site(out, source, address)}\n")
    return DONE


def run(call: argparse.Namespace) -> int:
    """Build into the folder; return 1 if a notebook stopped at one of its cells."""
    if call.site:
        return _write_site(call.site, call.with_figures, call.address)
    for option in ("with_figures", "address"):
        if getattr(call, option):
            name = f"--{option.replace('_', '-')}"
            raise CourseError(f"{name} is for the browser edition: name its folder with --site.")
    if call.guide:
        given = [f"--{name}" for name in _OF_PAGES if getattr(call, name)]
        if given:
            raise CourseError(
                f"--guide writes the guide, to which {' and '.join(given)} adds nothing. "
                "Build one without the other."
            )
        return _write_guide(call.out)
    from course.build.children import StoppedError
    from course.build.course import build

    if call.workers is not None and call.workers < 1:
        raise CourseError(
            f"--workers {call.workers}: expected 1 or more. Leave it out for one a core."
        )
    learner = call.learner or ("all-correct" if call.answers else None)
    try:
        failures = build(call.out, incident=call.incident, learner=learner, workers=call.workers)
    except StoppedError as stopped:
        sys.stderr.write(f"Stopped: {call.out} is as it was, and nothing runs on.\n")
        return stopped.exit_code
    for failure in failures:
        sys.stderr.write(f"{failure}\n")
    sys.stdout.write(f"{call.out}\n")
    return FINDINGS if failures else DONE


def _write_guide(out: Path) -> int:
    """Write the facilitation guide into the folder."""
    from course.guide.printed import guide_page
    from course.storage import write_atomically

    target = out / "guide.html"
    try:
        out.mkdir(parents=True, exist_ok=True)
        write_atomically(target, guide_page())
    except OSError as error:
        raise CourseError(
            f"{target} cannot be written ({error.strerror}). Give another --out."
        ) from error
    sys.stdout.write(f"{target}\n")
    return DONE
