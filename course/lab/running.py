"""Where the runs of the lab happen: each in a process of its own, or wherever else a page can."""

from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from threading import Event

from course.lab import process, versions
from course.lab.process import Ended
from course.lab.reading import Seen, read_run

_AT_ONCE = 2


@dataclass(frozen=True)
class Job:
    """A script to run, and the files that it meets in a folder of its own."""

    #: Their text by their path.
    files: Mapping[str, str]
    #: One of these files, or one of ours from outside.
    script: Path
    #: When it is ended at the latest.
    seconds: float
    arguments: tuple[str, ...] = ()


@dataclass(frozen=True)
class Done:
    """What came of a job."""

    ended: Ended
    #: What pytest left, where the job was to run it.
    seen: Seen


def in_processes(jobs: Sequence[Job]) -> list[Done]:
    """Run each job in a process and a throw-away folder of its own, a few at a time."""
    stop = Event()
    with ThreadPoolExecutor(_AT_ONCE) as some:
        try:
            return list(some.map(lambda job: _in_process(job, stop), jobs))
        except BaseException:
            # Interrupted: none of them is waited for.
            stop.set()
            raise


#: What runs jobs. A page in a browser, which has no processes, puts something else here.
run_jobs: Callable[[Sequence[Job]], list[Done]] = in_processes


def _in_process(job: Job, stop: Event) -> Done:
    # -P: the folder of a script from outside stays off the path, so `booking` is the run's own.
    alone = ["-P"] if job.script.is_absolute() else []
    with process.workspace() as folder:
        with process.room_for_files():
            versions.write(dict(job.files), folder)
        command = [*alone, str(job.script), *job.arguments]
        ended = process.execute(command, folder, seconds=job.seconds, stop=stop)
        return Done(ended, read_run(folder))
