"""A small case with every kind of record, and a vault to keep it."""

import shutil
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import pytest
from django.core.cache import cache

from dadkhah.dates import Calendar, read_date
from dadkhah.evidence.vault import Vault
from dadkhah.records.analysis import Charge, ElementFinding, Proposition
from dadkhah.records.case import CaseInfo, CaseRecords
from dadkhah.records.conclusion import Conclusion
from dadkhah.records.events import Act, Event, Involvement
from dadkhah.records.evidence import Citations, EvidenceItem, Passage, Source
from dadkhah.records.persons import CommandLink, Person, PersonName, Position
from dadkhah.records.restrictions import Restriction, RestrictionStatus
from dadkhah_web.exchange import services
from dadkhah_web.exchange.snapshot import forget_kept

AT = datetime(2026, 11, 24, 9, 30, tzinfo=UTC)
PASSPHRASE = "words for these tests"  # noqa: S105
REPORT = "The school was closed on 24 Asad.\n"
DECREE = "Girls above grade six stay at home.\n"


@pytest.fixture(autouse=True)
def nobody_tried_before() -> None:
    """How often somebody tried to sign in counts in one test and not in the next."""
    cache.clear()


@pytest.fixture(scope="session")
def empty_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home with an empty vault, made once: wrapping its key to a passphrase takes a second."""
    home = tmp_path_factory.mktemp("vault") / "home"
    home.mkdir()
    Vault.create(home, custodian="ours", actor="U-7f3a", at=AT, passphrase=PASSPHRASE)
    return home


@pytest.fixture
def vault(empty_home: Path, tmp_path: Path) -> Vault:
    return Vault.open(shutil.copytree(empty_home, tmp_path / "home"))


@pytest.fixture
def evidence(tmp_path: Path) -> Path:
    folder = tmp_path / "case"
    (folder / "evidence").mkdir(parents=True)
    (folder / "evidence/report.txt").write_text(REPORT, encoding="utf-8")
    (folder / "evidence/decree.txt").write_text(DECREE, encoding="utf-8")
    return folder


@pytest.fixture
def case() -> CaseRecords:
    return CaseRecords(
        info=CaseInfo(
            slug="sample",
            title="A sample case",
            situation="ICC-02/17",
            sender="An organisation",
            mandate="To document",
            languages=("en", "fa"),
            method=("Collected by hand.", "Checked twice."),
            limits=("Few sources.",),
        ),
        sources=(
            Source("S-001", "src.media", "A news agency", "C"),
            Source("S-002", "src.ngo", "B"),
        ),
        items=(
            EvidenceItem(
                "I-0001",
                "S-001",
                "evidence/report.txt",
                "A report",
                "text/plain",
                published_on=read_date("۲۰ دلو ۱۴۰۰"),
            ),
            EvidenceItem("I-0002", "S-002", "evidence/decree.txt", "A decree", "text/plain"),
        ),
        passages=(
            Passage("X-0001", "I-0001", quote="The school was closed"),
            Passage("X-0002", "I-0002", quote="Girls above grade six"),
        ),
        persons=(
            Person("O-ministry", "institution"),
            Person("P-minister", "individual", citations=Citations(context=("X-0002",))),
        ),
        person_names=(
            PersonName("P-minister", "وزیر", "fa", "main"),
            PersonName("O-ministry", "Ministry", "en", "main"),
            PersonName("P-minister", "Minister", "en"),
        ),
        positions=(
            Position("H-01", "P-minister", "O-ministry", "Minister", read_date("2021-08-15/..")),
        ),
        command_links=(
            CommandLink("K-01", "P-minister", "O-ministry", read_date("2021-09/2022"), "Decree 1"),
        ),
        events=(Event("E-0001", "Closing of a school", read_date("2021-08-15"), ("AF-KAB",)),),
        acts=(
            Act(
                "A-0001",
                "E-0001",
                "res.education",
                read_date("1400-05-24", Calendar.SOLAR_HIJRI),
                ("AF-KAB", "AF-HER"),
                "A school was closed.",
                victims=("vic.girls",),
                restriction="R-0001",
                citations=Citations(("X-0001", "X-0002"), ("X-0002",)),
            ),
            Act("A-0002", "E-0001", "res.education", read_date("2021"), ("national",), "Another."),
        ),
        involvements=(
            Involvement("V-01", "O-ministry", "A-0001", "inv.order"),
            Involvement("V-02", "P-minister", "R-0001", "inv.order"),
        ),
        restrictions=(
            Restriction(
                "R-0001",
                "Schools stay closed",
                read_date("2021-09"),
                "The ministry",
                ("inst.education",),
                "announcement",
                "order",
                ("education", "work"),
                ("national",),
                "girls",
                "high",
            ),
        ),
        restriction_statuses=(
            RestrictionStatus("R-0001", "in_force", read_date("2021-09")),
            RestrictionStatus("R-0001", "modified", read_date("2022-03-23"), "widened"),
        ),
        propositions=(
            Proposition(
                "F-0001",
                "Girls were kept from school.",
                ("rs-7-1-h/1", "cah-policy"),
                acts=("A-0002", "A-0001"),
                restrictions=("R-0001",),
                citations=Citations(("X-0002",)),
            ),
        ),
        findings=(
            ElementFinding("N-0001", "rs-7-1-h/1", Conclusion.MET, "U-1a", ("F-0001",)),
            ElementFinding(
                *("N-0002", "rs-7-1-h/3", Conclusion.NOT_MET, "U-2b", (), "P-minister"),
                ground="gender",
            ),
        ),
        charges=(
            Charge(
                "C-01",
                "P-minister",
                "rs-7-1-h",
                "25-3-b-ordering",
                ("gender",),
                read_date("2021/.."),
                "proposed",
            ),
        ),
        drafts={"filings/letter.yaml": "title: A letter\n"},
    )


@dataclass(frozen=True)
class House:
    """A vault with the sample case in it, and what importing it again takes."""

    vault: Vault
    evidence: Path

    def import_case(self, case: CaseRecords, **options: object) -> services.Imported:
        return services.import_case(
            case, self.evidence, vault=self.vault, actor="U-7f3a", at=AT, **options
        )


@pytest.fixture
def house(db, vault: Vault, evidence: Path) -> House:
    forget_kept()  # each test numbers its cases and revisions from one again
    return House(vault, evidence)


@pytest.fixture
def imported(house: House, case: CaseRecords) -> House:
    house.import_case(case)
    return house
