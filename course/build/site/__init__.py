"""The browser edition: a static folder in which the course runs without a server.

The entrance is `build_site`. It takes notebooks run by `course.build`; what runs in a page is
`page`, `runner` and `standins`, where nothing but the package and its stand-ins can be imported.
"""

from course.build.site.writing import build_site

__all__ = ["build_site"]
