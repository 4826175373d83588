"""Tables of TOML as dataclasses, so that no field is copied by hand."""

from collections.abc import Mapping
from dataclasses import MISSING, Field, field, fields, is_dataclass
from functools import cache
from types import UnionType
from typing import Any, TypeVar, get_args, get_origin, get_type_hints

from course.errors import ContentError

T = TypeVar("T")


def called(name: str, **default: Any) -> Any:
    """Declare a field that the table calls by another name."""
    return field(metadata={"key": name}, **default)


def from_mapping(kind: type[T], table: Mapping[str, Any]) -> T:
    """Make a dataclass from a table, and tell the field that is missing or of another type.

    Examples
    --------
    >>> from course.content.notebooks import Notebook
    >>> from_mapping(Notebook, {"number": 0, "slug": "start_here", "title": 7})
    Traceback (most recent call last):
        ...
    course.errors.ContentError: Notebook, `title`: found 7; expected str
    """
    # Lists become tuples and tables within become dataclasses, as the fields are annotated. Texts
    # lose the line breaks around them; what has no field stays in the table.
    assert is_dataclass(kind)
    values = {}
    for each, hint in _fields(kind):
        name = each.metadata.get("key", each.name)
        if name in table:
            values[each.name] = _value(hint, table[name], f"{kind.__name__}, `{name}`")
        elif each.default is MISSING:
            raise ContentError(f"{kind.__name__}, `{name}`: found nothing; expected a value")
    return kind(**values)


@cache
def _fields(kind: type) -> "tuple[tuple[Field[Any], Any], ...]":
    hints = get_type_hints(kind)
    return tuple((each, hints[each.name]) for each in fields(kind))


def _value(hint: Any, found: Any, where: str) -> Any:
    if get_origin(hint) is tuple and isinstance(found, list | tuple):
        kind = get_args(hint)[0]
        return tuple(_value(kind, entry, f"{where}[{n}]") for n, entry in enumerate(found))
    if is_dataclass(hint) and isinstance(found, Mapping):
        return from_mapping(hint, found)  # type: ignore[arg-type]
    plain = get_args(hint) if isinstance(hint, UnionType) else (hint,)
    if type(found) not in plain:
        expected = " or ".join(getattr(kind, "__name__", str(kind)) for kind in plain)
        raise ContentError(f"{where}: found {found!r}; expected {expected}")
    return found.strip() if isinstance(found, str) else found
