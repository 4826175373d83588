"""All that has to be mended in a meeting, told at once and by line."""

import tomllib
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from course.content.decisions import decisions
from course.content.facilitation import source_names
from course.rehearsal.finding import Finding
from course.rehearsal.lines import Lines

_TEXT, _NUMBER, _LIST, _TABLE = (
    "a text in quotation marks",
    "a whole number",
    "a list",
    "a table",
)
_RULES = (
    "minutes",
    "close_at",
    "lowest",
    "highest",
    "lid_after_start_over",
    "second_moves",
    "second_from",
    "second_to",
)
_KINDS = {_TEXT: str, _NUMBER: int, _LIST: list, _TABLE: dict}
_FACT = {
    "id": _NUMBER,
    "holder": _TEXT,
    "need": _NUMBER,
    "provenance": _TEXT,
    "open_line": _TEXT,
    "guarded_line": _TEXT,
    "makes_possible": _TEXT,
}
_MOVE = {"id": _TEXT, "minutes": _NUMBER, "speaker": _TEXT, "reply": _TEXT, "source": _LIST}
_CHANGES = ("open", "lid")
_CONDITIONS = {"unless_made": ("move", _TEXT), "if_open": ("at_least", _NUMBER)}
_MAY = {
    *_MOVE,
    *_CHANGES,
    *_CONDITIONS,
    "say",
    "decision",
    "opens",
    "starts_over",
    "reply_without_lid",
    "parks",
    "why",
}
Place = tuple[str | int, ...]


def check(text: str) -> list[Finding]:
    """Check a meeting written in TOML.

    Examples
    --------
    >>> print(*check("title ="), sep="")
    the file: found text that is not TOML (Invalid value (at end of document)); expected TOML
    """
    try:
        table = tomllib.loads(text)
    except (ValueError, RecursionError) as error:
        return [Finding(0, "", f"found text that is not TOML ({error})", "TOML")]
    return sorted(_Check(table, Lines(text)).findings)


def _dicts(found: Any) -> list[dict[str, Any]]:
    return [each for each in found if isinstance(each, dict)] if isinstance(found, list) else []


