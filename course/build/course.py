"""Every notebook executed, as a notebook and as a page that opens offline."""

import multiprocessing
import os
import shutil
import sys
import tempfile
from collections.abc import Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from course.build.children import StoppedError, end_workers, follow_parent, stoppable, undisturbed
from course.build.for_reading import frame, index
from course.build.staging import staged
from course.content.notebooks import Notebook, notebooks
from course.errors import CourseError
from course.storage import write_atomically

#: The kernel of the environment this runs in.
KERNEL = "python3"

_INJECTED = "injected-parameters"

#: So often it is looked up whether somebody has asked to stop, where waiting hides it (Windows).
_LOOK_SECONDS = 0.5


@dataclass(frozen=True)
class Failure:
    """A notebook that stopped before its end.

    Examples
    --------
    >>> str(Failure("01_what_happened.ipynb", 3, "ValueError: no rows"))
    '01_what_happened.ipynb, cell 3: ValueError: no rows'
    """

    #: Its file name.
    notebook: str
    #: The cell it stopped at, counted from 1 as in the notebook; ``None`` when the kernel ended on
    #: its own.
    cell: int | None
    #: What was raised, in one line.
    error: str

    def __str__(self) -> str:
        where = self.notebook if self.cell is None else f"{self.notebook}, cell {self.cell}"
        return f"{where}: {self.error}"


class _KernelEnded(Failure):
    """A notebook whose kernel is no longer there."""


@dataclass(frozen=True)
class _Execution:
    failure: Failure | None
    started_again: bool = False


def build(
    out: Path, incident: Path | None = None, learner: str | None = None, workers: int | None = None
) -> list[Failure]:
    """Execute all notebooks side by side and write them, their pages and an index, all at the end.

    Pages hold answers only where a simulated `learner` has given some, and then each says so.

    Parameters
    ----------
    out
        Where notebooks, pages and index go, all at the end.
    incident
        The folder of another incident; None is the built-in case.
    learner
        A simulated learner, as ``course build --learner`` takes it; None is a person.
    workers
        How many notebooks run at once; None is as many as there are processors.

    Returns
    -------
    list of Failure
        What stopped, by notebook; empty where every one ran to its end.

    Raises
    ------
    CourseError
        If a notebook or the incident is not there, or `out` cannot be written.

    Examples
    --------
    >>> build(Path("site"), incident=Path("nowhere"))
    Traceback (most recent call last):
        ...
    course.errors.CourseError: nowhere: expected the folder of an incident. Give another --incident.
    """
    listed = notebooks()
    missing = [str(n.path) for n in listed if not n.path.is_file()]
    if missing:
        raise CourseError(f"Expected these notebooks, and they are not there: {', '.join(missing)}")
    if incident is not None and not incident.is_dir():
        raise CourseError(
            f"{incident}: expected the folder of an incident. Give another --incident."
        )
    if incident is not None:
        from course.incident.loading import load_incident

        load_incident(incident)
    # What is left out keeps the value that the notebook itself gives it.
    given = {"incident": str(incident.absolute()) if incident else None, "learner": learner}
    parameters = {name: value for name, value in given.items() if value is not None}
    try:
        with stoppable(), staged(out) as folder:
            executions = _run_all(listed, folder, parameters, workers or os.cpu_count() or 1)
            write_atomically(
                folder / "index.html", index(listed, with_answers=_has_answers(learner))
            )
    except OSError as error:
        raise CourseError(
            f"{out} cannot be written ({error.strerror or error}). Give another --out."
        ) from error
    for notebook in listed:
        if executions[notebook].started_again:
            sys.stderr.write(
                f"{notebook.filename}: its kernel ended at start and was started again\n"
            )
    return [failure for n in listed if (failure := executions[n].failure) is not None]


def _has_answers(learner: str | None) -> bool:
    """Whether pages built as a learner give answers away."""
    return learner not in {None, "unanswered"}


def _run_all(
    listed: tuple[Notebook, ...], folder: Path, parameters: dict[str, str], workers: int
) -> dict[Notebook, _Execution]:
    """Run every notebook and write what comes of it into one folder."""
    linked = tuple(notebook.filename for notebook in listed)
    executions: dict[Notebook, _Execution] = {}
    with _pool(min(workers, len(listed) or 1), folder) as pool:
        # The longest first: begun last, it would run on alone. What takes a person longest
        # has the most to run.
        begun = sorted(listed, key=lambda n: n.minutes, reverse=True)
        with undisturbed():  # the first call starts the workers
            with_answers = _has_answers(parameters.get("learner"))
            running = {}
            for n in begun:
                around = frame(n, listed, with_answers=with_answers)
                work = pool.submit(_run, n.path, n.title, linked, folder, parameters, around)
                running[work] = n
        for future in _watched(running):
            executions[running[future]] = _execution(future, running[future])
    return executions


