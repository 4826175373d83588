"""What each kind of viewer may know of a room."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from course import content
from course.content.decisions import decisions
from course.room import snapshot
from course.room.state import Phase, RoomState, Step, after, steps

ORDER = decisions()
IDS = [one.id for one in ORDER]
ROUNDS = {1: {1: "A", 2: "B", 3: "C"}, 2: {1: "B", 2: "B", 3: "B"}}


def moment(phase: str, round_: int) -> RoomState:
    """Put a room at the first decision, in this phase."""
    return RoomState("opening", Phase(phase), round_)


BEFORE_THE_REVEAL = [
    moment("lobby", 0),
    moment("open", 1),
    moment("closed", 1),
    moment("discuss", 1),
    moment("open", 2),
    moment("closed", 2),
    moment("ended", 2),
]


@pytest.mark.parametrize("state", BEFORE_THE_REVEAL, ids=lambda one: f"{one.phase}-{one.round}")
def test_room_knows_neither_counts_nor_key(state: RoomState):
    """Before the reveal nothing sent to the room depends on a vote or on the key."""
    seen = snapshot.participant(state, ORDER, ROUNDS, 0.0)
    assert seen == snapshot.participant(state, ORDER, {}, 0.0)
    text = json.dumps(seen)
    for word in ("key", "why", "results", "counts", "percent", "feedback", "label"):
        assert f'"{word}"' not in text


@pytest.mark.parametrize("state", BEFORE_THE_REVEAL, ids=lambda one: f"{one.phase}-{one.round}")
def test_screen_knows_how_many_but_not_what(state: RoomState):
    """Before the reveal the projector's numbers are the same whatever people chose."""
    other = {round_: dict.fromkeys(ballots, "D") for round_, ballots in ROUNDS.items()}
    seen = snapshot.screen(state, ORDER, ROUNDS, 0.0, joined=3)
    assert seen == snapshot.screen(state, ORDER, other, 0.0, joined=3)
    assert "results" not in seen


def test_options_stay_closed_in_the_lobby():
    """The options appear when the vote opens, so that everyone has the same time for them."""
    seen = snapshot.participant(moment("lobby", 0), ORDER, {}, 0.0)
    assert "options" not in seen["decision"]
    seen = snapshot.participant(moment("open", 1), ORDER, {}, 0.0)
    assert [option["id"] for option in seen["decision"]["options"]] == ["A", "B", "C", "D"]


def test_reveal_shows_both_rounds():
    """At the reveal everyone gets both rounds with n, the key and feedback for each option."""
    results = snapshot.participant(moment("revealed", 2), ORDER, ROUNDS, 0.0)["results"]
    assert results["key"] == "B"
    assert [(one["n"], one["percent"]["B"]) for one in results["rounds"]] == [(3, 33), (3, 100)]
    assert all(option["feedback"] for option in results["options"])


def test_reveal_sends_nobody_back_to_the_options():
    """In a group all four are explained at once: nobody is told to look again."""
    for asked in ORDER:
        state = RoomState(asked.id, Phase.REVEALED, 2)
        seen = snapshot.participant(state, ORDER, ROUNDS, 0.0)["results"]["options"]
        for option, told in zip(asked.options, seen, strict=True):
            assert told["feedback"] == option.effect
            assert not option.look_again or option.look_again not in told["feedback"]


def test_nobody_voted_is_no_percentage():
    """An empty round has no percentages rather than zeros."""
    (only,) = snapshot.participant(moment("revealed", 1), ORDER, {1: {}}, 0.0)["results"]["rounds"]
    assert only["n"] == 0
    assert set(only["percent"].values()) == {None}


@pytest.mark.parametrize(
    ("with_key", "without", "expected"),
    [(1, 3, "explain"), (1, 2, "discuss"), (2, 1, "discuss"), (3, 1, "move-on"), (0, 0, None)],
)
def test_suggestion(with_key: int, without: int, expected: str | None):
    """Below a third explain, from a third to two thirds discuss, above move on."""
    ballots = {number: "B" if number < with_key else "A" for number in range(with_key + without)}
    seen = snapshot.facilitator(moment("closed", 1), ORDER, {1: ballots}, 0.0, joined=4)
    assert (seen["suggestion"] or {}).get("id") == expected
    (only,) = seen["results"]["rounds"]
    assert (only["counts"]["B"], only["n"]) == (with_key, with_key + without)


