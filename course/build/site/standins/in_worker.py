"""Stands in for processes: the lab's jobs run in workers of their own beside this Python."""

import json
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from course.content import load
from course.errors import CourseError

if TYPE_CHECKING:
    from course.lab.running import Done, Job

#: What has run for the message that is being delivered, by the job.
_results: dict[str, dict[str, Any]] = {}


class WantedError(BaseException):
    """Jobs have to run before this can go on; it is begun once more when they have."""

    def __init__(self, jobs: list[dict[str, Any]]) -> None:
        super().__init__()
        self.jobs = jobs


@contextmanager
def known(results: list[dict[str, Any]]) -> Iterator[None]:
    """Have results at hand while a message is delivered."""
    _results.update((_name(result["job"]), result) for result in results)
    try:
        yield
    finally:
        _results.clear()


def put_in_place() -> None:
    """Have the lab, which has just been loaded, run its jobs so."""
    from course.lab import running

    running.run_jobs = run_jobs


def run_jobs(jobs: Sequence["Job"]) -> list["Done"]:
    """Give what came of jobs, or stop until they have run."""
    asked = [_asked(job) for job in jobs]
    if any(_name(job) not in _results for job in asked):
        raise WantedError(asked)
    return [_done(_results[_name(job)]) for job in asked]


def _asked(job: "Job") -> dict[str, Any]:
    """Write a job as a worker takes it, which has no file of the course."""
    is_ours = job.script.is_absolute()
    source = job.script.read_text("utf-8") if is_ours else job.files[str(job.script)]
    return {
        "files": dict(job.files),
        "script": job.script.name,
        "source": source,
        "arguments": list(job.arguments),
        "seconds": job.seconds,
    }


def _name(job: dict[str, Any]) -> str:
    """Tell a job from others; a number that was in JavaScript may have become another."""
    return json.dumps([job[part] for part in ("script", "arguments", "source", "files")])


def _done(result: dict[str, Any]) -> "Done":
    """Read what a worker left as what a process leaves: it is anybody's code, there as here."""
    from tempfile import TemporaryDirectory

    from course.lab.process import Ended, without_paths
    from course.lab.reading import read_run
    from course.lab.running import Done

    if result["why"] == "unreachable":
        raise CourseError(load("site")["lab"]["unreachable"])
    with TemporaryDirectory() as name:
        for file in ("seen.json", "coverage.json"):
            if text := result["left"].get(file):
                (Path(name) / file).write_text(text, "utf-8", "backslashreplace")
        seen = read_run(Path(name))
    output = without_paths(result["output"], Path(result["folder"]))
    return Done(Ended(result["code"], output, result["why"]), seen)
