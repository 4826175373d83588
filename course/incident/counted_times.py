"""Times that are one number: days of a spreadsheet, seconds of a computer.

Which of them a number is shows in how many digits it has; that all numbers of a column are of one
kind is what makes it sure.
"""

import re
from collections.abc import Mapping
from datetime import date, datetime, timedelta
from functools import lru_cache

SERIAL = "a serial day of a spreadsheet"

_EPOCHS = {10: 0, 13: 3, 16: 6, 19: 9}
"""Powers of ten by which a number of so many digits counts seconds since 1970."""

_NAMES = {0: "seconds", 3: "milliseconds", 6: "microseconds", 9: "nanoseconds"}
_NUMBER = re.compile(r"(0+)(?:[.,](0+))?")
_FIRST_DAY = datetime(1899, 12, 30)  # noqa: DTZ001 - a spreadsheet knows no zone
_DAY_DIGITS = 5
_DAY_S = 86_400
_EPOCH = date(1970, 1, 1)


@lru_cache(maxsize=1024)
def kind_of(shape: str) -> str:
    """Name what a number of this shape counts, or nothing where it is none.

    Examples
    --------
    >>> kind_of("0000000000.000000"), kind_of("00000.0"), kind_of("00")
    ('seconds since 1970', 'a serial day of a spreadsheet', '')
    """
    found = _NUMBER.fullmatch(shape)
    if not found:
        return ""
    digits = len(found[1])
    if digits in _EPOCHS:
        return f"{_NAMES[_EPOCHS[digits]]} since 1970"
    return SERIAL if digits == _DAY_DIGITS else ""


def respell_counted(cells: Mapping[int, str], kind: str) -> dict[int, str]:
    """Write numbers of one kind as ISO 8601, as exactly as all of them together are known.

    Examples
    --------
    >>> respell_counted({0: "1559247960.000200"}, "seconds since 1970")
    {0: '2019-05-30T20:26:00.000200Z'}
    >>> respell_counted({0: "45352.586805556", 1: "45352"}, SERIAL)
    {0: '2024-03-01T14:05', 1: '2024-03-01T00:00'}
    """
    if kind == SERIAL:
        return _days(cells)
    power = next(power for power, name in _NAMES.items() if kind.startswith(f"{name} "))
    return {place: _since_1970(text, power) for place, text in cells.items()}


def _since_1970(text: str, power: int) -> str:
    whole, _, fraction = text.replace(",", ".").partition(".")
    seconds, rest = (whole[:-power], whole[-power:]) if power else (whole, fraction)
    day, second = divmod(int(seconds), _DAY_S)
    minute, second = divmod(second, 60)
    fraction = f".{rest[:6]}" if rest.strip("0") else ""
    return f"{_date(day)}T{minute // 60:02}:{minute % 60:02}:{second:02}{fraction}Z"


@lru_cache(maxsize=1024)
def _date(days: int) -> str:
    return (_EPOCH + timedelta(days=days)).isoformat()


def _days(cells: Mapping[int, str]) -> dict[int, str]:
    if not any("." in text or "," in text for text in cells.values()):
        return {
            place: (_FIRST_DAY + timedelta(days=int(text))).date().isoformat()
            for place, text in cells.items()
        }
    times = {}
    for place, text in cells.items():
        # A day has 86,400 s: nine digits behind the point say less than a thousandth of one.
        seconds = round(float(text.replace(",", ".")) * _DAY_S)
        times[place] = _FIRST_DAY + timedelta(seconds=seconds)
    form = "%Y-%m-%dT%H:%M:%S" if any(at.second for at in times.values()) else "%Y-%m-%dT%H:%M"
    return {place: f"{at:{form}}" for place, at in times.items()}
