"""Where Jupyter finds what the course adds to it: settings, reader mode's pages, an extension."""

import os

from course.notebooks import ROOT


def environment() -> dict[str, str]:
    """Give the variables that show Jupyter this checkout's files before installed copies.

    The same files are installed with the package, for Binder and a plain `jupyter lab`; such
    a copy stays as it was on the day of its installation.

    Examples
    --------
    >>> sorted(environment())
    ['JUPYTER_CONFIG_PATH', 'JUPYTER_PATH']
    """
    folders = {"JUPYTER_CONFIG_PATH": "jupyter-config", "JUPYTER_PATH": "jupyter-share"}
    return {
        name: os.pathsep.join(filter(None, (str(ROOT / folder), os.environ.get(name))))
        for name, folder in folders.items()
    }
