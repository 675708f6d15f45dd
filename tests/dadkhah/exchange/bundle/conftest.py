"""A house with a small case in a real custody log, and a forger who knows the format."""

import io
import json
import shutil
import subprocess
import sys
from collections.abc import Callable, Sequence
from contextlib import nullcontext
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from hashlib import sha256
from itertools import count
from pathlib import Path

import pytest

from dadkhah.dates import Calendar, PartialDate
from dadkhah.evidence.custody.custody_log import CustodyLog
from dadkhah.evidence.custody.device import DeviceKey
from dadkhah.evidence.custody.entry import commit
from dadkhah.exchange import verify
from dadkhah.exchange.bundle import (
    BundleContent,
    BundleWritten,
    Custody,
    LoggedEntry,
    Withholding,
    write_bundle,
)
from dadkhah.exchange.bundle.bag import list_bag
from dadkhah.exchange.tables.columns import record_fields
from dadkhah.records.case import CaseInfo, CaseRecords
from dadkhah.records.events import Act, Event
from dadkhah.records.evidence import Citations, EvidenceItem, Passage, Source

AT = datetime(2026, 11, 24, 2, 3, tzinfo=UTC)
VERIFY = Path(verify.__file__)
DATE = PartialDate("2022-02-09", Calendar.GREGORIAN, "2022-02-09", None, None)
EVIDENCE = {
    "I-0001": b"The ministry announced that girls may not attend\nschool beyond grade six.\n",
    "I-0002": "زنان در کابل راه‌پیمایی کردند و خواستار حق آموزش شدند.\n".encode(),
    "I-0003": bytes(range(256)) * 40,
    "I-0004": b"The witness of Paghman told us what was said at the gate.\n",
}
CITED = (("E-001", "X-0001", "I-0001"), ("E-002", "X-0002", "I-0002"))


def salts() -> Callable[[int], bytes]:
    """Salts that are the same in every run."""
    numbers = count()
    return lambda size: sha256(str(next(numbers)).encode()).digest()[:size]


def sample_case() -> CaseRecords:
    def item(id_: str, name: str, media_type: str, **others: str) -> EvidenceItem:
        return EvidenceItem(
            id_, "S-001", f"evidence/{name}", f"The title of item {id_}", media_type,
            sha256(EVIDENCE[id_]).hexdigest(), len(EVIDENCE[id_]), **others,
        )  # fmt: skip

    cited = Citations(supports=("X-0001", "X-0002"))
    return CaseRecords(
        CaseInfo("sample", "A sample", "ICC-02/17", "A house", "m", ("en",), ("how",), ("l",)),
        sources=(Source("S-001", "src.media", "A newspaper in Kabul"),),
        items=(
            item("I-0001", "announcement.txt", "text/plain"),
            item("I-0002", "راه‌پیمایی ۱.txt", "text/plain"),
            item("I-0003", "film.bin", "application/octet-stream"),
            item("I-0004", "witness.txt", "text/plain", sensitivity="sealed"),
        ),
        passages=(
            Passage("X-0001", "I-0001", "girls may not attend school"),
            Passage("X-0002", "I-0002", "خواستار حق آموزش شدند"),
            Passage("X-0004", "I-0004", "what was said at the gate"),
        ),
        events=(Event("E-0001", "A closure", DATE, ("AF-KAB",), citations=cited),),
        acts=(
            Act("A-0001", "E-0001", "edu.ban", DATE, ("AF-KAB",), "Guards turned <pupils> away."),
            Act("A-0002", "E-0001", "edu.ban", DATE, ("AF-LOG",), "A school in Logar was shut."),
        ),
    )  # fmt: skip


