"""A page of reader mode whose browser is gone leaves no kernel behind for ever.

A page ends its kernel when it is left. A browser that is killed, or a phone that takes a page from
its memory, does not say so, and each such kernel keeps some 100 MB of whoever hosts the course.
"""

from typing import Any

from course.server.ready_kernel import is_for_page

#: A page that comes back within it finds its kernel; later one button brings back what was typed.
_LEFT_SECONDS = 30 * 60

_LOOK_SECONDS = 60


def end_left_pages(kernels: Any, after: int = _LEFT_SECONDS, look: int = _LOOK_SECONDS) -> None:
    """End kernels of pages of reader mode that no page has been connected to for a while."""
    # Notebooks in JupyterLab keep theirs, as does the kernel that is ready for the next page. A
    # server that has been set to end idle kernels does so as it was set.
    if kernels.cull_idle_timeout > 0:
        return
    start, end = kernels.start_kernel, kernels.cull_kernel_if_idle
    pages: set[str] = set()

    async def start_kernel(**asked: Any) -> str:
        name: str = await start(**asked)
        if is_for_page(asked):
            pages.add(name)
        return name

    async def end_if_left(name: str) -> None:
        if name in pages:
            await end(name)

    kernels.start_kernel, kernels.cull_kernel_if_idle = start_kernel, end_if_left
    kernels.cull_idle_timeout, kernels.cull_interval = after, look
