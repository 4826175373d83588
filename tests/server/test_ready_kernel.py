"""A page of reader mode is given a kernel that is there already, and that nobody sees before."""

import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from jupyter_server.services.kernels.kernelmanager import AsyncMappingKernelManager

from course.content.notebooks import notebooks
from course.server.ready_kernel import ReadyKernel

pytestmark = pytest.mark.slow

PAGE = {"env": {**os.environ, "SCRIPT_NAME": f"/voila/render/{notebooks()[2].filename}"}}

#: What only a picture needs that is drawn anew: most of the time and memory of a kernel.
DRAWING = "{'matplotlib', 'pandas', 'numpy'} & {*__import__('sys').modules}"
IMPORTED = "'course.widgets.decide' in __import__('sys').modules"


@asynccontextmanager
async def kernels() -> AsyncIterator[AsyncMappingKernelManager]:
    """A server's kernels, which end with the context."""
    running = AsyncMappingKernelManager()
    try:
        yield running
    finally:
        await running.shutdown_all(now=True)


async def said(running: AsyncMappingKernelManager, name: str, expression: str) -> str:
    """Ask a kernel."""
    client = running.get_kernel(name).client()
    client.start_channels()
    try:
        await client.wait_for_ready()
        asked = {"user_expressions": {"it": expression}, "store_history": False}
        answer = await client.execute("", reply=True, **asked)
    finally:
        client.stop_channels()
    text: str = answer["content"]["user_expressions"]["it"]["data"]["text/plain"]
    return text


async def test_a_page_is_given_the_kernel_that_is_ready() -> None:
    """It was in no list until then, has the course imported without what draws, and no names."""
    async with kernels() as running:
        ready = ReadyKernel(running)
        await ready.prepare("", "python3")
        assert running.list_kernels() == []
        (waiting,) = running.list_kernel_ids()
        given = await running.start_kernel(path="", kernel_name="python3", **PAGE)
        assert given == waiting
        assert [kernel["id"] for kernel in running.list_kernels()] == [given]
        assert await said(running, given, IMPORTED) == "True"
        assert await said(running, given, "{'course', 'decide'} & {*globals()}") == "set()"
        assert await said(running, given, DRAWING) == "set()"


async def test_whatever_is_no_page_of_the_course_gets_a_kernel_of_its_own() -> None:
    """Another notebook, JupyterLab, or one whose ready kernel was ended meanwhile, as before."""
    async with kernels() as running:
        ready = ReadyKernel(running)
        await ready.prepare("", "python3")
        (waiting,) = running.list_kernel_ids()
        other = await running.start_kernel(path="", kernel_name="python3")
        assert other != waiting
        await running.shutdown_kernel(waiting, now=True)
        given = await running.start_kernel(path="", kernel_name="python3", **PAGE)
        assert given not in {waiting, other}
        assert len(running.list_kernels()) == 2


async def test_a_page_is_given_no_kernel_whose_folder_is_another_by_now(tmp_path: Path) -> None:
    """A course that was moved away and put back has a kernel that finds its files."""
    course = tmp_path / "course"
    course.mkdir()
    async with kernels() as running:
        running.root_dir = str(tmp_path)
        ready = ReadyKernel(running)
        await ready.prepare("course", "python3")
        (waiting,) = running.list_kernel_ids()
        course.rename(tmp_path / "old")
        course.mkdir()
        given = await running.start_kernel(path="course", kernel_name="python3", **PAGE)
        assert given != waiting
        assert waiting not in running
        assert await said(running, given, "__import__('os').getcwd()") == repr(str(course))
