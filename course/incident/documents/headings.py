"""Headings of reStructuredText, wikis, trackers and AsciiDoc, written as Markdown has them."""

import re

_UNDERLINED = re.compile(
    r"(?P<above>\A|(?<=\n)[ \t]*\n)(?P<over>[=~*-]{3,}[ \t]*\n)?"
    r"(?P<title>[^\W_][^\n|]{2,98})\n(?P<rule>={3,}|-{3,}|~{3,})[ \t]*$",
    re.MULTILINE,
)
_OF_A_TRACKER = re.compile(r"^h(?P<level>[1-6])\.[ \t]+(?=\S)", re.MULTILINE)
_BETWEEN_SIGNS = re.compile(
    r"^(?P<level>=(?= )|={2,6})[ \t]*(?P<title>[\w(\[\"“].*)$", re.MULTILINE
)
_CLOCK = re.compile(r"\d[:.h]\d\d")
_MOST_APART = 3


def with_plain_headings(text: str) -> str:
    r"""Write headings with signs in front; lines keep their numbers.

    Examples
    --------
    >>> with_plain_headings("Outage of tills\n===============\nh2. Why\n== Timeline ==\n= 4")
    '# Outage of tills\n\n## Why\n## Timeline\n# 4'
    >>> with_plain_headings("10:05 Off\n---------\n10:20 On\n\nThat is all there is to say.\n---\n")
    '10:05 Off\n---------\n10:20 On\n\nThat is all there is to say.\n---\n'
    """
    if "---\n" in text or ("=" in text and "===\n" in text) or ("~" in text and "~~~\n" in text):
        text = _UNDERLINED.sub(_marked, text)
    if text.startswith("h") or "\nh" in text:
        text = _OF_A_TRACKER.sub(lambda found: f"{'#' * int(found['level'])} ", text)
    if text.startswith("=") or "\n=" in text:
        text = _BETWEEN_SIGNS.sub(
            lambda found: f"{'#' * len(found['level'])} {_without_signs(found['title'])}", text
        )
    return text


def _without_signs(title: str) -> str:
    return title.rstrip(" \t").rstrip("=").rstrip(" \t")


def _marked(found: re.Match[str]) -> str:
    title, rule = found["title"].rstrip(), found["rule"]
    # Of entries with rules between them none is a heading, and a rule is as long as what it marks.
    if _CLOCK.search(title) or abs(len(title) - len(rule)) > _MOST_APART:
        return found[0]
    sign = "#" if found["over"] or rule[0] == "=" else "##"
    over = "\n" if found["over"] else ""
    return f"{found['above']}{over}{sign} {title}\n"
