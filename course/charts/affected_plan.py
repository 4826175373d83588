"""Where the parts of the curve of those affected stand on their sheet."""

from dataclasses import dataclass, replace

from course.charts.curve import Frame, Name, below_names, place_names, time_room
from course.charts.lettering import shown, width
from course.charts.scale import Scale
from course.charts.sheet import LEADING, SIZE, TITLE_LEADING, wrap_title
from course.content import load
from course.incident.counts import Count
from course.incident.loading import Incident
from course.page.shares import in_percent

_CALLS_HEADING, _CALLS_TOP, CALLS_BOTTOM = 46.0, 72.0, 132.0
"""How far under the curve its calls stand: their heading and their frame."""
TOTAL = SIZE + 2


@dataclass(frozen=True)
class Head:
    """What stands over the curve."""

    #: Lines in bold.
    title: list[str]
    total: list[str]
    #: Which part of the population that is; may be empty.
    share: str
    #: Whether total and share stand beside the end of the curve, and not under the title.
    beside: bool

    @property
    def high(self) -> float:
        """How much it takes beyond one line."""
        under = 0.0 if self.beside else TITLE_LEADING * len(self.total)
        under += 0.0 if self.beside or not self.share else LEADING
        return TITLE_LEADING * (len(self.title) - 1) + under


def head_of(incident: Incident, affected: list[Count], frame: Frame) -> Head:
    """Lay out what stands over the curve."""
    room = frame.width - frame.left - 12
    if not affected:
        title = load("charts")["affected"]["not_known"].format(what=affected_title(incident))
        return Head(wrap_title(title, room), [], "", beside=True)
    number = affected[-1].number
    total, share = f"{number:,} {shown(incident.affected_unit)}", share_of(incident, number)
    margin = frame.width - frame.right - 24
    beside = max(width(total, TOTAL, bold=True), width(share, SIZE)) <= margin
    lines = [total] if beside else wrap_title(total, room)
    return Head(wrap_title(affected_title(incident), room), lines, share, beside)


@dataclass(frozen=True)
class Plan:
    """Where the parts of the sheet stand."""

    scale: Scale
    names: dict[str, Name]
    head: "Head"
    frame: Frame
    #: Where the heading of the calls stands, and from where to where their frame goes.
    heading: float
    calls: tuple[float, float]
    #: Where the axis of time lies, and how high the whole sheet is.
    low: float
    high: float


def plan_of(
    incident: Incident, affected: list[Count], calls: list[Count], frame: Frame
) -> Plan | None:
    """Lay out the whole sheet, if there is anything to draw."""
    known = [count.at for count in (*affected, *calls)]
    if not known:
        return None
    milestones = incident.milestones
    known += [milestones[name].at for name in ("started", "resolved") if name in milestones]
    scale = Scale(min(known), max(known), frame.left, frame.right)
    names = place_names(frame, incident, scale)
    head = head_of(incident, affected, frame)
    # Without a curve its calls, with their heading, move up to where it would be.
    frame = below_names(frame, names, head.high if affected else head.high + 40)
    heading = frame.bottom + _CALLS_HEADING
    if not affected:
        frame = replace(frame, high=-_CALLS_TOP)
        heading = frame.heading + TITLE_LEADING * len(head.title) + 8
    calls_frame = (frame.bottom + _CALLS_TOP, frame.bottom + CALLS_BOTTOM)
    low = calls_frame[1] if calls else frame.bottom
    high = low + time_room(frame, scale) + (0 if calls else 1.5 * LEADING)
    return Plan(scale, names, head, frame, heading, calls_frame, low, high)


def affected_title(incident: Incident) -> str:
    """Say what the curve counts."""
    title = str(load("charts")["stated"]["affected"]).format(unit=incident.affected_unit)
    return f"{title[:1].upper()}{title[1:]}"


def share_of(incident: Incident, number: int) -> str:
    """Say which part of all that number is, if it is known."""
    if not incident.population:
        return ""
    return f"{in_percent(number / incident.population)} of {incident.population:,}"
