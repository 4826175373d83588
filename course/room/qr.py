"""A join address that a phone's camera can read."""

from io import BytesIO, StringIO
from typing import TYPE_CHECKING

from course.page.look import colours

if TYPE_CHECKING:
    import segno


def svg(address: str) -> bytes:
    """Draw a QR code as an SVG, dark on white with the margin that readers need.

    Examples
    --------
    >>> svg("http://192.0.2.1:8765/room/0K71X2/")[:5]
    b'<?xml'
    """
    drawn, dark, light = BytesIO(), colours("ink")[0], colours("blank")[0]
    _code(address).save(drawn, kind="svg", border=4, scale=8, dark=dark, light=light, omitsize=True)
    return drawn.getvalue()


def blocks(address: str) -> str:
    """Draw a QR code for a terminal, two rows of it in each line."""
    drawn = StringIO()
    _code(address).terminal(drawn, border=4, compact=True)
    # Bright white on black whatever colours the terminal has: not every camera reads a
    # code whose light and dark are exchanged.
    return "\n".join(f"\x1b[97;40m{line}\x1b[0m" for line in drawn.getvalue().splitlines())


def _code(address: str) -> "segno.QRCode":
    import segno

    # Level M survives a smudge on the wall and stays coarse enough for the last row.
    return segno.make(address, error="m", micro=False)
