"""The lower bounds of pyproject.toml, as pins to be tested with."""

import tomllib

import pytest
from oldest_versions import oldest, promised
from packaging.requirements import Requirement

from course.content.notebooks import ROOT


def test_a_lower_bound_becomes_a_pin():
    """Name, extras and marker stay, and the bound is what gets installed."""
    asked = ["plain>=1.2", "extra[b,a]>=3,<9", "other>=4; sys_platform == 'win32'"]
    pins = ["plain==1.2", "extra[a,b]==3", 'other==4; sys_platform == "win32"']
    assert oldest(asked) == pins


@pytest.mark.parametrize("text", ["free", "capped<2"])
def test_a_requirement_that_promises_nothing_is_named(text):
    """Without a lower bound nobody could say what is supported."""
    with pytest.raises(SystemExit, match="lower bound"):
        oldest([text])


def test_everything_a_learner_gets_has_a_bound():
    """Each runtime dependency, and so ipywidgets, JupyterLab and pandas, declares its oldest."""
    content = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    names = {Requirement(text).name for text in content["project"]["dependencies"]}
    assert {Requirement(pin).name for pin in promised()} == names
    assert {"ipywidgets", "jupyterlab", "pandas"} <= names
