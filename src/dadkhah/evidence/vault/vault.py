"""A vault in its home folder: the one door through which everything goes in and comes out."""

import io
import json
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import BinaryIO, Self, cast

from dadkhah.errors import VaultExists, VaultMissing, VaultNotReadable
from dadkhah.evidence.custody.continuity import check_continuity
from dadkhah.evidence.custody.custody_log import CustodyLog
from dadkhah.evidence.custody.device import DeviceKey
from dadkhah.evidence.custody.disclosure import Disclosure
from dadkhah.evidence.custody.entry import commit
from dadkhah.evidence.custody.log_reader import LogReader
from dadkhah.evidence.durability import replace_durably
from dadkhah.evidence.tlog.checkpoint import Checkpoint
from dadkhah.evidence.vault.arrivals import Arrival, NotReceived, Received
from dadkhah.evidence.vault.identity import VaultIdentity
from dadkhah.evidence.vault.index import ReceptionIndex
from dadkhah.evidence.vault.kept_batch import KeptBatches, kept_entry
from dadkhah.evidence.vault.keys import CustodianKeys
from dadkhah.evidence.vault.objects import ObjectStore
from dadkhah.evidence.vault.receive import receive
from dadkhah.evidence.vault.reception_batch import BatchLog
from dadkhah.evidence.vault.sealing import Bench

Clock = Callable[[], datetime]
FORMAT = "dadkhah-vault/1"


@dataclass(frozen=True, slots=True)
class Recorded:
    """Entries that were appended for records; the caller keeps their disclosures."""

    device: str
    entries: range
    disclosures: tuple[tuple[Disclosure, ...], ...]


