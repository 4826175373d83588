"""Room codes and tokens: what lets someone in, and how it is kept.

The code is said aloud and shown on a wall, so it is short. Tokens are never shown; the
store holds only their hashes, so that its file lets nobody in.
"""

import hmac
import secrets
from hashlib import sha256

# Crockford's Base 32: 32 ** 6 is 30 bits. Without I, L, O and U no two symbols look alike;
# what someone reads as one of them is taken for the symbol it resembles.
_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_READ_AS = str.maketrans("ILO", "110")

#: Symbols in a room code.
CODE_LENGTH = 6


def new_code() -> str:
    """Draw a room code: 30 bits in six symbols that cannot be mistaken for each other.

    Source: Douglas Crockford, Base 32, https://www.crockford.com/base32.html
    """
    return "".join(secrets.choice(_ALPHABET) for _ in range(CODE_LENGTH))


def read_code(typed: str) -> str:
    """Bring a code as a person typed it into the form in which it was drawn.

    Examples
    --------
    >>> read_code("o7k-x2i.")
    '07KX21'
    """
    # Gaps, dashes and whatever else a keyboard puts in are left out.
    symbols = (letter for letter in typed.upper() if letter.isascii() and letter.isalnum())
    return "".join(symbols).translate(_READ_AS)


def new_participant_token() -> str:
    """Draw the token that makes one browser one participant: 128 bits."""
    return secrets.token_urlsafe(16)


def new_facilitator_token() -> str:
    """Draw the token that leads a room: 256 bits."""
    return secrets.token_urlsafe(32)


def hashed(token: str) -> bytes:
    """Hash a token for the store."""
    # One round of SHA-256 is enough: the token is random and long, not a password.
    # What JSON may hold and UTF-8 may not is a token as well: a wrong one.
    return sha256(token.encode(errors="surrogatepass")).digest()


def matches(token: str, token_hash: bytes) -> bool:
    """Tell in constant time whether a token has this hash.

    Examples
    --------
    >>> matches("one", hashed("one")), matches("two", hashed("one"))
    (True, False)
    """
    return hmac.compare_digest(hashed(token), token_hash)
