"""What can be guessed of an incident before it is shown, and how a guess differs from it."""

import re
from collections.abc import Callable
from hashlib import sha256
from itertools import pairwise

from course.content import load
from course.content.named import named
from course.errors import GuessError
from course.incident.count_guesses import rise, spared
from course.incident.counts import total
from course.incident.guessed import CLOSE, Guessed, nothing
from course.incident.loading import Incident
from course.incident.metrics import format_minutes
from course.incident.phases import MILESTONES
from course.page.moments import Moment, minutes_between
from course.page.shares import in_percent, two_figures
from course.page.times import short_moment

#: With fewer to choose from there is nothing to guess.
_FEWEST = 2


def guessed(name: str, incident: Incident) -> Guessed:
    """Find what can be guessed by its name.

    Examples
    --------
    >>> from course.incident.loading import load_incident
    >>> guessed("share", load_incident()).compare("10")
    'You said one in 10; it was one in 138. That is 14 times as many calls as there were.'
    """
    return named("guess", name, _GUESSES)(incident)


def fingerprint(incident: Incident) -> str:
    """Tell one incident from another, and from itself with other facts."""
    contents = (incident.title, incident.affected, incident.support_calls, list(incident.timeline))
    return sha256(repr(contents).encode("utf-8", "replace")).hexdigest()[:16]


def _share(incident: Incident) -> Guessed:
    words, unit = load("guesses")["share"], incident.affected_unit
    question = words["question"].format(unit=unit)
    counts = [total(incident, kind) for kind in ("affected", "support_calls")]
    if not any(counts):
        # That nobody counted is said where the counts would be.
        return nothing(question, is_told_elsewhere=True)
    affected, calls = (count.number if count else 0 for count in counts)
    if not 0 < calls <= affected:
        return nothing(question)
    each = affected / calls
    known = {
        "was": two_figures(each),
        "unit": unit,
        "calls": f"{calls:,}",
        "affected": f"{affected:,}",
        "three": f"{3 * each:,.0f}",
    }

    def compare(guess: str) -> str:
        one_in = one_in_how_many(guess)
        times = max(one_in / each, each / one_in)
        kind = "close" if times <= CLOSE else "fewer" if one_in < each else "more"
        return str(words[kind].format(guess=_plain(one_in), times=two_figures(times), **known))

    was, meaning = (words[part].format(**known) for part in ("was", "meaning"))
    texts = load("guesses")["guessing"]
    return Guessed(
        question, (), was, meaning, compare, label=texts["one_in"], example=texts["example"]
    )


def one_in_how_many(words: str) -> float:
    """Read a share as people write it: as one in so many, in percent, or as a fraction.

    Examples
    --------
    >>> [one_in_how_many(guess) for guess in ("20", "one in twenty", "5 %", "1/20", "1 in 1,000")]
    [20.0, 20.0, 20.0, 20.0, 1000.0]
    """
    plain = re.sub(r"^(one|1)\s*(in|out of|/|:)\s*", "", words.strip().lower())
    plain = str(load("guesses")["guessing"]["numbers"].get(plain, plain))
    matched = re.fullmatch(r"(\d{1,12}|\d{1,3}(?:,\d{3})+)?(\.\d{1,12})?\s*(%|per ?cent)?", plain)
    if matched and (matched[1] or matched[2]):
        number = float(f"{(matched[1] or '').replace(',', '')}{matched[2] or ''}")
        if matched[3] and number:
            number = 100 / number
        if number >= 1:
            return number
    raise GuessError(load("guesses")["guessing"]["not_a_share"].format(found=words[:40]))


def _plain(number: float) -> str:
    return f"{number:,.0f}" if number == int(number) else two_figures(number)


def _longest_part(incident: Incident) -> Guessed:
    words = load("guesses")["longest_part"]
    parts: dict[str, float] = {}
    marks = [mark for mark in incident.milestones.values() if mark.phase != MILESTONES[0]]
    is_exact = not any(mark.at.is_day for mark in marks)
    if is_exact and marks and marks[0].phase == "started":
        for earlier, later in pairwise(marks):
            words_of = words["then" if parts else "first"]
            label = words_of.format(until=words["until"][later.phase])
            parts[label] = minutes_between(earlier.at, later.at)
    if len(parts) < _FEWEST or not sum(parts.values()):
        return nothing(words["question"])
    longest = max(parts, key=lambda part: parts[part])
    known = {
        "was": longest,
        "length": format_minutes(parts[longest]),
        "share": in_percent(parts[longest] / sum(parts.values())),
    }

    def compare(guess: str) -> str:
        took = named("part", guess, parts)
        kind = "right" if took == parts[longest] else "other"
        return str(words[kind].format(guess=guess, guess_length=format_minutes(took), **known))

    was = words["was"].format(**known)
    return Guessed(words["question"], tuple(parts), was, words["meaning"], compare)


def _longest_silence(incident: Incident) -> Guessed:
    words = load("guesses")["longest_silence"]
    stretches = _silences(incident)
    if len(stretches) < _FEWEST:
        return nothing(words["question"])
    lengths = {label: minutes_between(*pair) for label, pair in stretches.items()}
    longest = max(lengths, key=lambda label: lengths[label])
    first, last = stretches[longest]
    known = {
        "was": longest,
        "from": short_moment(first),
        "to": short_moment(last),
        "length": format_minutes(lengths[longest]),
    }

    def compare(guess: str) -> str:
        there = named("stretch", guess, lengths)
        kind = "right" if there == lengths[longest] else "other"
        return str(words[kind].format(guess=guess, guess_length=format_minutes(there), **known))

    meaning = load("timeline")["gap"]["why"]
    return Guessed(
        words["question"], tuple(stretches), words["was"].format(**known), meaning, compare
    )


def _silences(incident: Incident) -> dict[str, tuple[Moment, Moment]]:
    """Find the longest silence of each stretch between milestones, by the stretch's name."""
    # Beside a row that is known to the day only nobody knows how long it was silent.
    words = load("guesses")["longest_silence"]
    found: dict[str, tuple[Moment, Moment]] = {}
    last = ""
    times: list[Moment] = []

    def close(label: str) -> None:
        pairs = [pair for pair in pairwise(times) if not any(at.is_day for at in pair)]
        if pairs:
            found[label] = max(pairs, key=lambda pair: minutes_between(*pair))

    for event in incident.timeline:
        times.append(event.at)
        # Of several milestones of one row, the last one names what comes after it.
        marked = [phase for phase in event.phases if phase in MILESTONES]
        if marked:
            upcoming = words["moment"][marked[0]]
            close(words["between" if last else "before"].format(last=last, next=upcoming))
            last, times = words["moment"][marked[-1]], [event.at]
    if last:
        close(words["after"].format(last=last))
    return found


_GUESSES: dict[str, Callable[[Incident], Guessed]] = {
    "share": _share,
    "longest-part": _longest_part,
    "longest-silence": _longest_silence,
    "rise": rise,
    "spared": spared,
}
