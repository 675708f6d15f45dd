"""How much may be unpacked: all of it or nothing, so that nobody takes a part for the whole."""

from dataclasses import dataclass
from pathlib import Path

from dadkhah.derivation.findings import MOST
from dadkhah.derivation.kinds.options import number_of
from dadkhah.derivation.outcome import MIB, Options, Reason
from dadkhah.derivation.tasks import TASKS
from dadkhah.errors import FileNotDerivable
from dadkhah.text.counted import counted

_OWN_FILES = 10  # beside the members: the answer, a text
_RATIO = 400  # deflate reaches 1,032 for one byte over and over, and 20 for what people write
_RATIO_FROM = 64 * MIB  # what is smaller harms nobody


@dataclass(slots=True)
class Room:
    """Counts what is unpacked, and refuses what is too much for the walls of its task."""

    bytes: int
    members: int
    packed: int  # bytes of the container
    used: int = 0
    files: int = 0
    said: int = 0  # bytes, as an index says
    listed: int = 0

    def foresee(self, size: int) -> None:
        """Count a file by what an index says of it, before anything is unpacked."""
        self.listed += 1
        self.said += size
        if self.listed > self.members:
            refuse(f"It lists more than the {self.members} files that may be inside.")
        if self.said > self.bytes:
            refuse(
                f"It says that {counted(self.listed, 'file')} of it unpack to {self.said} bytes or "
                f"more; {self.bytes} may be."
            )

    def take_file(self) -> None:
        """Count one more file."""
        self.files += 1
        if self.files > self.members:
            refuse(f"It holds more than the {self.members} files that may be inside.")

    def take(self, size: int) -> None:
        """Count bytes that came out, whatever was said before."""
        self.used += size
        if self.used > self.bytes:
            refuse(f"Unpacked, it has more than the {self.bytes} bytes that may be.")
        if self.used > _RATIO_FROM and self.used > _RATIO * self.packed:
            refuse(
                f"Its {self.packed} bytes unpack to more than {self.used}, as those of a bomb made "
                "to fill a disk do."
            )


def refuse(why: str) -> None:
    """Raise `FileNotDerivable` for too much; the sentence ends with what to do."""
    raise FileNotDerivable(
        Reason.TOO_LARGE,
        f"{why} Nothing was taken out of it; unpack it elsewhere and receive the files.",
    )


def room_for(task: str, source: Path, options: Options) -> Room:
    """Return the room within the limits of a task; `options` can only make it smaller."""
    limits = TASKS[task].limits
    most_bytes, most_members = limits.output - MIB, min(limits.files - _OWN_FILES, MOST)
    return Room(
        bytes=min(most_bytes, int(number_of(options, "most_bytes", most_bytes))),
        members=min(most_members, int(number_of(options, "most_members", most_members))),
        packed=max(1, source.stat().st_size),
    )
