"""Copy objects from one store to another: on all cores, each hashed on the way, in durable tasks.

An object whose bytes are not its name is not copied on: damage does not spread.
"""

import hashlib
import os
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Executor, ThreadPoolExecutor
from contextlib import AbstractContextManager

from dadkhah.errors import ObjectDamaged, StoreRefused
from dadkhah.evidence.fixity.object_check import path_of
from dadkhah.evidence.replicas.folder_store import FolderStore
from dadkhah.evidence.replicas.store import Blocks, Incoming, Outcome, Store, Stored, source_error
from dadkhah.evidence.vault.processes import process_pool

TASK_FILES = 1024
TASK_BYTES = 128 * 1024 * 1024
CONNECTIONS = 8
"""Threads for a store that is far away: most of their time is waiting."""

Progress = Callable[[int, int], None]


def unheard(_done: int, _total: int) -> None:
    """Progress that nobody listens to."""


def pool_for(*stores: Store, workers: int | None = None) -> AbstractContextManager[Executor]:
    """Return what does the work: processes between folders, threads over a network."""
    if all(isinstance(store, FolderStore) for store in stores):
        return process_pool(workers or os.cpu_count() or 1)
    return ThreadPoolExecutor(workers or CONNECTIONS)


def copy_objects(
    source: Store,
    target: Store,
    objects: Sequence[Stored],
    *,
    pool: Executor,
    progress: Progress = unheard,
) -> list[Outcome]:
    """Copy objects that the target lacks; `progress` is told how many are done, of how many.

    Each task of at most 1,024 files or 128 MiB is durable when it is counted.
    """
    tasks = [pool.submit(_copy_task, source, target, task) for task in _tasks(objects)]
    outcomes: list[Outcome] = []
    for task in tasks:
        outcomes += task.result()
        progress(len(outcomes), len(objects))
    return outcomes


def object_file(store: Store, stored: Stored) -> Incoming:
    """The object in a store, as it can be given to another: only bytes that are its name end."""
    return Incoming(stored.name, stored.size, _checked(store, stored.name))


def _copy_task(source: Store, target: Store, task: Sequence[Stored]) -> list[Outcome]:
    return target.add_all(object_file(source, stored) for stored in task)


def _checked(store: Store, name: str) -> Blocks:
    expected = name.removeprefix("objects/").replace("/", "")

    def blocks() -> Iterator[bytes]:
        digest = hashlib.sha256()
        try:
            for block in store.read(name):
                digest.update(block)
                yield block
        except (OSError, StoreRefused) as error:
            raise source_error(name, error) from None
        if digest.hexdigest() != expected or path_of(expected) != name:
            raise ObjectDamaged(f"{name} in {store.place} is damaged; it was not copied.")

    return blocks


def _tasks(objects: Sequence[Stored]) -> Iterator[list[Stored]]:
    task: list[Stored] = []
    size = 0
    for one in objects:
        task.append(one)
        size += one.size
        if len(task) >= TASK_FILES or size >= TASK_BYTES:
            yield task
            task, size = [], 0
    if task:
        yield task
