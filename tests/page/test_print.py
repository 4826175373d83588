"""A page on paper: nothing of its text stays behind a line that paper cannot open."""

import pytest

from course.page.look import look_of_page
from course.widgets.decide import DecisionWidget

#: Whether each of both can be seen; what is behind a closed line has no height.
SEEN = """() => ["text", "table"].map((id) =>
  document.getElementById(id).checkVisibility() && document.getElementById(id).offsetHeight > 0)"""

pytestmark = pytest.mark.browser

PAGE = """<style>{look}</style><div class="jp-RenderedHTMLCommon jp-MarkdownOutput">
<h2>What to watch for</h2><details><summary>Four signs</summary>
<p id="text">Eyes.</p></details></div>
<div class="jp-RenderedHTMLCommon"><figure><details><summary>The same as a table</summary>
<p id="table">18:14</p></details></figure></div>
<div class="course-control"><figure><details><summary>The same as a table</summary>
<p>18:14</p></details></figure></div>"""


def test_what_is_closed_in_the_text_is_printed_and_a_figure_s_table_is_not(browser):
    """On a screen both are closed; on paper a heading would stand alone otherwise."""
    page = browser.new_page()
    page.set_content(PAGE.format(look=look_of_page(by_jupyter=True) + DecisionWidget._css))
    lines = page.locator("summary", has_text="The same")
    assert lines.locator("visible=true").count() == 2
    assert page.evaluate(SEEN) == [False, False]
    page.emulate_media(media="print")
    assert page.evaluate(SEEN) == [True, False]
    assert lines.locator("visible=true").count() == 0
    page.close()
