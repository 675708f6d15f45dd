"""How a task in the sandbox ended, and within which limits it ran."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

MIB = 1024 * 1024
Options = Mapping[str, int | float | str]
"""What a task is asked: `{"page": 3, "scale": 2.0}`."""


@dataclass(frozen=True, slots=True)
class Limits:
    """What a task may use. More than that ends it."""

    seconds: float = 60  # on the clock
    cpu_seconds: int = 60
    memory: int = 2048 * MIB  # address space
    output: int = 512 * MIB  # all files together, and each
    files: int = 2000
    open_files: int = 64
    may_start: bool = False  # threads and other programs, within the same walls


class Reason(StrEnum):
    """Why nothing came of it. Stable: pages translate it."""

    # The file, as its parser found it.
    DAMAGED = "damaged"
    PASSWORD = "password"  # noqa: S105 - a reason, no password
    NOT_THIS_KIND = "not-this-kind"
    TOO_LARGE = "too-large"  # too many pages, pixels or characters
    NO_SUCH_PAGE = "no-such-page"
    # This computer: another program, or a part of one, is not installed.
    NO_PROGRAM = "no-program"
    # The sandbox, when the parser did not end by itself.
    TIMED_OUT = "timed-out"
    OUT_OF_MEMORY = "out-of-memory"
    TOO_MUCH_OUTPUT = "too-much-output"
    CRASHED = "crashed"
    NOT_STARTED = "not-started"


class Wall(StrEnum):
    """What held the task in. Which there are depends on the system."""

    NETWORK = "network"  # a network namespace with nothing in it
    WRITES = "writes"  # Landlock: no file outside the folder can be made or changed
    MEMORY = "memory"
    CPU = "cpu"
    FILE_SIZE = "file-size"
    PROCESSES = "processes"
    PRIVILEGES = "privileges"  # none can be gained


@dataclass(frozen=True, slots=True)
class Done:
    """What the task answered; the files it names are in the folder."""

    answer: Mapping[str, object]
    walls: frozenset[Wall]

    @property
    def isolated(self) -> bool:
        """Whether it could reach neither the network nor other files to write."""
        return {Wall.NETWORK, Wall.WRITES} <= self.walls


@dataclass(frozen=True, slots=True)
class Failed:
    """Nothing usable came of it. What lies in the folder is not to be shown."""

    reason: Reason
    message: str  # a sentence, in English, on one line
    walls: frozenset[Wall] = frozenset()

    @property
    def isolated(self) -> bool:
        """Whether it could reach neither the network nor other files to write."""
        return {Wall.NETWORK, Wall.WRITES} <= self.walls


Outcome = Done | Failed
