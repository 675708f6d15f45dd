"""The request that shows a head to a witness (C2SP tlog-witness, `add-checkpoint`)."""

import base64
import re
from dataclasses import dataclass
from typing import Self

PATH = "add-checkpoint"
SIZE_TYPE = "text/x.tlog.size"
LONGEST_REQUEST = 65_536
MOST_HASHES = 63
_OLD = re.compile(rb"old (0|[1-9][0-9]{0,18})")
_HASH = re.compile(rb"[A-Za-z0-9+/]{43}=")


@dataclass(frozen=True, slots=True)
class WitnessRequest:
    """A head, and the proof that it extends the log at the size the witness saw last."""

    old_size: int
    proof: tuple[bytes, ...]
    note: bytes

    @classmethod
    def read(cls, content: bytes) -> Self | None:
        """Read a request; None for anything that is not exactly one."""
        if len(content) > LONGEST_REQUEST:
            return None
        top, blank, note = content.partition(b"\n\n")
        first, *lines = top.split(b"\n")
        old = _OLD.fullmatch(first)
        is_proof = len(lines) <= MOST_HASHES and all(map(_HASH.fullmatch, lines))
        if not blank or old is None or not is_proof:
            return None
        # 43 letters of base64 and one sign of padding are always 32 bytes.
        return cls(int(old[1]), tuple(map(base64.b64decode, lines)), note)

    @property
    def origin(self) -> str:
        """The first line of the head: which log it is of."""
        return self.note.partition(b"\n")[0].decode(errors="replace")

    def written(self) -> bytes:
        """Return the request as it is sent."""
        lines = [f"old {self.old_size}", *(base64.b64encode(one).decode() for one in self.proof)]
        return "\n".join([*lines, "", ""]).encode() + self.note
