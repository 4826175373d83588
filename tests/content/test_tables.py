"""A table of TOML becomes a dataclass, and what does not fit is named."""

from dataclasses import dataclass

import pytest

from course.content.tables import called, from_mapping
from course.errors import ContentError


@dataclass(frozen=True)
class Stop:
    """What a journey stops at."""

    place: str
    minutes: int | None = None


@dataclass(frozen=True)
class Journey:
    """What the tests read."""

    name: str
    stops: tuple[Stop, ...] = called("stop")
    words: tuple[str, ...] = ()


def test_tables_within_become_dataclasses():
    """Lists are tuples, tables are dataclasses, and texts lose the breaks around them."""
    table = {"name": "\nSouth\n", "stop": [{"place": "Timaru", "minutes": 4}, {"place": "Bluff"}]}
    assert from_mapping(Journey, table) == Journey("South", (Stop("Timaru", 4), Stop("Bluff")))


@pytest.mark.parametrize(
    ("table", "told"),
    [
        ({"name": "South"}, "Journey, `stop`: found nothing; expected a value"),
        ({"name": 7, "stop": []}, "Journey, `name`: found 7; expected str"),
        (
            {"name": "S", "stop": [], "words": ["a", 1]},
            "Journey, `words`[1]: found 1; expected str",
        ),
        ({"name": "S", "stop": "Bluff"}, "Journey, `stop`: found 'Bluff'; expected tuple"),
        ({"name": "S", "stop": [{}]}, "Stop, `place`: found nothing; expected a value"),
        (
            {"name": "S", "stop": [{"place": "Bluff", "minutes": True}]},
            "Stop, `minutes`: found True; expected int or NoneType",
        ),
    ],
)
def test_what_does_not_fit_is_named(table, told):
    """The error says which field of what, what was found and what was expected."""
    with pytest.raises(ContentError) as caught:
        from_mapping(Journey, table)
    assert str(caught.value) == told
