"""What was put right or left out in reading, as the content says it."""

from course.content import load
from course.incident.sentences import Part, Rows, Sentence


def noticed(name: str, /, **parts: Part) -> Sentence:
    """Give a notice by its name; of one row, as it is said of one.

    Examples
    --------
    >>> [str(noticed("silent", rows=Rows(rows)))[:17] for rows in ([4], [4, 5])]
    ['row 4 says nothin', 'rows 4 and 5 say ']
    """
    texts, rows = load("notices"), parts.get("rows")
    of_one = f"{name}_one" if isinstance(rows, Rows) and len(rows.numbers) == 1 else ""
    return Sentence(texts.get(of_one) or texts[name], parts)
