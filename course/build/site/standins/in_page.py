"""Runs a notebook for its page: when the site is built, and again in the browser.

Both times it is this file that runs, so what a page shows before its Python has started is what
that Python would show a new learner.
"""

import ast
import json
from importlib import import_module
from typing import Any

import anywidget
import in_worker
import nesting
from when_loaded import when_loaded

import course
from course.content import load
from course.content.decisions import decisions
from course.content.notebooks import notebook, notebooks
from course.content.shipped import shipped
from course.page.blocks import prose
from course.page.fragment import Fragment, shown

#: What has to be there already once a part of the course is.
PUT_IN_PLACE = {
    "course.lab.running": in_worker.put_in_place,
    "course.widgets.experiment": lambda: import_module("recorded").put_in_place(),
    "course.charts": lambda: import_module("undrawn").put_in_place(),
}


def run(slug: str) -> list[dict[str, Any]]:
    """Run the code of a notebook and give for each of its cells the control and the HTML."""
    _leave_out()
    names: dict[str, Any] = {"__name__": "__main__"}
    return [_ran(source, names) for source in sources(notebook(slug).filename)]


def _ran(source: str, names: dict[str, Any]) -> dict[str, Any]:
    """Run one cell; one that fails must not keep the others from being there."""
    try:
        return _shown(_value(source, names))
    except Exception as error:  # noqa: BLE001 - told by whoever asked for the page
        return {"error": f"{type(error).__name__}: {error}"}


def sources(filename: str) -> list[str]:
    """Read the code of a notebook, cell by cell."""
    read = json.loads((shipped("notebooks") / filename).read_text("utf-8"))
    return ["".join(c["source"]) for c in read["cells"] if c["cell_type"] == "code"]


def hear(message: dict[str, Any], results: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Take what a control of the page sends, and give the jobs that have to run before it can."""
    # When they have, the same message comes once more, with their results.
    control = anywidget.models[message["id"]]
    if message["type"] == "state":
        for name, value in message["state"].items():
            setattr(control, name, value)
        return []
    try:
        with in_worker.known(results):
            control.receive(message["content"])
    except in_worker.WantedError as wanted:
        return wanted.jobs
    return []


def take_outbox() -> list[dict[str, Any]]:
    """Give what the page has not heard yet, once."""
    waiting = list(anywidget.outbox)
    anywidget.outbox.clear()
    return waiting


def exported() -> str:
    """Write all that this learner did, as the start page does."""
    from course.progress import progress

    return progress().export()


def standing() -> dict[str, dict[str, Any]]:
    """Tell what this learner would find on any page at its opening, by kind and name."""
    # It holds no more of a decision than its own control shows, and nothing that somebody typed.
    from course.widgets.decide import decide
    from course.widgets.standing import where_you_stand
    from course.widgets.trail import TrailWidget

    made = {f"trail {notebook.slug}": TrailWidget(notebook) for notebook in notebooks()}
    made |= {f"decision {asked.id}": decide(asked.id) for asked in decisions()}
    made["standing"] = where_you_stand()
    states = {name: control.tree()["state"] for name, control in made.items()}
    for control in made.values():
        del anywidget.models[control.model_id]
    return states


def _leave_out() -> None:
    """Say in a sentence, where a part needs a server or another process, that it does."""
    texts = load("site")
    for name, sentence in texts["needs"].items():
        setattr(course, name, _Instead(sentence))
    nesting.put_in_place()
    when_loaded(PUT_IN_PLACE)


class _Instead:
    """A part of the course that cannot be here, whatever it is called with."""

    def __init__(self, sentence: str) -> None:
        self._sentence = sentence

    def __call__(self, *_: object, **__: object) -> Fragment:
        return shown(prose(" ".join(self._sentence.split())))


def _value(source: str, names: dict[str, Any]) -> Any:
    """Run one cell and give what its last line does, as a kernel would."""
    body = ast.parse(source).body
    last = body.pop() if body and isinstance(body[-1], ast.Expr) else None
    exec(compile(ast.Module(body, []), "<cell>", "exec"), names)  # noqa: S102 - the course's own
    if not isinstance(last, ast.Expr):
        return None
    return eval(compile(ast.Expression(last.value), "<cell>", "eval"), names)  # noqa: S307


def _shown(value: Any) -> dict[str, Any]:
    if value is None:
        return {}
    tree = {"tree": value.tree()} if hasattr(value, "tree") else {}
    bundle = value._repr_mimebundle_()
    data = bundle[0] if isinstance(bundle, tuple) else bundle
    return {**tree, "html": data.get("text/html", "")}
