"""A single file packed by gzip, bzip2 or xz: what is inside has at most a name (RFC 1952)."""

from datetime import UTC, datetime
from pathlib import Path

from dadkhah.derivation.kinds.packed.entries import PIECE, Entry, Poured, Wanted
from dadkhah.derivation.kinds.packed.names import decoded_name
from dadkhah.derivation.kinds.packed.streams import packing_of, unpacked
from dadkhah.derivation.outcome import Reason
from dadkhah.errors import FileNotDerivable

UNNAMED = "content"
_HEADER = 10
_HAS_EXTRA, _HAS_NAME = 4, 8
_LONGEST_HEADER = 4096


class PackedFile:
    """A stream that packs one file."""

    has_index = False

    def __init__(self, source: Path) -> None:
        self._source = source
        self.form = packing_of(source)
        if not self.form:
            raise FileNotDerivable(Reason.NOT_THIS_KIND, "It is packed in no way that is known.")

    def pour(self, wanted: Wanted) -> Poured:
        """Pour the one content; what comes before a stream breaks off is not taken."""
        entry = _entry(self._source, self.form)
        sink = wanted(entry)
        if sink is None:
            return Poured()
        with self._source.open("rb") as file:
            stream = unpacked(file, self.form)
            while piece := stream.read(PIECE):
                sink.write(piece)
        if stream.is_broken:
            sink.drop()
            return Poured(is_truncated=True, damaged=(entry.name,))
        sink.close()
        return Poured()


def _entry(source: Path, form: str) -> Entry:
    if form != "gzip":
        return Entry(UNNAMED)
    with source.open("rb") as file:
        header = file.read(_LONGEST_HEADER)
    if len(header) < _HEADER:
        return Entry(UNNAMED)
    flags, seconds = header[3], int.from_bytes(header[4:8], "little")
    at = _HEADER
    if flags & _HAS_EXTRA:
        at += 2 + int.from_bytes(header[at : at + 2], "little")
    raw = header[at:].partition(b"\0")[0] if flags & _HAS_NAME else b""
    name, guessed = decoded_name(raw)
    moment = datetime.fromtimestamp(seconds, UTC) if seconds else None
    modified = moment.strftime("%Y-%m-%dT%H:%M:%SZ") if moment else ""
    return Entry(name or UNNAMED, modified=modified, guessed=guessed)
