# ruff: noqa: INP001 - a file of settings, and no part of a package
"""Voila's settings for reader mode, alone (`voila`) and inside a Jupyter server (Binder)."""

from typing import Any


def with_course(page_config: dict[str, Any], **page: Any) -> dict[str, Any]:
    """Tell a page where it stands in the course, once somebody asks for it."""
    from course.server.reader import page_in_course

    return page_in_course(page_config, **page)


config = get_config()  # type: ignore[name-defined]  # noqa: F821 - what runs this file brings it
config.VoilaConfiguration.template = "blameless"
config.VoilaConfiguration.page_config_hook = with_course
# What else is installed for JupyterLab would only be loaded here, and never used.
config.VoilaConfiguration.extension_allowlist = [
    "@jupyter-widgets/jupyterlab-manager",
    "@voila-dashboards/widgets-manager8",
    "anywidget",
]
