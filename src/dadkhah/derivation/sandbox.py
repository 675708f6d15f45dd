"""Read a stranger's file in a process of its own, so that only that process can be harmed.

The task runs without the environment of this process, behind the walls of `confinement`, within
`Limits`. Whatever the file does to its parser, the caller gets a value and never an exception:
a crash, a hang and an explosion are `Failed`. The walls that stood are told with every outcome.
"""

import json
import os
import select
import signal
import stat
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from dataclasses import asdict
from pathlib import Path

from dadkhah.derivation.outcome import (
    MIB,
    Done,
    Failed,
    Limits,
    Options,
    Outcome,
    Reason,
    Wall,
)
from dadkhah.derivation.tasks import TASKS
from dadkhah.derivation.worker import ANSWER, WALLS, answered
from dadkhah.text.one_line import on_one_line

_LOOK_EVERY = 0.2  # seconds between two looks at what was written
_LARGEST_ANSWER = 32 * MIB  # of what a task says; texts and files lie beside it
_NEEDED_ON_WINDOWS = ("SYSTEMROOT", "TEMP")
_COMMAND = (sys.executable, "-I", "-B", "-m", "dadkhah.derivation.worker")


def run_here(task: str, source: Path, folder: Path) -> Outcome:
    """Run a task in this process: only for what nothing but Python's own decoders touch.

    A process for each costs about 65 ms, which hundreds of small texts do not need.
    """
    options: Options = {}
    reply = answered({"task": task, "source": str(source), "options": options}, folder)
    if "answer" in reply:
        return Done(reply["answer"], frozenset())  # type: ignore[arg-type]
    return Failed(Reason(str(reply["reason"])), str(reply["message"]))


def run_limited(
    task: str,
    source: Path,
    folder: Path,
    *,
    options: Options | None = None,
    limits: Limits | None = None,
) -> Outcome:
    """Run one task of `tasks.TASKS` on `source`; what it makes is in `folder`, an empty one.

    `source` is only read. Nothing is raised for what the file or its parser does.
    """
    if task not in TASKS:
        raise ValueError(f"No task '{task}'; there are {', '.join(TASKS)}.")
    limits = limits or TASKS[task].limits
    request = {
        "task": task,
        "source": str(source.resolve()),
        "folder": str(folder.resolve()),
        "options": dict(options or {}),
        "limits": asdict(limits),
    }
    try:
        ended = _run(json.dumps(request).encode(), folder, limits)
    except OSError as error:
        return Failed(Reason.NOT_STARTED, on_one_line(f"Its reader could not be started: {error}"))
    walls = _walls(folder)
    if isinstance(ended, Reason):
        return Failed(ended, _MESSAGES[ended], walls)
    return _outcome(folder, ended, limits, walls)


_MESSAGES = {
    Reason.TIMED_OUT: "Reading it took longer than allowed, and was stopped.",
    Reason.TOO_MUCH_OUTPUT: "Reading it made more or larger files than allowed, and was stopped.",
    Reason.CRASHED: "Its reader ended without an answer.",
}


def _run(request: bytes, folder: Path, limits: Limits) -> int | Reason:
    """Return the exit code, or why the process was stopped."""
    environment = {name: os.environ[name] for name in _NEEDED_ON_WINDOWS if name in os.environ}
    process = subprocess.Popen(  # noqa: S603 - our own interpreter and module
        _COMMAND,
        stdin=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        cwd=folder,
        env=environment if sys.platform == "win32" else {},
        start_new_session=True,
    )
    try:
        assert process.stdin is not None  # noqa: S101 - for the type checker: it is a pipe
        with process.stdin as pipe:
            pipe.write(request)
        return _watch(process, folder, limits)
    except BrokenPipeError:
        return Reason.CRASHED
    finally:
        _stop(process)


def _watch(process: subprocess.Popen[bytes], folder: Path, limits: Limits) -> int | Reason:
    deadline = time.monotonic() + limits.seconds
    while (left := deadline - time.monotonic()) > 0:
        _sleep_or_end(process, min(_LOOK_EVERY, left))
        if process.poll() is not None:
            return process.returncode
        if _is_too_much(folder, limits):
            return Reason.TOO_MUCH_OUTPUT
    return Reason.TIMED_OUT


