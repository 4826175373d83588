"""What tests of more than one folder share: a browser, and what the lab says."""

import shutil

import pytest

from course.content import load


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


@pytest.fixture(scope="session")
def lab_texts():
    """Give the beginning of each text that the lab may say only after the decision."""

    def texts(value):
        if isinstance(value, str):
            return [" ".join(value.split())[:40]]
        values = value.values() if isinstance(value, dict) else value
        return [text for one in values for text in texts(one)]

    behind = {part: said for part, said in load("lab").items() if part not in {"gate", "step"}}
    # A word or two, such as a title, may stand elsewhere by chance.
    found = [text for text in texts(behind) if len(text) > 20]
    assert len(found) > 50
    return found
