"""The server of `course lab` and `course read`, on loopback and behind a path as on Binder."""

import json
import os
import secrets
import shutil
import subprocess
import sys
import time
import urllib.error
import urllib.request
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from course.content.notebooks import ROOT
from course.server.listening import LOOPBACK, free_port
from course.server.shared_data import environment as shared_data

#: As on Binder: a link that forgets it leads nowhere here.
PREFIX = "/user/x/"


@contextmanager
def serving(command, address, home, folder):
    log = (folder / "server.log").open("w")
    environment = (
        os.environ
        | shared_data()
        | {
            "COURSE_HOME": str(home),
            "JUPYTERLAB_SETTINGS_DIR": str(folder / "settings"),
            "JUPYTERLAB_WORKSPACES_DIR": str(folder / "workspaces"),
        }
    )
    server = subprocess.Popen(command, stdout=log, stderr=log, env=environment, cwd=ROOT)
    try:
        for _ in range(240):
            assert server.poll() is None, (folder / "server.log").read_text()
            try:
                urllib.request.urlopen(address, timeout=60).read(1)
                break
            except OSError:
                time.sleep(0.25)
        yield address
    finally:
        server.terminate()
        try:
            server.wait(20)
        except subprocess.TimeoutExpired:
            # Jupyter waits for ever when a page of reader mode was still starting.
            server.kill()
            server.wait()
        log.close()


def copy_notebooks(folder):
    """Copy the notebooks, so that a browser cannot save into the checkout.

    Their folder stays, since a kernel that is ready for the next page waits in it.
    """
    notebooks = folder / "notebooks"
    notebooks.mkdir(parents=True, exist_ok=True)
    for left in notebooks.iterdir():
        shutil.rmtree(left) if left.is_dir() else left.unlink()
    shutil.copytree(ROOT / "notebooks", notebooks, dirs_exist_ok=True)
    return folder


@dataclass
class Server:
    """What `course lab` and `course read` serve, behind a path as on Binder."""

    folder: Path
    root: Path
    port: int = field(default_factory=lambda: free_port(LOOPBACK, 0))
    token: str = field(default_factory=lambda: secrets.token_hex(8))

    @property
    def base(self):
        """Where it is."""
        return f"http://127.0.0.1:{self.port}{PREFIX}"

    def begin_anew(self, home):
        """Go on as a server that was just started: for a home, with the notebooks as they came."""
        self.stop_kernels()
        for name in ("settings", "workspaces"):
            shutil.rmtree(self.folder / name, ignore_errors=True)
        copy_notebooks(self.root)
        home.mkdir(exist_ok=True)
        (self.folder / "home").unlink(missing_ok=True)
        (self.folder / "home").symlink_to(home)

    def running(self, home):
        """Run it as long as the context lasts; again, if that is entered again."""
        command = [sys.executable, "-m", "jupyterlab", "--no-browser", "--allow-root"]
        command += [f"--port={self.port}", f"--IdentityProvider.token={self.token}"]
        command += [f"--ServerApp.root_dir={self.root}", f"--ServerApp.base_url={PREFIX}"]
        command += ["--ServerApp.port_retries=0", "--expose-app-in-browser"]
        return serving(command, f"{self.base}api?token={self.token}", home, self.folder)

    def lab(self, name, form="lab"):
        """The address of a notebook in JupyterLab."""
        return f"{self.base}{form}/tree/notebooks/{name}?token={self.token}"

    def reader(self, name):
        """The address of a notebook in reader mode."""
        return f"{self.base}voila/render/notebooks/{name}?token={self.token}"

    def stop_kernels(self):
        """Stop every kernel, as culling does."""
        for kernel in self._kernels():
            self._ask("DELETE", f"api/kernels/{kernel['id']}")

    def _kernels(self):
        """List the kernels, once each has a state: for one that just begins Jupyter answers 500."""
        deadline = time.monotonic() + 60
        while True:
            try:
                return json.loads(self._ask("GET", "api/kernels"))
            except urllib.error.HTTPError as error:
                if error.code != 500 or time.monotonic() > deadline:
                    raise
                time.sleep(0.1)

    def _ask(self, method, path):
        headers = {"Authorization": f"token {self.token}"}
        request = urllib.request.Request(f"{self.base}{path}", method=method, headers=headers)
        with urllib.request.urlopen(request, timeout=60) as answer:
            return answer.read()
