"""Draw the charts of the built-in case and keep them (`course/charts/kept/`).

Run it after a change to what is drawn: `make notebooks` does. A test says when it is due.
"""

import json
from typing import Any

from course.charts import CHARTS, drawn, what_if_pictures
from course.charts.kept import FOLDER, as_kept, key
from course.incident.loading import load_incident
from course.widgets.what_if import WhatIf


def main() -> None:
    """Write one file for each chart."""
    FOLDER.mkdir(exist_ok=True)
    for name, told in charts().items():
        text = json.dumps(told, ensure_ascii=False, indent=0)
        (FOLDER / f"{name}.json").write_text(f"{text}\n", "utf-8")


def charts() -> dict[str, dict[str, Any]]:
    """Draw all of them, each with its key."""
    incident = load_incident()
    sliders = WhatIf(incident)
    pictures = what_if_pictures.drawn(incident, sliders.outcome)
    layers = {
        name: [getattr(pictures, name)(narrow).decode() for narrow in (False, True)]
        for name in ("scene", "answer")
    }
    names = [make.__name__.removesuffix("_chart") for make in CHARTS]
    told = {name: {"key": key(incident), **as_kept(drawn(name, incident))} for name in names}
    beginning = {"key": key(incident, sliders.outcome), **as_kept(pictures.chart), **layers}
    return told | {what_if_pictures.NAME: beginning}


if __name__ == "__main__":
    main()
