"""How wide charts are drawn and shown; one point on a sheet is one CSS pixel of a page."""

WIDE, NARROW = 800.0, 380.0
"""The two sheets that every chart is drawn on, in points."""

SHOWN_AT_LEAST = 11 / 12
"""Of the width for which a sheet was drawn, so that letters of 12 points keep 11 pixels."""

NARROW_BELOW_PIXELS = 900
"""A screen not wider than this is shown the narrow variant: a wide one would be too small."""
