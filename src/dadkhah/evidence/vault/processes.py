"""A pool of processes over all cores: started quickly where that is safe."""

import multiprocessing
import signal
import sys
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import Executor, Future, ProcessPoolExecutor
from contextlib import contextmanager
from functools import partial
from typing import Any


@contextmanager
def process_pool(
    workers: int,
    start: Callable[..., None] | None = None,
    *arguments: Any,  # noqa: ANN401
) -> Iterator[Executor]:
    """Yield a pool that calls `start(*arguments)` once in each process; one worker is this one."""
    if workers == 1:
        if start:
            start(*arguments)
        yield InlineExecutor()
        return
    begin = (start, *arguments)
    pool = ProcessPoolExecutor(workers, _context(), initializer=_begin, initargs=begin)
    try:
        yield pool
    finally:
        pool.shutdown(cancel_futures=True)


def _begin(start: Callable[..., None] | None, *arguments: Any) -> None:  # noqa: ANN401
    """Set a process up: Ctrl-C reaches all of a terminal, and the one that waits ends the rest."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if start:
        start(*arguments)


class InlineExecutor(Executor):
    """Does the work in this process, when its result is asked for."""

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:  # noqa: ANN401
        """Return a future that calls `fn` for its result."""
        return _Later(partial(fn, *args, **kwargs))


class _Later(Future[Any]):
    def __init__(self, work: Callable[[], Any]) -> None:
        super().__init__()
        self._work = work

    def result(self, timeout: float | None = None) -> Any:  # noqa: ANN401
        """Do the work, the first time; `timeout` is for those who wait for others."""
        if not self.done():
            self.set_result(self._work())
        return super().result(timeout)


def _context() -> multiprocessing.context.BaseContext:
    # Forking is quick, and safe only while no other thread may hold a lock.
    may_fork = sys.platform == "linux" and threading.active_count() == 1
    return multiprocessing.get_context("fork" if may_fork else "spawn")
