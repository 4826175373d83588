"""A facilitator, a projector and three participants: what they do, and what their pages keep to."""

import re
from dataclasses import dataclass
from typing import Any

from axe_playwright_python.sync_playwright import Axe


def wait_for_heading(page: Any, text: str) -> None:
    """Wait until a page has this heading."""
    page.locator("h1", has_text=text).wait_for()


def assert_accessible(*pages: Any) -> None:
    """Let axe look at pages as they are now."""
    for page in pages:
        found = Axe().run(page)
        assert found.violations_count == 0, found.generate_report()


def assert_fits(*pages: Any) -> None:
    """Check that nothing has to be scrolled sideways."""
    for page in pages:
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def assert_focus_is_seen(page: Any) -> None:
    """Check that nothing lies over the option that has the focus (WCAG 2.4.11)."""
    assert page.evaluate(
        """() => {
          const bottom = (one) => one.getBoundingClientRect().bottom;
          const choice = document.activeElement.closest(".choice");
          const saved = document.getElementById("saved").getBoundingClientRect();
          return bottom(choice) <= Math.min(saved.top, innerHeight);
        }"""
    )


def vote_by_keyboard(page: Any, downs: int) -> None:
    """Reach the radios with Tab alone and choose with the arrow keys."""
    page.keyboard.press("Tab")
    for _ in range(5):
        if page.evaluate("document.activeElement.matches('input[type=radio]')"):
            break
        page.keyboard.press("Tab")
    page.keyboard.press("Space")
    page.get_by_text(re.compile("Saved: [A-D]")).wait_for()
    assert_focus_is_seen(page)
    for _ in range(downs):
        page.keyboard.press("ArrowDown")
        assert_focus_is_seen(page)


@dataclass
class Session:
    """Everyone who takes part."""

    windows: Any
    links: dict[str, str]
    lead: Any
    screen: Any
    dark_front: list[Any]
    phone: Any
    dark: Any
    keyboard: Any

    @property
    def room(self) -> list[Any]:
        """The three participants."""
        return [self.phone, self.dark, self.keyboard]

    @property
    def everyone(self) -> list[Any]:
        """All pages."""
        return [self.lead, self.screen, *self.dark_front, *self.room]

    def press(self, name: str) -> None:
        """Press one of the facilitator's buttons."""
        self.lead.get_by_role("button", name=name).click()

    def wait_for_heading(self, text: str) -> None:
        """Wait until every participant has this heading."""
        for page in self.room:
            wait_for_heading(page, text)

    def check(self) -> None:
        """Let axe look at the kinds of pages there are, and see that they fit."""
        assert_accessible(self.lead, self.screen, *self.dark_front, self.phone, self.dark)
        assert_fits(*self.everyone)


def choose(page: Any, option: str) -> None:
    """Choose an option and wait until it is saved."""
    page.get_by_role("radio", name=re.compile(f"^{option}")).check()
    page.get_by_text(f"Saved: {option}").wait_for()
