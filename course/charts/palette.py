"""The few colours of the charts, chosen so that none carries a meaning alone.

Every pair that meets on a chart differs in lightness, so it also differs in grey and for
eyes that see fewer colours; ``tests/charts/test_palette.py`` holds them to it. The
card is light on dark pages too: a figure is a sheet of paper.
"""

CARD = "#fbfaf6"
INK = "#20262e"
QUIET = "#5a6472"
FAINT = "#c9c8c0"
STRIP = "#f1efe8"

MILESTONE = "#8a3d00"
AFFECTED = "#0b5c94"
METRICS = "#0b5c94"
PALE = "#c9dcea"
SPARED = "#f2d9a6"
CALLS = "#b04a00"

PHASES = {
    "introduced": "#dedbd1",
    "started": "#d9822b",
    "detected": "#fbedc0",
    "acknowledged": "#7eb1da",
    "mitigated": "#accce5",
}
"""The stretch that begins with a milestone, in the order in which stretches follow."""
