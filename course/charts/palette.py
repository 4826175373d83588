"""The few colours of the charts, from the course's look; none carries a meaning alone.

Every pair that meets on a chart differs in lightness, so it also differs in grey and for
eyes that see fewer colours; ``tests/charts/test_palette.py`` holds them to it. An SVG
holds the dark ones as well, and the page that shows it chooses.
"""

from course.page.look import colours

_MEANT = {
    name: colours(name)
    for name in (
        *("card", "ink", "quiet", "rule", "strip", "alert", "accent", "pale", "spared", "calls"),
        *("introduced", "started", "detected", "acknowledged", "mitigated"),
    )
}
_LIGHT = {name: light for name, (light, _) in _MEANT.items()}

CARD, INK, QUIET = _LIGHT["card"], _LIGHT["ink"], _LIGHT["quiet"]
FAINT, STRIP = _LIGHT["rule"], _LIGHT["strip"]
MILESTONE, CALLS = _LIGHT["alert"], _LIGHT["calls"]
AFFECTED = METRICS = _LIGHT["accent"]
PALE, SPARED = _LIGHT["pale"], _LIGHT["spared"]

PHASES = {
    name: _LIGHT[name]
    for name in ("introduced", "started", "detected", "acknowledged", "mitigated")
}
"""The stretch that begins with a milestone, in the order in which stretches follow."""

DARK = {colours("blank")[0]: _MEANT["card"][1]} | dict(_MEANT.values())
"""What each colour becomes on a dark page."""


def dark_style(svg: str) -> str:
    """Write the style that turns an SVG of a chart dark where its page is."""
    # An SVG in an ``<img>`` follows the ``color-scheme`` of that image. What is no browser knows no
    # such question, and keeps the light colours that stand at each shape.
    rules = "".join(
        f'[style*="{what}: {light}"]{{{what}:{dark}!important}}'
        for light, dark in DARK.items()
        for what in ("fill", "stroke")
        if f"{what}: {light}" in svg
    )
    return f"<style>@media screen and (prefers-color-scheme:dark){{{rules}}}</style>"
