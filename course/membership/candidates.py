"""Where a room may be, from what a person typed or pasted."""

import re
from urllib.parse import quote, urlsplit

from course.errors import MembershipError
from course.room.tokens import CODE_LENGTH, read_code

_HOST = re.compile(r"[\w.:-]+", re.ASCII)
_EXAMPLE = "http://192.0.2.7:8765/room/"
_NO_ADDRESS = (
    f"A web address such as {_EXAMPLE} was expected. Copy it again from what the facilitator shows."
)


def rooms_at(address: str, code: str = "") -> list[str]:
    """List the web addresses at which a room may be, the likeliest first.

    Examples
    --------
    >>> rooms_at("http://192.0.2.7:8765/room/", "o7k-x2i")[0]
    'http://192.0.2.7:8765/room/07KX21/'
    >>> rooms_at("https://hub.example/user/x/room/07KX21/")
    ['https://hub.example/user/x/room/07KX21/']
    >>> rooms_at("192.0.2.7:8765", "07KX21")
    ['http://192.0.2.7:8765/room/07KX21/', 'http://192.0.2.7:8765/07KX21/']
    """
    if not address.strip() and "/" in code:
        address, code = code, ""
    host, folders = _read(address.strip())
    code = read_code(code)
    bases, in_link = _split(folders, code)
    if code and in_link and code != in_link:
        raise MembershipError(
            f"One room was expected: the link leads to {in_link}, and the code is {code}. "
            "Clear one of the two."
        )
    code = code or in_link
    if not code:
        raise MembershipError(
            f"The room’s code is missing: {CODE_LENGTH} letters and digits, shown beside the "
            "address. Enter it, or paste the whole join link."
        )
    if not _looks_like_code(code):
        raise MembershipError(
            f"A room’s code has {CODE_LENGTH} letters and digits, and {len(code)} characters "
            "were found. Check it with the facilitator."
        )
    return [f"{host}/{''.join(f'{folder}/' for folder in base)}{code}/" for base in bases]


def _read(address: str) -> tuple[str, list[str]]:
    """Take an address apart: scheme and host, and the folders behind them."""
    if not address:
        raise MembershipError(
            f"The room’s address is missing. Enter what the facilitator shows, such as {_EXAMPLE}."
        )
    if "://" not in address:
        address = f"http://{address}"
    try:
        parts = urlsplit(address)
        # Not every character that a person types can stand in a request as it is.
        host = (parts.hostname or "").encode("idna").decode("ascii")
        port = f":{parts.port}" if parts.port is not None else ""
    except ValueError as error:
        raise MembershipError(_NO_ADDRESS) from error
    if not _HOST.fullmatch(host) or parts.scheme not in ("http", "https"):
        raise MembershipError(_NO_ADDRESS)
    host = f"[{host}]" if ":" in host else host
    folders = [quote(folder, safe="%~@!$&'()*+,;=:") for folder in parts.path.split("/") if folder]
    return f"{parts.scheme}://{host}{port}", folders


def _split(folders: list[str], code: str) -> tuple[list[list[str]], str]:
    """Tell the folders in which rooms may be from a code behind them."""
    if "room" in folders:
        end = len(folders) - folders[::-1].index("room")
        base, behind = folders[:end], folders[end:]
        if behind:
            return [base], read_code(behind[0])
        # Somebody on a hub may be called “room”.
        return [base, [*base, "room"]], ""
    last = read_code(folders[-1]) if folders else ""
    # A proxy may show the room without the name of its folder.
    if last == code or (not code and _looks_like_code(last)):
        base = folders[:-1]
        return [base, [*base, "room"]], last
    return [[*folders, "room"], folders], ""


def _looks_like_code(text: str) -> bool:
    return len(text) == CODE_LENGTH and text.isascii() and text.isalnum()
