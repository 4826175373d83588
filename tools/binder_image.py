"""What the Binder image holds, as a virtual environment: no container is needed.

`python tools/binder_image.py` makes it and prints its folder. The steps are those of the
Dockerfile that repo2docker writes: its base environment, the pins of environment.yml, postBuild.
"""

import json
import re
import tempfile
import tomllib
from pathlib import Path

import yaml
from environments import ROOT, Environment, environment, stop_with_children

REPO2DOCKER = "jupyter-repo2docker==2026.4.0"

#: One line of a conda lock: https://host/channel/platform/name-version-build.conda#hash
LOCKED = re.compile(r"https://.*/(?P<name>[^/]+)-(?P<version>[^/-]+)-[^/-]+\.(conda|tar\.bz2)#")

#: Named otherwise on PyPI, where it is the whole of JupyterHub.
ON_PYPI = {"jupyterhub-singleuser": "jupyterhub"}

#: Part of the base environment, but no Python package that pip could bring.
NOT_ON_PYPI = {"python", "nodejs", "pip"}


def repo2docker() -> Environment:
    """Return an environment with repo2docker as mybinder.org uses it."""
    return environment("repo2docker", [REPO2DOCKER], lambda new: new.install(REPO2DOCKER))


def base() -> tuple[list[str], list[str]]:
    """Read what every image starts with from repo2docker's own lock.

    Returns
    -------
    tuple
        The pins that its list names, and a constraint for each package below them.
    """
    where = "import repo2docker.buildpacks.conda as conda; print(conda.__path__[0])"
    folder = Path(repo2docker().run("python", "-c", where).strip())
    asked = yaml.safe_load((folder / "environment.py-3.11.yml").read_text("utf-8"))
    lock = (folder / "environment.py-3.11-linux-64.lock").read_text("utf-8")
    versions = {found["name"]: found["version"] for found in LOCKED.finditer(lock)}
    names = [re.split(r"[=<> ]", line)[0] for line in asked["dependencies"]]
    pins = [f"{ON_PYPI.get(n, n)}=={versions[n]}" for n in names if n not in NOT_ON_PYPI]
    below = [f"{name}=={v}" for name, v in versions.items() if not name.startswith("_")]
    return pins, below


def pins() -> list[str]:
    """Read the pins that environment.yml adds."""
    content = yaml.safe_load((ROOT / "environment.yml").read_text("utf-8"))
    return list(content["dependencies"][-1]["pip"])


def project() -> str:
    """Read what pip makes of pyproject.toml: the settings of checks do not count."""
    content = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    return json.dumps([content["build-system"], content["project"], content["tool"]["hatch"]])


def image() -> Environment:
    """Return the environment in which everything runs on Binder.

    The course in it is this checkout. Where matplotlib keeps its fonts stands in
    `MPLCONFIGDIR`, a folder inside.
    """
    post_build = ROOT / "binder" / "postBuild"
    # What Jupyter is given is installed as copies.
    shared = (
        path for name in ("config", "share") for path in (ROOT / f"jupyter-{name}").rglob("*")
    )
    files = [post_build, *sorted(path for path in shared if path.is_file())]
    made_of = [path.read_text("utf-8") for path in files]

    def fill(new: Environment) -> None:
        base_pins, below = base()
        with tempfile.TemporaryDirectory() as folder:
            constraints = Path(folder) / "below.txt"
            constraints.write_text("\n".join(below), "utf-8")
            new.install(*base_pins, "--constraint", constraints)
        new.install(*pins())
        fonts = {"MPLCONFIGDIR": str(new.folder / "matplotlib")}
        (new.folder / "post-build.log").write_text(
            new.run(post_build, variables=fonts), encoding="utf-8"
        )

    return environment("binder-image", [REPO2DOCKER, *pins(), *made_of, project()], fill)


if __name__ == "__main__":
    stop_with_children()
    print(image().folder)
