"""The browser edition: a static folder in which the course runs without a server."""

from course.build.site.writing import build_site

__all__ = ["build_site"]
