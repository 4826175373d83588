"""The null check written in two ways, and what coverage says of each."""

from dataclasses import dataclass

from course.lab import views
from course.lab.comparison import diff
from course.lab.results import Module
from course.lab.runs import run_each
from course.page.blocks import Block, Cell, Table

FORMS = ("before", "before_in_two_lines")
_GUARDED = "booking/habits.py"


@dataclass(frozen=True, repr=False)
class GuardForms(views.Viewed):
    """Coverage of the module with the null check, for each way to write it."""

    #: What the suite as shipped covers of the module, by version.
    modules: dict[str, Module]

    def blocks(self) -> list[Block]:
        """Show both forms as a diff, and what coverage reports of each."""
        title = views.labels("heading")["guarded"].format(module=_GUARDED)
        column = views.labels("column")
        head = (column["form"], "lines", "branches", column["missing"])
        rows = tuple(
            (
                views.words("form", version)["title"],
                Cell(views.coverage(module.line_percent), "number"),
                Cell(views.coverage(module.branch_percent), "number"),
                Cell(views.line_numbers(module.missing), "number"),
            )
            for version, module in self.modules.items()
        )
        return [*diff(*FORMS).blocks(), Table(title, head, rows)]


def guard_forms() -> GuardForms:
    """Measure the suite as shipped on *before*, with the null check in either form.

    Returns
    -------
    GuardForms
        Line and branch coverage of the one module, in percent, by version.

    Examples
    --------
    >>> one_line, two_lines = guard_forms().modules.values()
    >>> one_line.branch_percent, two_lines.branch_percent
    (100.0, 50.0)
    """
    runs = run_each(*(("as_shipped", version) for version in FORMS))
    return GuardForms(
        {
            ran.version: next(module for module in ran.modules if module.path == _GUARDED)
            for ran in runs
        }
    )
