"""The annexes of a communication, made from the records alone."""

from datetime import date

from dadkhah.filings.communication.evidence_index import custody_statement, evidence_index
from dadkhah.filings.communication.persons import all_persons, main_name, name_variants
from dadkhah.filings.document import Block, Heading, PageBreak, Sentence, Table
from dadkhah.filings.wording import cell, english_date, fact, law, methods, official
from dadkhah.law.model import Law
from dadkhah.qualification.matrix import ProofMatrix
from dadkhah.records.case import CaseRecords

Blocks = tuple[Block[Sentence], ...]


def annexes(
    case: CaseRecords, law_file: Law, matrix: ProofMatrix, body: Blocks, on: date
) -> Blocks:
    """Return section 12; exhibits are numbered over `body` and the annexes that cite."""
    citing = _citing(case, law_file)
    return (
        PageBreak(),
        Heading("Annexes", 1, "12"),
        Heading("Evidence index", 2, "Annex A"),
        *evidence_index(case, (*body, *citing), on),
        *citing,
        Heading("Official texts cited", 2, "Annex E"),
        official_texts(matrix),
        Heading("Method and limits", 2, "Annex F"),
        *(methods(text) for text in (*case.info.method, *case.info.limits)),
        Heading("Custody statement", 2, "Annex G"),
        *custody_statement(case),
    )


def _citing(case: CaseRecords, law_file: Law) -> Blocks:
    return (
        Heading("Chronology of restrictions", 2, "Annex B"),
        methods(
            f"All {len(case.restrictions)} restrictions of the register of this case, by date."
            " The register is not complete: what is documented is not what occurred. A title says"
            " what was reported, in our words; the last column says how sure the date and the"
            " measure are."
        ),
        chronology(case, law_file),
        Heading("Incidents", 2, "Annex C"),
        methods(
            f"All {len(case.acts)} acts recorded, each alleged. Victims are groups, never names;"
            " places are provinces. The number of records is not the number of acts: what is"
            " documented is not what occurred."
        ),
        incidents(case, law_file),
        Heading("Persons and institutions; written forms of names", 2, "Annex D"),
        all_persons(case),
        name_variants(case),
    )


def chronology(case: CaseRecords, law_file: Law) -> Table[Sentence]:
    """Return every restriction of the case in order of date, with its latest recorded status."""
    latest = {each.restriction: each.status for each in case.restriction_statuses}
    statuses = law_file.vocabularies["restriction_status"].terms
    rows = tuple(
        (
            cell(each.id.removeprefix("afg-")),
            cell(english_date(each.date)),
            (fact(f"{each.title}.", each.citations),),
            cell(each.issuer),
            cell(_where(each.scope, law_file)),
            cell(
                (statuses[latest[each.id]].names.en if each.id in latest else "status not recorded")
                + f"; confidence {each.confidence}"
            ),
        )
        for each in sorted(case.restrictions, key=lambda each: (str(each.date.earliest), each.id))
    )
    return Table(
        caption="Restrictions on women and girls, as reported",
        headers=("No.", "Date", "What was reported", "Issued by", "Where", "Status"),
        rows=rows,
        widths=(0.75, 1.2, 3.7, 1.6, 1.3, 1.45),
        cites_inline=True,
    )


def _where(places: tuple[str, ...], law_file: Law) -> str:
    provinces = law_file.vocabularies["provinces"].terms
    names = {code: term.names.en for code, term in provinces.items()}
    names["national"] = "whole country"
    return ", ".join(names.get(place, place) for place in places)


def incidents(case: CaseRecords, law_file: Law) -> Table[Sentence]:
    """Return every act recorded, with its type, place and who is alleged to be involved."""
    types = law_file.vocabularies["act_types"].terms
    involved: dict[str, list[str]] = {}
    for each in case.involvements:
        involved.setdefault(each.subject, []).append(main_name(case, each.person))
    rows = tuple(
        (
            cell(act.id),
            cell(english_date(act.date)),
            cell(_where(act.places, law_file)),
            cell(types[act.type].names.en),
            (fact(act.summary, act.citations),),
            cell(", ".join(dict.fromkeys(involved.get(act.id, ["not recorded"])))),
        )
        for act in case.acts
    )
    return Table(
        caption="Acts recorded, alleged as reported",
        headers=("No.", "Date", "Where", "Type", "What was reported", "Alleged involvement"),
        rows=rows,
        widths=(0.8, 1.2, 1.1, 1.4, 3.6, 1.6),
        cites_inline=True,
    )


def official_texts(matrix: ProofMatrix) -> Table[Sentence]:
    """Return each element charted with the official text that counts."""
    rows = tuple(
        (cell(row.element), cell(official(row.cite)), (law(row.text),))
        for section in matrix.sections
        for row in section.rows
    )
    return Table(
        caption="Elements charted, and the official text of each",
        headers=("Code", "Official text", "Our wording, which a lawyer must check"),
        rows=rows,
        widths=(1.5, 2.2, 4),
    )
