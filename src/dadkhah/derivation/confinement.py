"""Walls a process puts round itself, before it loads a parser. There is no way back.

Linux: no network (user and network namespace), no writing outside one folder (Landlock), no new
privileges, limits on memory, processor time, file size and processes. Each is tried; where the
system refuses one, the others still stand and the caller is told. macOS has the limits on
processor time and file size only; Windows has none of them.

What is not done: reading is open, so a parser taken over by a hostile file could read what this
user can read, and write it into its own folder. System calls are not filtered.
"""

import ctypes
import os
import struct
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

from dadkhah.derivation.outcome import Limits, Wall

_NEW_USER, _NEW_NET, _NEW_IPC = 0x10000000, 0x40000000, 0x08000000
_NO_NEW_PRIVILEGES = 38
# Landlock: the numbers are the same on every architecture.
_CREATE_RULESET, _ADD_RULE, _RESTRICT_SELF = 444, 445, 446
_VERSION = 1
_BENEATH = 1
# write a file, remove, make each kind of file; with version 2 move, with 3 truncate.
_WRITES = {1: 0b1_1111_1111_0010, 2: 0b11_1111_1111_0010, 3: 0b111_1111_1111_0010}


def confine(folder: Path, limits: Limits) -> frozenset[Wall]:
    """Confine this process to what a task needs. Returns the walls that stand."""
    return frozenset(_limited(limits)) | frozenset(_walled(folder))


def _limited(limits: Limits) -> Iterator[Wall]:
    if sys.platform == "win32":
        return
    import resource  # noqa: PLC0415 - not on Windows

    wanted = [
        (Wall.MEMORY, "RLIMIT_AS", limits.memory),
        (Wall.CPU, "RLIMIT_CPU", limits.cpu_seconds),
        (Wall.FILE_SIZE, "RLIMIT_FSIZE", limits.output),
        *([] if limits.may_start else [(Wall.PROCESSES, "RLIMIT_NPROC", 0)]),
        (None, "RLIMIT_NOFILE", limits.open_files),
        (None, "RLIMIT_CORE", 0),  # evidence does not go to disk in a dump
    ]
    for wall, name, most in wanted:
        try:
            resource.setrlimit(getattr(resource, name), (most, most))
        except (AttributeError, OSError, ValueError):
            continue
        # The kernel lets root start processes all the same.
        if wall is not None and not (wall is Wall.PROCESSES and os.getuid() == 0):
            yield wall


def _walled(folder: Path) -> Iterator[Wall]:
    if sys.platform != "linux":
        return
    libc = ctypes.CDLL(None, use_errno=True)
    if libc.unshare(_NEW_USER | _NEW_NET | _NEW_IPC) == 0:
        yield Wall.NETWORK
    if libc.prctl(_NO_NEW_PRIVILEGES, 1, 0, 0, 0) == 0:
        yield Wall.PRIVILEGES
        libc.syscall.restype = ctypes.c_long
        if _no_writes_outside(folder, libc.syscall):
            yield Wall.WRITES


def _no_writes_outside(folder: Path, syscall: Callable[..., int]) -> bool:
    version = syscall(_CREATE_RULESET, None, ctypes.c_size_t(0), _VERSION)
    if version < 1:
        return False
    writes = struct.pack("=Q", _WRITES[min(version, 3)])
    ruleset = syscall(_CREATE_RULESET, writes, ctypes.c_size_t(len(writes)), 0)
    if ruleset < 0:
        return False
    descriptor = os.open(folder, os.O_PATH | os.O_CLOEXEC)
    try:
        rule = writes + struct.pack("=i", descriptor)
        added = syscall(_ADD_RULE, ruleset, _BENEATH, rule, 0)
        return added == 0 and syscall(_RESTRICT_SELF, ruleset, 0) == 0
    finally:
        os.close(descriptor)
        os.close(ruleset)
