"""A small case, small documents, and the sample case drafted once."""

from datetime import date
from pathlib import Path

import pytest

from dadkhah.exchange.casefolder import read_case_folder
from dadkhah.filings.communication import draft_communication
from dadkhah.filings.document import (
    Citation,
    Document,
    Fact,
    Figure,
    Heading,
    InLanguage,
    Items,
    PageBreak,
    Paragraph,
    Statement,
    StatementKind,
    Table,
)
from dadkhah.filings.footnotes import number
from dadkhah.filings.letter import draft_letter
from dadkhah.law import load_law
from dadkhah.records.case import CaseInfo, CaseRecords
from dadkhah.records.evidence import EvidenceItem, Passage

SAMPLE = Path(__file__).parents[3] / "examples" / "afghanistan"
DAY = date(2026, 11, 24)
DARI = (
    "وزارت امر به معروف دستور داد که دختران بالاتر از صنف ششم (متوسطه) به مکتب نروند؛ لایحهٔ نو آمد."
)
PASHTO = (
    "د پوهنتونونو دروازې د نجونو پر مخ وتړل شوې؛ ښځې له کار څخه منع شوې او ځانګړې پاملرنه اړینه ده."
)
PICTURE = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><rect width="9" height="9"/></svg>'
)


def make_case(**fields):
    info = CaseInfo("small", "Small", "ICC-02/17", "Sender", "Mandate", ("en",), ("m",), ("l",))
    items = tuple(
        EvidenceItem(
            id=f"I-{n:04d}",
            source="S-001",
            file=f"evidence/report {n}.txt",
            title=f"Report {n}",
            media_type="text/plain",
            sha256=f"{n:064x}",
        )
        for n in range(1, 7)
    )
    passages = tuple(
        Passage(f"X-{n:04d}", f"I-{n:04d}", quote=f"schools stay shut {n}", page=str(n))
        for n in range(1, 7)
    )
    return CaseRecords(**{"info": info, "items": items, "passages": passages} | fields)


def fact(text, *passages, against=()):
    cited = [Citation(each) for each in passages]
    return Fact(text, tuple(cited) + tuple(Citation(each, "contradicts") for each in against))


def law(text):
    return Statement(text, StatementKind.LAW)


def make_document(*blocks, language="en", has_contents=False):
    return Document(
        title="Communication",
        subtitle="Persecution, ICC-02/17",
        language=language,
        date=DAY,
        marking="Public",
        author="Sender",
        law_version="1",
        cover=(("Date", "24 November 2026"),),
        blocks=blocks,
        has_contents=has_contents,
    )


def every_block():
    row = ((fact("A row that is cited.", "X-0003"),), (law("Law."),))
    return (
        Heading("Summary", 1, "1"),
        Paragraph((fact("Girls were told to stay home.", "X-0001", "X-0002"), law("Law says."))),
        Items(((law("First."),), (law("Second."),)), is_ordered=True),
        Table("Proof", ("Fact", "Law"), (row,) * 60, (2, 1), cites_inline=True),
        Figure(PICTURE, "A black square", "A picture. Documented is not occurred.", ("A-0001",)),
        PageBreak(),
        InLanguage("fa", (Heading("خلاصه", 2), Paragraph((fact(DARI, "X-0004"),)))),
        PageBreak(),
        InLanguage("ps", (Heading("لنډیز", 2), Paragraph((fact(PASHTO, "X-0005"),)))),
    )


@pytest.fixture(scope="session")
def build():
    """The factories, for tests to call."""
    return type(
        "Build",
        (),
        {
            "case": staticmethod(make_case),
            "fact": staticmethod(fact),
            "law": staticmethod(law),
            "document": staticmethod(make_document),
            "every_block": staticmethod(every_block),
            "dari": DARI,
            "pashto": PASHTO,
            "day": DAY,
        },
    )


@pytest.fixture(scope="session")
def small(build):
    """One of every block, numbered."""
    return number(build.document(*every_block(), has_contents=True), make_case())


@pytest.fixture(scope="session")
def law_file():
    return load_law()


@pytest.fixture(scope="session")
def sample():
    return read_case_folder(SAMPLE)


@pytest.fixture(scope="session")
def communication(sample, law_file):
    return number(draft_communication(sample, law_file, DAY), sample)


@pytest.fixture(scope="session")
def letter(sample, law_file):
    return number(draft_letter(sample, law_file, DAY), sample)