class _Check:
    """One look through a meeting."""

    def __init__(self, table: dict[str, Any], lines: Lines) -> None:
        self.findings: list[Finding] = []
        self._lines = lines
        for name in ("title", "note", "again"):
            self._value(table, name, _TEXT, (), "")
        self._rules(table)
        cast = self._value(table, "cast", _TABLE, (), "") or {}
        for role in cast:
            self._person(role, cast[role])
        self._cast = set(cast)
        self._moments = list(self._tables(table, "moment"))
        self._made = {
            f"{moment.get('number')}{move.get('id')}"
            for _, moment in self._moments
            for move in _dicts(moment.get("move"))
        }
        facts = list(self._tables(table, "fact"))
        self._facts = {fact.get("id") for _, fact in facts if type(fact.get("id")) is int}
        asked = [id_ for at, moment in self._moments for id_ in self._moment(at, moment)]
        self._once([f.get("id") for _, f in facts], "fact", "id", [at for at, _ in facts])
        for at, fact in facts:
            self._fact(at, fact, asked)
        for place, (at, moment) in enumerate(self._moments):
            if type(number := moment.get("number")) is int and number != place:
                self._find((*at, "number"), f"moment {number}", f"`number` is {number}", str(place))

    def _find(self, at: Place, place: str, found: str, expected: str) -> None:
        self.findings.append(Finding(self._lines.of(*at), place, found, expected))

    def _value(
        self, table: Mapping[str, Any], name: str, kind: str, at: Place, place: str
    ) -> Any | None:
        found = table.get(name)
        if found is None:
            self._find(at, place, f"`{name}` is missing", kind)
        elif type(found) is not _KINDS[kind] or (isinstance(found, str) and not found.strip()):
            self._find((*at, name), place, f"`{name}` is {found!r}", kind)
        else:
            return found
        return None

    def _tables(self, table: Mapping[str, Any], name: str) -> Iterator[tuple[Place, Any]]:
        found = table.get(name)
        if not isinstance(found, list) or not found:
            self._find((name,), "", f"found no `{name}`", f"at least one [[{name}]]")
            return
        for number, each in enumerate(found):
            if isinstance(each, dict):
                yield (name, number), each
            else:
                self._find((name,), "", f"`{name}` is {each!r}", f"[[{name}]]")

    def _rules(self, table: Mapping[str, Any]) -> None:
        rules = self._value(table, "rules", _TABLE, (), "") or {}
        for name in _RULES if rules else ():
            number = self._value(rules, name, _NUMBER, ("rules",), "rules")
            if number is not None and number < 0:
                self._find(("rules", name), "rules", f"`{name}` is {number}", "0 or more")
        lines = self._value(rules, "told", _LIST, ("rules",), "rules") if rules else ()
        if self._all_texts(lines or (), ("rules", "told"), "rules", "told"):
            for line in lines or ():
                self._filled(line)
        # Where these are to be mended, people are held to the course's own.
        lowest, highest = rules.get("lowest"), rules.get("highest")
        self._range = (0, 3)
        if type(lowest) is int and type(highest) is int:
            self._range = (lowest, highest)
            if highest < lowest:
                found = f"`highest` is {highest}"
                self._find(("rules", "lowest"), "rules", found, f"{lowest} or more")

    def _filled(self, line: str) -> None:
        """Look whether a rule can be told with its numbers filled in."""
        try:
            line.format_map(dict.fromkeys(_RULES, 0))
        except (AttributeError, LookupError, TypeError, ValueError):
            names = ", ".join(f"{{{name}}}" for name in _RULES)
            self._find(
                ("rules", "told"), "rules", f"`told` holds {line!r}", f"no braces but {names}"
            )

    def _all_texts(self, found: Iterable[Any], at: Place, place: str, name: str) -> bool:
        others = [each for each in found if not isinstance(each, str)]
        for each in others:
            self._find(at, place, f"`{name}` holds {each!r}", _TEXT)
        return not others

    def _person(self, role: str, person: Any) -> bool:
        at: Place = ("cast", role)
        if not isinstance(person, dict):
            self._find(at, role, f"found {person!r}", "role and open")
            return False
        self._value(person, "role", _TEXT, at, role)
        if "name" in person:
            self._value(person, "name", _TEXT, at, role)
        self._openness(self._value(person, "open", _NUMBER, at, role), (*at, "open"), role, "open")
        return True

    def _openness(self, found: Any, at: Place, place: str, name: str) -> None:
        lowest, highest = self._range
        if found is not None and not lowest <= found <= highest:
            self._find(at, place, f"`{name}` is {found}", f"{lowest} to {highest}")

    def _known(self, role: Any, at: Place, place: str, name: str) -> None:
        if role is not None and role not in self._cast:
            known = ", ".join(sorted(self._cast)) or "somebody in [cast]"
            self._find(at, place, f"`{name}` names {role!r}, who is not in the cast", known)

    def _once(self, values: list[Any], place: str, name: str, at: list[Place]) -> None:
        for number, value in enumerate(values):
            if value is not None and value in values[:number]:
                self._find((*at[number], name), place, f"`{name}` {value!r} stands twice", "once")

    def _fact(self, at: Place, fact: Mapping[str, Any], asked: list[Any]) -> None:
        place = f"fact {fact.get('id', '')}".strip()
        found = {name: self._value(fact, name, kind, at, place) for name, kind in _FACT.items()}
        self._known(found["holder"], (*at, "holder"), place, "holder")
        self._openness(found["need"], (*at, "need"), place, "need")
        if found["id"] is not None and found["id"] not in asked:
            self._find(at, place, "no move opens it", f"a move with opens = [{found['id']}]")

    def _moment(self, at: Place, moment: Mapping[str, Any]) -> Iterator[Any]:
        place = f"moment {moment.get('number', '')}".strip()
        self._value(moment, "number", _NUMBER, at, place)
        self._value(moment, "title", _TEXT, at, place)
        self._value(moment, "scene", _TEXT, at, place)
        if "own_words" in moment:
            self._value(moment, "own_words", _TEXT, at, place)
        moves = moment.get("move")
        if not isinstance(moves, list) or not moves:
            self._find(at, place, "it has no moves", "at least one [[moment.move]]")
            return
        places = [(*at, "move", number) for number in range(len(moves))]
        known = [move if isinstance(move, dict) else {} for move in moves]
        self._once([move.get("id") for move in known], place, "id", places)
        for where, move in zip(places, known, strict=True):
            self._move(where, move, f"{place}, move {move.get('id', '')}".strip())
            opens = move.get("opens", [])
            yield from opens if isinstance(opens, list) else ()

    def _move(self, at: Place, move: Mapping[str, Any], place: str) -> None:
        found = {name: self._value(move, name, kind, at, place) for name, kind in _MOVE.items()}
        if found["id"] is not None and (len(found["id"]) != 1 or not found["id"].isalpha()):
            self._find((*at, "id"), place, f"`id` is {found['id']!r}", "one letter")
        if found["minutes"] is not None and found["minutes"] < 0:
            self._find((*at, "minutes"), place, f"`minutes` is {found['minutes']}", "0 or more")
        self._check_line(at, move, place)
        self._known(found["speaker"], (*at, "speaker"), place, "speaker")
        self._sources(found["source"], (*at, "source"), place)
        opens = self._value(move, "opens", _LIST, at, place) if "opens" in move else ()
        for id_ in opens or ():
            if type(id_) is not int or id_ not in self._facts:
                self._find(
                    (*at, "opens"), place, f"`opens` names fact {id_!r}", "a fact that there is"
                )
        for name in _CHANGES:
            self._changes(at, move, name, place)
        for name in _CONDITIONS:
            self._condition(at, move, name, place)
        if not isinstance(move.get("starts_over", False), bool):
            self._find((*at, "starts_over"), place, "`starts_over` is no truth value", "true")
        for name in ("reply_without_lid", "parks", "why"):
            if name in move:
                self._value(move, name, _TEXT, at, place)
        self._unknown(at, move, place)

    def _sources(self, names: list[Any] | None, at: Place, place: str) -> None:
        if names is None or not self._all_texts(names, at, place, "source"):
            return
        known = source_names()
        for name in [name for name in names if name not in known]:
            self._find(at, place, f"`source` names {name!r}", f"one of {', '.join(known)}")
        if not names:
            self._find(at, place, "`source` is empty", "a guide, or “own”")

    def _unknown(self, at: Place, move: Mapping[str, Any], place: str) -> None:
        for name in [name for name in move if name not in _MAY]:
            self._find(
                (*at, name), place, f"`{name}` is not known", f"one of {', '.join(sorted(_MAY))}"
            )

    def _check_line(self, at: Place, move: Mapping[str, Any], place: str) -> None:
        if "decision" not in move:
            self._value(move, "say", _TEXT, at, place)
            return
        known = {asked.id: {option.id for option in asked.options} for asked in decisions()}
        if str(move.get("id")) not in known.get(str(move["decision"]), ()):
            found = f"`decision` is {move['decision']!r}"
            self._find((*at, "decision"), place, found, f"one of {', '.join(known)}, with its id")

    def _changes(self, at: Place, table: Mapping[str, Any], name: str, place: str) -> None:
        if name not in table:
            return
        for role, by in (self._value(table, name, _TABLE, at, place) or {}).items():
            self._known(role, (*at, name), place, name)
            if type(by) is not int:
                self._find((*at, name), place, f"`{name}` of {role} is {by!r}", _NUMBER)

    def _condition(self, at: Place, move: Mapping[str, Any], name: str, place: str) -> None:
        table = self._value(move, name, _TABLE, at, place) if name in move else None
        if table is None:
            return
        condition, kind = _CONDITIONS[name]
        within = (*at, name)
        found = self._value(table, condition, kind, within, f"{place}, {name}")
        if kind is _TEXT and found is not None and found not in self._made:
            self._find(within, place, f"`{name}` names move {found!r}", "a move such as “2b”")
        if self._value(table, "open", _TABLE, within, f"{place}, {name}") is not None:
            self._changes(within, table, "open", place)
