"""What axe, which looks for barriers, finds in a page."""

from typing import Any

from axe_playwright_python.sync_playwright import Axe


def axe_findings(page: Any, *parts: str) -> list[tuple[str, str]]:
    """List each rule that is broken in a page, or in parts of it, with the first element."""
    context = {"include": [[part] for part in parts]} if parts else None
    found = Axe().run(page, context=context).response["violations"]
    return [(violation["id"], violation["nodes"][0]["html"]) for violation in found]
