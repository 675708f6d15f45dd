"""A vault in its home folder: the one door through which everything goes in and comes out."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import BinaryIO, Self

from dadkhah.evidence.tlog.checkpoint import Checkpoint
from dadkhah.evidence.custody.disclosure import Disclosure
from dadkhah.evidence.custody.log_reader import LogReader
from dadkhah.evidence.vault.arrivals import Arrival, NotReceived, Received
from dadkhah.evidence.vault.identity import VaultIdentity

Clock = Callable[[], datetime]


@dataclass(frozen=True, slots=True)
class Recorded:
    """Entries that were appended for records; the caller keeps their disclosures."""

    device: str
    entries: range
    disclosures: tuple[tuple[Disclosure, ...], ...]


class Vault:
    """`<home>/vault` (travels) and `<home>/device` (never copied)."""

    home: Path
    folder: Path
    recipient: str
    """The age recipient every object is encrypted to."""

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

        Raises `VaultExists`.
        """
        raise NotImplementedError

    @classmethod
    def open(cls, home: Path) -> Self:
        """Open the vault of `home`; no key is needed. Raises `VaultMissing`."""
        raise NotImplementedError

    @property
    def device(self) -> str:
        """The name of this device's log. Raises `DeviceKeyMissing`."""
        raise NotImplementedError

    def devices(self) -> tuple[str, ...]:
        """Every device whose log is in this vault."""
        raise NotImplementedError

    def log(self, device: str | None = None) -> LogReader:
        """The log of a device (default: this one), to read."""
        raise NotImplementedError

    def head(self) -> Checkpoint:
        """The signed head of this device's log."""
        raise NotImplementedError

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
        from folders.
        """
        raise NotImplementedError

    def record(self, batch: Sequence[Mapping[str, str]], *, at: datetime) -> Recorded:
        """Append entries that are not receptions, as one durable batch."""
        raise NotImplementedError

    def unlock(
        self, *, passphrase: str | None = None, identity: str | None = None
    ) -> VaultIdentity:
        """Return the secret of the vault. Raises `WrongPassphrase`, `NotACustodian`."""
        raise NotImplementedError

    def open_object(self, object_name: str, identity: VaultIdentity) -> BinaryIO:
        """Return the bytes as received, to read once; bad bytes raise `ObjectDamaged` while reading."""
        raise NotImplementedError

    def disclosures(
        self, identity: VaultIdentity, device: str, entry: int
    ) -> tuple[Disclosure, ...]:
        """The disclosures of an entry the vault keeps (receptions, keys); () when it keeps none."""
        raise NotImplementedError
