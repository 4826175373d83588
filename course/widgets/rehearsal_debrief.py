"""The debrief of a rehearsed meeting: what came to light, and what would have with other words."""

from collections.abc import Iterator

from course.content import load
from course.content.facilitation import Source
from course.page.blocks import (
    Block,
    Disclosure,
    Heading,
    Link,
    List,
    Paragraph,
    Prompt,
    Strong,
    Table,
    Words,
    prose,
)
from course.page.blocks import Source as Cited
from course.page.fragment import Fragment, shown
from course.rehearsal import Meeting
from course.rehearsal.debriefing import (
    HELD_BACK,
    OUT,
    Turn,
    became,
    beside_other_openings,
    opening_of,
    turns,
)
from course.rehearsal.script import Fact
from course.rehearsal.sitting import Sitting
from course.rehearsal.view import counted, passed_over, sources_of, spoken_by
from course.widgets.openings_figure import FATES, figure


def debrief(sitting: Sitting) -> Fragment:
    """Write the debrief of a meeting that is over."""
    meeting, texts = sitting.meeting, load("rehearsal")["debrief"]
    beside = beside_other_openings(meeting)
    head = shown([Heading(texts["title"], 2), Paragraph(counted(meeting)), *_passed(meeting)])
    rest: list[Block] = [
        _table(meeting, beside),
        *_missing(meeting),
        *_turns(meeting),
        *_why(meeting),
        *_expectations(sitting),
        *_words(sitting),
        *_searched(meeting),
        Heading(texts["limits"], 3),
        *prose(texts["limits_words"]),
        Disclosure(texts["transcript"], tuple(_transcript(meeting))),
    ]
    return head + figure(meeting, beside) + shown(rest)


def _passed(meeting: Meeting) -> Iterator[Block]:
    if meeting.passed_over:
        yield Paragraph(passed_over(meeting))


def _table(meeting: Meeting, beside: dict[str, Meeting]) -> Table:
    """List each fact by what became of it; one that did not come out is not told."""
    texts = load("rehearsal")["debrief"]
    own, facts = became(meeting), meeting.script.facts
    fates = {letter: became(other) for letter, other in beside.items()}
    rows = tuple(
        (
            meeting.script.names[facts[number].holder],
            _heard(facts[number], own[number]),
            _after({letter: fate[number] for letter, fate in fates.items()}, opening_of(meeting)),
            facts[number].makes_possible,
        )
        for number in sorted(own, key=lambda each: (FATES.index(own[each]), each))
    )
    return Table(
        texts["table"], (texts["who"], texts["heard"], texts["after"], texts["action"]), rows
    )


def _after(fates: dict[str, str], mine: str) -> str:
    texts = load("rehearsal")["debrief"]
    if len(set(fates.values())) == 1:
        return str(texts["after_all"]).format(became=texts["became"][fates[mine]])
    return "\n".join(
        texts["after_mine" if letter == mine else "after_one"].format(
            letter=letter, became=texts["became"][fate]
        )
        for letter, fate in fates.items()
    )


def _heard(fact: Fact, fate: str) -> str:
    texts = load("rehearsal")["debrief"]
    heard: dict[str, str] = {
        OUT: f"{fact.open_line} ({fact.provenance})",
        HELD_BACK: texts["careful"].format(line=fact.guarded_line),
    }
    return heard.get(fate, "–")


def _missing(meeting: Meeting) -> Iterator[Block]:
    texts, facts = load("rehearsal")["debrief"], meeting.script.facts
    yield Heading(texts["missing"], 3)
    lost = [fact for number, fact in facts.items() if number not in meeting.heard]
    if not lost:
        yield Paragraph(texts["missing_none"])
        return
    yield List(tuple(fact.makes_possible for fact in lost))


def _turns(meeting: Meeting) -> Iterator[Block]:
    texts = load("rehearsal")["debrief"]
    found = turns(meeting)
    yield Heading(texts["turns"], 3)
    if not found:
        yield Paragraph(texts["turn_none"])
        return
    yield List(tuple(_turn(meeting, turn) for turn in found))
    yield Paragraph(texts["turn_how"])


