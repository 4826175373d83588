"""Where Jupyter finds what the course adds to it: settings, reader mode's pages, an extension."""

import os

from course.content.shipped import shipped


def environment() -> dict[str, str]:
    """Give the variables that show Jupyter the course's own files before installed copies.

    Examples
    --------
    >>> sorted(environment())
    ['JUPYTER_CONFIG_PATH', 'JUPYTER_PATH']
    """
    # The same files are installed beside the package, for Binder and a plain `jupyter lab`; with a
    # checkout, such a copy stays as it was on the day of its installation.
    folders = {
        "JUPYTER_CONFIG_PATH": shipped("jupyter-config"),
        "JUPYTER_PATH": shipped("jupyter-share"),
    }
    return {
        name: os.pathsep.join(filter(None, (str(folder), os.environ.get(name))))
        for name, folder in folders.items()
    }
