"""What is known of an incident, and on what each fact rests.

Facts come from the incident's files and from arithmetic on them. Only about its own
case the course knows more, and that stands in ``content/case.toml``; nothing of it
is ever said over someone else's figures.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from course.content import load
from course.incident.counts import Total, total
from course.incident.figures import figures, rate
from course.incident.loading import Incident
from course.incident.metrics import both_ways, in_minutes, metrics, weakest
from course.incident.phases import MILESTONES
from course.page.blocks import Disclosure, Table, prose
from course.page.fragment import Fragment, shown
from course.page.shares import in_percent
from course.page.times import moment


@dataclass(frozen=True)
class Fact:
    """One thing that is known."""

    #: What it is about and what it says, ready to be read.
    label: str
    value: str
    #: ``"given"``, ``"derived"`` or ``"constructed"``.
    provenance: str
    #: How a derived fact comes about, else empty.
    formula: str = ""
    #: Of the themes in ``content/timeline.toml``, the one that it belongs to.
    theme: str = ""


def facts(incident: Incident) -> list[Fact]:
    """Gather what is known.

    Examples
    --------
    >>> from course.incident.loading import load_incident
    >>> {fact.label: fact.value for fact in facts(load_incident())}["Share affected"]
    '5.2 % of 45,000'
    """
    of_files = {"service": _of_the_service, "time": _in_time, "people": _in_numbers}
    found = [
        replace(fact, theme=theme) for theme, give in of_files.items() for fact in give(incident)
    ]
    return [*found, *(_of_the_case(incident) if incident.is_built_in else [])]


def _of_the_service(incident: Incident) -> Iterator[Fact]:
    constructed = load("case")["constructed"] if incident.is_built_in else ()
    labels = load("timeline")["fact"]["label"]
    for field in ("organisation", "service", "severity"):
        value = getattr(incident, field)
        # What an import leaves open, since the files have to say something.
        if value and value != load("reading")["asked"]["organisation"]:
            yield Fact(labels[field], value, "constructed" if field in constructed else "given")


def _in_time(incident: Incident) -> Iterator[Fact]:
    milestones = incident.milestones
    labels = load("timeline")["fact"]["label"]
    for phase in MILESTONES:
        if phase in milestones:
            yield Fact(labels[phase], moment(milestones[phase].at), milestones[phase].provenance)
    length = metrics(incident)["time_to_resolve"]
    if not length.missing:
        value = " = ".join(both_ways(length.length)) if length.length is not None else length.note
        value = f"{'about ' * bool(length.about and length.length is not None)}{value}"
        yield Fact(labels["length"], value, weakest([length.provenance, "derived"]), length.formula)


def _in_numbers(incident: Incident) -> Iterator[Fact]:
    words = load("timeline")["fact"]
    labels = words["label"]
    population, unit = incident.population, incident.affected_unit
    affected, calls = total(incident, "affected"), total(incident, "support_calls")
    minutes = metrics(incident)["time_to_resolve"].length
    if population is not None:
        yield Fact(labels["served"], f"{population:,} {unit}", "given")
    if affected:
        yield _counted(labels["affected"], affected, unit)
    if population and affected:
        value = f"{in_percent(affected.number / population)} of {population:,}"
        yield _derived(labels["share"], value, f"{affected.number:,} ÷ {population:,}", affected)
    if affected and affected.number and minutes:
        value = words["rate"].format(number=rate(affected.number, minutes))
        yield _derived(
            labels["rate"], value, f"{affected.number:,} ÷ {in_minutes(minutes)}", affected
        )
    if calls:
        yield _counted(labels["support_calls"], calls, "calls")
    if affected and calls and affected.number and calls.number:
        share, each = calls.number / affected.number, affected.number / calls.number
        value = words["calls"].format(share=in_percent(share))
        if round(each) > 1:
            value += words["one_in"].format(number=f"{each:,.0f}")
        formula = f"{calls.number:,} ÷ {affected.number:,}"
        yield _derived(labels["calls"], value, formula, affected, calls)


def _counted(label: str, known: Total, unit: str) -> Fact:
    formula = load("timeline")["fact"]["last_count"] if known.counted else ""
    return Fact(label, f"{known.number:,} {unit}", known.provenance, formula)


def _derived(label: str, value: str, formula: str, *known: Total) -> Fact:
    provenance = weakest(["derived", *(total.provenance for total in known)])
    return Fact(label, value, provenance, formula)


def _of_the_case(incident: Incident) -> list[Fact]:
    known = figures(incident)
    return [
        Fact(**{key: text.format_map(known) for key, text in fact.items()})
        for fact in load("case")["fact"]
    ]


def briefing(incident: Incident) -> Fragment:
    """Say who the learner is and what happened; of another incident, what its files say.

    Parameters
    ----------
    incident
        As `course.load_incident` gives it.

    Returns
    -------
    Fragment
        The briefing, as a page and as text.

    Examples
    --------
    >>> from course.incident.loading import load_incident
    >>> briefing(load_incident()).text.startswith("You are the Test Manager at Ōtautahi Health")
    True
    """
    if incident.is_built_in:
        text = str(load("case")["briefing"]).format_map(figures(incident)).strip()
    else:
        texts = load("timeline")
        first, last = (moment(incident.timeline[place].at) for place in (0, -1))
        parts = [
            f"{incident.title} · {incident.organisation}",
            incident.summary or texts["no_summary"],
            texts["span"].format(events=f"{len(incident.timeline):,}", first=first, last=last),
            *incident.notices,
        ]
        text = "\n\n".join(parts)
    return shown(prose(text))


def show_facts(incident: Incident) -> Fragment:
    """Show what is known by theme, each closed, and each fact with what it rests on.

    Parameters
    ----------
    incident
        As `course.load_incident` gives it.

    Returns
    -------
    Fragment
        The facts, as a page and as text.

    Examples
    --------
    >>> from course.incident.loading import load_incident
    >>> show_facts(load_incident()).text.splitlines()[0]
    'The service (3)'
    """
    known, texts = facts(incident), load("timeline")
    parts = []
    for theme, title in texts["theme"].items():
        rows = tuple(_row(fact) for fact in known if fact.theme == theme)
        if rows:
            table = Table(texts["facts"].format(theme=title), tuple(texts["columns"]), rows)
            parts.append(Disclosure(f"{title} ({len(rows)})", (table,)))
    return shown(parts)


def _row(fact: Fact) -> tuple[str, str, str]:
    known = "\n".join(filter(None, [fact.value, fact.formula]))
    return fact.label, known, fact.provenance
