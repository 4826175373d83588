"""repo2docker from PyPI, and what its image would hold, each in an environment of its own."""

import binder_image
import pytest


@pytest.fixture(scope="session")
def repo2docker():
    """repo2docker as mybinder.org uses it."""
    return binder_image.repo2docker()


@pytest.fixture(scope="session")
def image():
    """The environment in which everything runs on Binder, with this checkout in it."""
    return binder_image.image()
