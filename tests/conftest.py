"""One browser for all tests that look at a page."""

import shutil

import pytest


@pytest.fixture(scope="session")
def browser():
    """Open the Chromium of this machine, or else the one that Playwright brought.

    One for the whole run: Playwright cannot be started twice in a thread.
    """
    from playwright.sync_api import sync_playwright

    names = ("chromium", "chromium-browser", "google-chrome")
    found = next(filter(None, map(shutil.which, names)), None)
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=found, args=["--no-sandbox"])
        yield opened
        opened.close()
