"""The few colours of the charts, chosen so that none carries a meaning alone.

Every pair that meets on a chart differs in lightness, so it also differs in grey and for
eyes that see fewer colours; ``tests/charts/test_palette.py`` holds them to it. An SVG
holds the dark ones as well, and the page that shows it chooses.
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

DARK = {
    CARD: "#1b1f24",
    "#ffffff": "#1b1f24",
    INK: "#e8e6e1",
    QUIET: "#aab3bf",
    FAINT: "#4a515b",
    STRIP: "#2a2f36",
    MILESTONE: "#ffb27a",
    AFFECTED: "#6cb6ef",
    PALE: "#27475f",
    SPARED: "#7a6328",
    CALLS: "#ff9a52",
    PHASES["introduced"]: "#3a3e44",
    PHASES["started"]: "#8f4f10",
    PHASES["detected"]: "#5c5020",
    PHASES["acknowledged"]: "#2c6193",
    PHASES["mitigated"]: "#1c3a55",
}
"""What each colour becomes on a dark page."""


def dark_style(svg: str) -> str:
    """Write the style that turns an SVG of a chart dark where its page is.

    An SVG in an ``<img>`` follows the ``color-scheme`` of that image. What is no browser knows no
    such question, and keeps the light colours that stand at each shape.
    """
    rules = "".join(
        f'[style*="{what}: {light}"]{{{what}:{dark}!important}}'
        for light, dark in DARK.items()
        for what in ("fill", "stroke")
        if f"{what}: {light}" in svg
    )
    return f"<style>@media screen and (prefers-color-scheme:dark){{{rules}}}</style>"
