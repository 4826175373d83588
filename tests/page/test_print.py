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
<p id="text">Eyes.</p></details><ul><li>Name one.</li></ul><p id="on">Next</p></div>
<div class="course-terms"><details><summary>refactor</summary>To tidy up.</details></div>
<div class="jp-RenderedHTMLCommon"><figure><details><summary>The same as a table</summary>
<p id="table">18:14</p></details></figure></div>
<div class="course-control"><figure><details><summary>The same as a table</summary>
<p>18:14</p></details></figure><button>Compare</button></div>
<div class="jp-MarkdownCell"><h3 id="hands">Decision 1</h3></div>
<div><div class="course-control"><details class="course-lead"></details></div></div>"""


#: With what Jupyter's own template says in the dark and on paper.
JUPYTER = """<style>.jp-RenderedHTMLCommon table {{ color: white; }}
@media print {{ .jp-OutputArea-child {{ break-inside: avoid-page; }} }}
{look}</style><body class="jp-Notebook"><div class="jp-OutputArea-child">
<div class="jp-RenderedHTMLCommon"><table><tr><td>17 calls</td></tr></table></div></div>"""


def test_what_is_closed_in_the_text_is_printed_and_a_figure_s_table_is_not(browser):
    """On a screen both are closed; on paper a heading would stand alone otherwise."""
    page = browser.new_page()
    page.set_content(PAGE.format(look=look_of_page(by_jupyter=True) + DecisionWidget._css))
    lines = page.locator("summary", has_text="The same")
    assert lines.locator("visible=true").count() == 2
    assert page.evaluate(SEEN) == [False, False]
    page.emulate_media(media="print")
    assert page.evaluate(SEEN) == [True, False]
    mark = "(one) => getComputedStyle(one, '::before').content"
    assert {one.evaluate(mark) for one in page.locator("summary:visible").all()} == {"none"}
    assert lines.locator("visible=true").count() == 0
    assert page.locator("button, #hands").locator("visible=true").count() == 0
    # A word stands with what it means, and the way on with what comes before it.
    part = page.locator(".course-terms details")
    assert part.evaluate("(one) => getComputedStyle(one).breakInside") == "avoid"
    assert page.locator("#on").evaluate("(one) => getComputedStyle(one).breakBefore") == "avoid"
    page.close()


def test_what_was_pale_on_a_dark_page_is_dark_on_paper(browser):
    """Tables have the colour of the text around them, and an output goes on on the next page."""
    page = browser.new_page(color_scheme="dark")
    page.set_content(JUPYTER.format(look=look_of_page(by_jupyter=True)))
    page.emulate_media(media="print", color_scheme="dark")
    cell, output = page.locator("td"), page.locator(".jp-OutputArea-child")
    ink = page.evaluate("getComputedStyle(document.body).color")
    assert cell.evaluate("(one) => getComputedStyle(one).color") == ink
    assert output.evaluate("(one) => getComputedStyle(one).breakInside") == "auto"
    page.close()
