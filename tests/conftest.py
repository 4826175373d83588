"""What tests of more than one module share: a browser, an incident folder, the lab's texts."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from course.content import load
from course.errors import IncidentError


@pytest.fixture(scope="session")
def browser():
    """Open the Chromium of this machine, or else the one that Playwright brought.

    One for the whole run: Playwright cannot be started twice in a thread.
    """
    from playwright.sync_api import expect, sync_playwright

    # As long as all else that is waited for: other tests share the machine.
    expect.set_options(timeout=30_000)
    names = ("chromium", "chromium-browser", "google-chrome")
    found = next(filter(None, map(shutil.which, names)), None)
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=found, args=["--no-sandbox"])
        yield opened
        opened.close()


@pytest.fixture
def render():
    """Show a control in a page as a front end does; `base` is where its server would be."""
    front_end = Path(__file__).with_name("front_end.js").read_text("utf-8")

    def render(page, widget, base=""):
        state = widget.get_state()
        known = {name: value for name, value in state.items() if not name.startswith("_")}
        shown = {"script": state["_esm"], "style": state["_css"], "state": known, "base": base}
        page.evaluate(front_end, shown)

    return render


@pytest.fixture
def ask():
    """Ask a control as its page does, and give what it answers."""

    def ask(control, name, /, **request):
        answers = []
        control.send = answers.append
        control._handle_custom_msg({"type": name, "id": "7", **request}, [])
        (answer,) = answers
        assert (answer.pop("type"), answer.pop("id")) == ("answer", "7")
        return answer

    return ask


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


@pytest.fixture
def least_facts() -> str:
    """Give the facts without which there is no incident."""
    return 'title = "T"\norganisation = "O"\ntimezone = "Pacific/Auckland"\n'


@pytest.fixture
def write(tmp_path: Path, least_facts: str) -> Callable[..., Path]:
    """Write an incident folder from the text, or bytes, of its files."""

    def write(timeline: str | bytes, facts: str | bytes = least_facts) -> Path:
        for name, content in (("incident_timeline.csv", timeline), ("incident.toml", facts)):
            raw = content if isinstance(content, bytes) else content.encode()
            (tmp_path / name).write_bytes(raw)
        return tmp_path

    return write


@pytest.fixture
def problems() -> Callable[[Path], list[str]]:
    """Load a folder that cannot be used and give what is told about it."""
    from course.incident.loading import load_incident

    def problems(folder: Path) -> list[str]:
        with pytest.raises(IncidentError) as caught:
            load_incident(folder)
        return caught.value.problems

    return problems


@pytest.fixture
def the_problem(problems: Callable[[Path], list[str]]) -> Callable[[Path], str]:
    """Load a folder that cannot be used and give the one thing that is told."""

    def the_problem(folder: Path) -> str:
        (found,) = problems(folder)
        return found

    return the_problem
