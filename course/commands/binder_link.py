"""`course binder-link`: addresses at which people start the course with nothing installed."""

import argparse
import json
import sys
from typing import Any

from course.commands.parts import DONE, add_part
from course.content.notebooks import notebooks
from course.server.binder import HUB, NEWEST, Launch, lab, reader


def add(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Register the command."""
    parser = add_part(
        subparsers,
        "binder-link",
        "print links and a badge that start the course on Binder",
        "course binder-link --repo OWNER/NAME --ref v1.0",
    )
    parser.add_argument(
        "--repo", required=True, metavar="OWNER/NAME", help="where the course is on GitHub"
    )
    parser.add_argument(
        "--ref",
        default=NEWEST,
        help="tag, branch or commit to start; for a workshop a tag (default: the newest commit)",
    )
    parser.add_argument(
        "--hub", default=HUB, metavar="URL", help=f"which Binder starts it (default: {HUB})"
    )
    parser.add_argument(
        "--branch",
        default="main",
        help="where the links that keep the image bring notebooks in from (default: main)",
    )
    parser.add_argument("--json", action="store_true", help="print all of it as JSON")
    parser.set_defaults(run=run)


def run(call: argparse.Namespace) -> int:
    """Print the links; return the exit code."""
    # What a browser's address bar gives is as good.
    repo = call.repo.removeprefix("https://github.com/").removesuffix("/").removesuffix(".git")
    found = links(Launch(repo, call.ref, call.hub), call.branch)
    as_json = json.dumps(found, ensure_ascii=False, indent=2) + "\n"
    sys.stdout.write(as_json if call.json else as_text(found))
    if call.ref == NEWEST:
        sys.stderr.write(
            "These links start the newest commit, and after each commit the first person waits "
            "while Binder builds. For a workshop, name a tag with --ref.\n"
        )
    return DONE


def links(launch: Launch, branch: str) -> dict[str, Any]:
    """Give all addresses in the shape that other programs rely on.

    Examples
    --------
    >>> links(Launch("owner/course", "v1.0"), "main")["notebooks"][1]["notebook"]
    'what_happened'
    """
    first = notebooks()[0].filename
    return {
        "repo": launch.repo,
        "ref": launch.ref,
        "hub": launch.hub,
        "notebooks": [
            {
                "notebook": notebook.slug,
                "title": notebook.title,
                "reader": launch.address(reader(notebook.filename)),
                "lab": launch.address(lab(notebook.filename)),
            }
            for notebook in notebooks()
        ],
        "badge": launch.badge(reader(first)),
        "pulling": {
            "branch": branch,
            "reader": launch.pulling(branch, reader(first)),
            "lab": launch.pulling(branch, lab(first)),
        },
    }


def as_text(found: dict[str, Any]) -> str:
    """Lay all addresses out for a person who copies one of them.

    Examples
    --------
    >>> as_text(links(Launch("owner/course"), "main")).splitlines()[0]
    'Reader mode: pages without code, also on a phone'
    """
    width = max(len(notebook["title"]) for notebook in found["notebooks"])
    pulling = found["pulling"]
    return "\n".join(
        [
            "Reader mode: pages without code, also on a phone",
            *(
                f"  {notebook['title']:{width}}  {notebook['reader']}"
                for notebook in found["notebooks"]
            ),
            "",
            "JupyterLab: the same with its code",
            *(
                f"  {notebook['title']:{width}}  {notebook['lab']}"
                for notebook in found["notebooks"]
            ),
            "",
            "Badge: Markdown, opens reader mode",
            f"  {found['badge']}",
            "",
            f"Image of {found['ref']}, notebooks of {pulling['branch']}: nothing is built again",
            f"  {'Reader mode':{width}}  {pulling['reader']}",
            f"  {'JupyterLab':{width}}  {pulling['lab']}",
            "",
        ]
    )