class Vault:
    """`<home>/vault` (travels) and `<home>/device` (never copied)."""

    def __init__(self, home: Path, recipient: str) -> None:
        self.home = home
        self.folder = home / "vault"
        self.device_folder = home / "device"
        self.recipient = recipient
        self.objects = ObjectStore(self.folder)
        self.keys = CustodianKeys(self.folder / "keys")

    @classmethod
    def create(
        cls,
        home: Path,
        *,
        custodian: str,
        actor: str,
        at: datetime,
        passphrase: str | None = None,
        recipient: str | None = None,
    ) -> Self:
        """Make an empty vault, with one custodian who opens it by passphrase or age identity.

        Raises `VaultExists`, `AgeKeyNotReadable`, `WeakPassphrase`.
        """
        description = home / "vault" / "vault.json"
        if description.exists():
            raise VaultExists(f"{description.parent} is a vault already.")
        identity = VaultIdentity.generate()
        vault = cls(home, identity.recipient)
        for folder in (home, vault.folder):
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        vault.keys.add(custodian, identity, passphrase=passphrase, recipient=recipient)
        vault.objects.create()
        vault.start_device()
        content = json.dumps({"format": FORMAT, "recipient": identity.recipient}, indent=2)
        replace_durably(description, f"{content}\n".encode())
        vault.note_key("add", custodian, actor=actor, at=at)
        return vault

    @classmethod
    def open(cls, home: Path) -> Self:
        """Open the vault of `home`; no key is needed. Raises `VaultMissing`, `VaultNotReadable`."""
        path = home / "vault" / "vault.json"
        try:
            description = json.loads(path.read_bytes())
            form, recipient = description["format"], str(description["recipient"])
        except FileNotFoundError:
            raise VaultMissing(
                f"There is no vault in {home}. `dadkhah vault create` makes one."
            ) from None
        except (ValueError, KeyError, TypeError):
            raise VaultNotReadable(f"{path} is not the description of a vault.") from None
        if form != FORMAT:
            raise VaultNotReadable(f"{path} says '{form}'; this program reads '{FORMAT}'.")
        return cls(home, recipient)

    @property
    def device(self) -> str:
        """The name of this device's log. Raises `DeviceKeyMissing`."""
        return self._key().device

    @property
    def has_device_key(self) -> bool:
        """Whether this device has a signing key, and so a log of its own."""
        return (self.device_folder / "log-key").exists()

    def devices(self) -> tuple[str, ...]:
        """Every device whose log is in this vault."""
        return tuple(sorted(path.name for path in (self.folder / "log").iterdir()))

    def start_device(self) -> str:
        """Start the log of this device in this vault; an old key is put aside. Returns its name."""
        if self.has_device_key:
            self._key().retire()
        with CustodyLog.create(self.folder / "log", DeviceKey.create(self.device_folder)) as log:
            return log.folder.name

    def log(self, device: str | None = None) -> LogReader:
        """The log of a device (default: this one), to read."""
        return LogReader(self.folder / "log" / (device or self.device))

    def head(self) -> Checkpoint:
        """The signed head of this device's log."""
        return self.log().head()

    def continued_head(self) -> Checkpoint:
        """The head, to tell to others: only when it continues what this device signed before.

        Raises `LogRolledBack`, `LogForked`, `LastHeadMissing`, `LogDamaged`.
        """
        check_continuity(self.log(), self._key())
        return self.head()

    def receive(
        self,
        arrivals: Iterable[Arrival | NotReceived],
        *,
        actor: str,
        clock: Clock,
        reception: str,
        workers: int | None = None,
    ) -> Iterator[Received | NotReceived]:
        """Seal and log files; yield each once its batch is durable and acknowledged.

        `reception` names this reception: the same call after an interruption goes on where it
        stopped, and yields what was acknowledged before as `was_resumed`. `walk` makes arrivals
        from folders. One reception at a time on a device.
        """
        bench = Bench(self.folder, self.device_folder, self.recipient, actor)
        with self._index() as index:
            log = BatchLog(self.folder, self._key(), self.recipient, index, actor)
            yield from receive(
                arrivals, log, bench=bench, clock=clock, reception=reception, workers=workers
            )

    def record(self, batch: Sequence[Mapping[str, str]], *, at: datetime) -> Recorded:
        """Append entries that are not receptions, as one durable batch."""
        committed = [commit(fields, at) for fields in batch]
        with CustodyLog.open(self.folder / "log", self._key()) as log:
            entries = log.append([content for content, _ in committed])
            return Recorded(log.folder.name, entries, tuple(opened for _, opened in committed))

    def note(self, fields: Mapping[str, str], *, at: datetime) -> int:
        """Append one entry whose disclosures the vault keeps; return its position."""
        return self.note_all([fields], at=at)[0]

    def note_all(
        self,
        batch: Sequence[Mapping[str, str]],
        *,
        at: datetime,
        shown: Collection[str] = (),
        written: Sequence[Path] = (),
    ) -> range:
        """Append entries whose disclosures the vault keeps, as one batch; return their positions.

        The fields in `shown` are opened to everybody. `written` are files the entries rest on.
        """
        kept = [kept_entry(fields, at, shown) for fields in batch]
        with self._index() as index:
            log = BatchLog(self.folder, self._key(), self.recipient, index, "")
            return log.append(kept, at, written=written)

    @contextmanager
    def undisturbed(self) -> Iterator[ReceptionIndex]:
        """Hold off receptions while files of the vault are changed; raises `LogBusy`."""
        key = self._key()
        with (
            self._index() as index,
            BatchLog(self.folder, key, self.recipient, index, "").reception(),
        ):
            yield index

    def note_key(self, action: str, custodian: str, *, actor: str, at: datetime) -> int:
        """Log that a custodian's key was added or removed."""
        return self.note(
            {"type": "key", "action": action, "custodian": custodian, "actor": actor}, at=at
        )

    def keep_head(self) -> Path:
        """Keep a copy of the head in the log, because it leaves the house."""
        with CustodyLog.open(self.folder / "log", self._key()) as log:
            return log.keep_checkpoint()

    def rebuild_index(self, known: Iterator[tuple[str, str]]) -> int:
        """Fill this device's index with pairs of SHA-256 as received and object name."""
        with self._index() as index:
            return index.rebuild(known)

    def unlock(
        self,
        *,
        passphrase: str | None = None,
        identity: str | None = None,
        custodian: str | None = None,
    ) -> VaultIdentity:
        """Return the secret of the vault, by the key of `custodian` or whichever opens.

        Raises `WrongPassphrase`, `NotACustodian`.
        """
        opened = self.keys.unlock(passphrase=passphrase, identity=identity, custodian=custodian)
        if opened.recipient != self.recipient:
            raise VaultNotReadable("The key that was unlocked is not the key of this vault.")
        return opened

    def open_object(self, object_name: str, identity: VaultIdentity) -> BinaryIO:
        """Return the bytes as received, to read to the end; may then raise `ObjectDamaged`."""
        return cast("BinaryIO", io.BufferedReader(self.objects.open(object_name, identity)))

    def kept(self, device: str) -> KeptBatches:
        """What the vault keeps beside the log of a device."""
        return KeptBatches(self.folder, device)

    def disclosures(
        self, identity: VaultIdentity, device: str, entry: int
    ) -> tuple[Disclosure, ...]:
        """The disclosures of an entry the vault keeps (receptions, keys); () when it keeps none."""
        encoded = self.kept(device).disclosures(identity, entry)
        return tuple(map(Disclosure.decode, encoded))

    def _key(self) -> DeviceKey:
        return DeviceKey.load(self.device_folder)

    def _index(self) -> closing[ReceptionIndex]:
        return closing(ReceptionIndex(self.device_folder))
