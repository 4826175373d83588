"""How somebody gets a kernel who reads a page that has none: said once."""

from course.content import load


def with_kernel(sentence: str) -> str:
    """Fill in, where a sentence has a place for it, that a kernel is needed.

    Examples
    --------
    >>> with_kernel("To answer, {kernel}.")
    'To answer, start this page: in JupyterLab, choose Run, then Run All Cells.'
    """
    return sentence.format(kernel=load("controls")["kernel"]["needed"])
