"""What tests of the report share."""

import pytest
import yaml

from course.incident.loading import load_incident


@pytest.fixture(scope="session")
def case():
    """Load the built-in case."""
    return load_incident()


@pytest.fixture
def yaml_of():
    """Read the front matter of a file as YAML does."""
    return lambda text: yaml.safe_load(text.split("---\n")[1])
