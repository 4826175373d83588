"""A JupyterHub and its proxy on loopback, both from PyPI, which start the Binder image's servers.

The proxy that JupyterHub starts by default needs Node. This one is its port to Python, and has an
environment of its own; the hub is the one in the image's base.
"""

import json
import shutil
import socket
import subprocess
import time
import urllib.request
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

import binder_image
import pytest
import yaml
from environments import environment

from course.content.notebooks import ROOT

PROXY = "configurable-http-proxy==0.4.0"

#: The values that a facilitator would install a hub with.
VALUES = yaml.safe_load((ROOT / "docs" / "zero-to-jupyterhub.yaml").read_text("utf-8"))

#: Lets a test ask the hub as an administrator would.
API_TOKEN = "for-this-test-only"

#: What the chart makes of its values, for processes instead of containers: everyone signs in, has
#: a server of their own, and keeps progress outside the folder that comes with the image.
CONFIG = """
import json
import shutil
from pathlib import Path

values = json.loads({values!r})
for name, settings in values["hub"]["config"].items():
    c["Spawner" if name == "KubeSpawner" else name].update(settings)
kept = Path(values["singleuser"]["extraEnv"]["COURSE_HOME"]).relative_to("/home/jovyan")

c.JupyterHub.bind_url = "http://127.0.0.1:{public}/"
c.JupyterHub.hub_port = {hub}
c.ConfigurableHTTPProxy.api_url = "http://127.0.0.1:{api}"
c.ConfigurableHTTPProxy.command = [{proxy!r}]
c.ConfigurableHTTPProxy.auth_token = "between hub and proxy"
c.JupyterHub.db_url = "sqlite:///{folder}/hub.sqlite"
c.JupyterHub.cookie_secret = b"{secret}"
c.JupyterHub.services = [{{"name": "test", "api_token": {token!r}}}]
c.JupyterHub.load_roles = [
    {{"name": "test", "services": ["test"], "scopes": ["admin:users", "admin:servers"]}}
]

c.JupyterHub.spawner_class = "simple"
c.SimpleLocalProcessSpawner.home_dir_template = "{folder}/{{username}}"
c.Spawner.cmd = [{single_user!r}]
c.Spawner.args = [*c.Spawner.args, "--allow-root"]
c.Spawner.default_url = values["singleuser"]["defaultUrl"]
c.Spawner.notebook_dir = "{folder}/{{username}}/image"
c.Spawner.environment = {{
    "PATH": {path!r},
    "COURSE_HOME": lambda spawner: f"{folder}/{{spawner.user.name}}/{{kept}}",
}}
c.Spawner.start_timeout = 120
c.Spawner.http_timeout = 120


def bring_the_notebooks(spawner):
    folder = Path("{folder}", spawner.user.name, "image", "notebooks")
    shutil.copytree({notebooks!r}, folder, dirs_exist_ok=True)


c.Spawner.pre_spawn_hook = bring_the_notebooks
"""


@dataclass
class Hub:
    """A hub that is running."""

    address: str
    folder: Path

    def home(self, name: str) -> Path:
        """Where the course keeps what belongs to a person."""
        return self.folder / name / "kept"

    def server(self, name: str) -> str:
        """The address of a person's server."""
        return f"{self.address}user/{name}/"

    def sign_in(self, page, name: str, path: str) -> None:
        """Sign in, wait for the server and open one of its pages, as a link in a mail would."""
        page.goto(f"{self.address}hub/login?next=/hub/user-redirect/{path}")
        page.get_by_label("Username").fill(name)
        password = VALUES["hub"]["config"]["SharedPasswordAuthenticator"]["user_password"]
        page.get_by_label("Password").fill(password)
        page.get_by_role("button", name="Sign in").click()
        page.wait_for_url(f"{self.server(name)}{path}", timeout=120_000)

    def stop(self, name: str) -> None:
        """Stop a person's server, as culling does."""
        self._ask("DELETE", f"users/{name}/server")
        deadline = time.monotonic() + 60
        while json.loads(self._ask("GET", f"users/{name}"))["server"]:
            assert time.monotonic() < deadline
            time.sleep(0.2)

    def _ask(self, method: str, path: str) -> bytes:
        headers = {"Authorization": f"token {API_TOKEN}"}
        request = urllib.request.Request(
            f"{self.address}hub/api/{path}", method=method, headers=headers
        )
        with urllib.request.urlopen(request, timeout=60) as answer:
            return answer.read()


def free_ports(number):
    with ExitStack() as taken:
        probes = [
            taken.enter_context(socket.create_server(("127.0.0.1", 0))) for _ in range(number)
        ]
        return [probe.getsockname()[1] for probe in probes]


@pytest.fixture(scope="session")
def hub(tmp_path_factory):
    """Start a hub for everyone who signs in with any name; all is gone with the tests."""
    folder = tmp_path_factory.mktemp("hub")
    image = binder_image.image()
    proxy = environment("hub-proxy", [PROXY], lambda new: new.install(PROXY))
    public, hub, api = free_ports(3)
    config = folder / "jupyterhub_config.py"
    config.write_text(
        CONFIG.format(
            public=public,
            hub=hub,
            api=api,
            proxy=str(proxy.commands / "configurable-http-proxy"),
            folder=folder,
            secret="0" * 32,
            token=API_TOKEN,
            values=json.dumps(VALUES),
            single_user=str(image.commands / "jupyterhub-singleuser"),
            path=image.variables["PATH"],
            notebooks=str(ROOT / "notebooks"),
        )
    )
    variables = image.variables
    variables.pop("COURSE_HOME", None)
    address = f"http://127.0.0.1:{public}/"
    with (folder / "log").open("w") as log:
        process = subprocess.Popen(
            [image.commands / "jupyterhub", f"--config={config}"],
            cwd=folder,
            env=variables,
            stdout=log,
            stderr=log,
        )
        try:
            deadline = time.monotonic() + 120
            while True:
                assert process.poll() is None, (folder / "log").read_text()
                assert time.monotonic() < deadline, (folder / "log").read_text()
                try:
                    urllib.request.urlopen(f"{address}hub/health", timeout=60).read()
                    break
                except OSError:
                    time.sleep(0.25)
            yield Hub(address, folder)
        finally:
            process.terminate()
            process.wait(60)
    shutil.rmtree(folder)
