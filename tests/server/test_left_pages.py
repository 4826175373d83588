"""A kernel whose page is gone without a word is ended, and no other one."""

import asyncio

import pytest

from course.server.left_pages import end_left_pages
from course.server.ready_kernel import ReadyKernel
from tests.server.test_ready_kernel import PAGE, kernels, said

pytestmark = pytest.mark.slow

PATIENCE_SECONDS = 30


async def test_a_page_that_is_gone_leaves_no_kernel() -> None:
    """One that is connected keeps its own, as do a notebook in JupyterLab and what is ready."""
    async with kernels() as running:
        ready = ReadyKernel(running)
        end_left_pages(running, after=1, look=1)
        await ready.prepare("", "python3")
        (waiting,) = running.list_kernel_ids()
        other = await running.start_kernel(path="", kernel_name="python3")
        read = await running.start_kernel(path=".", kernel_name="python3", **PAGE)
        running.notify_connect(read)
        assert await said(running, read, "1") == "1"
        gone = await running.start_kernel(path=".", kernel_name="python3", **PAGE)
        async with asyncio.timeout(PATIENCE_SECONDS):
            while gone in running:  # noqa: ASYNC110 - the manager tells nobody
                await asyncio.sleep(0.1)
        assert {*running.list_kernel_ids()} == {waiting, other, read}


async def test_a_server_that_is_set_to_end_kernels_stays_as_it_was_set() -> None:
    """Whoever hosts the course has decided."""
    async with kernels() as running:
        running.cull_idle_timeout = 90
        start = running.start_kernel
        end_left_pages(running)
        assert (running.cull_idle_timeout, running.start_kernel) == (90, start)
