"""What if it had ended sooner, in words and as a table: also where nothing draws."""

from course.content import load
from course.incident.counts import counts
from course.incident.loading import Incident
from course.incident.metrics import UNKNOWN
from course.incident.what_if import Outcome, end_of_harm
from course.page.times import moment


def in_words(incident: Incident, outcome: Outcome) -> str:
    """Say how many would have been spared, and on what that rests."""
    unit = incident.affected_unit
    texts: dict[str, str] = load("charts")["what_if"]
    if outcome.spared is None or outcome.affected is None or outcome.ended_at is None:
        return texts["unknown"].format(unit=unit, assumption=outcome.assumption)
    total = outcome.spared + outcome.affected
    return texts["answer"].format(
        ended=moment(outcome.ended_at),
        spared=f"{outcome.spared:,}",
        total=f"{total:,}",
        unit=unit,
        provenance=outcome.provenance,
    )


def rows(incident: Incident, outcome: Outcome) -> list[tuple[str, str, str]]:
    """Give what was beside what would have been."""
    texts: dict[str, str] = load("charts")["what_if"]
    affected = counts(incident, "affected")
    end = end_of_harm(incident)
    return [
        (
            texts["was"],
            moment(end) if end else UNKNOWN,
            f"{affected[-1].number:,}" if affected else UNKNOWN,
        ),
        (
            texts["would_be"],
            UNKNOWN if outcome.ended_at is None else moment(outcome.ended_at),
            UNKNOWN if outcome.affected is None else f"{outcome.affected:,}",
        ),
    ]
