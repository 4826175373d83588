"""A kernel that is there before a page of reader mode asks for one, with the course imported.

Most of the time until a page answers went by while its Python started. Nobody has used the kernel
that a page is given, and the next one is started once that page had its time.
"""

import asyncio
import os
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Any
from uuid import uuid4

from jupyter_core.utils import ensure_async

import course
from course.content.notebooks import notebook_named

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine

#: Until then a page that has just been given a kernel has the machine for itself.
_LATER_SECONDS = 3

#: After it a kernel that does not answer is none.
_PATIENCE_SECONDS = 60

#: What a kernel is started for: the folder that it runs in, and the name of its kind.
Place = tuple[str | None, str | None]


def is_for_page(asked: dict[str, Any]) -> bool:
    """Tell whether a kernel is asked for by a page of reader mode with a notebook of the course."""
    address = (asked.get("env") or {}).get("SCRIPT_NAME", "")
    return notebook_named(PurePosixPath(address).name) is not None


# It takes the place of two methods of that manager; whatever is no page of the course gets a kernel
# as before.
class ReadyKernel:
    """Keeps one kernel ready in a server's manager of kernels, and out of its list."""

    def __init__(self, kernels: Any) -> None:
        self._kernels = kernels
        self._start: Callable[..., Coroutine[Any, Any, str]] = kernels.start_kernel
        self._list: Callable[[], list[dict[str, Any]]] = kernels.list_kernels
        self._place: Place | None = None
        self._name = ""
        self._folder: tuple[int, int] | None = None
        self._coming: asyncio.Task[None] | None = None
        kernels.start_kernel, kernels.list_kernels = self.start_kernel, self.list_kernels

    def prepare(self, path: str | None, kind: str | None) -> "asyncio.Task[None]":
        """Begin to start a kernel for the next page in a folder, unless there is one."""
        if not self._coming or (self._coming.done() and self._name not in self._kernels):
            self._place, self._name = (path, kind), str(uuid4())
            self._folder = self._folder_now(path)
            self._coming = asyncio.ensure_future(self._prepare(self._name, *self._place))
        return self._coming

    async def _prepare(self, name: str, path: str | None, kind: str | None) -> None:
        await self._start(kernel_id=name, path=path, kernel_name=kind, env=dict(os.environ))
        client = self._kernels.get_kernel(name).client()
        client.start_channels()
        try:
            await client.wait_for_ready(timeout=_PATIENCE_SECONDS)
            for used in course.__all__:
                # Whoever comes meanwhile does not wait for all of it.
                if self._name != name:
                    break
                code = f"__import__('course').{used}"
                await client.execute(code, silent=True, reply=True, timeout=_PATIENCE_SECONDS)
        finally:
            client.stop_channels()

    async def start_kernel(
        self, *, kernel_id: str | None = None, path: str | None = None, **settings: Any
    ) -> str:
        """Give a page the kernel that is ready, and anything else a new one."""
        if kernel_id or not is_for_page(settings):
            return await self._start(kernel_id=kernel_id, path=path, **settings)
        place = path, settings.get("kernel_name")
        ready = await self._taken(place)
        asyncio.get_running_loop().call_later(_LATER_SECONDS, self.prepare, *place)
        return ready or await self._start(path=path, **settings)

    async def _taken(self, place: Place) -> str | None:
        """Give what is ready for a folder away, if it lives."""
        if place != self._place or not self._coming:
            return None
        name, coming = self._name, self._coming
        self._name, self._coming = "", None
        await asyncio.wait([coming])
        if coming.exception() or name not in self._kernels:
            return None
        if self._folder != self._folder_now(place[0]):
            # It waits in a folder that was moved or deleted: there no path leads anywhere.
            await ensure_async(self._kernels.shutdown_kernel(name, now=True))
            return None
        return name if await ensure_async(self._kernels.is_alive(name)) else None

    def _folder_now(self, path: str | None) -> tuple[int, int] | None:
        """Tell the folder of a kernel from another one of the same name."""
        try:
            found = Path(self._kernels.cwd_for_path(path or "")).stat()
        except OSError:
            return None
        return found.st_dev, found.st_ino

    def list_kernels(self) -> list[dict[str, Any]]:
        """List what was started for somebody."""
        return [kernel for kernel in self._list() if kernel["id"] != self._name]
