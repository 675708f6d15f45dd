"""Run many tasks at once: on this machine's cores, or wherever an engine carries them.

An engine takes requests and gives each back with its outcome as soon as it has one. Which engine
runs is a setting; what runs is the same function in the same sandbox.
"""

import os
import shutil
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path, PurePosixPath
from typing import Protocol

from dadkhah.derivation.outcome import Failed, Options, Outcome, Reason
from dadkhah.derivation.sandbox import run_here, run_limited

AHEAD = 2
"""How many requests wait for each that runs: so many decrypted copies lie in the spool."""


@dataclass(frozen=True, slots=True)
class Request:
    """One task to run on the file `source`; `key` says to the asker what it belongs to."""

    key: int
    task: str
    source: Path
    options: Options = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Finished:
    """How a request ended; the files it made are in `folder` until the next one is asked for."""

    request: Request
    outcome: Outcome
    folder: Path


class Engine(Protocol):
    """Something that runs tasks."""

    def run(self, requests: Iterable[Request], scratch: Path) -> Iterator[Finished]:
        """Yield each request once with its outcome, as they end. `scratch` is for its folders."""
        ...


class ThisMachine:
    """Runs as many tasks at once as there are cores, each in a process of its own."""

    def __init__(self, at_once: int | None = None) -> None:
        self.at_once = at_once or os.cpu_count() or 1

    def run(self, requests: Iterable[Request], scratch: Path) -> Iterator[Finished]:
        """Yield each request with its outcome, in the order in which they end."""
        running: dict[Future[Outcome], tuple[Request, Path]] = {}
        try:
            with ThreadPoolExecutor(self.at_once) as pool:
                try:
                    yield from self._run(pool, iter(requests), running, scratch)
                finally:
                    for future in running:
                        future.cancel()
        finally:
            for _, folder in running.values():
                shutil.rmtree(folder, ignore_errors=True)

    def _run(
        self,
        pool: ThreadPoolExecutor,
        waiting: Iterator[Request],
        running: dict[Future[Outcome], tuple[Request, Path]],
        scratch: Path,
    ) -> Iterator[Finished]:
        while True:
            for request in islice(waiting, self.at_once * AHEAD - len(running)):
                folder = Path(tempfile.mkdtemp(dir=scratch))
                running[pool.submit(run_task, request, folder)] = (request, folder)
            if not running:
                return
            for future in wait(running, return_when=FIRST_COMPLETED).done:
                request, folder = running[future]
                yield Finished(request, future.result(), folder)
                shutil.rmtree(folder, ignore_errors=True)
                del running[future]


def run_task(request: Request, folder: Path) -> Outcome:
    """Run a task here: in the sandbox, unless nothing but Python's own decoders touch the file."""
    if request.task == "plain-text":
        return run_here(request.task, request.source, folder)
    return run_limited(request.task, request.source, folder, options=request.options)


def run_carried(
    task: str, content: bytes, options: Mapping[str, int | float | str]
) -> tuple[Outcome, dict[str, bytes]]:
    """Run a task on bytes that came from another machine; return what it made as bytes.

    Runs on the worker of an engine. The copy lies there only while the task runs.
    """
    with tempfile.TemporaryDirectory(prefix="dadkhah-") as name:
        source, folder = Path(name) / "source", Path(name) / "made"
        source.write_bytes(content)
        folder.mkdir()
        outcome = run_task(Request(0, task, source, options), folder)
        made = {} if isinstance(outcome, Failed) else _files(folder)
    return outcome, made


def write_carried(made: Mapping[str, bytes], folder: Path) -> Failed | None:
    """Write what came back into a folder; the worker is not believed about names."""
    for name, content in made.items():
        path = PurePosixPath(name)
        if path.is_absolute() or ".." in path.parts or not path.parts or "\\" in name:
            return Failed(Reason.CRASHED, f"The worker named a file outside its folder: {name!r}.")
        target = folder.joinpath(*path.parts)
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content)
    return None


def _files(folder: Path) -> dict[str, bytes]:
    paths = (path for path in folder.rglob("*") if path.is_file() and not path.is_symlink())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in paths}
