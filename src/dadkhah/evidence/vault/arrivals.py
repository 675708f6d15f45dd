"""What arrives at the vault: a file to receive, and what became of it."""

from dataclasses import dataclass
from os import PathLike
from typing import NamedTuple


class Arrival(NamedTuple):
    """One file to receive. `path` is the name that goes into the log; the rest are codes."""

    file: str | PathLike[str]
    path: str
    source: str
    item: str = ""
    media_type: str = ""
    parent: str = ""
    """The entry that received what this was taken from: `device/entry#leaf hash`."""
    relation: str = ""


@dataclass(frozen=True, slots=True)
class Received:
    """One file, sealed and acknowledged: entry `entry` of the log of `device` says so."""

    path: str
    sha256: str
    size: int
    object_name: str
    device: str
    entry: int
    source: str
    item: str = ""
    was_new: bool = True
    """False when the vault already held these bytes."""
    was_resumed: bool = False
    """True when an earlier, interrupted run of the same reception had acknowledged it."""


@dataclass(frozen=True, slots=True)
class NotReceived:
    """One name that was not received. `reason` is a stable code, `message` a sentence."""

    path: str
    reason: str
    message: str
