"""The script that controls and the pages of a room make their elements with."""

import re
from pathlib import Path

import pytest

from course import page, widgets
from course.room import pages
from course.widgets.control import Control

ELEMENTS = Path(page.__file__).with_name("elements.js")


@pytest.mark.parametrize("name", ["enter", "participant", "lead", "screen"])
def test_a_page_of_a_room_uses_the_elements_of_controls(name):
    """One script makes the elements of both, to a phone without what explains it to us."""
    whole = ELEMENTS.read_text("utf-8")
    values = dict.fromkeys(("code", "address"), "")
    sent = re.sub(r"^ *//.*\n", "", whole, flags=re.MULTILINE)
    assert "function element(" in sent
    assert pages.render(name, nonce="once", **values).count(sent) == 1

    class Plain(Control, beside=__file__):
        pass

    assert whole in Plain._esm
    for folder in (Path(pages.__file__).parent, Path(widgets.__file__).parent):
        for script in folder.glob("*.js"):
            text = script.read_text("utf-8")
            assert "createElement(" not in text, script
            assert "function element(" not in text, script
            assert "++count" not in text, f"{script}: freshId() counts for the whole document"


@pytest.fixture(scope="module")
def elements(browser):
    """Evaluate in an empty page that has the script."""
    with browser.new_page() as empty:
        empty.add_script_tag(path=ELEMENTS)
        yield empty.evaluate


@pytest.mark.browser
def test_no_two_scripts_of_a_document_give_the_same_id(elements):
    """Two notebooks that are open side by side have a label each that leads to its own field."""
    again = ELEMENTS.read_text("utf-8") + "return freshId('course-own');"
    first, second = elements("(again) => [freshId('course-own'), new Function(again)()]", again)
    assert first != second


@pytest.mark.browser
def test_a_number_stays_with_its_sign(elements):
    """No line breaks between them."""
    assert elements("unbroken('87 % of 5 %')") == "87\u00a0% of 5\u00a0%"


@pytest.mark.browser
def test_what_is_filled_in_is_taken_as_it_is(elements):
    """A value with a brace or a dollar sign means nothing else, and a name may stand twice."""
    filled = elements("fill('{a} and {b}, {a}', { a: '$&', b: '{a}' })")
    assert filled == "$& and {a}, $&"


@pytest.mark.browser
def test_a_busy_button_does_nothing_and_keeps_the_focus(elements):
    """A press reaches it again once it is free; what stands on it beside its label stays."""
    pressed = elements("""() => {
      let presses = 0;
      const made = button("End", () => { presses += 1; }, {}, element("kbd", {}, "e"));
      document.body.append(made);
      made.focus();
      setBusy(made, true);
      made.click();
      const whileBusy = [presses, document.activeElement === made];
      setBusy(made, false);
      made.click();
      return [...whileBusy, presses, made.textContent];
    }""")
    assert pressed == [0, True, 1, "Ende"]
