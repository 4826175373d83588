"""Results without a script: the key is marked, and every number stands where it belongs."""

import re
from html import unescape

from course.content import load
from course.content.decisions import decision
from course.room.figure import figure
from course.room.snapshot import results

ASKED = decision("opening")
ROUNDS = {1: {1: "A", 2: ASKED.key, 3: "C", 4: "C"}, 2: {1: ASKED.key, 2: ASKED.key}}


def test_the_key_alone_is_marked_and_each_round_has_its_numbers():
    """Letter, label, then round by round the share and how many that was."""
    html = figure(ASKED, results(ASKED, ROUNDS, by_hands=True)).html
    rows = [
        [unescape(re.sub(r"<[^>]+>", "", cell)) for cell in re.findall(r"<t[dh].*?</t[dh]>", row)]
        for row in re.findall(r"<tr>(.*?)</tr>", html, re.DOTALL)
    ]
    argues = load("room")["page"]["argues_for"]
    shares = {"A": ["25 % (1)", "0 % (0)"], ASKED.key: ["25 % (1)", "100 % (2)"]}
    shares |= {"C": ["50 % (2)", "0 % (0)"], "D": ["0 % (0)", "0 % (0)"]}
    assert [[cell.replace("\u00a0", " ") for cell in row] for row in rows[1:]] == [
        [
            f"{option.id}. {f'✓ {argues}: ' * (option.id == ASKED.key)}{option.label}",
            *shares[option.id],
        ]
        for option in ASKED.options
    ]
