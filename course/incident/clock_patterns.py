"""How a clock, its offset and the end of a range stand in a text, as patterns over its shape."""

import re

# 7時07分, 7시 7분, and halves of the day before the hour.
EAST_ASIAN_CLOCK = re.compile(
    r"(?:(?P<half>午前|上午|오전|午後|下午|오후)\s?)?(?P<hour>00?)\s?[時时点點시](?:\s?(?P<minute>00?)\s?[分분])?"
    r"(?:\s?(?P<seconds>00?)\s?[秒초])?\s?(?:頃|ごろ|경)?"
)
AFTERNOON = ("午後", "下午", "오후")
_HALF = r"\s?(?P<half>[ap]\.?m\b\.?)"
# Right behind the minutes one letter is enough, as in 2:05p.
_HALF_OF_MINUTES = r"\s?(?P<half>[ap]\.?m\b\.?|(?<=0)[ap]\b)"
_MINUTES = (
    r"(?P<hour>00?)(?::(?:\s(?=00\s?[ap]\.?m))?|\s?h\s?|\.(?=00(?:\s?(?:uhr|[ap]\.?m)|$|\s)))(?P<minute>00)"
    r"(?:[:.](?P<seconds>00)(?:[.,](?P<fraction>0+))?)?"
)
MIDDAY = {"noon": 12, "midday": 12, "midnight": 0}
"""Hours that have a name."""
CLOCK = re.compile(rf"(?<![0:]){_MINUTES}(?:{_HALF_OF_MINUTES})?(?!0|:0)")
HOUR = re.compile(rf"(?<![0:])(?P<hour>00?){_HALF}")
WITHOUT_A_SIGN = re.compile(
    r"(?<![0:+-])(?P<hour>00)(?P<minute>00)(?=\s?(?:z|utc|gmt|zulu|hrs|hours|h|uhr)\b)"
)
HOUR_ALONE = re.compile(r"(?<![0:+-])(?P<hour>00?)\s?(?:h|uhr)\b")
NAMED_CLOCK = re.compile(rf"\b(?:{'|'.join(MIDDAY)})\b")
UNTIL = re.compile(
    r"\s*(?P<between> - |[-−]|–|—|\bto\b|\band\b|\buntil\b|\btill\b|\bbis\b)\s*"
    rf"{_MINUTES}(?:{_HALF})?(?![0:])"
)
# The same moment on the clock of another place: in brackets, or between signs behind a zone.
ELSEWHERE = re.compile(
    r"(?<=[0a-z])\s*(?:\((?:[^()]*\s)?00?[:.]00[^()]*\)?|(?<=[a-z])\s*[/|=]\s*00?[:.]00\b[^()/|=]*)$"
)
UNTIL_ANOTHER = re.compile(
    r"\s*(?:\s[-−/]\s|(?<=utc|gmt)[-−](?=00?[:.]00)|–|—|→|->|(?<=0)/(?=0)|\s[~〜～]\s|(?<=[0分분])[~〜～](?=0)|\b(?:to|until|till|through|bis)\b)\s*",
    re.IGNORECASE,
)
OF_UTC = re.compile(r"(?:utc|gmt)\Z")
AHEAD = re.compile(
    r"(?<!\(t)\(?(?:\b(?:utc|gmt)\s?)?(?P<sign>[+−-])(?:(?<=(?:utc|gmt)\s\+)\s|(?<=(?:utc|gmt)\s[−-])\s(?=00?:00))?(?P<hours>00?)(?::?(?P<minutes>00))?\)?(?![0:])"
)