@dataclass
class House:
    """A vault with one device, and everything that `write_bundle` needs."""

    home: Path
    case: CaseRecords = field(default_factory=sample_case)
    revisions: dict[str, LoggedEntry] = field(default_factory=dict)
    receptions: dict[str, LoggedEntry] = field(default_factory=dict)
    filings: dict[str, bytes] = field(default_factory=dict)
    anchors: Path | None = None

    def __post_init__(self) -> None:
        self.salt = salts()
        self.key = DeviceKey.create(self.home / "device", salt_source=self.salt)
        self.logs = self.home / "vault" / "log"
        CustodyLog.create(self.logs, self.key).close()

    @property
    def log(self) -> Path:
        return self.logs / self.key.device

    def append(self, *batch: dict[str, str]) -> list[LoggedEntry]:
        committed = [commit(fields, AT, salt_source=self.salt) for fields in batch]
        with CustodyLog.open(self.logs, self.key, lock_seconds=5) as log:
            positions = log.append([entry for entry, _ in committed])
        return [
            LoggedEntry(self.key.device, position, tuple(d.encoded for d in disclosures))
            for position, (_, disclosures) in zip(positions, committed, strict=True)
        ]

    def keep_checkpoint(self) -> None:
        with CustodyLog.open(self.logs, self.key, lock_seconds=5) as log:
            log.keep_checkpoint()

    def fill(self, *, noise: int) -> "House":
        """Receive the items, save the records, and log what no bundle shows in between."""
        unrelated = [{"type": "access", "actor": "A-07", "reason": str(n)} for n in range(noise)]
        self.append(*unrelated)
        received = self.append(*(
            {
                "type": "receive", "sha256": item.sha256, "size": str(item.size),
                "object": sha256(item.id.encode()).hexdigest(), "actor": "A-07",
                "source": item.source, "path": item.file, "item": item.id,
            }
            for item in self.case.items
        ))  # fmt: skip
        self.receptions = dict(zip((i.id for i in self.case.items), received, strict=True))
        self.keep_checkpoint()
        records = [
            (f"{kind}/{record.id}", record)
            for kind, table in (
                ("source", self.case.sources), ("item", self.case.items),
                ("passage", self.case.passages), ("event", self.case.events),
                ("act", self.case.acts),
            )
            for record in table
        ]  # fmt: skip
        saved = self.append(*(
            {"type": "revision", "record": id_, "revision": "1", "actor": "A-07"}
            | {f"f:{column}": text for column, text in record_fields(record).items()}
            for id_, record in records
        ))  # fmt: skip
        self.revisions = dict(zip((id_ for id_, _ in records), saved, strict=True))
        facts = [
            {"text": f"A fact {n}.", "citations": [{"exhibit": exhibit, "passage": passage}]}
            for n, (exhibit, passage, _) in enumerate(CITED)
        ]
        digests = {item.id: item.sha256 for item in self.case.items}
        listed = [{"number": number, "sha256": digests[item]} for number, _, item in CITED]
        self.filings = {
            "communication.json": json.dumps({"facts": facts, "exhibits": listed}).encode(),
            "communication.html": b"<p>A fact 0. A fact 1.</p>",
        }
        return self

    def content(self) -> BundleContent:
        numbers = {item: number for number, _, item in CITED}
        return BundleContent(
            self.case, self.filings, self.revisions, self.receptions, {"communication": numbers}
        )

    def custody(self, **others: object) -> Custody:
        custody = Custody(
            self.logs,
            lambda item: nullcontext(io.BytesIO(EVIDENCE[item.id])),
            lambda fields: self.append(dict(fields))[0],
            self.anchors,
        )
        return replace(custody, **others)

    def bundle(self, out: Path, withholding: Withholding | None = None) -> BundleWritten:
        return write_bundle(
            self.content(), self.custody(), recipient="The Prosecutor", at=AT, out=out,
            withholding=withholding,
        )  # fmt: skip


@dataclass(frozen=True)
class Verdict:
    """What the verifier answered."""

    exit: int
    items: list[tuple[str, str, str]]
    summary: dict

    def of(self, *statuses: str) -> list[tuple[str, str]]:
        return [(subject, reason) for status, subject, reason in self.items if status in statuses]

    @property
    def problems(self) -> list[tuple[str, str]]:
        return self.of("WRONG", "MISSING")

    def says(self, words: str) -> bool:
        return any(words in f"{subject}: {reason}" for subject, reason in self.problems)


@dataclass
class Forger:
    """A copy of a bundle in hostile hands: everything can be changed but the signing key."""

    folder: Path

    def read(self, name: str) -> bytes:
        return (self.folder / name).read_bytes()

    def write(self, name: str, content: bytes) -> None:
        (self.folder / name).parent.mkdir(parents=True, exist_ok=True)
        (self.folder / name).write_bytes(content)

    def lines(self, name: str) -> list[dict]:
        return [json.loads(line) for line in self.read(name).decode().splitlines()]

    def write_lines(self, name: str, lines: Sequence[dict]) -> None:
        text = "".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines)
        self.write(name, text.encode())

    def relist(self) -> None:
        """Make the bag right again: what anyone can do who changed a file."""
        list_bag(self.folder)

    def verdict(
        self,
        *,
        keys: Sequence[str] = (),
        notes: Sequence[bytes] = (),
        trust: verify.Trust | None = None,
    ) -> Verdict:
        bundle = verify.Bundle(str(self.folder))
        verify.verify(bundle, set(keys), list(notes), trust)
        summary = verify.summary(bundle, compared=bool(keys))
        return Verdict(summary["exit"], bundle.said, summary)

    def run(self, *arguments: str, python: str = sys.executable, copy: Path = VERIFY):
        return subprocess.run(
            [python, str(copy), str(self.folder), *arguments],
            capture_output=True, text=True, check=False, encoding="utf-8",
        )  # fmt: skip


@pytest.fixture(scope="session")
def house(tmp_path_factory) -> House:
    return House(tmp_path_factory.mktemp("house")).fill(noise=260)


@pytest.fixture(scope="session")
def genuine(house, tmp_path_factory) -> Path:
    out = tmp_path_factory.mktemp("out") / "bundle"
    house.bundle(out)
    return out


@pytest.fixture
def forger(genuine, tmp_path) -> Forger:
    shutil.copytree(genuine, tmp_path / "bundle")
    return Forger(tmp_path / "bundle")


@pytest.fixture
def own_house(tmp_path) -> House:
    """A house of the test's own, to append to."""
    return House(tmp_path / "house").fill(noise=3)


@pytest.fixture
def make_house() -> Callable[[Path], House]:
    """Another house, with another key."""

    def make(home: Path) -> House:
        house = House(home)
        shutil.rmtree(home)
        house.salt = lambda size, inner=house.salt: inner(size)[::-1]
        house.key = DeviceKey.create(home / "device", salt_source=house.salt)
        CustodyLog.create(house.logs, house.key).close()
        return house

    return make
