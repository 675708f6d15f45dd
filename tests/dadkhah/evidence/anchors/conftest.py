"""A log whose head goes out, and those who are asked about it, all in this process."""

from dataclasses import dataclass, field
from pathlib import Path

import pytest
from opentimestamps.core.notary import BitcoinBlockHeaderAttestation, PendingAttestation
from opentimestamps.core.op import OpAppend, OpSHA256
from opentimestamps.core.serialize import BytesSerializationContext
from opentimestamps.core.timestamp import Timestamp

from authority import AT, Authority
from dadkhah.errors import NotReachable
from dadkhah.evidence.anchors.anchor_folder import AnchorFolder
from dadkhah.evidence.anchors.anchoring import Anchoring
from dadkhah.evidence.anchors.witnessing.witness import Witness
from dadkhah.evidence.custody.custody_log import CustodyLog
from dadkhah.evidence.custody.device import DeviceKey
from dadkhah.evidence.custody.log_reader import LogReader

URI = "https://calendar.example"


@dataclass(frozen=True)
class Answered:
    status: int
    body: bytes


@dataclass
class Calendar:
    """A calendar that promises, and keeps its promises when it has a block."""

    promised: set[bytes] = field(default_factory=set)
    height: int | None = None

    def __call__(self, address: str, body: bytes | None) -> Answered:
        if body is not None:
            self.promised.add(body)
            return Answered(200, self.promise(body))
        digest = bytes.fromhex(address.rpartition("/")[2])
        if self.height is None or digest not in self.promised:
            return Answered(404, b"Pending confirmation")
        return Answered(200, self.block(digest))

    @staticmethod
    def promise(digest: bytes) -> bytes:
        stamp = Timestamp(digest)
        stamp.attestations.add(PendingAttestation(URI))
        return serialized(stamp)

    def block(self, digest: bytes) -> bytes:
        stamp = Timestamp(digest)
        root = stamp.ops.add(OpAppend(b"the rest of the block")).ops.add(OpSHA256())
        root.attestations.add(BitcoinBlockHeaderAttestation(self.height))
        return serialized(stamp)


def serialized(stamp: Timestamp) -> bytes:
    context = BytesSerializationContext()
    stamp.serialize(context)
    return context.getbytes()


class World:
    """Other machines by their addresses; without the network nobody answers."""

    def __init__(self) -> None:
        self.there = {}
        self.is_connected = True
        self.silent: set[str] = set()
        self.asked: list[tuple[str, bytes | None]] = []

    def __call__(self, address: str, body: bytes | None = None, *, media_type: str = ""):
        host = address.split("/")[2]
        if not self.is_connected or host in self.silent:
            raise NotReachable(f"{address} did not answer.")
        self.asked.append((address, body))
        return self.there[host](address, body)


class House:
    """A device with a log, and the anchors beside it."""

    def __init__(self, home: Path) -> None:
        self.home = home
        self.key = DeviceKey.create(home / "device")
        self.logs = home / "vault" / "log"
        CustodyLog.create(self.logs, self.key).close()
        self.anchors = AnchorFolder(home / "vault" / "anchors")
        self.world = World()
        self.now = AT

    @property
    def log(self) -> LogReader:
        return LogReader(self.logs / self.key.device)

    @property
    def head(self) -> bytes:
        return self.log.head().signed

    @property
    def device(self) -> str:
        return self.key.device

    def append(self, count: int) -> None:
        with CustodyLog.open(self.logs, self.key, lock_seconds=5) as log:
            log.append([f"entry {log.size + n}".encode() for n in range(count)])

    def anchor(self):
        """Anchor the head, and return what came of it by name."""
        one = Anchoring(self.anchors, self.log, self.world, lambda: self.now)
        return {outcome.name: outcome for outcome in [*one.follow_up(), *one.ask()]}

    def ask_authority(self, name="tsa", authority: Authority | None = None) -> Authority:
        authority = authority or Authority()
        policy = self.anchors.policy().with_authority(name, f"https://{name}/tsr")
        self.anchors.write_policy(policy)
        self.anchors.write_roots(name, authority.root.pem)
        self.world.there[name] = lambda _, body: Answered(200, authority.answer(body))
        return authority

    def ask_calendar(self, name="cal") -> Calendar:
        calendar = self.world.there[name] = Calendar()
        self.anchors.write_policy(self.anchors.policy().with_calendar(name, f"https://{name}/"))
        return calendar

    def ask_witness(self, name="wit", *, knows=True) -> Witness:
        witness = Witness.create(self.home / name, f"witness.example/{name}")
        if knows:
            witness.know(self.log.vkey.text)
        policy = self.anchors.policy().with_witness(name, witness.vkey.text, f"https://{name}")
        self.anchors.write_policy(policy.counting())

        def answer(address, body):
            answered = witness.add_checkpoint(body, at=self.now)
            return Answered(answered.status, answered.body.encode())

        self.world.there[name] = answer
        return witness


@pytest.fixture
def house(tmp_path):
    made = House(tmp_path)
    made.append(5)
    return made


@pytest.fixture(name="calendar")
def _calendar():
    return Calendar()


@pytest.fixture(name="serialized")
def _serialized():
    return serialized


@pytest.fixture(name="answered")
def _answered():
    return Answered
