"""The whole guide on paper."""

import re

import pytest

from course.guide.printed import guide_page

pytestmark = [pytest.mark.browser, pytest.mark.slow]


def test_the_guide_takes_fourteen_pages_at_most(browser):
    """On A4, with letters of more than nine points; nobody prints a book for one evening."""
    page = browser.new_page()
    page.set_content(guide_page())
    printed = page.pdf(prefer_css_page_size=True, format="A4")
    assert len(re.findall(rb"/Type\s*/Page\b(?!s)", printed)) <= 14
    page.emulate_media(media="print")
    sizes = page.evaluate(
        """() => [...document.querySelectorAll("p, li, td, dd")].map((one) =>
             parseFloat(getComputedStyle(one).fontSize))"""
    )
    assert min(sizes) >= 12
    page.close()
