"""A learner brings an incident of their own, and moves what-if sliders, in a real browser."""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe

from course.incident import load_incident
from course.notebooks import notebook
from course.what_if import what_if

pytestmark = [pytest.mark.browser, pytest.mark.slow]

OWN = notebook("your_own_incident").filename
STORY = notebook("what_happened").filename
WAIT = 60_000

BROKEN = """timestamp,event,phase,affected_cumulative
2026-05-04T10:00,The tills stop taking cards.,begun,0
4 May,Alarm.,detected,3
2026-05-04T11:30,Tills take cards again.,resolved,40
"""
MENDED = BROKEN.replace("begun", "started").replace("4 May", "2026-05-04T10:12")

MOVE = """async () => {
  const slider = document.querySelector('.course-what-if input[type=range]');
  const [scene, answer] = document.querySelectorAll('.course-what-if img');
  const figure = document.querySelector('.course-what-if figure');
  const milliseconds = [], seen = new Set();
  let moving = true, bare = 0;
  const look = () => {
    for (const image of [scene, answer]) if (!image.complete || !image.naturalWidth) bare += 1;
    seen.add(Math.round(answer.getBoundingClientRect().height));
    if (moving) requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
  for (let move = 0; move < 24; move++) {
    const drawn = new Promise((resolve) => {
      const watch = new MutationObserver(() => {
        watch.disconnect();
        requestAnimationFrame(() => resolve(performance.now()));
      });
      watch.observe(answer, { attributes: true, attributeFilter: ['src'] });
    });
    const began = performance.now();
    slider.value = 11 + move;
    slider.dispatchEvent(new Event('input', { bubbles: true }));
    milliseconds.push(await drawn - began);
  }
  moving = false;
  return { milliseconds: milliseconds.sort((one, other) => one - other), bare, heights: seen.size };
}"""


def run_all(page):
    # Before the kernel is there, JupyterLab runs nothing and says nothing.
    page.get_by_text("Python 3 (ipykernel) | Idle").wait_for(timeout=90_000)
    page.get_by_role("menuitem", name="Run", exact=True).click()
    page.get_by_text("Run All Cells", exact=True).first.click()


def axe_findings(page, *regions):
    found = Axe().run(page, context={"include": [[region] for region in regions]})
    violations = found.response["violations"]
    return [(violation["id"], violation["nodes"][0]["html"]) for violation in violations]


def say(page, words):
    page.locator(".course-own").get_by_role("status").get_by_text(words).wait_for(timeout=WAIT)


def test_a_broken_csv_is_mended_and_shown_on_a_phone(reader, browser, tmp_path):
    """Pasted on a phone: all findings at once, each leads to its place; mended, all is theirs."""
    page = browser.new_page(viewport={"width": 420, "height": 900})
    page.goto(reader(OWN), timeout=120_000)
    check = page.get_by_role("button", name="Check and show")
    check.wait_for(timeout=WAIT)
    assert page.get_by_text("Worked example:").count() >= 8
    page.get_by_label("Title").fill("Cafés could not take cards")
    page.get_by_label("Time zone").fill("Europe/Paris")
    timeline = page.get_by_label("Timeline", exact=True)
    timeline.fill(BROKEN)
    check.click()
    say(page, "3 things to mend")
    findings = page.locator(".course-findings li")
    assert [findings.nth(at).locator("span").inner_text() for at in range(3)] == [
        'incident.toml: `organisation` is missing; expected organisation = "…"',
        "incident_timeline.csv, row 2, column `phase`: found “begun”; expected nothing or one of "
        "introduced, started, detected, acknowledged, mitigated, resolved, follow_up",
        "incident_timeline.csv, row 3, column `timestamp`: found “4 May”; expected ISO 8601 such "
        "as 2026-06-11T18:14:00+12:00",
    ]
    assert page.get_by_text("Worked example:").count() >= 8
    assert axe_findings(page, ".course-own") == []

    page.get_by_role("button", name="Show row 3").click()
    chosen = "e => e.value.slice(e.selectionStart, e.selectionEnd)"
    assert timeline.evaluate(chosen) == "4 May,Alarm.,detected,3"
    page.get_by_role("button", name="Show the field").click()
    page.keyboard.type("Café Noir")
    timeline.fill(MENDED)
    check.click()
    say(page, "3 events, nothing to mend. Everything below is now about “Cafés could not take")
    assert findings.count() == 0
    assert page.get_by_text("Worked example:").count() == 0
    shown = page.locator("body").inner_text()
    assert "Monday 4 May 2026, 12:12 CEST" in shown or "10:12 CEST" in shown
    assert "1 h 30 min (90 min)" in shown
    assert "When did someone take it on?" in shown
    assert "Contributing factors" in shown
    for word in ("Ōtautahi", "2,340", "17 calls", "patients"):
        assert word not in shown
    assert axe_findings(page, ".course-own", ".course-pane", ".course-report-draft") == []
    for box in page.locator(
        ".course-own button:visible, .course-report-draft button:visible"
    ).all():
        bounds = box.bounding_box()
        assert bounds["height"] >= 44
        assert bounds["x"] + bounds["width"] <= 420
    assert page.evaluate("document.documentElement.scrollWidth") <= 420

    with page.expect_download(timeout=WAIT) as download:
        page.get_by_role("button", name="Download the draft").click()
    download.value.save_as(tmp_path / "report.md")
    assert "| The tills stop taking cards. |" in (tmp_path / "report.md").read_text("utf-8")

    page.reload()
    say(page, "What you typed last time is back")
    assert timeline.input_value() == MENDED
    page.get_by_role("button", name="Clear the form").click()
    page.get_by_role("button", name="Leave it as it is").click()
    assert timeline.input_value() == MENDED
    page.get_by_role("button", name="Clear the form").click()
    page.get_by_role("button", name="Empty it").click()
    page.reload()
    check.wait_for(timeout=WAIT)
    assert timeline.input_value() == ""
    page.close()
