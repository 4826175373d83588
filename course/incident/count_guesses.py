"""Guesses about how a count rose, and about how many would have been spared."""

import re

from course.content import load
from course.content.named import named
from course.errors import GuessError
from course.incident.counts import counts
from course.incident.guessed import CLOSE, Guessed, nothing
from course.incident.loading import Incident
from course.incident.metrics import format_minutes
from course.incident.what_if import limits, read_off, what_if
from course.page.moments import minutes_between
from course.page.shares import in_percent, two_figures

#: How much of the whole is there half way through, in a rise that is told as even.
_EVEN = (0.4, 0.6)

#: How much sooner, where the timeline has room for it; else half of that room.
_SOONER = 30


def rise(incident: Incident) -> Guessed:
    """Ask how fast the number of those affected rose."""
    words = load("guesses")["rise"]
    question = words["question"].format(unit=incident.affected_unit)
    curve = counts(incident, "affected")
    if len(curve) <= 1 or not curve[-1].number or any(count.at.is_day for count in curve):
        return nothing(question)
    first, last = curve[0].at, curve[-1].at
    half = first + (last - first) / 2
    there = read_off(curve, half)
    share = there / curve[-1].number
    low, high = _EVEN
    kind = "later" if share < low else "even" if share <= high else "early"
    options = {words[each]: each for each in ("early", "even", "later")}
    known = {
        "was": words[kind],
        "there": f"{there:,}",
        "total": f"{curve[-1].number:,}",
        "unit": incident.affected_unit,
        "share": in_percent(share),
        "length": format_minutes(minutes_between(first, half)),
        "rests": "constructed" if any(count.constructed for count in curve) else "derived",
    }

    def compare(guess: str) -> str:
        verdict = "right" if named("rise", guess, options) == kind else "other"
        return str(words[verdict].format(guess=guess, **known))

    was = words["told"].format(**known)
    return Guessed(question, tuple(options), was, words["meaning"], compare)


def spared(incident: Incident) -> Guessed:
    """Ask how many would have been spared, had somebody known sooner."""
    words = load("guesses")["spared"]
    sooner = minutes_sooner(incident)
    outcome = what_if(incident, detection=sooner)
    unit = incident.affected_unit
    question = words["question"].format(unit=unit, length=format_minutes(sooner))
    saved = outcome.spared or 0
    if not sooner or not saved:
        return nothing(question)
    whole = saved + (outcome.affected or 0)
    known = {
        "was": f"{saved:,}",
        "unit": unit,
        "total": f"{whole:,}",
        "length": format_minutes(sooner),
        "rests": outcome.provenance,
    }

    def compare(guess: str) -> str:
        number = how_many(guess, whole)
        times = max(number, saved) / max(min(number, saved), 1)
        kind = "close" if times <= CLOSE else "fewer" if number < saved else "more"
        return str(words[kind].format(guess=f"{number:,}", times=two_figures(times), **known))

    was, meaning = (words[part].format(**known) for part in ("told", "meaning"))
    label, example = words["label"], words["example"]
    return Guessed(question, (), was, meaning, compare, label=label, example=example)


def minutes_sooner(incident: Incident) -> int:
    """Give how much sooner is asked about; what shows it afterwards begins with the same."""
    room = limits(incident).detection
    return _SOONER if room >= _SOONER else int(room / 2)


def how_many(words: str, whole: int) -> int:
    """Read a number as people write it, or a part of the whole in percent.

    Examples
    --------
    >>> [how_many(guess, 2340) for guess in ("600", "1,200", "2 340", "10 %")]
    [600, 1200, 2340, 234]
    """
    plain = re.sub(r"(?<=\d)[,\s](?=\d{3}\b)", "", words.strip().lower())
    matched = re.fullmatch(r"(\d{1,9})\s*(%|per ?cent)?", plain)
    if matched:
        number = int(matched[1])
        number = round(whole * number / 100) if matched[2] else number
        if number <= whole:
            return number
    texts = load("guesses")["spared"]
    raise GuessError(texts["not_a_number"].format(found=words[:40], whole=f"{whole:,}"))