@contextmanager
def _pool(workers: int, folder: Path) -> Iterator[ProcessPoolExecutor]:
    """Open worker processes around one throw-away home: nobody's answers are touched."""
    with (
        tempfile.TemporaryDirectory(prefix="course-home-", ignore_cleanup_errors=True) as home,
        ProcessPoolExecutor(
            workers,
            # Started afresh: kernels and forked threads do not go together.
            mp_context=multiprocessing.get_context("spawn"),
            initializer=_prepare,
            initargs=(home, folder),
        ) as pool,
    ):
        try:
            yield pool
        except StoppedError:
            # A pool waits for what has begun, and that may take half a minute.
            end_workers()
            raise


def _watched(running: dict["Future[_Execution]", Notebook]) -> Iterator["Future[_Execution]"]:
    from tqdm import tqdm

    pending = set(running)
    with tqdm(total=len(running), unit="notebook", file=sys.stderr) as bar:
        while pending:
            done, pending = wait(pending, _LOOK_SECONDS, FIRST_COMPLETED)
            for future in done:
                bar.update()
                yield future


def _execution(future: "Future[_Execution]", notebook: Notebook) -> _Execution:
    try:
        return future.result()
    except BrokenProcessPool as error:
        return _Execution(Failure(notebook.filename, None, f"its process ended: {error}"))
    except Exception as error:  # noqa: BLE001 - one notebook must not keep the others from ending
        return _Execution(Failure(notebook.filename, None, f"{type(error).__name__}: {error}"))


def _prepare(home: str, folder: Path) -> None:
    """Make a worker ready: the home of its kernels, its end, and the slow import once."""

    def clear() -> None:
        for left in (home, folder):
            shutil.rmtree(left, ignore_errors=True)

    follow_parent(clear)
    os.environ["COURSE_HOME"] = home
    # What a kernel that is ended leaves behind goes with the home.
    for name in ("JUPYTER_RUNTIME_DIR", "TMPDIR"):
        os.environ[name] = home
    tempfile.tempdir = home
    import papermill  # noqa: F401 - imported so that no notebook waits for it


def _run(  # noqa: PLR0913, PLR0917 - a worker is told all that it needs
    path: Path,
    title: str,
    linked: tuple[str, ...],
    out: Path,
    parameters: dict[str, str],
    around: dict[str, Any],
) -> _Execution:
    """Execute one notebook in this worker and write it and its page."""
    import nbformat

    from course.build.pages import page, tidy

    with tempfile.TemporaryDirectory() as folder:
        executed = Path(folder) / path.name
        failure = _execute(path, executed, parameters)
        started_again = isinstance(failure, _KernelEnded) and not _began(executed)
        if started_again:
            # Kernels that start side by side may take each other's ports (papermill#511).
            failure = _execute(path, executed, parameters)
        if not executed.is_file():
            return _Execution(failure, started_again)
        notebook = tidy(nbformat.read(executed, as_version=4))
    html = page(notebook, title, linked=linked, folder=path.parent, around=around)
    write_atomically(out / path.name, nbformat.writes(notebook) + "\n")
    write_atomically((out / path.name).with_suffix(".html"), html)
    return _Execution(failure, started_again)


def _execute(path: Path, executed: Path, parameters: dict[str, str]) -> Failure | None:
    import papermill
    from papermill.exceptions import PapermillExecutionError

    try:
        papermill.execute_notebook(
            str(path),
            str(executed),
            parameters=parameters,
            kernel_name=KERNEL,
            cwd=str(path.parent),
            progress_bar=False,
            # A kernel's warnings would stand between the steps of the progress bar.
            extra_arguments=["--IPKernelApp.log_level=CRITICAL"],
        )
    except PapermillExecutionError as error:
        number = _number_in_source(executed, error.cell_index)
        return Failure(path.name, number, f"{error.ename}: {error.evalue}")
    except RuntimeError as error:  # so jupyter_client and nbclient tell of a dead kernel
        return _KernelEnded(path.name, None, f"{type(error).__name__}: {error}")
    except Exception as error:  # noqa: BLE001 - one notebook must not keep the others from ending
        return Failure(path.name, None, f"{type(error).__name__}: {error}")
    return None


def _number_in_source(executed: Path, index: int) -> int:
    """Count a cell as its reader does: without the one that carries the parameters."""
    import nbformat

    from course.build.pages import without_markers

    before = without_markers(nbformat.read(executed, as_version=4)).cells[:index]
    return index + 1 - sum(_INJECTED in cell.metadata.get("tags", []) for cell in before)


def _began(executed: Path) -> bool:
    """Tell whether any cell was reached."""
    import nbformat

    if not executed.is_file():
        return False
    cells: list[Any] = nbformat.read(executed, as_version=4).cells
    # A status says nothing here: papermill calls what it never reached completed.
    return any(cell.metadata.get("papermill", {}).get("start_time") for cell in cells)
