"""Make sure that the browser tests find a Chromium, and say which; `--engines`: the others."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

# What has no window of its own does the same with a fifth less work: all tests are without one.
NAMES = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")
PACKAGES = ("chromium-headless-shell", "chromium")
#: Nothing fails without them, so they are not waited for long: so much for lists, and for packages.
ENGINES_SECONDS = 90
#: What the engines that are not Chromium's need: a command of each of Debian's packages.
ENGINES = {
    "firefox-esr": "firefox-esr",
    "webkit2gtk-driver": "WebKitWebDriver",
    "xvfb": "xvfb-run",
    "xauth": "xauth",
}


def on_path() -> str | None:
    """Return the Chromium on PATH that starts, if there is one."""
    for name in NAMES:
        found = shutil.which(name)
        # Ubuntu puts a script called chromium-browser on PATH that only asks for a snap.
        if found and succeeds(found, "--version", quiet=True):
            return found
    return None


def of_playwright() -> str | None:
    """Return the Chromium that Playwright downloaded earlier, if it is still there."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        path = playwright.chromium.executable_path
    return path if Path(path).exists() else None


def succeeds(*command: str, quiet: bool = False, seconds: float | None = None) -> bool:
    """Run a command and return whether it ended well, and in time if that is limited."""
    output = subprocess.DEVNULL if quiet else None
    try:
        done = subprocess.run(command, check=False, stdout=output, stderr=output, timeout=seconds)
    except subprocess.TimeoutExpired:
        return False
    return done.returncode == 0


def install_with_apt() -> str | None:
    """Install Debian's Chromium where that is possible and return its path."""
    print("No Chromium found: installing Debian's package.", flush=True)
    # Ubuntu has no package of the first.
    for package in PACKAGES:
        if add_with_apt(package, "fonts-dejavu-core"):
            break
    return on_path()


def add_with_apt(*packages: str, seconds: float | None = None) -> bool:
    """Install packages of Debian, where somebody may, and if they come in time."""
    apt = shutil.which("apt-get")
    if apt is None or not hasattr(os, "geteuid") or os.geteuid() != 0:
        return False
    # One source that cannot be reached need not stop the others: try to install all the same.
    succeeds(apt, "update", seconds=seconds)
    install = (apt, "install", "-y", "--no-install-recommends", *packages)
    # Fetching may be cut short, and unpacking must not be.
    return succeeds(*install, "--download-only", seconds=seconds) and succeeds(*install)


def add_engines() -> int:
    """Install Firefox and WebKit where that is possible; return 1 where one is missing."""
    if missing := engines_missing():
        print(f"Not found: {', '.join(missing)}; trying Debian's packages.", flush=True)
        add_with_apt(*missing, seconds=ENGINES_SECONDS)
    if missing := engines_missing():
        command = f"apt-get install {' '.join(missing)}"
        print(f"Not tried without {', '.join(missing)} (Debian: {command}).", file=sys.stderr)
    return bool(missing)


def engines_missing() -> list[str]:
    """Name the packages of which no command is on PATH."""
    return [package for package, command in ENGINES.items() if not shutil.which(command)]


def install_with_playwright() -> str | None:
    """Download Playwright's own Chromium and return its path."""
    print("No Chromium found: downloading Playwright's own.", flush=True)
    succeeds(sys.executable, "-m", "playwright", "install", "chromium")
    return of_playwright()


def main() -> int:
    """Find or install a Chromium, or the other engines; return 1 where neither was possible."""
    if sys.argv[1:] == ["--engines"]:
        return add_engines()
    for find in (on_path, of_playwright, install_with_apt, install_with_playwright):
        browser = find()
        if browser:
            print(f"Browser: {browser}")
            return 0
    print(
        "The browser tests need a Chromium; none was found and none could be installed. "
        f"Install one of {', '.join(NAMES)} so that it is on PATH "
        "(Debian: apt-get install chromium fonts-dejavu-core), then run `make test` again.",
        file=sys.stderr,
    )
    return 1


if __name__ == "__main__":
    sys.exit(main())
