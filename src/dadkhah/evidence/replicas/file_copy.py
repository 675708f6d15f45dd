"""Copy what lies beside the objects: disclosures, manifests, anchors, logs, keys."""

from dataclasses import dataclass, field

from dadkhah.evidence.custody.log_reader import HEAD_FILE, KEPT_FOLDER, KEY_FILE, LogReader
from dadkhah.evidence.disposal.record import Disposal, rewritten
from dadkhah.evidence.fixity.object_check import path_of
from dadkhah.evidence.replicas.folder_store import FolderStore
from dadkhah.evidence.replicas.log_files import bundle, bundle_names
from dadkhah.evidence.replicas.store import Incoming, Store, Stored, add_bytes
from dadkhah.evidence.tlog.tiles import TileName

ANCHORS = "anchors"
KEYS = "keys"
KEPT = ("private", "manifests")


@dataclass(slots=True)
class FileCopy:
    """The files of one run from our folder to a copy; `there` is what was in it at first."""

    ours: FolderStore
    target: Store
    there: dict[str, int]
    files: int = 0
    notes: list[str] = field(default_factory=list)

    def add(self, name: str, content: bytes) -> None:
        """Write a small file unless there is one by this name."""
        if name not in self.there:
            self.files += add_bytes(self.target, name, content)

    def kept_files(self, sizes: dict[str, int]) -> None:
        """Copy disclosures and manifests of the batches that the heads cover."""
        incoming = []
        for folder in KEPT:
            for stored in self.ours.files(folder):
                device, _, name = stored.name.removeprefix(f"{folder}/").partition("/")
                if last_entry(name) >= sizes.get(device, 0):
                    continue
                if stored.name not in self.there:
                    incoming.append(self._whole(stored))
                elif self.there[stored.name] != stored.size:
                    self.notes.append(
                        f"{stored.name} has another size in the copy: one of the two is damaged, "
                        "or a disposal rewrote it. It was left as it is."
                    )
        self._add_all(incoming)

    def anchors(self) -> None:
        """Copy what proves times; where an anchor was completed since, the older one goes aside."""
        incoming = []
        for stored in self.ours.files(ANCHORS):
            if self.there.get(stored.name, stored.size) != stored.size:
                self.target.put_aside(stored.name)
            elif stored.name in self.there:
                continue
            incoming.append(self._whole(stored))
        self._add_all(incoming)

    def log(self, log: LogReader, tiles: list[tuple[str, bytes]], *, is_level: bool) -> None:
        """Copy a log up to its head: everything the head covers first."""
        small = [(KEY_FILE, f"{log.vkey.text}\n".encode()), *tiles]
        small += [
            (f"{KEPT_FOLDER}/{head.size}", head.signed)
            for head in log.checkpoints()
            if head.size <= log.size
        ]
        incoming = [_held(name, content) for name, content in small]
        incoming += [_bundle(log, name) for name in bundle_names(log)]
        folder = f"log/{log.folder.name}"
        placed = [one._replace(name=f"{folder}/{one.name}") for one in incoming]
        self._add_all([one for one in placed if one.name not in self.there])
        if not is_level:
            self.target.replace(f"{folder}/{HEAD_FILE}", log.head().signed)

    def keys(self, *, carry: bool) -> None:
        """Add the keys of new custodians; what was changed or taken away here only if `carry`."""
        ours = {stored.name: self._read(stored.name) for stored in self.ours.files(KEYS)}
        theirs = [stored.name for stored in self.target.files(KEYS)]
        for name, content in ours.items():
            if name not in theirs:
                self.files += add_bytes(self.target, name, content)
            elif b"".join(self.target.read(name)) != content:
                self._differs(f"{name} was changed", carry=carry)
                if carry:
                    self.target.replace(name, content)
        for name in theirs:
            if name not in ours:
                self._differs(f"{name} was removed", carry=carry)
                if carry and ours:
                    self.target.remove(name)

    def disposals(self, disposed: dict[str, Disposal]) -> int:
        """Remove what was disposed of, and rewrite the disclosures; return how many objects."""
        gone = [path_of(name) for name in disposed if path_of(name) in self.there]
        for path in gone:
            self.target.remove(path)
        for name, sha256 in sorted(rewritten(disposed)):
            if self.there.get(name) is None or self.ours.size(name) is None:
                continue
            # Only bytes that a disposal has committed to replace others.
            if self.ours.digest(name)[1] == sha256 != self.target.digest(name)[1]:
                self.target.replace(name, self._read(name))
                self.there[name] = self.ours.size(name) or 0
        return len(gone)

    def _differs(self, what: str, *, carry: bool) -> None:
        if not carry:
            self.notes.append(f"{what} here since; the copy keeps it. --with-keys carries it over.")

    def _read(self, name: str) -> bytes:
        return b"".join(self.ours.read(name))

    def _whole(self, stored: Stored) -> Incoming:
        return Incoming(stored.name, stored.size, lambda: self.ours.read(stored.name))

    def _add_all(self, incoming: list[Incoming]) -> None:
        if incoming:
            self.files += sum(one.was_new for one in self.target.add_all(incoming))


def last_entry(name: str) -> int:
    """The last entry a kept file speaks of: `12-19.jsonl.age`, `19.sha256`, `12.disposal`."""
    last = name.partition(".")[0].rpartition("-")[2]
    return int(last) if last.isdecimal() else 0


def _held(name: str, content: bytes) -> Incoming:
    return Incoming(name, len(content), lambda: iter([content]))


def _bundle(log: LogReader, name: TileName) -> Incoming:
    return Incoming(name.path, 0, lambda: iter([bundle(log, name)]))
