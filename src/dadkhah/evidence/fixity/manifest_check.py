"""Check, without a key, that every manifest is there and is the one its log committed to."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from dadkhah.errors import DadkhahError
from dadkhah.evidence.custody.entry import disclosed_fields
from dadkhah.evidence.custody.log_reader import LogReader
from dadkhah.evidence.vault.kept_batch import KeptBatches
from dadkhah.evidence.vault.objects import OBJECT_NAME


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing wrong in a vault: a stable code, the file, and a sentence for a person."""

    code: str
    subject: str
    message: str


class ManifestCheck:
    """The manifests of one device. `faults` and `notes` are filled by `object_names`."""

    def __init__(self, kept: KeptBatches, log_folder: Path) -> None:
        self._kept = kept
        self._folder = log_folder
        self.faults: list[Fault] = []
        self.notes: list[str] = []

    def object_names(self) -> Iterator[bytes]:
        """Yield every object name (32 bytes) that the manifests list."""
        try:
            log = LogReader(self._folder)
        except DadkhahError:
            return  # reported by the check of the log
        previous = ""
        for position in self._positions(log.size):
            fields = self._open(log, position)
            yield from self._listed(position, fields.get("manifest", ""))
            if fields and fields.get("previous") != previous:
                message = f"The manifest of entry {fields.get('previous')}, before it, is missing."
                self._fault("manifest-missing", f"{fields.get('previous')}.sha256", message)
            previous = str(position)

    def _positions(self, size: int) -> list[int]:
        """Positions to check; a batch that keeps only one of its files is at fault."""
        positions = set(self._kept.manifest_positions())
        closed = {last for _, last in self._kept.private_ranges()}
        for last in sorted(positions | closed):
            if last >= size:
                self.notes.append(f"Files of a batch up to entry {last} were never logged.")
            elif last not in closed:
                self._fault("private-missing", f"{last}", "Its encrypted disclosures are missing.")
        return sorted(last for last in positions | closed if last < size)

    def _open(self, log: LogReader, position: int) -> dict[str, str]:
        try:
            path = self._kept.manifests / f"{position}.disclosures"
            return disclosed_fields(log.entry(position), path.read_text("ascii").split())
        except FileNotFoundError:
            self._fault("manifest-missing", f"{position}.disclosures", "It is missing.")
        except (DadkhahError, UnicodeDecodeError) as error:
            self._fault("manifest-changed", f"{position}.disclosures", str(error))
        return {}

    def _listed(self, position: int, digest: str) -> Iterator[bytes]:
        name = f"{position}.sha256"
        try:
            content = (self._kept.manifests / name).read_bytes()
        except FileNotFoundError:
            self._fault("manifest-missing", name, "The list of the batch's objects is missing.")
            return
        if hashlib.sha256(content).hexdigest() != digest:
            self._fault("manifest-changed", name, "It is not the list that the log committed to.")
        for line in content.decode("ascii", "replace").splitlines():
            if OBJECT_NAME.fullmatch(line[:64]):
                yield bytes.fromhex(line[:64])

    def _fault(self, code: str, name: str, message: str) -> None:
        self.faults.append(Fault(code, f"manifests/{self._folder.name}/{name}", message))
