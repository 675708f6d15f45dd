"""The evidence index and the custody statement: what each exhibit is and how it was kept."""

from datetime import date

from dadkhah.filings.document import Block, Document, Items, Label, Sentence, Table
from dadkhah.filings.exhibits import Exhibit, Exhibits, number_exhibits
from dadkhah.filings.wording import english_date, methods
from dadkhah.records.case import CaseRecords
from dadkhah.records.evidence import EvidenceItem, Passage

Blocks = tuple[Block[Sentence], ...]


def evidence_index(case: CaseRecords, citing: Blocks, on: date) -> Blocks:
    """Return the exhibits cited in `citing`, in order, each with its SHA-256 and its passages."""
    counted = Document("", "", "en", on, "", "", "", (), citing)
    exhibits = number_exhibits(counted, case)
    missing = [exhibit.number for exhibit in exhibits if not exhibit.item.sha256]
    without = (
        methods(
            f"Not received into the vault, so without a hash: {', '.join(missing)}. Nothing can be"
            " verified about these files yet."
        ),
    )
    return (
        methods(
            f"{len(exhibits)} items are cited, in order of first citation. The SHA-256 is of the"
            " bytes as received. Dates of publication are as the publisher gives them."
        ),
        *(without if missing else ()),
        exhibit_table(exhibits),
    )


def exhibit_table(exhibits: Exhibits) -> Table[Sentence]:
    """Return the list of exhibits that citations lead to, in the order of their numbers."""
    return Table(
        caption="Exhibits, their hashes and the passages cited",
        headers=("Exhibit", "Item, address and SHA-256", "Passages cited"),
        rows=tuple(_row(exhibit, exhibits.passages) for exhibit in exhibits),
        widths=(0.8, 4.2, 4.2),
    )


def _row(exhibit: Exhibit, passages: dict[str, Passage]) -> tuple[tuple[Sentence, ...], ...]:
    item = exhibit.item
    quoted = tuple(_quoted(passages[each]) for each in exhibit.passages)
    address = (Label(item.address, is_code=True),) if item.address else ()
    return (
        (Label(exhibit.number, is_strong=True, exhibit=exhibit.number),),
        (Label(f"{item.title}."), Label(_published(item)), *address, _hash(item)),
        quoted,
    )


def _hash(item: EvidenceItem) -> Label:
    return Label(item.sha256, is_code=True) if item.sha256 else Label("Not received: no hash.")


def _published(item: EvidenceItem) -> str:
    on = f", {english_date(item.published_on)}" if item.published_on else ""
    return f"{item.id}; {item.published_by or 'publisher not recorded'}{on}; {item.sensitivity}."


def _quoted(passage: Passage) -> Label:
    place = f", p. {passage.page}" if passage.page else ""
    words = f"“{passage.quote}”" if passage.quote else passage.note
    return Label(f"{passage.id}{place}: {words}")


def custody_statement(case: CaseRecords) -> Blocks:
    """Return what the sender can say about how the items were kept, and how to check it."""
    received = [item for item in case.items if item.sha256]
    devices = sorted({reception.device for reception in case.receptions})
    logged = (
        f"{len(case.receptions)} receptions are entries of the custody log"
        f" (device {', '.join(devices)})."
        if devices
        else "No reception of this case is in a custody log yet."
    )
    return (
        methods(
            f"{len(case.items)} items are recorded; {len(received)} have a hash. {logged}",
            "Each file was hashed as it was copied, encrypted and sealed read-only; the reception"
            " is an entry of an append-only log with a signed head (C2SP tlog-tiles, signed-note).",
            "The bundle that accompanies this filing holds the log, its signed heads and a verifier"
            " that needs no network.",
        ),
        Items(
            (
                (Label("A hash proves that a file is unchanged since it was received."),),
                (Label("It does not prove that what the file says is true."),),
                (Label("It does not prove when the file was made, only that it existed by then."),),
            )
        ),
    )
