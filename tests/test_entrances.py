"""Each package says what it is for and where one enters it, and an entrance says all of itself."""

import ast
import inspect
import re
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import Any, NoReturn

import pytest

import course

HERE = Path(course.__file__).parent

#: What else holds an `__init__` lies in the lab as what it is about.
PACKAGES = sorted(
    ".".join(file.parent.relative_to(HERE.parent).parts)
    for file in HERE.rglob("*/__init__.py")
    if "booking" not in file.parts
)


def entrances(package: str) -> list[Callable[..., Any]]:
    """List what the text of a package names of its own, and every function that it hands on."""
    home = import_module(package)
    named = re.findall(r"`(?:(course\.[\w.]+)\.)?(\w+)`", home.__doc__ or "")
    found = [getattr(import_module(module or package), name, None) for module, name in named]
    handed_on = (getattr(home, name) for name in getattr(home, "__all__", ()))
    return [*filter(callable, found), *filter(inspect.isroutine, handed_on)]


@pytest.mark.parametrize("package", PACKAGES)
def test_a_package_says_what_it_is_for_and_where_one_enters_it(package: str) -> None:
    """One sentence says what it is for; then come its entrances, and what it stands on."""
    written = inspect.getdoc(import_module(package)) or ""
    purpose, _, rest = written.partition("\n\n")
    assert purpose.endswith(".")
    assert "entrance" in rest
    assert entrances(package)


@pytest.mark.parametrize("package", PACKAGES)
def test_an_entrance_says_what_it_takes_gives_and_does(package: str) -> None:
    """Whoever comes in reads what goes in and what comes back, and sees one use."""
    for entrance in entrances(package):
        sections = {"Examples"}
        if inspect.isroutine(entrance):
            asked = inspect.signature(entrance)
            serves = asked.return_annotation in (None, NoReturn)
            sections = set() if serves else {"Examples", "Returns"}
            sections |= {"Parameters"} if asked.parameters else set()
        written = inspect.getdoc(entrance) or ""
        lacking = {section for section in sections if f"\n\n{section}\n---" not in written}
        assert lacking == set(), entrance


#: A text that has these sections is one of an entrance.
IN_FULL = re.compile(r"\n\n(?:Parameters|Returns|Attributes)\n---")
#: What may come after a sentence: what is raised, an example, where a claim is from.
MORE = re.compile(r"\n\n(?=Source:|>>>|(?:Raises|Examples)\n---)")


def test_what_is_no_entrance_is_described_in_one_sentence() -> None:
    """Whatever else there is to know of it stands in a comment, where it matters."""
    longer = []
    for file in HERE.rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
                written = ast.get_docstring(node) or ""
                sentence = MORE.split(written)[0]
                if re.search(r"[.?!]\s+[A-Z`]|\n\n", sentence) and not IN_FULL.search(written):
                    longer.append(f"{file.relative_to(HERE)}: {node.name}")
    assert longer == []
