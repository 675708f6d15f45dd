"""The head of a log: origin, size, root; signed as a C2SP tlog-checkpoint."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """What a device signs: its log had `size` entries and this root."""

    origin: str
    size: int
    root: bytes
    signed: bytes
    """The signed note, byte for byte, as it lies in the file `checkpoint`."""
