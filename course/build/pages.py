"""An executed notebook as one page that asks no other host for anything."""

import re
from collections.abc import Callable
from copy import deepcopy
from pathlib import Path
from typing import Any

from jinja2 import pass_context
from jinja2.runtime import Context

from course.build.for_reading import in_words_for_reading
from course.content import load
from course.page.look import look_of_page

_WITHOUT_SOURCE = "without-source"
_HIDDEN_TAGS = {"parameters", "injected-parameters"}
_MARKER = "papermill-error-cell-tag"
_WIDGET_VIEW = "application/vnd.jupyter.widget-view+json"
_MEASURED = ("papermill", "execution", "ExecuteTime")


def tidy(notebook: Any) -> Any:
    """Take out of an executed notebook what differs from run to run or needs a kernel.

    Examples
    --------
    >>> import nbformat
    >>> cell = nbformat.v4.new_code_cell("1 + 1")
    >>> tidy(nbformat.v4.new_notebook(cells=[cell])).cells[0].id
    'cell-1'
    """
    tidied = without_markers(notebook)
    for name in (*_MEASURED, "widgets"):
        tidied.metadata.pop(name, None)
    for number, cell in enumerate(tidied.cells, start=1):
        cell.id = f"cell-{number}"
        for name in _MEASURED:
            cell.metadata.pop(name, None)
        for output in cell.get("outputs", []):
            output.get("data", {}).pop(_WIDGET_VIEW, None)
    return tidied


def without_markers(notebook: Any) -> Any:
    """Take out the cells that papermill adds to point at an error.

    Examples
    --------
    >>> import nbformat
    >>> marker = nbformat.v4.new_markdown_cell(metadata={"tags": ["papermill-error-cell-tag"]})
    >>> without_markers(nbformat.v4.new_notebook(cells=[marker])).cells
    []
    """
    plain = deepcopy(notebook)
    plain.cells = [c for c in plain.cells if _MARKER not in c.metadata.get("tags", [])]
    return plain


def page(
    notebook: Any,
    title: str,
    *,
    linked: tuple[str, ...],
    folder: Path,
    around: dict[str, Any] | None = None,
) -> str:
    """Write a tidied notebook as HTML, within what stands `around` it.

    Examples
    --------
    >>> import nbformat
    >>> text = nbformat.v4.new_markdown_cell("# Start")
    >>> "<h1" in page(nbformat.v4.new_notebook(cells=[text]), "Start", linked=(), folder=Path())
    True
    """
    from nbconvert import HTMLExporter
    from traitlets.config import Config

    shown = deepcopy(notebook)
    shown.metadata.title = title
    shown.cells = [cell for cell in shown.cells if not _is_silent(cell)]
    instead = load("pages")["built"]["instead"]
    for cell in shown.cells:
        cell.source = next(
            (instead[tag] for tag in cell.metadata.get("tags", []) if tag in instead), cell.source
        )
        if _is_hidden(cell):
            cell.metadata["tags"] = [*cell.metadata.get("tags", []), _WITHOUT_SOURCE]
    removal = {"enabled": True, "remove_input_tags": {_WITHOUT_SOURCE}}
    exporter = HTMLExporter(
        config=Config(TagRemovePreprocessor=removal),
        extra_template_basedirs=[str(Path(__file__).resolve().parent)],
        template_name="standalone",
        exclude_input_prompt=True,
        exclude_output_prompt=True,
        embed_images=True,
        language_code="en",
    )
    exporter.register_filter("markdown2html", _of_markdown(exporter))
    resources = {"metadata": {"path": str(folder)}, "look": look_of_page(by_jupyter=True)}
    html, _ = exporter.from_notebook_node(shown, resources | {"around": around})
    html = in_words_for_reading(html)
    names = "|".join(re.escape(Path(name).stem) for name in linked)
    return re.sub(rf"""(href=["'])(?:\./)?({names})\.ipynb(?=[#?"'])""", r"\1\2.html", html)


def _of_markdown(exporter: Any) -> Callable[[Context, str], str]:
    """Write Markdown as the exporter does, with pictures in the cells that have some."""
    # To put them into the page it reads HTML piece by piece and closes each: what stands behind a
    # line would stand below it, and a word would lose its language.

    @pass_context
    def written(context: Context, source: str) -> str:
        exporter.embed_images = "![" in source or "<img" in source
        return str(exporter.markdown2html(context, source))

    return written


def _is_hidden(cell: Any) -> bool:
    collapsed = cell.metadata.get("jupyter", {}).get("source_hidden", False)
    return bool(collapsed or _HIDDEN_TAGS & set(cell.metadata.get("tags", [])))


def _is_silent(cell: Any) -> bool:
    return cell.cell_type == "code" and _is_hidden(cell) and not cell.outputs