def _sleep_or_end(process: subprocess.Popen[bytes], seconds: float) -> None:
    if sys.platform != "linux":
        try:
            process.wait(seconds)
        except subprocess.TimeoutExpired:
            return
    else:
        descriptor = os.pidfd_open(process.pid)
        try:
            # Wakes at once when the process ends; `wait` looks only every 50 ms.
            select.select([descriptor], [], [], seconds)
        finally:
            os.close(descriptor)


def _stop(process: subprocess.Popen[bytes]) -> None:
    """End the process and what it may have started."""
    if sys.platform == "win32":
        process.kill()
    else:
        try:
            os.killpg(process.pid, signal.SIGKILL)
        except (ProcessLookupError, PermissionError):  # over already
            process.kill()
    process.wait()


def _is_too_much(folder: Path, limits: Limits) -> bool:
    count = size = 0
    for one in _left_in(folder):
        count, size = count + 1, size + one.st_size
        if count > limits.files or size > limits.output:
            return True
    return False


def _left_in(folder: Path) -> Iterator[os.stat_result]:
    """Yield what each file and folder is. `rglob` ends in an error where folders lie too deep."""
    waiting = [str(folder)]
    while waiting:
        try:
            entries = list(os.scandir(waiting.pop()))
        except OSError:  # gone meanwhile, or shut
            continue
        for entry in entries:
            try:
                found = os.lstat(entry.path)
            except OSError:
                continue
            yield found
            if stat.S_ISDIR(found.st_mode):
                waiting.append(entry.path)


def _outcome(folder: Path, code: int, limits: Limits, walls: frozenset[Wall]) -> Outcome:
    if _is_too_much(folder, limits) or any(map(_is_strange, _left_in(folder))):
        return Failed(Reason.TOO_MUCH_OUTPUT, _MESSAGES[Reason.TOO_MUCH_OUTPUT], walls)
    if code != 0:
        reason = _of_signal(code)
        return Failed(reason, _MESSAGES[reason], walls)
    if (folder / ANSWER).exists() and (folder / ANSWER).stat().st_size > _LARGEST_ANSWER:
        return Failed(Reason.TOO_MUCH_OUTPUT, _MESSAGES[Reason.TOO_MUCH_OUTPUT], walls)
    reply = _read(folder / ANSWER)
    answer = reply.get("answer") if isinstance(reply, Mapping) else None
    if isinstance(answer, Mapping):
        return Done(answer, walls)
    return _failure(reply, walls)


def _of_signal(code: int) -> Reason:
    if sys.platform != "win32" and code == -signal.SIGXCPU:
        return Reason.TIMED_OUT
    return Reason.CRASHED


def _failure(reply: object, walls: frozenset[Wall]) -> Failed:
    """Read why the task refused. The process may have been taken over: nothing is believed."""
    written = reply if isinstance(reply, Mapping) else {}
    try:
        reason = Reason(written.get("reason", Reason.CRASHED))
    except ValueError:
        reason = Reason.CRASHED
    message = written.get("message")
    said = message if isinstance(message, str) else _MESSAGES[Reason.CRASHED]
    return Failed(reason, on_one_line(said)[:500], walls)


def _is_strange(found: os.stat_result) -> bool:
    """Whether this is no plain file or folder: nobody shall follow a link laid out for them."""
    return not (stat.S_ISREG(found.st_mode) or stat.S_ISDIR(found.st_mode))


def _read(path: Path) -> object:
    try:
        found = path.lstat()
        # A pipe with a name would be waited on for ever.
        if not stat.S_ISREG(found.st_mode) or found.st_size > _LARGEST_ANSWER:
            return None
        written: object = json.loads(path.read_bytes())
        return written
    except (OSError, ValueError, RecursionError):
        return None


def _walls(folder: Path) -> frozenset[Wall]:
    written = _read(folder / WALLS)
    names = written if isinstance(written, list) else []
    return frozenset(wall for wall in Wall if wall in names)