def test_timer_counts_down_to_zero():
    """What is left of a discussion is never negative."""
    state = RoomState("opening", Phase.DISCUSS, 1, timer_ends_at_utc=100.0)
    assert snapshot.participant(state, ORDER, {}, 40.0)["timer_seconds"] == 60
    assert snapshot.participant(state, ORDER, {}, 400.0)["timer_seconds"] == 0


@given(st.lists(st.integers(0, 7), min_size=10, max_size=40))
def test_every_state_has_its_texts(taken: list[int]):
    """Wherever a room can be, content has words for all three viewers and every step."""
    state = RoomState("opening")
    for number in (*taken, None):
        possible = [step for step in steps(state, IDS) if step is not Step.END]
        step = Step.END if number is None else possible[number % len(possible)]
        state = after(state, step, IDS)
        rounds = {round_: ROUNDS[round_] for round_ in range(1, state.round + 1)}
        phases = content.load("room")["phase"]
        words = phases.get(f"{state.phase}-{state.round}") or phases[state.phase]
        if state.phase is Phase.LOBBY and state.decision != IDS[0]:
            words = phases["lobby-next"]
        for viewer, seen in {
            "room": snapshot.participant(state, ORDER, rounds, 0.0),
            "screen": snapshot.screen(state, ORDER, rounds, 0.0, 3),
            "lead": snapshot.facilitator(state, ORDER, rounds, 0.0, 3),
        }.items():
            assert (seen["heading"], seen["line"]) == (words[viewer], words[f"{viewer}_line"])


def test_a_decision_is_told_with_its_place_and_its_words():
    """Everyone reads the situation at once; question and options come with the vote."""
    asked = ORDER[1]
    told = {"id": asked.id, "number": 2, "of": 4, "title": asked.title}
    told["situation"] = asked.situation.strip()
    seen = snapshot.participant(RoomState(asked.id), ORDER, {}, 0.0)
    assert seen["decision"] == told
    assert seen["place"] == f"Decision 2 of 4 · {asked.title}"
    told["question"] = asked.question
    told["options"] = [{"id": each.id, "text": each.text} for each in asked.options]
    opened = snapshot.participant(RoomState(asked.id, Phase.OPEN, 1), ORDER, {}, 0.0)
    assert opened["decision"] == told
    assert (opened["phase"], opened["round"]) == ("open", 1)
    assert snapshot.facilitator(RoomState(asked.id), ORDER, {}, 0.0, 3)["decision"] == told


def test_the_front_counts_who_takes_part_and_says_when_a_room_is_simulated():
    """Of three who are there two have voted in this round; a real room is no dry run."""
    front = snapshot.screen(moment("open", 2), ORDER, {2: {1: "A", 2: "B"}}, 0.0, joined=3)
    assert (front["joined"], front["voted"]) == (3, 2)
    assert snapshot.dry_run(0) == {}
    assert "24 simulated" in snapshot.dry_run(24)["dry_run"]


def test_the_step_after_the_last_reveal_leads_to_the_rehearsal():
    """From the others it leads to the next decision; steps back are marked as such."""
    for asked in ORDER:
        told = snapshot.screen(RoomState(asked.id, Phase.REVEALED, 1), ORDER, ROUNDS, 0.0, 3)
        is_last = asked is ORDER[-1]
        label = "Rehearse the meeting" if is_last else "Next decision"
        assert told["steps"]["next"]["label"] == label
        back = {name for name, step in told["steps"].items() if step.get("is_back")}
        assert back == {"previous", "reopen"} & told["steps"].keys()


def test_skipping_and_undoing_a_reveal_are_asked_first():
    """What a slip of a key would do to a whole room is asked first, with what can be undone."""
    lobby = snapshot.screen(moment("lobby", 0), ORDER, {}, 0.0, 3)["steps"]
    assert lobby["next"]["label"] == "Skip this decision"
    assert f"Decision 1, “{ORDER[0].title}”" in lobby["next"]["ask"]
    assert "Previous decision" in lobby["next"]["ask"]
    seen = snapshot.facilitator(moment("revealed", 2), ORDER, ROUNDS, 0.0, 3)["steps"]
    assert "ask" not in seen["next"]
    assert "What was voted stays" in seen["reopen"]["ask"]
    assert "ask" not in snapshot.screen(moment("closed", 1), ORDER, {}, 0.0, 3)["steps"]["reopen"]
    for state in (moment("lobby", 0), moment("closed", 2)):
        assert "ask" in snapshot.screen(state, ORDER, ROUNDS, 0.0, 3)["steps"]["end"]


def test_step_keys_are_distinct():
    """No two steps share a key."""
    keys = [step["key"] for step in content.load("room")["step"].values()]
    assert len(set(keys)) == len(keys) == len(Step)
