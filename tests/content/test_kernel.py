"""How somebody gets a kernel stands once, and each control says what it would be for."""

from pathlib import Path

from course import content
from course.content.kernel import with_kernel
from course.page.blocks import Paragraph
from course.page.text import as_text


def test_how_to_get_a_kernel_is_said_once():
    """Every sentence about it has a place for the same words."""
    files = list(Path(content.__file__).parent.glob("*.toml"))
    texts = "\n".join(file.read_text("utf-8") for file in files)
    assert texts.count("start this page:") == 1
    assert texts.count("{kernel}") > 6
    assert "start this page:" in as_text([Paragraph(with_kernel("To try it, {kernel}."))])