def _turn(meeting: Meeting, turn: Turn) -> Words:
    texts = load("rehearsal")["debrief"]
    words = texts["turn_more" if turn.change > 0 else "turn_less"]
    sentence: str = words.format(
        made=turn.made.say,
        other=turn.other.say,
        count=abs(turn.change),
        gained="; ".join(_held_by(meeting, fact) for fact in turn.gained),
    )
    return Strong(f"{turn.moment.title}\n"), sentence


def _held_by(meeting: Meeting, fact: Fact) -> str:
    return f"{meeting.script.names[fact.holder]} ({fact.makes_possible.rstrip('.')})"


def _why(meeting: Meeting) -> Iterator[Block]:
    texts = load("rehearsal")["debrief"]
    found = [(moment, move) for moment, move in meeting.moves_made if move.why]
    if found:
        yield Heading(texts["why"], 3)
        yield List(
            tuple(
                (Strong(f"{moment.title}\n"), f"{move.say}\n{move.why}") for moment, move in found
            )
        )


def _expectations(sitting: Sitting) -> Iterator[Block]:
    texts, names = load("rehearsal")["debrief"], sitting.meeting.script.names
    titles = {moment.number: moment.title for moment in sitting.meeting.script.moments}
    yield Heading(texts["expectations"], 3)
    found = sitting.expectations
    if not found:
        yield Paragraph(texts["expectations_none"])
        return
    right = sum(expected == spoke for _, expected, spoke in found)
    yield Paragraph(texts["expectations_counted"].format(expected=len(found), right=right))
    other = [each for each in found if each[1] != each[2]]
    if other:
        yield List(
            tuple(
                texts["expectations_other"].format(
                    title=titles[number], expected=names[expected], spoke=names[spoke]
                )
                for number, expected, spoke in other
            )
        )


def _words(sitting: Sitting) -> Iterator[Block]:
    texts = load("rehearsal")["debrief"]
    if not sitting.words:
        return
    titles = {moment.number: moment.title for moment in sitting.meeting.script.moments}
    yield Heading(texts["own_words"], 3)
    yield Paragraph(texts["own_words_lead"])
    for number, text in sorted(sitting.words.items()):
        yield Prompt((Strong(titles[number]), f" {text}"))


def _searched(meeting: Meeting) -> Iterator[Block]:
    """Say what the search has found, if it was about this very meeting."""
    texts, found = load("rehearsal")["debrief"], load("meeting_figures")
    if found["content_hash"] != meeting.script.content_hash:
        return
    yield Heading(texts["searched"], 3)
    yield List(
        tuple(
            texts["searched_one"].format(
                letter=letter,
                best=each["best"],
                facts=found["facts"],
                without=each["best_without_starting_over"],
                careful=each["careful"],
            )
            for letter, each in found["opening"].items()
        )
    )
    simulated, kind = f"{found['simulated']:,}", found["kind_without_a_question"]
    yield Paragraph(texts["searched_how"].format(simulated=simulated, kind=kind))
    count = texts["searched_count"].format(states=f"{found['states']:,}")
    yield Disclosure(texts["searched_detail"], (Paragraph(count),))


def _transcript(meeting: Meeting) -> Iterator[Block]:
    texts, names = load("rehearsal"), meeting.script.names
    moves = iter(meeting.moves_made)
    for entry in meeting.transcript:
        if entry.kind == "move":
            moment, move = next(moves)
            yield Heading(moment.title, 4)
            guides = [piece for guide in sources_of(move) for piece in (" ", _cited(guide))]
            yield Paragraph((Strong(spoken_by(texts["you"], entry.line)), *guides))
        else:
            careful = texts["debrief"]["guarded"] if entry.kind == "guarded" else ""
            yield Paragraph(f"{spoken_by(names[entry.speaker], entry.line)} {careful}".rstrip())


def _cited(guide: Source) -> Link | Cited:
    return Link(guide.name, guide.address) if guide.address else Cited(guide.name)
