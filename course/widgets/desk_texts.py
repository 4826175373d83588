"""What is typed at the desk for one's own incident, kept with all else that a learner writes.

Each tab of a browser has a text of its own, under a key of its own. The browser keeps it as well,
so that it is there when no kernel is.
"""

import re
from collections.abc import Mapping
from typing import Any

from course.errors import CourseError
from course.progress import Progress

_UNDER = "incident."

#: How a browser names the text of a tab, before its own part.
STORE = "blameless-own-incident:"


def keep(kept: Progress, tab: object, form: object) -> None:
    """Keep the text of a tab; of a form that is empty, nothing stays."""
    # Every page loads this module, and few read an incident: that takes fifty more.
    from course.incident.named import can_be_kept

    key = _key(tab)
    if not kept.keeps_texts or key is None:
        return
    written = _form(form)
    if written and not can_be_kept(written["timeline"]):
        # Names may stand in it: it is on a page, and stored nowhere.
        written = _form({**written, "timeline": ""})
    if written is None:
        kept.remove(key)
    else:
        kept.keep(key, written, instead_of=kept.kept(key))


def texts(kept: Progress) -> dict[str, Any]:
    """Give all texts that are kept, by the name that browsers give them, each with its moment."""
    if not kept.keeps_texts:
        return {}
    try:
        found = kept.kept_under(_UNDER)
    except CourseError:
        # Whoever checks something is told; the browser's own text is there all the same.
        return {}
    forms = {key: (_form(text.value), text.at_utc) for key, text in found.items()}
    return {
        f"{STORE}{key.removeprefix(_UNDER)}": {**form, "at_utc": at_utc}
        for key, (form, at_utc) in forms.items()
        if form is not None
    }


def _key(tab: object) -> str | None:
    """Give the key for a tab; the name of the days when all tabs had one text has no own part."""
    if not isinstance(tab, str) or not f"{tab}:".startswith(STORE):
        return None
    own = tab[len(STORE) :].lower() or "before"
    return f"{_UNDER}{own}" if re.fullmatch(r"[a-z0-9]{1,40}", own) else None


def _form(value: object) -> dict[str, Any] | None:
    """Read a form as a page sends it or a file brings it; None where nothing is written."""
    if not isinstance(value, Mapping):
        return None
    fields = value.get("fields")
    given = fields.items() if isinstance(fields, Mapping) else ()
    written = {str(name): text for name, text in given if isinstance(text, str)}
    timeline, folder = (
        text if isinstance(text := value.get(name), str) else "" for name in ("timeline", "folder")
    )
    if not timeline.strip() and not any(text.strip() for text in written.values()):
        return None
    return {"fields": written, "timeline": timeline, "folder": folder}
