"""Mend one fault after the other, with files from a place that is good."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from dadkhah.errors import CustodyError
from dadkhah.evidence.custody.continuity import root_then
from dadkhah.evidence.custody.log_reader import HEAD_FILE, KEY_FILE, LogReader
from dadkhah.evidence.fixity.manifest_check import Fault
from dadkhah.evidence.fixity.object_check import object_of
from dadkhah.evidence.replicas.file_copy import KEPT
from dadkhah.evidence.replicas.log_files import bundle, bundle_names, proven_tiles
from dadkhah.evidence.replicas.object_copy import object_file
from dadkhah.evidence.replicas.standing import readable
from dadkhah.evidence.replicas.store import Store, Stored, add_bytes, read_bytes

_OBJECT_FAULTS = {"object-missing", "object-changed", "object-unreadable"}
_STORIES = {"log-rolled-back", "log-forked", "copy-forked", "last-head-missing"}
"""Faults that are not of files: which story is right is for people to find out."""


@dataclass(frozen=True, slots=True)
class Repair:
    """One file that was brought back: its name in the vault, why, and where the damaged one is."""

    name: str
    reason: str
    aside: str

    @property
    def object_name(self) -> str:
        """The object, when it was one."""
        return object_of(self.name)


@dataclass(frozen=True, slots=True)
class RepairReport:
    """What was mended, and the faults that could not be, each with the reason."""

    repairs: tuple[Repair, ...]
    unmended: tuple[tuple[Fault, str], ...]


class NotMendable(Exception):
    """Why a fault stays; caught here and reported."""


@dataclass(frozen=True, slots=True)
class Mending:
    """From `good` to `bad`; the folders are where the logs of each can be read."""

    good: Store
    bad: Store
    good_folder: Path
    bad_folder: Path

    def mend(self, faults: Sequence[Fault]) -> RepairReport:
        """Mend what can be; a log is mended once, for all of its faults."""
        repairs: dict[str, Repair] = {}
        unmended: list[tuple[Fault, str]] = []
        for fault in faults:
            try:
                for repair in self._mend_one(fault):
                    repairs.setdefault(repair.name, repair)
            except (CustodyError, NotMendable) as error:
                unmended.append((fault, str(error)))
        return RepairReport(tuple(repairs.values()), tuple(unmended))

    def _mend_one(self, fault: Fault) -> Iterator[Repair]:
        top, device = [*fault.subject.split("/"), ""][:2]
        if fault.code in _OBJECT_FAULTS and object_of(fault.subject):
            yield self._object(fault)
        elif top in KEPT and fault.code.endswith(("-missing", "-changed")):
            yield self._kept_file(fault, device)
        elif top == "log" and fault.code not in _STORIES:
            yield from self._log(device, fault)
        else:
            raise NotMendable("A copy does not mend this; the manual says what to do.")

    def _object(self, fault: Fault) -> Repair:
        name = fault.subject
        size = self.good.size(name)
        if size is None:
            raise NotMendable(f"{self.good.place} does not hold it either.")
        file = object_file(self.good, Stored(name, size))
        # Looked at before anything is moved: damage is not exchanged for damage.
        for _ in file.blocks():
            pass
        aside = self.bad.put_aside(name)
        self.bad.add_all([file])
        return Repair(name, fault.code, aside)

    def _kept_file(self, fault: Fault, device: str) -> Repair:
        name = fault.subject
        if fault.code == "private-missing":
            last = name.rpartition("/")[2]
            found = (one.name for one in self.good.files(f"private/{device}"))
            name = next((one for one in found if one.endswith(f"-{last}.jsonl.age")), name)
        content = read_bytes(self.good, name)
        if content is None or content == read_bytes(self.bad, name):
            raise NotMendable(f"{self.good.place} does not hold it either, or the same bytes.")
        aside = self.bad.put_aside(name)
        add_bytes(self.bad, name, content)
        return Repair(name, fault.code, aside)

    def _log(self, device: str, fault: Fault) -> Iterator[Repair]:
        """Write anew what differs from the log in the good place, up to the head that stays."""
        good = readable(self.good_folder, device)
        if good is None:
            raise NotMendable(f"The log in {self.good.place} cannot be read.")
        log = self._as_it_was(good, device)
        wanted = [(KEY_FILE, f"{log.vkey.text}\n".encode()), *proven_tiles(log)]
        wanted += [(name.path, bundle(log, name)) for name in bundle_names(log)]
        wanted.append((HEAD_FILE, log.head().signed))
        for path, content in wanted:
            name = f"log/{device}/{path}"
            if read_bytes(self.bad, name) != content:
                aside = self.bad.put_aside(name)
                add_bytes(self.bad, name, content)
                yield Repair(name, fault.code, aside)

    def _as_it_was(self, good: LogReader, device: str) -> LogReader:
        """The good log up to the head of the damaged one; whole where that head is gone."""
        try:
            bad = LogReader(self.bad_folder / "log" / device, good.vkey)
        except CustodyError:
            return good
        if bad.size > good.size:
            raise NotMendable(f"The log in {self.good.place} ends before this one does.")
        if root_then(good, bad.size) != bad.head().root:
            raise NotMendable(f"The log in {self.good.place} tells another story.")
        return LogReader(good.folder, good.vkey, bad.head())
