"""Results without a script: the key is marked, and every number stands where it belongs."""

from course.content import load
from course.content.decisions import decision
from course.room.figure import figure
from course.room.snapshot import results

ASKED = decision("opening")
ROUNDS = {1: {1: "A", 2: ASKED.key, 3: "C", 4: "C"}, 2: {1: ASKED.key, 2: ASKED.key}}


def test_the_key_alone_is_marked_and_each_round_has_its_numbers(read):
    """Letter, label, then round by round the share and how many that was."""
    rows = read(figure(ASKED, results(ASKED, ROUNDS, by_hands=True)).html).tables[ASKED.question]
    argues = load("room")["page"]["argues_for"]
    shares = {"A": ["25 % (1)", "0 % (0)"], ASKED.key: ["25 % (1)", "100 % (2)"]}
    shares |= {"C": ["50 % (2)", "0 % (0)"], "D": ["0 % (0)", "0 % (0)"]}
    assert [list(row.values()) for row in rows] == [
        [
            f"{option.id}. {f'✓ {argues}: ' * (option.id == ASKED.key)}{option.label}",
            *shares[option.id],
        ]
        for option in ASKED.options
    ]


def test_shares_come_first_and_then_each_option_with_what_there_is_to_say(read):
    """The headline, every option in its words with its feedback, and why the key is the key."""
    held = results(ASKED, ROUNDS, by_hands=True)
    page = read(figure(ASKED, held).html)
    assert page.words(page.soup.p).startswith("25 %, then 100 % chose B. First round: n = 4")
    assert page.terms == [
        (f"{option.id}. {option.text}", option.effect) for option in ASKED.options
    ]
    assert page.headings == [(4, f"Why {ASKED.key}")]
