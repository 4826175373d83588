"""A folder that is filled whole or not at all."""

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from course.build.children import undisturbed


@contextmanager
def staged(out: Path) -> Iterator[Path]:
    """Give a folder to write to; what is in it afterwards goes to `out`, all of it at once.

    Examples
    --------
    >>> out = Path(tempfile.mkdtemp())
    >>> with staged(out) as folder:
    ...     _ = (folder / "page.html").write_text("<h1>")
    ...     sorted(out.glob("*.html"))
    []
    >>> [path.name for path in out.iterdir()]
    ['page.html']
    """
    # After an exception `out` is as it was, and missing if it was. What else is in it stays.
    out = out.absolute()
    made = [folder for folder in (out, *out.parents) if not folder.exists()]
    out.mkdir(parents=True, exist_ok=True)
    # Inside, it is on the same disk in any case, and moving is a matter of names.
    folder = Path(tempfile.mkdtemp(prefix=".building-", dir=out))
    try:
        yield folder
        with undisturbed():
            for path in sorted(folder.iterdir()):
                if path.is_dir():  # a folder takes the place of an empty one only
                    shutil.rmtree(out / path.name, ignore_errors=True)
                path.replace(out / path.name)
            made = []
    finally:
        shutil.rmtree(folder, ignore_errors=True)
        for path in made:
            if not any(path.iterdir()):
                path.rmdir()
