"""Servers live on an event loop of their own, in a thread of their own, and die with it."""

import asyncio
import threading
from collections.abc import Awaitable, Callable, Coroutine
from contextlib import AsyncExitStack
from typing import TypeVar

T = TypeVar("T")
Opening = Callable[[AsyncExitStack], Awaitable[None]]


class LoopThread:
    """Runs `opening` on a new loop; what it puts on the stack is closed by `stop`, all other tasks are cancelled."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._thread: threading.Thread | None = None
        self._loop: asyncio.AbstractEventLoop | None = None
        self._ending: asyncio.Event | None = None

    def start(self, opening: Opening) -> None:
        """Return when `opening` is done; raises what it raises."""
        ready = threading.Event()
        failed: list[Exception] = []
        self._thread = threading.Thread(
            target=lambda: asyncio.run(self._live(opening, ready, failed)), name=self._name, daemon=True
        )
        self._thread.start()
        ready.wait()
        if failed:
            self._thread.join()
            raise failed[0]

    def stop(self) -> None:
        """End the loop and wait for its thread; may be called twice."""
        thread, self._thread = self._thread, None
        if thread is None or self._loop is None or self._ending is None:
            return
        self._loop.call_soon_threadsafe(self._ending.set)
        thread.join(10)

    def call(self, work: Coroutine[object, object, T], seconds: float = 10.0) -> T:
        """Run a coroutine over there and wait for its result."""
        if self._loop is None:
            work.close()
            raise RuntimeError(f"{self._name} is not running")
        return asyncio.run_coroutine_threadsafe(work, self._loop).result(seconds)

    async def _live(self, opening: Opening, ready: threading.Event, failed: list[Exception]) -> None:
        self._loop, self._ending = asyncio.get_running_loop(), asyncio.Event()
        async with AsyncExitStack() as stack:
            try:
                await opening(stack)
            except Exception as error:  # noqa: BLE001  # carried over to the thread that called start
                failed.append(error)
                return
            finally:
                ready.set()
            await self._ending.wait()
