"""Receive files by the hundred thousand: all cores seal, one process logs, one sync a batch.

A batch is durable and acknowledged as a whole: its objects, its disclosures, its manifest, its
entries. Killed at any moment, the same call goes on after the last acknowledged batch.
"""

import gc
import hashlib
import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future
from concurrent.futures.process import BrokenProcessPool
from contextlib import closing, suppress
from datetime import datetime
from itertools import chain, islice

from dadkhah.errors import ReceptionInterrupted
from dadkhah.evidence.vault.arrivals import Arrival, NotReceived, Received
from dadkhah.evidence.vault.index import ReceptionIndex
from dadkhah.evidence.vault.processes import process_pool
from dadkhah.evidence.vault.reception_batch import BatchLog, ReceptionBatch
from dadkhah.evidence.vault.sealing import Bench, FileSealer, SealedFile

Clock = Callable[[], datetime]
Arriving = Arrival | NotReceived | Received
Sealed = SealedFile | NotReceived | Received

TASK_FILES = 32
TASK_BYTES = 16 * 1024 * 1024
BATCH_FILES = 2048
BATCH_BYTES = 256 * 1024 * 1024
TASKS_AHEAD = 64
"""How many tasks each worker may be ahead of the batch that is being logged."""


def receive(
    arrivals: Iterable[Arrival | NotReceived],
    log: BatchLog,
    *,
    bench: Bench,
    clock: Clock,
    reception: str,
    workers: int | None = None,
) -> Iterator[Received | NotReceived]:
    """Seal and log; yield each outcome, in the order of `arrivals`, once it is acknowledged."""
    name = hashlib.sha256(os.fsencode(reception)).digest()
    with log.reception():
        tasks = _tasks(_resume(arrivals, log.index, name))
        batch = ReceptionBatch(log, name)
        for outcomes in _seal_in_order(tasks, bench, clock, workers or os.cpu_count() or 1):
            batch.add(outcomes)
            if batch.files >= BATCH_FILES or batch.bytes >= BATCH_BYTES:
                yield from batch.acknowledge(clock())
        yield from batch.acknowledge(clock())
        log.index.finish(name)


def _resume(
    arrivals: Iterable[Arrival | NotReceived], index: ReceptionIndex, reception: bytes
) -> Iterator[Arriving]:
    """Replace what an earlier run of this reception logged by what it was logged as."""
    if not index.is_unfinished(reception):
        yield from arrivals
        return
    for arrival in arrivals:
        yield _as_logged(arrival, index, reception) if isinstance(arrival, Arrival) else arrival


def _as_logged(arrival: Arrival, index: ReceptionIndex, reception: bytes) -> Arriving:
    earlier = index.find_arrived(reception, os.fsencode(arrival.file))
    try:
        status = os.lstat(arrival.file)
    except OSError:
        return arrival  # the sealer says what is wrong with it
    if not earlier or (earlier.size, earlier.modified) != (status.st_size, status.st_mtime_ns):
        return arrival
    return Received(
        arrival.path,
        earlier.sha256,
        earlier.size,
        earlier.object_name,
        earlier.device,
        earlier.entry,
        arrival.source,
        arrival.item,
        was_new=earlier.was_new,
        was_resumed=True,
    )


def _tasks(arriving: Iterable[Arriving]) -> Iterator[list[Arriving]]:
    """Cut the arrivals into pieces of work of a similar size."""
    task: list[Arriving] = []
    size = 0
    for one in arriving:
        task.append(one)
        if isinstance(one, Arrival):
            with suppress(OSError):  # the sealer says what is wrong with it
                size += os.lstat(one.file).st_size
        if len(task) >= TASK_FILES or size >= TASK_BYTES:
            yield task
            task, size = [], 0
    yield task


def _seal_in_order(
    tasks: Iterator[list[Arriving]], bench: Bench, clock: Clock, workers: int
) -> Iterator[list[Sealed]]:
    head = list(islice(tasks, 2))
    if workers == 1 or len(head) == 1:
        with closing(FileSealer(bench)) as sealer:
            for task in chain(head, tasks):
                yield _merge(task, sealer.seal_files(_to_seal(task), clock()))
        return
    waiting: deque[tuple[list[Arriving], Future[list[SealedFile | NotReceived]]]] = deque()
    with process_pool(workers, _start, bench) as pool:
        for task in chain(head, tasks):
            waiting.append((task, pool.submit(_seal_task, _to_seal(task), clock())))
            if len(waiting) > workers * TASKS_AHEAD:
                yield _result(*waiting.popleft())
        while waiting:
            yield _result(*waiting.popleft())


def _to_seal(task: list[Arriving]) -> list[Arrival]:
    # Paths as text, since this crosses into another process and back.
    return [one._replace(file=os.fspath(one.file)) for one in task if isinstance(one, Arrival)]


def _merge(task: list[Arriving], sealed: list[SealedFile | NotReceived]) -> list[Sealed]:
    following = iter(sealed)
    return [next(following) if isinstance(one, Arrival) else one for one in task]


def _result(task: list[Arriving], future: Future[list[SealedFile | NotReceived]]) -> list[Sealed]:
    try:
        return _merge(task, future.result())
    except BrokenProcessPool:
        raise ReceptionInterrupted(
            "A process that was sealing files ended (killed, or out of memory). What was counted "
            "is safe. Run the same command again: it goes on from there."
        ) from None


_sealers: list[FileSealer] = []


def _start(bench: Bench) -> None:
    """Set a worker process up once."""
    gc.freeze()  # what was loaded before stays shared and is never looked through again
    _sealers.append(FileSealer(bench))


def _seal_task(arrivals: list[Arrival], at: datetime) -> list[SealedFile | NotReceived]:
    return _sealers[0].seal_files(arrivals, at)
