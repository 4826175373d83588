"""The desk for one's own incident as a person uses it in a browser."""

from course.content.notebooks import notebook

OWN = notebook("your_own_incident").filename
WAIT = 60_000

BROKEN = """timestamp,event,phase,affected_cumulative
2026-05-04T10:00,The tills stop taking cards.,begun,0
later on,Alarm.,detected,3
2026-05-04T11:30,Tills take cards again.,resolved,40
"""
MENDED = BROKEN.replace("begun", "started").replace("later on", "2026-05-04T10:12")


def opened(context, reader):
    """Open the notebook for one's own incident in a new tab."""
    page = context.new_page()
    page.goto(reader(OWN), timeout=120_000)
    page.get_by_role("button", name="Check and show").wait_for(timeout=WAIT)
    return page


def say(page, words):
    page.locator(".course-own").get_by_role("status").get_by_text(words).wait_for(timeout=WAIT)


def to_mend(page):
    return page.locator(".course-findings li span").all_inner_texts()


def type_in(page, **fields):
    if "Timeline" in fields:
        page.get_by_role("button", name="Text", exact=True).click()
    for label, words in fields.items():
        page.get_by_label(label.replace("_", " "), exact=label == "Timeline").fill(words)
